//! The bytes of a zip file -> its files, accounting for every byte: nothing may lie before, between or after the
//! files, and both headers of a file must agree. Own code, because libraries skip what they cannot read, which is
//! exactly what must not be skipped.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read as _, Write};

use flate2::Crc;
use flate2::read::DeflateDecoder;

use super::ArchiveError;
use crate::site::MANIFEST_PATH;

/// Maximum unpacked size, in bytes: no site of ours is larger.
const MOST_BYTES: u64 = 4 << 30;

const END: u32 = 0x0605_4b50;
const END_64: u32 = 0x0606_4b50;
const LOCATOR_64: u32 = 0x0706_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const LOCAL: u32 = 0x0403_4b50;
const DESCRIPTOR: u32 = 0x0807_4b50;

/// Sizes of the headers, without their variable parts.
const END_SIZE: usize = 22;
const END_64_SIZE: usize = 56;
const LOCATOR_64_SIZE: usize = 20;

/// Flags: encrypted, sizes after the content, name in UTF-8; and the two about compression.
const ENCRYPTED: u16 = 1;
const SIZES_AFTER: u16 = 1 << 3;
const KNOWN_FLAGS: u16 = SIZES_AFTER | 1 << 11 | 0b110;

/// Extra fields that packing programs write (times, owners), with their maximum length.
const FIELDS: [(u16, usize); 5] =
    [(0x5455, 13), (0x5855, 12), (0x7855, 4), (0x7875, 11), (0x000a, 32)];

/// The files of a zip file. Nothing is unpacked before it is asked for.
pub struct Archive<'a> {
    bytes: &'a [u8],
    files: BTreeMap<String, Packed>,
    folders: BTreeSet<String>,
}

/// A packed file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Packed {
    flags: u16,
    method: u16,
    crc: u32,
    /// Packed length of the content.
    length: u32,
    size: u32,
    /// Offset of its local header, later of its content.
    at: usize,
}

/// Reads numbers from an offset on; `None` past the end.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn two(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes(self.take(2)?.try_into().ok()?))
    }

    fn four(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn eight(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }
}

