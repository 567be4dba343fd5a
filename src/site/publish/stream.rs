//! Streams a file to disk without holding it in memory. As long as it equals the old file, nothing is written.

use std::fs::{self, File};
use std::io::{self, Read as _, Write};
use std::path::Path;

use crate::site::manifest::Entry;

/// Receives the pieces of one file.
pub(super) struct Streamed<'a> {
    old: &'a Path,
    target: &'a Path,
    state: State,
    bytes: u64,
    hasher: blake3::Hasher,
}

enum State {
    /// All pieces so far equal the start of the old file, which is read in parallel.
    Same(File),
    /// The new file differs, or there is no old one.
    New(File),
}

impl<'a> Streamed<'a> {
    /// Starts the file `target`; `had` says whether there is an old one to compare with.
    pub(super) fn begin(old: &'a Path, had: bool, target: &'a Path) -> io::Result<Self> {
        let is_file = || fs::symlink_metadata(old).is_ok_and(|found| found.is_file());
        let state = match File::open(old) {
            Ok(file) if had && is_file() => State::Same(file),
            _ => State::New(File::create_new(target)?),
        };
        Ok(Self { old, target, state, bytes: 0, hasher: blake3::Hasher::new() })
    }

    /// Ends the file: returns its manifest entry, and whether it equals the old one.
    pub(super) fn finish(mut self, path: &str) -> io::Result<(Entry, bool)> {
        let same = match &mut self.state {
            State::Same(old) => old.read(&mut [0])? == 0,
            State::New(_) => false,
        };
        // An old file that is longer differs, and one that cannot be hard-linked is treated as different.
        if matches!(self.state, State::Same(_))
            && !(same && fs::hard_link(self.old, self.target).is_ok())
        {
            self.differ()?;
        }
        let Self { bytes, hasher, old: _, target: _, state: _ } = self;
        let blake3 = hasher.finalize().to_hex().to_string();
        let path = path.to_owned();
        Ok((Entry { path, bytes, blake3 }, same))
    }

    /// Creates the new file with what has come so far, copied from the old one.
    fn differ(&mut self) -> io::Result<()> {
        let mut new = File::create_new(self.target)?;
        let mut common = File::open(self.old)?.take(self.bytes);
        if io::copy(&mut common, &mut new)? != self.bytes {
            // Somebody truncated the old file meanwhile.
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.state = State::New(new);
        Ok(())
    }
}

impl Write for Streamed<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let same = match &mut self.state {
            State::Same(old) => goes_on(old, piece),
            State::New(_) => false,
        };
        if !same && matches!(self.state, State::Same(_)) {
            self.differ()?;
        }
        if let State::New(new) = &mut self.state {
            new.write_all(piece)?;
        }
        self.hasher.update(piece);
        self.bytes += piece.len() as u64;
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether a file continues with these bytes. An unreadable one does not.
fn goes_on(file: &mut File, piece: &[u8]) -> bool {
    let mut found = vec![0; piece.len().min(AT_ONCE)];
    piece.chunks(AT_ONCE).all(|wanted| {
        let found = &mut found[..wanted.len()];
        file.read_exact(found).is_ok() && found == wanted
    })
}

/// Bytes of the old file read at a time.
const AT_ONCE: usize = 1 << 16;
