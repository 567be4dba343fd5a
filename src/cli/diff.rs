//! `kohyo diff`: what differs between two releases, or a release and the content.

#![expect(clippy::disallowed_methods, reason = "the command writes the page that was asked for")]

use std::fs;
use std::process::ExitCode;

use super::args::DiffArgs;
use super::{FAILED, Outcome, state, words};
use crate::render;
use crate::report::changes;
use crate::theme::Theme;

pub(super) fn run(args: &DiffArgs) -> Outcome {
    let DiffArgs { old, new, json, html, exit_code } = args;
    let changes = changes::compare(&state::open(old)?, &state::open(new)?);
    if let Some(path) = html {
        let page = render::changes::html(&changes::page(&changes), &Theme::builtin().html);
        let page = page.map_err(|error| words::html(&error))?;
        fs::write(path, page).map_err(|error| words::unwritable(path, &error))?;
    }
    if *json {
        anstream::println!("{}", words::as_json(&changes));
    } else {
        anstream::print!("{}", changes::text(&changes));
    }
    Ok(if *exit_code && !changes.is_empty() { ExitCode::from(FAILED) } else { ExitCode::SUCCESS })
}
