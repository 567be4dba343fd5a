//! The model of what has no errors, for a preview while the rest is being mended.

use std::collections::BTreeSet;

use super::{Resolved, resolve_all};
use crate::diag::{Diags, Severity};
use crate::sheet::Sheets;
use crate::source::Sources;
use crate::terms::place::FileId;
use crate::terms::year::Date;

/// How often more is left out because it needs what was.
const ROUNDS: usize = 8;

/// The models of the sheets without errors; `None` where nothing is left, or where all of it needs what has errors.
/// `diags` are the problems of the whole.
#[must_use]
pub fn in_part(
    sheets: &Sheets,
    as_of: Option<&Date>,
    sources: &Sources,
    diags: &Diags,
) -> Option<Resolved> {
    let mut out = mistaken(diags);
    for _ in 0..ROUNDS {
        let left = sheets.clone().without(&out, sources);
        if left.all.is_empty() {
            return None;
        }
        let mut found = Diags::default();
        let resolved = resolve_all(left, as_of.cloned(), true, &mut found);
        if resolved.is_some() {
            return resolved;
        }
        let before = out.len();
        out.extend(mistaken(&found));
        if out.len() == before {
            return None;
        }
    }
    None
}

/// The files with errors.
fn mistaken(diags: &Diags) -> BTreeSet<FileId> {
    let errors = diags.sorted().into_iter().filter(|diag| diag.severity() == Severity::Error);
    errors.filter_map(|diag| Some(diag.span.as_ref()?.file)).collect()
}