impl<'a> Archive<'a> {
    /// Checks every header of a zip file. If the archive contains a single top folder, its name is removed from the
    /// paths.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub fn open(bytes: &'a [u8]) -> Result<Self, ArchiveError> {
        let Directory { count, start, end } = directory(bytes)?;
        let mut heads = Bytes(bytes.get(start..end).ok_or(ArchiveError::Damaged)?);
        let mut archive = Self { bytes, files: BTreeMap::new(), folders: BTreeSet::new() };
        let mut regions = Vec::new();
        let mut left = MOST_BYTES;
        for _ in 0..count {
            let (name, mut packed) = central(&mut heads)?;
            left = left.checked_sub(u64::from(packed.size)).ok_or(ArchiveError::TooLarge)?;
            regions.push((packed.at, local(bytes, &name, &mut packed)?));
            if let Some(folder) = name.strip_suffix('/') {
                // A packer may write an empty stream of two bytes for a folder.
                if packed.size > 0
                    || packed.length > 2
                    || !archive.folders.insert(folder.to_owned())
                {
                    return Err(ArchiveError::Twice(name));
                }
            } else if archive.files.insert(name.clone(), packed).is_some() {
                return Err(ArchiveError::Twice(name));
            }
        }
        if !heads.0.is_empty() {
            return Err(ArchiveError::Foreign);
        }
        regions.sort_unstable();
        let mut at = 0;
        for (from, to) in regions {
            if from != at {
                return Err(ArchiveError::Foreign);
            }
            at = to;
        }
        if at != start {
            return Err(ArchiveError::Foreign);
        }
        archive.leave_folder()?;
        Ok(archive)
    }

    /// If the archive contains a single top folder, removes its name from the paths.
    fn leave_folder(&mut self) -> Result<(), ArchiveError> {
        let folder = |path: &String| {
            let (folder, name) = path.split_once('/')?;
            (name == MANIFEST_PATH).then(|| format!("{folder}/"))
        };
        let mut folders = self.files.keys().filter_map(folder);
        let only = folders.next().filter(|_| folders.next().is_none());
        let Some(prefix) = only.filter(|_| !self.files.contains_key(MANIFEST_PATH)) else {
            return Ok(());
        };
        let short = |path: String| path.strip_prefix(&prefix).map_or(path.clone(), str::to_owned);
        for (path, file) in std::mem::take(&mut self.files) {
            if self.files.insert(short(path.clone()), file).is_some() {
                return Err(ArchiveError::Twice(path));
            }
        }
        self.folders.remove(prefix.trim_end_matches('/'));
        self.folders = std::mem::take(&mut self.folders).into_iter().map(short).collect();
        Ok(())
    }

    /// The paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The paths of the folders that are named.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.folders.iter().map(String::as_str)
    }

    /// The size of a file, as stated in its headers.
    #[must_use]
    pub fn size(&self, path: &str) -> Option<u64> {
        self.files.get(path).map(|file| u64::from(file.size))
    }

    /// The content of a file; `None` where there is none.
    ///
    /// # Errors
    /// When it does not match its headers.
    pub fn get(&self, path: &str) -> Result<Option<Vec<u8>>, ArchiveError> {
        let mut content = Vec::new();
        let found = self.stream(path, &mut content)?;
        Ok(found.then_some(content))
    }

    /// The BLAKE3 hash of a file, computed without holding it in memory; `None` where there is none.
    ///
    /// # Errors
    /// When it does not match its headers.
    pub fn hash(&self, path: &str) -> Result<Option<blake3::Hash>, ArchiveError> {
        let mut hasher = blake3::Hasher::new();
        let found = self.stream(path, &mut hasher)?;
        Ok(found.then(|| hasher.finalize()))
    }

    /// Unpacks a file, no further than the size in its headers; `false` where there is none.
    fn stream(&self, path: &str, sink: &mut dyn Write) -> Result<bool, ArchiveError> {
        let Some(Packed { method, crc, length, size, at, flags: _ }) = self.files.get(path) else {
            return Ok(false);
        };
        let content = span(self.bytes, *at, *length).ok_or(ArchiveError::Damaged)?;
        let mut summed = Crc::new();
        let mut take = |piece: &[u8]| {
            summed.update(piece);
            sink.write_all(piece).map_err(|_| ArchiveError::Damaged)
        };
        if *method == 0 {
            take(content)?;
        } else {
            let mut decoder = DeflateDecoder::new(content);
            let mut left = u64::from(*size);
            let mut piece = vec![0; 1 << 16];
            loop {
                let read = decoder.read(&mut piece).map_err(|_| ArchiveError::Damaged)?;
                if read == 0 {
                    break;
                }
                left = left.checked_sub(read as u64).ok_or(ArchiveError::Damaged)?;
                take(&piece[..read])?;
            }
            // Bytes after the end of the packed stream belong to no file.
            if decoder.total_in() != u64::from(*length) {
                return Err(ArchiveError::Foreign);
            }
        }
        let whole = summed.amount() == *size && summed.sum() == *crc;
        if whole { Ok(true) } else { Err(ArchiveError::Damaged) }
    }
}

/// Place and length of the central directory.
struct Directory {
    count: u64,
    start: usize,
    end: usize,
}

