//! Texts of sheets, without their places.

use crate::sheet::value;

pub(super) fn text(at: Option<value::Text>) -> Option<String> {
    at.map(|text| text.0.text.into())
}
