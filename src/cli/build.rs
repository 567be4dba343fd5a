//! `kohyo build`: check, render, publish in one step, and say what was made.

#![expect(
    clippy::disallowed_methods,
    reason = "the command measures its own time and knows where it runs"
)]

use std::collections::BTreeMap;
use std::env;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use super::args::BuildArgs;
use super::typeset::{Progress, Typeset};
use super::{FAILED, Outcome, cms, words};
use crate::diag::{Severity, emit};
use crate::pipeline::{self, PrintJob, RenderError};
use crate::report::page::Page;
use crate::report::{Report, format};
use crate::site::links;
use crate::site::manifest::Meta;
use crate::site::publish::{self, Protected, Published};
use crate::site::{MANIFEST_PATH, OutputSet};
use crate::theme::Theme;

pub(super) fn run(args: &BuildArgs) -> Outcome {
    let BuildArgs {
        source,
        out,
        only,
        no_pdf,
        cache,
        no_cache,
        cms,
        typst,
        fonts,
        quiet,
    } = args;
    let started = Instant::now();
    let checked = super::read(source)?;
    let pipeline::Checked {
        sources,
        diags,
        model,
        origins: _,
        items: _,
    } = checked;
    anstream::eprint!("{}", emit::human(&diags, &sources, true));
    let Some(model) = model else {
        anstream::eprintln!("{}", words::not_built(&diags, out));
        return Ok(ExitCode::from(FAILED));
    };
    let report = pipeline::report(&model);
    let kept = keep(&report, only, out, *no_pdf)?;
    let kept_pages = kept.keys().filter(|path| is(path, "html")).count();
    let theme = Theme::builtin();
    let set = if *no_pdf {
        pipeline::render::<String>(&report, &theme, &|page| wanted(page, only), kept, None)
    } else {
        let progress = Progress::new(*quiet);
        let typeset = Typeset::new(
            &theme.print,
            typst.as_deref(),
            fonts.as_deref(),
            &model.city.as_of,
        )?;
        let cache = (!no_cache && typst.is_none()).then_some(cache);
        let cache = cache.and_then(|folder| typeset.cache(folder, &theme.print));
        let print = |jobs: &[PrintJob]| typeset.run_cached(jobs, &progress, cache.as_ref());
        pipeline::render(
            &report,
            &theme,
            &|page| wanted(page, only),
            kept,
            Some(&print),
        )
    };
    let set = set.map_err(told)?;
    all_links_lead(&report, &set)?;
    let fragments = cms
        .as_ref()
        .map(|_| cms::fragments(&report, &set, &theme, fonts.as_deref()));
    let fragments = fragments.transpose()?;
    let as_of = format::iso(&model.city.as_of);
    let published = publish_to(out, &source.content, &set, &as_of)?;
    if let (Some(folder), Some(fragments)) = (cms, &fragments) {
        publish_to(folder, &source.content, fragments, &as_of)?;
        if !quiet {
            anstream::println!("{}", words::fragments(folder, report.pages.len() - 1));
        }
    }
    if !quiet {
        let summary = words::Summary {
            out,
            counts: [count(&set, "html"), count(&set, "pdf"), count_data(&set)],
            written: [published.written, published.unchanged],
            size: format::file_size(usize::try_from(published.bytes).unwrap_or(usize::MAX)),
            seconds: format!("{:.1}", started.elapsed().as_secs_f64()),
            warnings: diags.count(Severity::Warning),
            kept: kept_pages,
        };
        anstream::println!("{}", summary.text());
    }
    Ok(ExitCode::SUCCESS)
}

fn all_links_lead(report: &Report, set: &OutputSet) -> Result<(), String> {
    let base = report.syndication.as_ref();
    let broken = links::check(set, base.map(|site| site.base_path.as_str()));
    if broken.is_empty() {
        Ok(())
    } else {
        Err(words::broken(&broken))
    }
}

/// Why pages could not be made, in words.
pub(super) fn told(error: RenderError<String>) -> String {
    match error {
        RenderError::Html(error) => words::html(&error),
        RenderError::Path(error) => words::path(&error),
        RenderError::Print(message) => message,
    }
}

fn publish_to(
    out: &Path,
    content: &Path,
    set: &OutputSet,
    as_of: &str,
) -> Result<Published, String> {
    let current = env::current_dir().ok();
    let sources = [content.to_owned()];
    let protected = Protected {
        sources: &sources,
        current: current.as_deref(),
    };
    let meta = Meta {
        tool: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        as_of,
    };
    publish::publish(set, out, &meta, &protected).map_err(|error| words::publish(&error))
}

pub(super) fn is(path: &str, extension: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| ending == extension)
}

pub(super) fn count(set: &OutputSet, extension: &str) -> usize {
    set.iter().filter(|(path, _)| is(path, extension)).count()
}

pub(super) fn count_data(set: &OutputSet) -> usize {
    set.iter()
        .filter(|(path, _)| path.starts_with("data/"))
        .count()
}

/// Lists are always made anew; sheets only when they were asked for.
fn wanted(page: &Page, only: &[String]) -> bool {
    only.is_empty() || stem(page).is_none_or(|stem| only.iter().any(|code| code == stem))
}

/// Code of a sheet or plan; `None` for lists.
fn stem(page: &Page) -> Option<&str> {
    page.body.print_template()?;
    page.path.rsplit('/').next()?.strip_suffix(".html")
}

/// Files of the earlier output that `--only` leaves as they are.
fn keep(
    report: &Report,
    only: &[String],
    out: &Path,
    no_pdf: bool,
) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let mut kept = BTreeMap::new();
    if only.is_empty() {
        return Ok(kept);
    }
    let known: Vec<String> = report
        .pages
        .iter()
        .filter_map(stem)
        .map(str::to_owned)
        .collect();
    let unknown: Vec<String> = only
        .iter()
        .filter(|code| !known.contains(code))
        .cloned()
        .collect();
    if !unknown.is_empty() {
        return Err(words::unknown_only(&unknown, &known));
    }
    if !out.join(MANIFEST_PATH).exists() {
        return Err(words::only_needs_output(out));
    }
    let manifest = publish::previous(out).ok_or_else(|| words::only_needs_output(out))?;
    for page in report.pages.iter().filter(|page| !wanted(page, only)) {
        let pdf = if no_pdf { None } else { Some(&page.pdf) };
        for path in [Some(&page.path), pdf].into_iter().flatten() {
            let entry = manifest
                .entry(path)
                .ok_or_else(|| words::only_incomplete(path))?;
            kept.insert(
                path.clone(),
                publish::read_file(out, entry).map_err(|error| words::publish(&error))?,
            );
        }
    }
    Ok(kept)
}