fn directory(bytes: &[u8]) -> Result<Directory, ArchiveError> {
    let at = bytes.len().checked_sub(END_SIZE).ok_or(ArchiveError::Damaged)?;
    let end = end(&bytes[at..]).ok_or(ArchiveError::Damaged)?;
    let Some((count, start, size)) = end else {
        // Trailing bytes or a comment; without an end record it is no zip file.
        let signature = END.to_le_bytes();
        let tail = &bytes[at.saturating_sub(usize::from(u16::MAX))..];
        let anywhere = tail.windows(signature.len()).any(|four| four == signature);
        return Err(if anywhere { ArchiveError::Foreign } else { ArchiveError::Damaged });
    };
    if count != u64::from(u16::MAX) && start != u32::MAX && size != u32::MAX {
        let start = start as usize;
        let ends = start.checked_add(size as usize).ok_or(ArchiveError::Damaged)?;
        let own = Directory { count, start, end: ends };
        return if ends == at { Ok(own) } else { Err(ArchiveError::Foreign) };
    }
    large(bytes, at).ok_or(ArchiveError::Damaged)?
}

/// Number of files, place and size of the directory; `Some(None)` where these bytes are no end record, or have a
/// comment.
#[expect(clippy::option_option, reason = "bytes that are too few, or not what was looked for")]
fn end(bytes: &[u8]) -> Option<Option<(u64, u32, u32)>> {
    let mut bytes = Bytes(bytes);
    let signature = bytes.four()?;
    let disks = [bytes.two()?, bytes.two()?];
    let counts = [bytes.two()?, bytes.two()?];
    let (size, start, comment) = (bytes.four()?, bytes.four()?, bytes.two()?);
    let ours = signature == END && disks == [0, 0] && counts[0] == counts[1] && comment == 0;
    Some(ours.then_some((u64::from(counts[0]), start, size)))
}

/// The same for an archive with more files than the old end record can count (zip64).
fn large(bytes: &[u8], end: usize) -> Option<Result<Directory, ArchiveError>> {
    let locator = end.checked_sub(LOCATOR_64_SIZE)?;
    let mut head = Bytes(bytes.get(locator..end)?);
    let (signature, disk, place, disks) = (head.four()?, head.four()?, head.eight()?, head.four()?);
    let at = usize::try_from(place).ok()?;
    let mut head = Bytes(bytes.get(at..locator)?);
    let whole = (head.four()?, head.eight()?) == (END_64, END_64_SIZE as u64 - 12);
    let _versions = head.take(4)?;
    let own = [head.four()?, head.four()?];
    let counts = [head.eight()?, head.eight()?];
    let (size, start) = (head.eight()?, head.eight()?);
    let start = usize::try_from(start).ok()?;
    let ends = start.checked_add(usize::try_from(size).ok()?)?;
    let same = signature == LOCATOR_64
        && (disk, disks) == (0, 1)
        && whole
        && own == [0, 0]
        && counts[0] == counts[1]
        && head.0.is_empty()
        && ends == at;
    let own = Directory { count: counts[0], start, end: ends };
    Some(if same { Ok(own) } else { Err(ArchiveError::Foreign) })
}

/// An entry of the central directory.
struct Central<'a> {
    name: String,
    file: Packed,
    extra: &'a [u8],
    /// Length of the comment.
    comment: usize,
    is_file: bool,
}

fn central_head<'a>(heads: &mut Bytes<'a>) -> Option<Central<'a>> {
    let signature = heads.four()?;
    let (made_by, _needed) = (heads.two()?, heads.two()?);
    let (flags, method, _time) = (heads.two()?, heads.two()?, heads.four()?);
    let (crc, length, size) = (heads.four()?, heads.four()?, heads.four()?);
    let [name, extra, comment] = [heads.two()?, heads.two()?, heads.two()?].map(usize::from);
    let (disk, _inside, outside) = (heads.two()?, heads.two()?, heads.four()?);
    let at = heads.four()? as usize;
    let name = str::from_utf8(heads.take(name)?).ok()?.replace('\\', "/");
    let extra = heads.take(extra)?;
    let file = Packed { flags, method, crc, length, size, at };
    let is_file = kind(made_by, outside);
    ((signature, disk) == (CENTRAL, 0)).then_some(Central { name, file, extra, comment, is_file })
}

