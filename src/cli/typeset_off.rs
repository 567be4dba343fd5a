//! Stands in for the typesetter in a program that was built without the feature `pdf`.

use std::collections::BTreeMap;
use std::path::Path;

use super::words;
use crate::model::year::Date;
use crate::pipeline::PrintJob;

/// Nothing to show.
pub(super) struct Progress;

impl Progress {
    pub(super) fn new(_: bool) -> Self {
        Self
    }
}

/// Never made.
pub(super) enum Typeset {}

impl Typeset {
    pub(super) fn new(
        _: &BTreeMap<String, String>,
        _: Option<&Path>,
        _: Option<&Path>,
        _: &Date,
    ) -> Result<Self, String> {
        Err(words::no_typesetter())
    }

    pub(super) fn run(&self, _: &[PrintJob], _: &Progress) -> Result<Vec<Vec<u8>>, String> {
        match *self {}
    }
}
