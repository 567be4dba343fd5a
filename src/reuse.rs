//! The only in-memory cache: results under the hash of all their inputs, so a hit equals what would be computed.
//! Results are immutable values. On disk, `cli/cache.rs` does the same for PDFs.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::key::Key;

/// A cache of results by key.
#[derive(Debug)]
pub struct Cache<T> {
    results: Mutex<Results<T>>,
    /// Number of rounds after which an unused result is dropped.
    rounds: u64,
}

#[derive(Debug)]
struct Results<T> {
    round: u64,
    /// Each with the round of its last use.
    by_key: BTreeMap<Key, (u64, T)>,
}

impl<T: Clone> Cache<T> {
    /// Returns an empty cache that drops results unused for `rounds` rounds.
    #[must_use]
    pub fn new(rounds: u64) -> Self {
        let results = Results { round: 0, by_key: BTreeMap::new() };
        Self { results: Mutex::new(results), rounds }
    }

    fn results(&self) -> MutexGuard<'_, Results<T>> {
        self.results.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the result of a key, calling `make` on a miss. Every input of `make` must be in the key.
    pub fn get(&self, key: Key, make: impl FnOnce() -> T) -> T {
        let result: Result<T, Infallible> = self.get_or_fail(key, || Ok(make()));
        result.unwrap_or_else(|never| match never {})
    }

    /// The same for work that may fail; errors are not stored.
    ///
    /// # Errors
    /// Any error of `make`.
    pub fn get_or_fail<E>(&self, key: Key, make: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        {
            let mut results = self.results();
            let round = results.round;
            if let Some((used, result)) = results.by_key.get_mut(&key) {
                *used = round;
                return Ok(result.clone());
            }
        }
        // Unlocked, so that other threads can work meanwhile: two threads with the same key get the same result.
        let result = make()?;
        let mut results = self.results();
        let round = results.round;
        results.by_key.insert(key, (round, result.clone()));
        Ok(result)
    }

    /// Ends a round and drops results unused for the last ones.
    pub fn end_round(&self) {
        let mut results = self.results();
        let Results { round, by_key } = &mut *results;
        let kept = self.rounds;
        by_key.retain(|_, (used, _)| *used + kept > *round);
        *round += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key;

    #[test]
    fn a_result_is_made_once_and_goes_when_nobody_asks() {
        let kept = Cache::new(2);
        let [one, two] = ["1", "2"].map(|name| key::of([name.as_bytes()]));
        let mut made = 0;
        let mut ask = |key: Key| {
            kept.get(key, || {
                made += 1;
                made
            })
        };
        assert_eq!([ask(one), ask(two), ask(one)], [1, 2, 1]);
        kept.end_round();
        assert_eq!(ask(one), 1);
        kept.end_round();
        assert_eq!(ask(one), 1);
        kept.end_round();
        assert_eq!([ask(one), ask(two)], [1, 3], "two was not asked for in the last two rounds");
    }

    #[test]
    fn a_failure_is_not_kept() {
        let kept = Cache::new(1);
        let key = key::of([b"a".as_slice()]);
        assert_eq!(kept.get_or_fail(key, || Err("broken")), Err("broken"));
        assert_eq!(kept.get_or_fail(key, || Ok::<_, &str>(7)), Ok(7));
    }
}
