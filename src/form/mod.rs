//! The form language (様式の宣言): what the sheets of a form hold, as a YAML file declares it. A declaration is read,
//! checked as carefully as a sheet, and compiled to the schema along which sheets are checked. Knows no figure.

pub mod carried;
mod check;
mod choices;
mod compile;
mod condition;
pub mod days;
mod hidden;
pub mod indicators;
mod language;
mod published;
mod read;
mod set;
pub mod shares;
pub mod skeleton;

mod sums;
pub mod survey;
mod types;
mod value;
pub mod year;

pub use check::RESERVED;
pub(crate) use compile::WAYS;
pub use compile::{Results, code, schema};
pub(crate) use condition::fields;
pub use indicators::Indicators;
pub(crate) use language::METHODS;
pub use language::schema as language;
pub(crate) use set::city;
pub use set::{BuiltIn, Entry, Forms};
pub use shares::Shares;
pub use sums::{Operand, Operator, Parts, Sum};
pub use types::{
    Column, Condition, Field, Form, Head, Item, Kind, List, Paper, Prose, Row, Section, Table,
};
pub use value::{ACCOUNT, Choices, Measure, Name, Type, Year};

#[cfg(test)]
mod tests;
