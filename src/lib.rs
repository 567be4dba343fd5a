//! Kōhyō (公表): policy evaluation sheets, from YAML to what a city publishes.
//!
//! *As written → as true → as shown → as published.* Content files become [`source::Sources`], are read into
//! [`sheet::Sheets`], checked and resolved into the [`model::Model`].

pub mod diag;
pub mod model;
pub mod sheet;
pub mod source;
