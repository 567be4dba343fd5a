//! Promises of the program to itself. Where one is broken the program is at fault, not the content: it stops, says
//! so, and publishes nothing. Everything on the way to a figure or a text asks here instead of going on with less.

use std::fmt::Display;

/// Stops the program: what it promised does not hold.
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

/// What must be there, or a stop.
#[track_caller]
pub fn there<T>(thing: Option<T>, what: &str) -> T {
    match thing {
        Some(thing) => thing,
        None => broken(what),
    }
}

/// What cannot fail, or a stop.
#[track_caller]
pub fn kept<T>(result: Result<T, impl Display>, what: &str) -> T {
    match result {
        Ok(thing) => thing,
        Err(error) => broken(&format!("{what}: {error}")),
    }
}
