//! What was made before, kept by a hash of all that it was made from. Pure functions only: what is kept and
//! what would be made anew are the same.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// A hash of everything that a thing was made from.
pub type Key = [u8; 32];

/// A hash of all these parts, which are told apart by their lengths.
#[must_use]
pub fn key<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Key {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    *hasher.finalize().as_bytes()
}

/// Things by what they were made from.
#[derive(Debug)]
pub struct Memo<T> {
    kept: Mutex<Kept<T>>,
}

#[derive(Debug)]
struct Kept<T> {
    things: BTreeMap<Key, (Arc<T>, u64)>,
    round: u64,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self { kept: Mutex::new(Kept { things: BTreeMap::new(), round: 0 }) }
    }
}

impl<T> Memo<T> {
    /// What was made from these things, made now unless it was before.
    ///
    /// # Errors
    /// That of `make`, which is not kept.
    pub fn try_get<E>(&self, key: Key, make: impl FnOnce() -> Result<T, E>) -> Result<Arc<T>, E> {
        if let Some(found) = self.find(&key) {
            return Ok(found);
        }
        // Made outside the lock: others go on meanwhile, and the same made twice is the same.
        let thing = Arc::new(make()?);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let round = kept.round;
        kept.things.insert(key, (Arc::clone(&thing), round));
        Ok(thing)
    }

    fn find(&self, key: &Key) -> Option<Arc<T>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let round = kept.round;
        let (thing, used) = kept.things.get_mut(key)?;
        *used = round;
        Some(Arc::clone(thing))
    }

    /// Ends a round: forgets what nobody asked for in the last `rounds`.
    pub fn forget(&self, rounds: u64) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.round += 1;
        let oldest = kept.round.saturating_sub(rounds);
        kept.things.retain(|_, (_, used)| *used >= oldest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_key_do_not_run_together() {
        let of = |parts: &[&str]| key(parts.iter().map(|part| part.as_bytes()));
        assert_eq!(of(&["a", "bc"]), of(&["a", "bc"]));
        assert!(of(&["a", "bc"]) != of(&["ab", "c"]) && of(&["a", "bc"]) != of(&["abc"]));
    }

    #[test]
    fn the_same_is_made_once_and_forgotten_when_it_is_not_asked_for() {
        let memo = Memo::default();
        let get = |key: u8, made: &str| -> Result<Arc<String>, ()> {
            memo.try_get([key; 32], || Ok(made.to_owned()))
        };
        assert_eq!(get(1, "a").as_deref(), Ok(&"a".to_owned()));
        assert_eq!(get(1, "b").as_deref(), Ok(&"a".to_owned()));
        assert_eq!(get(2, "c").as_deref(), Ok(&"c".to_owned()));
        memo.forget(1);
        assert_eq!(get(1, "b").as_deref(), Ok(&"a".to_owned()));
        memo.forget(1);
        assert_eq!(get(2, "d").as_deref(), Ok(&"d".to_owned()));
        assert_eq!(get(1, "b").as_deref(), Ok(&"a".to_owned()));
        assert_eq!(memo.try_get([3; 32], || Err::<String, _>("no")), Err("no"));
    }
}
