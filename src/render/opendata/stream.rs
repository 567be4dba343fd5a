//! Writes a file in pieces, several of which are prepared in parallel, so that no file of a large city is ever in
//! memory as a whole. Knows no format.

use std::io;

use rayon::prelude::*;

/// Receives the pieces of a file.
pub type Sink<'a> = dyn io::Write + Send + 'a;

/// Writes a whole file into a sink.
pub type Stream<'a> = dyn FnMut(&mut Sink<'_>) -> io::Result<()> + 'a;

/// Number of pieces prepared in parallel.
const PIECES: usize = 8;

/// Writes what `make` returns for the items, in order, a fixed number per piece. The next pieces are prepared while
/// the previous ones are written.
pub(super) fn in_order<'a, T: Sync>(
    items: &'a [T],
    to_a_piece: usize,
    make: impl Fn(&'a [T]) -> String + Sync,
    sink: &mut Sink<'_>,
) -> io::Result<()> {
    let mut ready: Vec<String> = Vec::new();
    let nothing: &[T] = &[];
    for window in items.chunks(to_a_piece * PIECES).chain([nothing]) {
        let (next, written) = rayon::join(
            || window.par_chunks(to_a_piece).map(&make).collect(),
            || write_all(&ready, sink),
        );
        written?;
        ready = next;
    }
    Ok(())
}

fn write_all(pieces: &[String], sink: &mut Sink<'_>) -> io::Result<()> {
    let mut pieces = pieces.iter();
    pieces.try_for_each(|piece| sink.write_all(piece.as_bytes()))
}

/// Counts and hashes the bytes that pass through.
pub(super) struct Counted<'a, 'b> {
    sink: &'a mut Sink<'b>,
    bytes: u64,
    hasher: blake3::Hasher,
}

impl<'a, 'b> Counted<'a, 'b> {
    pub(super) fn new(sink: &'a mut Sink<'b>) -> Self {
        Self { sink, bytes: 0, hasher: blake3::Hasher::new() }
    }

    pub(super) fn finish(self) -> (u64, blake3::Hash) {
        (self.bytes, self.hasher.finalize())
    }
}

impl io::Write for Counted<'_, '_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.sink.write_all(piece)?;
        self.hasher.update(piece);
        self.bytes += piece.len() as u64;
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn joined(items: &[usize]) -> Vec<u8> {
        let mut all = Vec::new();
        let piece = |items: &[usize]| items.iter().map(ToString::to_string).collect();
        in_order(items, 3, piece, &mut all).unwrap();
        all
    }

    #[test]
    fn pieces_in_order_are_the_whole() {
        for count in [0, 1, 3, 23, 24, 25, 500] {
            let items: Vec<usize> = (0..count).collect();
            let whole: String = items.iter().map(ToString::to_string).collect();
            assert_eq!(joined(&items), whole.as_bytes());
        }
    }

    #[test]
    fn what_takes_no_more_stops_the_making() {
        let mut small = [0; 10];
        let items: Vec<usize> = (0..500).collect();
        let piece = |items: &[usize]| format!("{items:?}");
        let error = in_order(&items, 3, piece, &mut small.as_mut_slice()).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::WriteZero);
    }

    #[test]
    fn what_goes_through_is_counted_and_hashed() {
        let mut all = Vec::new();
        let mut counted = Counted::new(&mut all);
        for piece in ["あ", "", "bc"] {
            counted.write_all(piece.as_bytes()).unwrap();
        }
        assert_eq!(counted.finish(), (5, blake3::hash("あbc".as_bytes())));
    }
}
