//! A name as part of the address of a figure: points separate the parts, so one in a name has a stroke before it.

use std::borrow::Cow;

/// Stands before what is computed, in ids.
pub const COMPUTED: &str = "参考";

/// The part that a name is.
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

/// The names that the parts of an address are.
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
    use super::*;

    #[test]
    fn an_address_is_read_back_as_the_names_it_was_made_of() {
        for given in [&["費用", "a.b", "c\\d", "参考"][..], &[""], &["\\.", ".", "\\\\"]] {
            let address = given.iter().map(|name| part(name)).collect::<Vec<_>>().join(".");
            assert_eq!(names(&address), given, "{address}");
        }
    }
}
