//! Reads every content file once, decodes it to text, and reports for every other name why it is not read. Knows
//! folders and encodings; knows nothing of YAML or of what the files mean.

#![expect(clippy::disallowed_methods, reason = "content is read here and nowhere else")]

pub(crate) mod characters;
mod lines;
mod name;
mod walk;

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use encoding_rs::{EUC_JP, SHIFT_JIS};
use rayon::prelude::*;

pub use characters::{Found, Refused, find, is_forbidden, shown};
pub use lines::Lines;
pub(crate) use name::{PLANS, is_year};

use crate::diag::messages::NotRead;
use crate::diag::{Diag, Diags, Shared, messages};
use crate::fault;
use crate::key::{self, Key};
use crate::source::walk::Entry;
use crate::terms::place::FileId;
use crate::terms::place::Span;

/// Maximum size of a content file, in bytes. A sheet with all its prose has about 10,000.
pub const MAX_FILE_BYTES: u64 = 1024 * 1024;

/// One content file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its id, used in places.
    pub id: FileId,
    /// Path relative to the content folder, with `/`.
    pub path: String,
    /// The text without BOM; empty when it is not UTF-8.
    pub text: String,
    /// False when the text could not be read: see `problems`.
    pub readable: bool,
    /// True for a CSV file that Excel wrote in Shift_JIS.
    pub shift_jis: bool,
    /// Its kind, known from its name.
    pub kind: FileKind,
    /// Problems with its bytes or its name.
    pub problems: Shared,
}

impl SourceFile {
    /// A file that lies nowhere, with this text.
    #[must_use]
    pub fn of_text(path: &str, text: &str) -> Self {
        Self {
            id: FileId(0),
            path: path.to_owned(),
            text: text.to_owned(),
            readable: true,
            shift_jis: false,
            kind: FileKind::Sheet,
            problems: Arc::new([]),
        }
    }

    /// What everything that is made of the file is known by.
    #[must_use]
    pub fn key(&self) -> Key {
        let Self { id: _, path: _, text, readable, shift_jis, kind, problems: _ } = self;
        // Problems with its bytes are reported before anything is made from it, so the key needs none of them.
        let said = [u8::from(*readable), u8::from(*shift_jis), *kind as u8];
        key::of([&self.key_of_name()[..], &said, text.as_bytes()])
    }

    /// Hash of its name only, and of its position among the others.
    #[must_use]
    pub fn key_of_name(&self) -> Key {
        key::of([&self.id.0.to_le_bytes()[..], self.path.as_bytes()])
    }
}

/// Kind of a name in the content folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A sheet.
    Sheet,
    /// A section of a sheet, as CSV.
    Table,
    /// A file outside the content folder, named on the command line; its path is as given.
    Apart,
    /// A file or folder that is not read: see `problems`.
    NotRead,
}

/// Every content file, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// The folder as given by the user, for messages.
    pub root: String,
    /// The files, sorted by path, and so by id.
    pub files: Vec<Arc<SourceFile>>,
}

impl Sources {
    /// The file of an id.
    ///
    /// # Panics
    /// Never for ids that this value handed out.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        match self.files.binary_search_by_key(&id, |file| file.id) {
            Ok(found) => &self.files[found],
            Err(_) => fault::broken(&format!("ファイル{id:?}が読み込まれていません")),
        }
    }

    /// Number of files read.
    #[must_use]
    pub fn count(&self) -> usize {
        self.files.iter().filter(|file| file.kind != FileKind::NotRead).count()
    }

    /// Line and column of a byte offset, from 1, the column in characters.
    #[must_use]
    pub fn line_column(&self, id: FileId, offset: usize) -> (usize, usize) {
        Lines::new(self).line_column(id, offset)
    }
}

