//! The input of all rules.

use crate::model::checks::standing::Standing;
use crate::sheet::Sheets;
use crate::terms::year::Date;

/// The input of all rules.
#[derive(Debug)]
pub(super) struct Context<'a> {
    /// Every sheet that could be read.
    pub sheets: &'a Sheets,
    /// The reference date; `None` when `city.yaml` has none.
    pub as_of: Option<&'a Date>,
    /// Index of the sheets by place.
    pub(super) standing: Standing<'a>,
}
