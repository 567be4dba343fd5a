//! `kohyo release`: refuses content that is not ready, else freezes what `frozen` gathers in a folder that never
//! changes.

#![expect(clippy::disallowed_methods, reason = "the command knows where it runs")]

use std::collections::BTreeMap;
use std::env;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::{Mutex, PoisonError};

use super::args::ReleaseArgs;
use super::frozen::{Frozen, counts};
use super::progress::Progress;
use super::typeset::{Booklet, Typeset};
use crate::cli::run::{FAILED, Outcome};
use crate::cli::{build, cms, say, state, words, words_handout};
use crate::diag::{Accepted, Diags, Severity, emit};
use crate::model::Model;
use crate::model::handout::Handout;
use crate::model::stage::Stage;
use crate::model::texts::Texts;
use crate::pipeline::{self, BookJob, Making, PrintJob};
use crate::record;
use crate::render::opendata;
use crate::render::parity::{self, Printed};
use crate::render::texts::{self, PrintedTexts};
use crate::report::changes::{self, State};
use crate::report::{self, Report, format};
use crate::site::manifest::{self, Previous};
use crate::site::publish::{self, Protected};
use crate::site::{OutputSet, PathError, links};
use crate::source::Sources;
use crate::theme::Theme;
use crate::unrecorded;
use crate::wall::{self, Wall};