/// Reads every sheet below `root`; reports every other name that is not known to be something else.
///
/// # Errors
/// Only when the folder itself cannot be read; problems in files become diagnostics.
pub fn load(root: &Path, diags: &mut Diags) -> io::Result<Sources> {
    let root_as_named = root.to_string_lossy().replace('\\', "/");
    let mut sources = Sources { root: root_as_named, files: Vec::new() };
    let places = (0..).zip(walk::walk(root)?).collect::<Vec<_>>();
    let read = |(number, entry): (u32, Entry)| entry.read(FileId(number));
    let read: Vec<SourceFile> = places.into_par_iter().map(read).collect();
    for file in read {
        diags.push_shared(&file.problems);
        sources.files.push(Arc::new(file));
    }
    Ok(sources)
}

impl Entry {
    fn read(self, id: FileId) -> SourceFile {
        let Self { path, from, kind, not_read } = self;
        match not_read {
            None => read(id, &from, path, kind),
            Some(why) => {
                let problem = messages::not_read(Span::whole(id), &path, &why);
                SourceFile { kind, ..unread(id, path, problem) }
            }
        }
    }
}

/// Reads one more file, from outside the content folder, and returns its id. One inside has been read already.
///
/// # Errors
/// When it cannot be read.
pub fn load_one(
    root: &Path,
    file: &Path,
    sources: &mut Sources,
    diags: &mut Diags,
) -> io::Result<FileId> {
    let (whole, folder) = (fs::canonicalize(file)?, fs::canonicalize(root)?);
    let inside = whole.strip_prefix(&folder).ok();
    let known = inside.and_then(|inside| {
        let path = inside.to_string_lossy().replace('\\', "/");
        sources.files.iter().find(|file| file.path == path)
    });
    if let Some(known) = known {
        return Ok(known.id);
    }
    let id = FileId(sources.files.last().map_or(0, |last| last.id.0 + 1));
    let path = file.to_string_lossy().replace('\\', "/");
    // A path that is no plain file is reported by the command that named it. Reading a pipe would never end.
    if !fs::metadata(file)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    fs::File::open(file)?;
    let file = read(id, file, path, FileKind::Apart);
    diags.push_shared(&file.problems);
    sources.files.push(Arc::new(file));
    Ok(id)
}

fn read(id: FileId, from: &Path, path: String, kind: FileKind) -> SourceFile {
    let bytes = fs::metadata(from).and_then(|found| {
        let fits = found.len() <= MAX_FILE_BYTES;
        fits.then(|| fs::read(from)).transpose()
    });
    let problem = match bytes {
        Ok(Some(bytes)) => return decode(id, path, bytes, kind),
        Ok(None) => messages::too_long(Span::whole(id), MAX_FILE_BYTES),
        Err(error) => messages::not_read(Span::whole(id), &path, &NotRead::unreadable(&error)),
    };
    SourceFile { kind, ..unread(id, path, problem) }
}

/// A file without text.
fn unread(id: FileId, path: String, problem: Diag) -> SourceFile {
    SourceFile {
        id,
        path,
        text: String::new(),
        readable: false,
        shift_jis: false,
        kind: FileKind::Sheet,
        problems: Arc::new([Arc::new(problem)]),
    }
}

fn decode(id: FileId, path: String, bytes: Vec<u8>, kind: FileKind) -> SourceFile {
    let utf8 = String::from_utf8(bytes).map_err(|error| {
        let bytes = error.as_bytes();
        let encoding = guess_encoding(bytes);
        // Excel's ordinary CSV is in Shift_JIS; every other file is written in an editor that can save UTF-8.
        let excel = kind == FileKind::Table && encoding == SHIFT_JIS_OF_EXCEL;
        let read = excel.then(|| SHIFT_JIS.decode_without_bom_handling(bytes).0.into_owned());
        read.ok_or(encoding)
    });
    let (mut text, shift_jis) = match utf8 {
        Ok(text) => (text, false),
        Err(Ok(text)) => (text, true),
        Err(Err(encoding)) => {
            let problem = messages::not_utf8(Span::whole(id), encoding);
            return SourceFile { kind, ..unread(id, path, problem) };
        }
    };
    if text.starts_with(MARK) {
        text.drain(..MARK.len_utf8());
    }
    text.shrink_to_fit();
    let found = find(&text).into_iter();
    let told = found.map(|found| Arc::new(messages::odd_character(id, &found)));
    let problems: Shared = told.collect();
    SourceFile { id, path, text, readable: problems.is_empty(), shift_jis, kind, problems }
}

