//! An output set <-> one zip file, in memory. The same set gives the same bytes on every machine: sorted names, times
//! derived from content, no compression (its result depends on version and processor, and PDFs and pictures are
//! compressed already).

use std::collections::BTreeMap;
use std::io::{self, Cursor, Write as _};

use jiff::civil::Date;
use zip::write::{FileOptions, FullFileOptions};
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::dated::Dated;

mod read;

pub use read::Archive;

/// Why a zip file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArchiveError {
    /// It is not a zip file, or damaged, or hides files.
    Damaged,
    /// It is larger than any site.
    TooLarge,
    /// It has bytes that belong to no file: before, between or after the files, or in comments.
    Foreign,
    /// A name occurs twice, so that different programs unpack different files.
    Twice(String),
    /// An entry is a link or a device, not a file.
    NotAFile(String),
}

/// The bytes of a zip file with these files, as of a reference date.
///
/// # Errors
/// When a file is too large for the format.
pub fn write<'a>(
    files: impl Iterator<Item = (&'a str, &'a [u8])>,
    as_of: Date,
) -> io::Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        let dated = Dated::of(as_of, &blake3::hash(bytes));
        writer.start_file(path, options(&dated)?)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// Id of the extra field with a time in seconds in UTC; the format's own time has a resolution of two seconds, in
/// local time.
const EXTENDED_TIME: u16 = 0x5455;

fn options(dated: &Dated) -> io::Result<FullFileOptions<'static, 'static>> {
    let mut options: FullFileOptions<'_, '_> = FileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(local(dated)?)
        .unix_permissions(0o644);
    // The field ends in 2038.
    if let Ok(seconds) = i32::try_from(dated.seconds()) {
        let [a, b, c, d] = seconds.to_le_bytes();
        options.add_extra_field(EXTENDED_TIME, [1, a, b, c, d], false)?;
    }
    Ok(options)
}

fn local(dated: &Dated) -> io::Result<DateTime> {
    let at = dated.local;
    let [month, day, hour, minute, second] =
        [at.month(), at.day(), at.hour(), at.minute(), at.second()].map(i8::unsigned_abs);
    DateTime::from_date_and_time(at.year().unsigned_abs(), month, day, hour, minute, second)
        .map_err(io::Error::other)
}

/// The files of a zip file by path, all in memory.
///
/// # Errors
/// [`ArchiveError`].
pub fn read(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, ArchiveError> {
    let archive = Archive::open(bytes)?;
    let file = |path: &str| Ok((path.to_owned(), archive.get(path)?.unwrap_or_default()));
    archive.paths().map(file).collect()
}

#[cfg(test)]
mod tests;
