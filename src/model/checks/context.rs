//! What a rule may look at.

use crate::model::checks::standing::Standing;
use crate::sheet::Sheets;
use crate::terms::year::Date;

/// What a rule may look at.
#[derive(Debug)]
pub(super) struct Context<'a> {
    /// Every sheet that could be read.
    pub sheets: &'a Sheets,
    /// The date the content stands for; `None` when `city.yaml` gives none.
    pub as_of: Option<&'a Date>,
    /// What stands where among them.
    pub(super) standing: Standing<'a>,
}
