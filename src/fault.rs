//! Assertions of the program. A failed one is a bug, not a problem of the content: the program stops, says so, and
//! publishes nothing. Everything on the way to a figure or a text asserts here instead of carrying on with less.

use std::fmt::Display;

/// Stops the program because an assertion failed.
///
/// # Panics
/// Always.
#[track_caller]
#[expect(
    clippy::panic,
    reason = "a wrong figure on a page is worse than no page; `cli` says what happened"
)]
pub fn broken(what: &str) -> ! {
    panic!("{what}")
}

/// Unwraps a value that must be there.
#[track_caller]
pub fn there<T>(thing: Option<T>, what: &str) -> T {
    match thing {
        Some(thing) => thing,
        None => broken(what),
    }
}

/// Unwraps a result that cannot fail.
#[track_caller]
pub fn kept<T>(result: Result<T, impl Display>, what: &str) -> T {
    match result {
        Ok(thing) => thing,
        Err(error) => broken(&format!("{what}: {error}")),
    }
}
