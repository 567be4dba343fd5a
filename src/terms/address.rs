//! A name as part of the address of a figure: points separate the parts, so one in a name has a stroke before it.

use std::borrow::Cow;

/// The part that a name is.
#[must_use]
pub fn part(name: &str) -> Cow<'_, str> {
    // What is computed of an indicator is called by this word.
    if name == "参考" {
        return Cow::Owned(format!("\\{name}"));
    }
    if name.contains(['.', '\\']) {
        Cow::Owned(name.replace('\\', "\\\\").replace('.', "\\."))
    } else {
        Cow::Borrowed(name)
    }
}
