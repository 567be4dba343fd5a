//! `kohyo diff`: compares two releases, or a release with the content.

use std::path::Path;
use std::process::ExitCode;

use super::args::DiffArgs;
use crate::cli::run::{FAILED, Outcome};
use crate::cli::{say, state, words};
use crate::render;
use crate::report::changes;
use crate::site::one_file;
use crate::theme::Theme;

pub(super) fn run(args: &DiffArgs) -> Outcome {
    let DiffArgs { old, new, json, html, exit_code } = args;
    if let Some(path) = html {
        let content = Path::new("content");
        let sources: Vec<&Path> =
            [old.as_path(), new, content].into_iter().filter(|place| place.is_dir()).collect();
        one_file::may_write(path, &sources, &is_ours)
            .map_err(|error| words::not_written(&error))?;
    }
    let changes = changes::compare(&state::open(old)?, &state::open(new)?);
    if let Some(path) = html {
        let page = changes::page(&changes);
        let page = render::alone::html(changes::TEMPLATE, &page, &Theme::builtin().html);
        let page = page.map_err(|error| words::html(&error))?;
        one_file::write(path, page.as_bytes()).map_err(|error| words::not_written(&error))?;
    }
    let done =
        html.as_ref().map_or_else(|| words::LOOKED_ONLY.to_owned(), |path| words::page(path));
    if *json {
        say::data(&words::as_json(&changes), &done)?;
    } else {
        say::out(&changes::text(&changes), &done)?;
    }
    Ok(if *exit_code && !changes.is_empty() { ExitCode::from(FAILED) } else { ExitCode::SUCCESS })
}

/// Whether a file starts like a page that this program wrote.
fn is_ours(head: &[u8]) -> bool {
    let mark = b"<meta name=\"generator\" content=\"kohyo diff\">";
    head.windows(mark.len()).any(|part| part == mark)
}
