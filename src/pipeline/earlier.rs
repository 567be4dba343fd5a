//! What an earlier run made of the same content: pages whose files are taken over instead of being made again.
//! Says what a page is known by; where the files lie is the caller's affair.

use serde::{Deserialize, Serialize};

use crate::memo::Key;
use crate::render::html::Offer;
use crate::report::page::Page;

/// What a page is known by. Either is enough: pages with the same key are the same, and so are their PDFs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageKeys {
    /// Of all that it is made from; only sheets have one.
    pub inputs: Option<Key>,
    /// Of the page itself, once it is made.
    pub page: Option<Key>,
}

impl PageKeys {
    /// Whether the two stand for the same page.
    #[must_use]
    pub fn meet(&self, other: &Self) -> bool {
        let same = |one: Option<Key>, other: Option<Key>| one.is_some() && one == other;
        same(self.inputs, other.inputs) || same(self.page, other.page)
    }
}

/// The page of an earlier run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Size of its PDF in bytes, where it has one.
    pub pdf: Option<u64>,
}

/// An earlier run with the same program, templates and fonts.
pub trait Earlier<E>: Sync {
    /// Takes over the page at `path` with its PDF, where it was made and is known by one of these keys.
    ///
    /// # Errors
    /// When its files cannot be put where they belong.
    fn take(&self, path: &str, keys: PageKeys) -> Result<Option<Taken>, E>;

    /// Learns by what a page that was made now is known.
    fn made(&self, path: &str, keys: PageKeys);
}

/// The key of a page that has been made, with the files it offers besides its own PDF.
pub(super) fn page_key(page: &Page, offers: &[Offer]) -> Option<Key> {
    let written = serde_json::to_vec(&(page, offers)).ok()?;
    Some(*blake3::hash(&written).as_bytes())
}
