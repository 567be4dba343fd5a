//! 基準日 and the content of a file -> the modification time of the file, wherever a release is deployed. Pure: knows no
//! clock.
//!
//! Servers, browsers and proxies tell an old file from a new one by time and size, and a corrected figure often keeps
//! the size. So the time is derived from the content: 基準日 minus a number of seconds taken from the hash. It is never
//! after 基準日, because a future time is taken for a clock error. The range is as long as the format allows (zip files
//! start in 1980): over 46 years of seconds, of 10,000 edits of the same size some two collide on 3 of 100 pages, and
//! an edit collides with the version before it once in a thousand million times.

use std::time::{Duration, SystemTime};

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, date};

/// Last year that a zip file can represent.
const LAST: i16 = 2107;

/// Japan is nine hours ahead of UTC.
const JST: i64 = 9 * 60 * 60;

/// The modification time of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// In Japanese local time.
    pub local: DateTime,
}

impl Dated {
    /// The time of a file with this BLAKE3 hash, as of a reference date.
    #[must_use]
    pub fn of(as_of: Date, hash: &blake3::Hash) -> Self {
        let earliest = date(1980, 1, 1).at(0, 0, 0, 0);
        let last = as_of.min(date(LAST, 12, 31)).at(0, 0, 0, 0).max(earliest);
        let span = last.duration_since(earliest).as_secs().unsigned_abs();
        let first = hash.as_bytes().iter().take(8).rev();
        let number = first.fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
        let number = number % (span + 1);
        let back = SignedDuration::from_secs(number.cast_signed());
        Self { local: last.saturating_sub(back) }
    }

    /// Seconds since 1970 in UTC.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        let since = self.local.duration_since(date(1970, 1, 1).at(0, 0, 0, 0));
        since.as_secs() - JST
    }

    /// As a time of the file system.
    #[must_use]
    pub fn system(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(self.seconds().unsigned_abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_ten_thousand_edits_of_one_page_no_two_have_one_size_and_time() {
        let as_of = date(2026, 11, 21);
        let latest = as_of.at(0, 0, 0, 0);
        let mut seen = std::collections::BTreeSet::new();
        for number in 0..10_000 {
            let page = format!("<p>市内の工場の数は{number:05}社です。</p>");
            let time = Dated::of(as_of, &blake3::hash(page.as_bytes()));
            assert!(time.local <= latest && time.local.year() >= 1980, "{time:?}");
            assert!(seen.insert((page.len(), time.seconds())), "{number}");
            assert!(time.seconds() < 1_795_186_801, "{time:?} is later than 2026-11-21 in Japan");
        }
    }

    #[test]
    fn the_same_content_as_of_the_same_day_has_the_same_time_and_another_day_another() {
        let hash = blake3::hash(b"x");
        let one = Dated::of(date(2026, 11, 21), &hash);
        assert_eq!(one, Dated::of(date(2026, 11, 21), &hash));
        assert_ne!(one, Dated::of(date(2026, 11, 22), &hash));
    }

    #[test]
    fn days_that_no_zip_file_knows_are_brought_near() {
        let hash = blake3::hash(b"x");
        assert_eq!(Dated::of(date(1960, 1, 1), &hash).local.year(), 1980);
        assert!(Dated::of(date(9999, 1, 1), &hash).local.year() <= LAST);
    }
}
