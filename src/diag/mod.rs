//! What is wrong in the content, where, and how to correct it. Problems are data; nothing here prints or stops.

pub mod alike;
pub mod answers;
pub mod codes;
pub mod emit;
pub mod messages;
pub mod near;
mod problem;

pub use codes::{Code, Severity};
pub use problem::{Accepted, Diag, Diags, Shared, Waits};
