//! A hash of everything that a result was made from: equal keys mean equal results.

/// Hash of all inputs of a result.
pub type Key = [u8; 32];

/// Hashes these parts, each with its length, so that no two lists of parts collide.
#[must_use]
pub fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Key {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    *hasher.finalize().as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_key_do_not_run_together() {
        let of = |parts: &[&str]| of(parts.iter().map(|part| part.as_bytes()));
        assert_eq!(of(&["a", "bc"]), of(&["a", "bc"]));
        assert!(of(&["a", "bc"]) != of(&["ab", "c"]) && of(&["a", "bc"]) != of(&["abc"]));
    }
}
