//! Disk in: reads every content file once, as bytes turned into text.
//! Knows folders and encodings; knows nothing of YAML or of what the files mean.

#![expect(
    clippy::disallowed_methods,
    reason = "content is read here and nowhere else"
)]

use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;

use encoding_rs::{EUC_JP, SHIFT_JIS};
use walkdir::WalkDir;

use crate::diag::{Diags, Span, messages};

/// Largest content file that is read, in bytes. A sheet with all its prose has about 10,000.
pub const MAX_FILE_BYTES: u64 = 1024 * 1024;

/// Index of a file in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileId(pub usize);

/// One content file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path relative to the content folder, with `/`.
    pub path: String,
    /// The text without byte order mark; empty when it could not be read as UTF-8.
    pub text: String,
    /// False when the text could not be read: a problem has been reported already.
    pub readable: bool,
    /// True for a file outside the content folder, which a command named; its path is as it was named.
    pub apart: bool,
}

/// Every content file, by path.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The folder as the user named it, for messages.
    pub root: String,
    /// The files, sorted by path.
    pub files: Vec<SourceFile>,
}

impl Sources {
    /// The file of an id.
    ///
    /// # Panics
    /// Never for ids that this value handed out.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0]
    }

    /// Line and column of a byte offset, from 1, the column in characters.
    #[must_use]
    pub fn line_column(&self, id: FileId, offset: usize) -> (usize, usize) {
        let text = &self.file(id).text;
        let before = text.get(..offset).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .map_or(0, |rest| rest.chars().count())
            + 1;
        (line, column)
    }
}

/// Reads every YAML file below `root`, skipping hidden files and editors' leavings.
///
/// # Errors
/// Only when the folder itself cannot be read; what is wrong in a file becomes a diagnostic.
pub fn load(root: &Path, diags: &mut Diags) -> io::Result<Sources> {
    let mut sources = Sources {
        root: root.to_string_lossy().replace('\\', "/"),
        files: Vec::new(),
    };
    let walk = WalkDir::new(root).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| {
        entry.depth() == 0 || !is_leaving(&entry.file_name().to_string_lossy())
    }) {
        let entry = entry.map_err(io::Error::from)?;
        if !entry.file_type().is_file() {
            continue;
        }
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let path = relative.to_string_lossy().replace('\\', "/");
        let extension = entry
            .path()
            .extension()
            .map(|ext| ext.to_string_lossy().to_lowercase());
        if !matches!(extension.as_deref(), Some("yaml" | "yml")) {
            continue;
        }
        let id = FileId(sources.files.len());
        let file = read(id, entry.path(), path, diags)?;
        sources.files.push(file);
    }
    Ok(sources)
}

/// Reads one more file, from outside the content folder, and gives its id. One inside has been read already.
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
        sources.files.iter().position(|file| file.path == path)
    });
    if let Some(known) = known {
        return Ok(FileId(known));
    }
    let id = FileId(sources.files.len());
    let path = file.to_string_lossy().replace('\\', "/");
    let file = SourceFile {
        apart: true,
        ..read(id, file, path, diags)?
    };
    sources.files.push(file);
    Ok(id)
}

fn read(id: FileId, from: &Path, path: String, diags: &mut Diags) -> io::Result<SourceFile> {
    if fs::metadata(from)?.len() > MAX_FILE_BYTES {
        diags.push(messages::too_long(Span::whole(id), MAX_FILE_BYTES));
        return Ok(SourceFile {
            path,
            text: String::new(),
            readable: false,
            apart: false,
        });
    }
    Ok(decode(id, path, fs::read(from)?, diags))
}

/// Hidden files, lock files of Excel and swap files of editors are not content.
fn is_leaving(name: &str) -> bool {
    name.starts_with('.') || name.starts_with('~') || name.starts_with('#') || name.ends_with('~')
}

fn decode(id: FileId, path: String, bytes: Vec<u8>, diags: &mut Diags) -> SourceFile {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            diags.push(messages::not_utf8(
                Span::whole(id),
                guess_encoding(error.as_bytes()),
            ));
            return SourceFile {
                path,
                text: String::new(),
                readable: false,
                apart: false,
            };
        }
    };
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    let readable = report_control_chars(id, &text, diags);
    SourceFile {
        path,
        text,
        readable,
        apart: false,
    }
}

/// Names the encoding a non-UTF-8 file is probably in, so that the message can say what to change.
fn guess_encoding(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return "UTF-16（Excelの「Unicodeテキスト」など）";
    }
    let clean =
        |encoding: &'static encoding_rs::Encoding| !encoding.decode_without_bom_handling(bytes).1;
    // Kana in EUC-JP decode as half-width katakana in Shift_JIS, so the one that reads as common Japanese wins.
    let score = |encoding: &'static encoding_rs::Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        text.chars()
            .filter(|c| matches!(c, 'ぁ'..='ん' | 'ァ'..='ヴ' | '一'..='龠'))
            .count()
    };
    match (clean(SHIFT_JIS), clean(EUC_JP)) {
        (true, true) if score(EUC_JP) > score(SHIFT_JIS) => "EUC-JP",
        (true, _) => "シフトJIS（Shift_JIS、CP932）",
        (false, true) => "EUC-JP",
        (false, false) => "不明な文字コード",
    }
}

/// Characters that nobody types on purpose and that can hide or reorder text. False when there are any.
fn report_control_chars(id: FileId, text: &str, diags: &mut Diags) -> bool {
    let mut found = false;
    for (offset, c) in text.char_indices() {
        if is_forbidden(c) {
            diags.push(messages::control_char(
                Span::new(id, char_range(offset, c)),
                c,
            ));
            found = true;
        }
    }
    !found
}

fn char_range(offset: usize, c: char) -> Range<usize> {
    offset..offset + c.len_utf8()
}

/// Control characters, zero-width and bidirectional marks, private-use characters and U+FFFD.
#[must_use]
pub fn is_forbidden(c: char) -> bool {
    match c {
        '\n' | '\r' | '\t' => false,
        '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fffd}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{f0000}'..='\u{10fffd}' => true,
        other => other.is_control(),
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
        assert_eq!(
            guess_encoding(&[0x80, 0xff, 0xff, 0x00]),
            "不明な文字コード"
        );
    }

    #[test]
    fn a_byte_order_mark_is_no_content() {
        let mut diags = Diags::default();
        let file = decode(
            FileId(0),
            "a.yaml".to_owned(),
            "\u{feff}様式: 1\r\n".into(),
            &mut diags,
        );
        assert_eq!(file.text, "様式: 1\r\n");
        assert!(diags.is_empty());
    }

    #[test]
    fn marks_that_reorder_text_are_refused() {
        for c in [
            '\u{202e}', '\u{200b}', '\u{7}', '\u{e0ff}', '\u{feff}', '\u{2066}',
        ] {
            assert!(is_forbidden(c), "{c:?}");
        }
        for c in ['　', '髙', '①', '𠮷', '\n', '㋿'] {
            assert!(!is_forbidden(c), "{c:?}");
        }
    }

    #[test]
    fn lines_and_columns_count_characters() {
        let file = SourceFile {
            path: "a".into(),
            text: "一二\n三：四".into(),
            readable: true,
            apart: false,
        };
        let sources = Sources {
            root: String::new(),
            files: vec![file],
        };
        assert_eq!(sources.line_column(FileId(0), 0), (1, 1));
        assert_eq!(sources.line_column(FileId(0), "一二\n三".len()), (2, 2));
    }
}
