//! For tests: the content of this repository for 盛岡市 (policy 52, its four basic projects, the plan), read through the
//! normal stages, with edits applied before reading.

use std::path::Path;
use std::sync::Arc;

use crate::diag::Diags;
use crate::model::{Model, resolve};
use crate::report::{Report, report};
use crate::terms::year::Date;
use crate::{sheet, source};

/// A file below `content`, the old text, and the new text.
pub(crate) type Edit<'a> = (&'a str, &'a str, &'a str);

/// The reference date of the sample.
pub(crate) fn as_of() -> Date {
    Date::parse("令和8年11月21日").unwrap()
}

/// The published model of the sample.
pub(crate) fn model() -> Arc<Model> {
    edited(&[])
}

/// The sample with these edits; each old text must occur exactly once.
pub(crate) fn edited(edits: &[Edit<'_>]) -> Arc<Model> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut diags = Diags::default();
    let mut sources = source::load(&root, &mut diags).unwrap();
    for (path, from, to) in edits {
        let file = sources.files.iter_mut().find(|file| file.path == *path).unwrap();
        let file = Arc::make_mut(file);
        assert_eq!(file.text.matches(from).count(), 1, "{path}: {from}");
        file.text = file.text.replace(from, to);
    }
    let sheets = sheet::parse(&sources, &mut diags);
    let model = resolve::resolve(sheets, Some(as_of()), &mut diags);
    let titles = || diags.sorted().into_iter().map(|diag| &diag.title).collect::<Vec<_>>();
    model.unwrap_or_else(|| panic!("{:#?}", titles()))
}

/// The report of the sample with these edits.
pub(crate) fn edited_report(edits: &[Edit<'_>]) -> Report {
    report(&edited(edits), &as_of())
}
