//! Unpublished pages, for the open data.

use crate::model::Model;
use crate::model::stage::Stage;
use crate::report::address::{self, Address, addresses};
use crate::report::data::StageRow;

/// Unpublished pages, for the open data, in the order of the site.
#[must_use]
pub fn rows(model: &Model) -> Vec<StageRow> {
    if model.stages.unpublished().next().is_none() {
        return Vec::new();
    }
    let row = |address: Address| {
        let stage = model.stages.stage(&address.path);
        (stage != Stage::Published).then(|| StageRow {
            name: address::title(model, &address),
            page: address.path,
            stage: stage.code(),
        })
    };
    addresses(model).into_iter().filter_map(row).collect()
}
