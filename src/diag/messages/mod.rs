//! Every sentence about the content: one table per subject (`messages!` in `sentence.rs`), whose entries are
//! functions. What, where, remedy; in plain Japanese.

#[macro_use]
mod sentence;

mod account;
mod address;
mod answer;
mod cell;
mod change;
mod character;
mod compared;
mod condition;
mod correction;
mod csv;
mod days;
mod figures;
mod file;
mod folder;
mod form;
mod former;
mod grade;
mod handout;
mod hidden;
mod identity;
mod item;
mod method;
mod note;
mod number;
mod relation;
mod sheet;
mod slip;
mod sum;
mod taken;
mod years;

pub use account::*;
pub use address::*;
pub use answer::*;
pub use cell::*;
pub use change::*;
pub use character::*;
pub use compared::*;
pub use condition::*;
pub use correction::*;
pub use csv::*;
pub use days::*;
pub use figures::*;
pub use file::*;
pub use folder::*;
pub use form::*;
pub use former::*;
pub use grade::*;
pub use handout::*;
pub use hidden::*;
pub use identity::*;
pub use item::*;
pub use method::*;
pub use note::*;
pub use number::*;
pub use relation::*;
pub(crate) use sentence::quoted;
pub use sheet::*;
pub use slip::{Slip, yaml_syntax};
pub use sum::*;
pub use taken::*;
pub use years::*;
