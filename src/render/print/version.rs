//! A font file -> the version stated in it.

use ttf_parser::{Face, name_id};

/// `Version 1.051`; empty when the font states none.
#[must_use]
pub fn of(font: &[u8]) -> String {
    let Ok(face) = Face::parse(font, 0) else {
        return String::new();
    };
    let names = face.names().into_iter();
    names
        .filter(|name| name.name_id == name_id::VERSION)
        .find_map(|name| name.to_string())
        .unwrap_or_default()
}
