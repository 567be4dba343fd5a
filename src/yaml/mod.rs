//! YAML text -> tree with the place of every value, and what is wrong in it along a schema. Knows how values are
//! written; knows no form and nothing of what the values mean.

pub(crate) mod address;
pub mod check;
pub mod lg_code;
pub mod node;
pub mod number;
