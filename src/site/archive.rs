//! An output set <-> one zip file, in memory. The same set gives the same bytes on every machine: sorted
//! names, one date, nothing compressed (what a compressor makes of it depends on its version and processor,
//! and PDFs and pictures are compressed already).

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read as _, Write as _};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::MANIFEST_PATH;

/// Largest content of a zip that is read, in bytes: what unpacks to more is no site of ours.
const MAX_BYTES: u64 = 4 << 30;

/// Why a zip file cannot be read.
#[derive(Debug)]
pub enum ArchiveError {
    /// It is no zip file, or a damaged one.
    Damaged,
    /// It unpacks to more than any site.
    TooLarge,
}

/// The bytes of a zip file with these files.
///
/// # Errors
/// When a file is too large for the format.
pub fn write<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> io::Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    // The date of every entry: the first that the format can state.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (path, bytes) in files {
        writer.start_file(path, options)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// The files of a zip file by path. Where somebody packed the folder itself, its name is left away.
///
/// # Errors
/// [`ArchiveError`].
pub fn read(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, ArchiveError> {
    let damaged = |_: ZipError| ArchiveError::Damaged;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut files = BTreeMap::new();
    let mut left = MAX_BYTES;
    for place in 0..archive.len() {
        let file = archive.by_index(place).map_err(damaged)?;
        if file.is_dir() {
            continue;
        }
        let name = file.name().map_err(damaged)?.replace('\\', "/");
        let mut content = Vec::new();
        let read = file.take(left + 1).read_to_end(&mut content);
        let read = read.map_err(|_| ArchiveError::Damaged)? as u64;
        left = left.checked_sub(read).ok_or(ArchiveError::TooLarge)?;
        files.insert(name, content);
    }
    Ok(without_folder(files))
}

fn without_folder(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    if files.contains_key(MANIFEST_PATH) {
        return files;
    }
    let folder = files.keys().next().and_then(|path| path.split_once('/'));
    let Some(prefix) = folder.map(|(folder, _)| format!("{folder}/")) else {
        return files;
    };
    if !files.contains_key(&format!("{prefix}{MANIFEST_PATH}")) {
        return files;
    }
    let short = |(path, bytes): (String, Vec<u8>)| match path.strip_prefix(&prefix) {
        Some(rest) => (rest.to_owned(), bytes),
        None => (path, bytes),
    };
    files.into_iter().map(short).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_comes_out_again_and_twice_the_same() {
        let files = [("a/index.html", b"<p>".as_slice()), ("manifest.json", b"{}")];
        let zip = write(files.into_iter()).unwrap();
        assert_eq!(zip, write(files.into_iter()).unwrap());
        let read = read(&zip).unwrap();
        assert_eq!(read["a/index.html"], b"<p>");
        assert_eq!(read.len(), 2);
    }

    #[test]
    fn a_packed_folder_is_read_as_its_content() {
        let files = [("site/a", b"1".as_slice()), ("site/manifest.json", b"{}")];
        let zip = write(files.into_iter()).unwrap();
        assert_eq!(read(&zip).unwrap().keys().collect::<Vec<_>>(), ["a", "manifest.json"]);
    }

    #[test]
    fn what_is_no_zip_is_refused() {
        assert!(matches!(read(b"no zip"), Err(ArchiveError::Damaged)));
        let mut zip = write([("a", b"12345678".as_slice())].into_iter()).unwrap();
        zip.truncate(20);
        assert!(matches!(read(&zip), Err(ArchiveError::Damaged)));
    }
}
