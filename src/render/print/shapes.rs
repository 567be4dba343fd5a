//! Texts -> characters with a chosen variant (異体字), each with its selector. Knows no font.

use std::collections::BTreeSet;

/// Characters followed by a variation selector: offset, character, selector.
pub(super) fn sequences(text: &str) -> impl Iterator<Item = (usize, char, char)> + '_ {
    let pairs = text.char_indices().zip(text.chars().skip(1));
    let chosen = pairs.filter(|(_, next)| is_selector(*next));
    chosen.map(|((at, base), selector)| (at, base, selector))
}

/// Characters that select a variant of the preceding one.
pub(super) fn is_selector(ch: char) -> bool {
    matches!(ch, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// The sequences in whole files, as passed to an external program.
pub(super) fn chosen_shapes<'t>(texts: impl Iterator<Item = &'t [u8]>) -> BTreeSet<(char, char)> {
    let mut found = BTreeSet::new();
    for text in texts.filter_map(|text| std::str::from_utf8(text).ok()) {
        found.extend(sequences(text).map(|(_, base, selector)| (base, selector)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_are_found_where_they_stand() {
        let found: Vec<_> = sequences("a葛\u{e0100}城葛").collect();
        assert_eq!(found, [(1, '葛', '\u{e0100}')]);
    }
}
