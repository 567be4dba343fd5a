//! Terms shared by all stages: years and days, why a value is missing, how final it is, places in files. Knows no
//! stage.

pub mod address;
pub mod place;
pub mod reason;
pub mod state;
pub mod year;
