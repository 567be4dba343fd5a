//! Replaces the typesetter in a program built without the feature `pdf`.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::Path;

use super::cache::Cache;
use super::words;
use crate::pipeline::{BookJob, PrintJob};
use crate::site::manifest::Font;

/// A PDF, never made here.
pub(super) struct Printed {
    pub(super) pdf: Vec<u8>,
    pub(super) facts: Vec<(String, String)>,
    pub(super) texts: Vec<String>,
}

/// A booklet, never made here.
pub(super) struct Booklet {
    pub(super) pdf: Vec<u8>,
    pub(super) pages: usize,
    pub(super) facts: Vec<(String, String)>,
    pub(super) texts: Vec<String>,
}

/// False: nothing here was made by a typesetter.
pub(super) fn is_ours(_: &[u8]) -> bool {
    false
}

/// A typesetter that never exists.
pub(super) struct Typeset {
    pub(super) fonts: Vec<Font>,
    never: Infallible,
}

impl Typeset {
    pub(super) fn new(
        _: &BTreeMap<String, String>,
        _: Option<&Path>,
        _: Option<&Path>,
    ) -> Result<Self, String> {
        Err(words::no_typesetter())
    }

    pub(super) fn cache(&self, _: &Path, _: &BTreeMap<String, String>) -> Option<Cache> {
        match self.never {}
    }

    pub(super) fn pdf(
        &self,
        _: &PrintJob,
        _: Option<&Cache>,
    ) -> Result<(Vec<u8>, Option<usize>), String> {
        match self.never {}
    }

    pub(super) fn print(&self, _: &PrintJob) -> Result<Printed, String> {
        match self.never {}
    }

    pub(super) fn book(&self, _: &BookJob) -> Result<Booklet, String> {
        match self.never {}
    }

    pub(super) fn two_up(&self, _: &BookJob, _: &Booklet) -> Result<Vec<u8>, String> {
        match self.never {}
    }
}