/// Parses an entry of the directory: the name, and the data of the file.
fn central(heads: &mut Bytes<'_>) -> Result<(String, Packed), ArchiveError> {
    let head = central_head(heads).ok_or(ArchiveError::Damaged)?;
    let Central { name, file, extra, comment, is_file } = head;
    if file.flags & ENCRYPTED != 0 || file.flags & !KNOWN_FLAGS != 0 {
        return Err(ArchiveError::Damaged);
    }
    if !matches!(file.method, 0 | 8) {
        return Err(ArchiveError::Damaged);
    }
    if [file.length, file.size].contains(&u32::MAX) {
        return Err(ArchiveError::TooLarge);
    }
    if comment != 0 || !known_fields(extra) {
        return Err(ArchiveError::Foreign);
    }
    if !is_file {
        return Err(ArchiveError::NotAFile(name));
    }
    Ok((name, file))
}

/// Whether the attributes of an entry are those of a file or a folder.
fn kind(made_by: u16, outside: u32) -> bool {
    const UNIX: [u16; 2] = [3, 19];
    // The file type in the Unix mode, and the link attribute of Windows.
    let (mode, is_link) = (outside >> 28, outside & 0x400 != 0);
    if UNIX.contains(&(made_by >> 8)) { matches!(mode, 0 | 0o4 | 0o10) } else { !is_link }
}

/// Whether all extra fields are known ones, so that nothing can be hidden in them.
fn known_fields(extra: &[u8]) -> bool {
    let mut extra = Bytes(extra);
    while !extra.0.is_empty() {
        let field = extra.two().zip(extra.two());
        let Some((id, length)) = field.map(|(id, length)| (id, usize::from(length))) else {
            return false;
        };
        let known = FIELDS.iter().any(|(known, longest)| *known == id && length <= *longest);
        if !known || extra.take(length).is_none() {
            return false;
        }
    }
    true
}

/// Checks the local header of a file against the directory. Sets the offset of the content, and returns the offset of
/// the end of everything that belongs to the file.
fn local(bytes: &[u8], name: &str, file: &mut Packed) -> Result<usize, ArchiveError> {
    let read = || {
        let mut head = Bytes(bytes.get(file.at..)?);
        let (signature, _needed) = (head.four()?, head.two()?);
        let (flags, method, _time) = (head.two()?, head.two()?, head.four()?);
        let sizes = [head.four()?, head.four()?, head.four()?];
        let [length, extra] = [head.two()?, head.two()?].map(usize::from);
        let own = str::from_utf8(head.take(length)?).ok()?.replace('\\', "/");
        let extra = head.take(extra)?;
        let at = bytes.len() - head.0.len();
        let same =
            signature == LOCAL && own == name && (flags, method) == (file.flags, file.method);
        Some((same, sizes, extra, at))
    };
    let (same, sizes, extra, at) = read().ok_or(ArchiveError::Damaged)?;
    let listed = [file.crc, file.length, file.size];
    let is_after = file.flags & SIZES_AFTER != 0;
    if !same || !(sizes == listed || is_after && sizes == [0, 0, 0]) {
        return Err(ArchiveError::Damaged);
    }
    if !known_fields(extra) {
        return Err(ArchiveError::Foreign);
    }
    if file.method == 0 && file.length != file.size {
        return Err(ArchiveError::Damaged);
    }
    let content = span(bytes, at, file.length).ok_or(ArchiveError::Damaged)?;
    file.at = at;
    let end = at + content.len();
    if !is_after {
        return Ok(end);
    }
    let mut after = Bytes(&bytes[end..]);
    let first = after.four();
    let crc = if first == Some(DESCRIPTOR) { after.four() } else { first };
    let found = [crc, after.four(), after.four()];
    if found == listed.map(Some) {
        Ok(bytes.len() - after.0.len())
    } else {
        Err(ArchiveError::Damaged)
    }
}

fn span(bytes: &[u8], at: usize, size: u32) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(usize::try_from(size).ok()?)?)
}