pub(super) fn run(args: &ReleaseArgs) -> Outcome {
    let ReleaseArgs { name, source, out, typst, fonts, jobs, quiet } = args;
    crate::cli::run::use_cores(*jobs);
    words::release_name(name)?;
    let folder = out.join(name);
    if folder.symlink_metadata().is_ok() {
        return Err(words::release_exists(&folder));
    }
    let checked = crate::cli::run::read(source)?;
    let pipeline::Checked { sources, mut diags, model, hidden, whole: _, part: _ } = checked;
    let Some(mut model) = model else {
        say::tell(&emit::human(&diags, &sources, true));
        say::tell(&words::not_released(&diags, &folder));
        return Ok(ExitCode::from(FAILED));
    };
    let confirmed = confirm(Arc::make_mut(&mut model));
    let report = pipeline::report(&model);
    let (origins, items) = pipeline::written(&sources);
    let mut now = State {
        name: name.clone(),
        as_of: format::iso(&model.city.as_of),
        snapshot: record::snapshot(&report, &sources, &origins, &items),
        files: None,
        hidden,
    };
    let previous = previous(out, name)?;
    if let Some((last, _)) = &previous {
        changes::withhold(&mut now, last);
        let (last, today) = (changes::left(last, &now), format::date(&model.city.as_of));
        unrecorded::warn(&last, &now.snapshot, &today, &sources, &mut diags);
    }
    say::tell(&emit::human(&diags, &sources, true));
    say::tell(&emit::answers(&diags, &sources));
    if !is_ready(&model, &diags, &sources) {
        say::tell(&words::not_released(&diags, &folder));
        return Ok(ExitCode::from(FAILED));
    }
    // Answers about unpublished parts stay in the content.
    let shown =
        |one: &&Accepted| !one.diag.span.as_ref().is_some_and(|span| now.hidden.holds(span));
    let accepted = diags.accepted().iter().filter(shown).map(|one| accepted(one, &sources));
    let accepted: Vec<changes::Accepted> = accepted.collect();
    let last = previous.as_ref().map(|(last, _)| changes::left(last, &now).into_owned().snapshot);
    let records = (wall::of_model(&model), now.snapshot.clone(), accepted.clone(), last);
    let wall = Wall::new(&now.hidden, &sources, &records);
    wall.facts(&report.figures);
    let theme = Theme::builtin();
    let typeset = Typeset::new(&theme.print, typst.as_deref(), fonts.as_deref())?;
    let site = render_all(&model, &report, &theme, (&typeset, &wall), *quiet)?;
    let fragments = fragments(&report, &site, &theme, fonts.as_deref())?;
    let handouts = booklets(&model, (&typeset, &wall))?;
    let release = Frozen {
        report: &report,
        site: &site,
        fragments: &fragments,
        handouts: &handouts,
        now,
        fonts: &typeset.fonts,
        confirmed,
        accepted,
        as_of: format::date(&model.city.as_of),
        day: model.city.as_of.day,
    };
    let (set, manifest, changes) = release.freeze(previous.as_ref(), &theme)?;
    set.iter().for_each(|(path, bytes)| wall.look(path, bytes));
    let current = env::current_dir().ok();
    let sources = std::slice::from_ref(&source.content);
    let protected = Protected { sources, current: current.as_deref(), others: &[] };
    publish::publish_release(&set, &folder, &manifest, model.city.as_of.day, &protected)
        .map_err(|error| words::not_frozen(&folder, &error))?;
    if !quiet {
        let text = words::released(&folder, &counts(&site), changes.as_ref());
        say::out(&text, &words::frozen(&folder))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Reports everything that blocks a release, not only the first problem.
fn is_ready(model: &Model, diags: &Diags, sources: &Sources) -> bool {
    let drafts = model.stages.drafts();
    if !drafts.is_empty() {
        let path = |file| format!("{}/{}", sources.root, sources.file(file).path);
        let files: Vec<String> = drafts.into_iter().map(path).collect();
        say::tell(&words::drafts(&files));
    }
    let warnings = diags.count(Severity::Warning);
    if warnings > 0 {
        say::tell(&words::unanswered(warnings));
    }
    model.stages.drafts().is_empty() && warnings == 0
}

/// Publishes the confirmed sheets and returns the paths of their pages.
fn confirm(model: &mut Model) -> Vec<String> {
    let confirmed = model.stages.unpublished();
    let confirmed = confirmed.filter(|(_, stage)| *stage == Stage::Confirmed);
    let confirmed = confirmed.map(|(page, _)| page).collect();
    model.stages.publish_confirmed();
    confirmed
}

/// CMS fragments of the site.
fn fragments(
    report: &Report,
    site: &OutputSet,
    theme: &Theme,
    fonts: Option<&Path>,
) -> Result<OutputSet, String> {
    let made = Mutex::default();
    let finished = cms::Site {
        pages: report.pages.len(),
        page: &|number| report.pages[number].clone(),
        file: &|path| site.get(path).map(<[u8]>::to_vec),
    };
    let put = |path, bytes| insert(&made, path, bytes);
    cms::fragments(&finished, theme, fonts, &put)?;
    Ok(made.into_inner().unwrap_or_else(PoisonError::into_inner))
}

fn insert(set: &Mutex<OutputSet>, path: String, bytes: Vec<u8>) -> Result<(), String> {
    let mut set = set.lock().unwrap_or_else(PoisonError::into_inner);
    set.insert(path, bytes).map_err(|error| words::path(&error))
}

/// Renders the site with its PDFs and compares links, anchors and figures.
fn render_all(
    model: &Model,
    report: &Report,
    theme: &Theme,
    (typeset, wall): (&Typeset, &Wall),
    quiet: bool,
) -> Result<OutputSet, String> {
    let addresses = report::addresses(model);
    let progress = Progress::new(addresses.len(), quiet);
    let (set, left) = (Mutex::default(), Mutex::new((Printed::new(), PrintedTexts::new())));
    let print = |job: &PrintJob| {
        wall.look(&job.path, &job.data);
        let printed = typeset.print(job)?;
        let mut left = left.lock().unwrap_or_else(PoisonError::into_inner);
        left.0.insert(job.path.clone(), printed.facts);
        left.1.insert(job.path.clone(), printed.texts);
        Ok(printed.pdf)
    };
    let made = pipeline::render(&Making {
        model,
        figures: &report.figures,
        theme,
        addresses: &addresses,
        known: BTreeMap::new(),
        typeset: Some(&print),
        put: &|path, bytes| insert(&set, path, bytes),
        stream: &|path, stream| {
            let bytes = opendata::gather(stream);
            let size = bytes.len() as u64;
            insert(&set, path, bytes).map(|()| size)
        },
        progress: &|| progress.step(),
    });
    made.map_err(build::render_error)?;
    let set = set.into_inner().unwrap_or_else(PoisonError::into_inner);
    let (facts, printed) = left.into_inner().unwrap_or_else(PoisonError::into_inner);
    let base = report.syndication.as_ref();
    let broken = links::check(&set, base.map(|site| site.base_path.as_str()));
    if !broken.is_empty() {
        return Err(words::broken(&broken));
    }
    let disparities = parity::check(report, &|path| set.get(path), &facts);
    if !disparities.is_empty() {
        return Err(words::disparities(&disparities));
    }
    let lost = texts::check(&model.texts, &|path| set.get(path), &printed);
    if lost.is_empty() { Ok(set) } else { Err(words::lost_texts(&lost)) }
}

/// Typesets the booklets of the content, each with its path.
fn booklets(model: &Arc<Model>, (typeset, wall): (&Typeset, &Wall)) -> Result<OutputSet, String> {
    let mut made = OutputSet::new();
    for handout in &model.handouts {
        // One at a time: typesetting a booklet of 500 pages takes half a gigabyte.
        for job in pipeline::booklets(model, &|one| one.file == handout.file) {
            job.pages().for_each(|(path, page)| wall.look(path, page));
            let Booklet { pdf, facts, texts, .. } = typeset.book(&job)?;
            compared(model, handout, &job, &facts, &texts)?;
            made.insert(job.job.path, pdf).map_err(|error| match error {
                PathError::Unsafe { .. } => words_handout::name_unusable(&handout.name),
                _ => words_handout::same_name(&handout.name),
            })?;
        }
    }
    Ok(made)
}

/// Compares figures and texts of a booklet with those of its sheets and of its spec.
fn compared(
    model: &Model,
    handout: &Handout,
    book: &BookJob,
    facts: &[(String, String)],
    pages: &[String],
) -> Result<(), String> {
    let BookJob { job, sheets, page_paths } = book;
    let json = sheets.iter().map(|(_, json)| json.as_slice()).chain([job.data.as_slice()]);
    let disparities = parity::check_book(&job.path, json, facts);
    if !disparities.is_empty() {
        return Err(words::disparities(&disparities));
    }
    let sheets: Vec<&Texts> =
        model.texts.iter().filter(|texts| page_paths.contains(&texts.page())).collect();
    let lost = texts::check_book(&job.path, &sheets, &handout.texts(), pages);
    if lost.is_empty() { Ok(()) } else { Err(words::lost_texts(&lost)) }
}

fn previous(releases: &Path, name: &str) -> Result<Option<(State, Previous)>, String> {
    let Some((folder, json)) = state::latest(releases, name)? else {
        return Ok(None);
    };
    let state = state::open(&folder)?;
    let previous = Previous { name: state.name.clone(), manifest: manifest::hash(&json) };
    Ok(Some((state, previous)))
}

fn accepted(accepted: &Accepted, sources: &Sources) -> changes::Accepted {
    let Accepted { diag, reason, office } = accepted;
    let place = diag.span.as_ref().map(|span| {
        let (line, _) = sources.line_column(span.file, span.start());
        format!("{}:{line}", sources.file(span.file).path)
    });
    changes::Accepted {
        title: diag.title.clone(),
        place: place.unwrap_or_default(),
        reason: reason.clone(),
        office: office.clone(),
    }
}
