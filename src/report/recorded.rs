//! Finished facts, looked up by id.

use crate::report::facts::Fact;

/// Finished facts: of a sheet, or of the whole site.
#[derive(Debug)]
pub(crate) struct Recorded {
    /// By id.
    pub(crate) facts: Box<[Fact]>,
    /// Hash of each id with the index of its fact, sorted: comparing ids themselves is slow, because they share long
    /// prefixes.
    places: Box<[(u32, u32)]>,
}

impl Recorded {
    pub(crate) fn new(facts: Vec<Fact>) -> Self {
        let facts: Box<[Fact]> = facts.into();
        Self { places: places(&facts), facts }
    }

    /// The fact whose id is the concatenation of the two.
    pub(crate) fn fact(&self, id: [&str; 2]) -> Option<&Fact> {
        let wanted = hash(id);
        let first = self.places.partition_point(|(hash, _)| *hash < wanted);
        let alike = self.places[first..].iter();
        let alike = alike.take_while(|(hash, _)| *hash == wanted);
        let mut facts = alike.map(|(_, place)| &self.facts[*place as usize]);
        facts.find(|fact| fact.id.strip_prefix(id[0]) == Some(id[1]))
    }
}

/// Builds the hash index of the facts.
fn places(facts: &[Fact]) -> Box<[(u32, u32)]> {
    let hashes = facts.iter().map(|fact| hash([&fact.id, ""]));
    let mut places: Box<[_]> = hashes.zip(0..).collect();
    places.sort_unstable();
    places
}

/// FNV-1a of the concatenation of two texts.
fn hash(parts: [&str; 2]) -> u32 {
    let bytes = parts.into_iter().flat_map(str::bytes);
    bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
