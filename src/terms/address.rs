//! A name as part of the address of a figure: points separate the parts, so a point in a name is escaped by a
//! backslash.

use std::borrow::Cow;

/// Marks computed values in ids.
pub const COMPUTED: &str = "参考";

/// A name as a part of an address.
#[must_use]
pub fn part(name: &str) -> Cow<'_, str> {
    if name == COMPUTED {
        return Cow::Owned(format!("\\{name}"));
    }
    if name.contains(['.', '\\']) {
        Cow::Owned(name.replace('\\', "\\\\").replace('.', "\\."))
    } else {
        Cow::Borrowed(name)
    }
}

/// The address of these names in a section.
#[must_use]
pub fn within(section: &str, names: &[impl AsRef<str>]) -> String {
    let names = std::iter::once(section).chain(names.iter().map(AsRef::as_ref));
    names.map(part).collect::<Vec<_>>().join(".")
}

/// Splits an address into names.
#[must_use]
pub fn names(address: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut escaped = false;
    for c in address.chars() {
        match c {
            '\\' if !escaped => {
                escaped = true;
                continue;
            }
            '.' if !escaped => names.push(String::new()),
            c => names.last_mut().into_iter().for_each(|name| name.push(c)),
        }
        escaped = false;
    }
    names
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_is_read_back_as_the_names_it_was_made_of() {
        for given in [&["費用", "a.b", "c\\d", "参考"][..], &[""], &["\\.", ".", "\\\\"]] {
            let address = given.iter().map(|name| part(name)).collect::<Vec<_>>().join(".");
            assert_eq!(names(&address), given, "{address}");
        }
    }

    /// Names of all kinds, including some that look like parts of an address.
    fn name() -> impl Strategy<Value = String> {
        prop_oneof!["[.\\\\ a参考]{0,5}", Just(COMPUTED.to_owned()), "\\PC{0,8}"]
    }

    fn some_names() -> impl Strategy<Value = Vec<String>> {
        proptest::collection::vec(name(), 1..5)
    }

    fn address(names: &[String]) -> String {
        names.iter().map(|name| part(name)).collect::<Vec<_>>().join(".")
    }

    proptest! {
        #[test]
        fn whatever_it_is_made_of_an_address_is_read_back(given in some_names()) {
            prop_assert_eq!(names(&address(&given)), given);
        }

        #[test]
        fn other_names_have_another_address(one in some_names(), other in some_names()) {
            prop_assert_eq!(one == other, address(&one) == address(&other));
        }

        /// Computed values have an id part that no name can have.
        #[test]
        fn no_name_is_the_word_for_what_is_computed(given in name()) {
            prop_assert_ne!(part(&given), COMPUTED);
            prop_assert_eq!(names(&part(&given)), [given]);
        }
    }
}