const SHIFT_JIS_OF_EXCEL: &str = "シフトJIS（Shift_JIS、CP932）";

/// The byte order mark (BOM).
const MARK: char = '\u{feff}';

/// Guesses the encoding of a file that is not UTF-8, so that the message can say what to change.
fn guess_encoding(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return "UTF-16（Excelの「Unicodeテキスト」など）";
    }
    let clean =
        |encoding: &'static encoding_rs::Encoding| !encoding.decode_without_bom_handling(bytes).1;
    // Kana in EUC-JP decode as half-width katakana in Shift_JIS, so the one that decodes to common Japanese wins.
    let score = |encoding: &'static encoding_rs::Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        text.chars().filter(|c| matches!(c, 'ぁ'..='ん' | 'ァ'..='ヴ' | '一'..='龠')).count()
    };
    match (clean(SHIFT_JIS), clean(EUC_JP)) {
        (true, true) if score(EUC_JP) > score(SHIFT_JIS) => "EUC-JP",
        (true, _) => SHIFT_JIS_OF_EXCEL,
        (false, true) => "EUC-JP",
        (false, false) => "不明な文字コード",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_named() {
        let sjis = SHIFT_JIS.encode("施策の柱と基本事業").0.into_owned();
        assert!(guess_encoding(&sjis).starts_with("シフトJIS"));
        let euc = EUC_JP.encode("施策の柱と基本事業").0.into_owned();
        assert_eq!(guess_encoding(&euc), "EUC-JP");
        assert!(guess_encoding(&[0xff, 0xfe, 0x41, 0x00]).starts_with("UTF-16"));
        assert_eq!(guess_encoding(&[0x80, 0xff, 0xff, 0x00]), "不明な文字コード");
    }

    #[test]
    fn a_table_may_be_in_shift_jis_and_a_sheet_may_not() {
        let bytes = || SHIFT_JIS.encode("項目,令和5 決算\r\n人件費①,▲1").0.into_owned();
        let table = decode(FileId(0), "1.表.csv".into(), bytes(), FileKind::Table);
        assert_eq!(table.text, "項目,令和5 決算\r\n人件費①,▲1");
        assert!(table.readable && table.shift_jis);
        let sheet = decode(FileId(0), "1.yaml".into(), bytes(), FileKind::Sheet);
        assert!(!sheet.readable && sheet.problems.len() == 1);
        // A byte sequence that Shift_JIS does not have.
        let cut = decode(FileId(0), "1.表.csv".into(), vec![0x82, 0xa0, 0x82], FileKind::Table);
        assert!(!cut.readable);
    }

    #[test]
    fn a_byte_order_mark_is_no_content() {
        let file =
            decode(FileId(0), "a.yaml".to_owned(), "\u{feff}様式: 1\r\n".into(), FileKind::Sheet);
        assert_eq!(file.text, "様式: 1\r\n");
        assert!(file.problems.is_empty());
    }

    #[test]
    fn lines_and_columns_count_characters() {
        let file = decode(FileId(0), "a".into(), "一二\n三：四".into(), FileKind::Sheet);
        let sources = Sources { root: String::new(), files: vec![Arc::new(file)] };
        assert_eq!(sources.line_column(FileId(0), 0), (1, 1));
        assert_eq!(sources.line_column(FileId(0), "一二\n三".len()), (2, 2));
        // Inside a character and beyond the end.
        assert_eq!(sources.line_column(FileId(0), 1), (1, 1));
        assert_eq!(sources.line_column(FileId(0), 100), (2, 4));
        assert_eq!(Lines::new(&sources).range(FileId(0), 2), 7..16);
    }
}
