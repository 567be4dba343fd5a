//! `kohyo release`: refuses what is not ready, else freezes site, zip, records and notes in one folder that is
//! never changed again.

#![expect(clippy::disallowed_methods, reason = "the command knows where it runs")]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::env;
use std::path::Path;
use std::process::ExitCode;

use super::args::ReleaseArgs;
use super::typeset::{Progress, Typeset};
use super::{FAILED, Outcome, build, state, words};
use crate::diag::{Accepted, Diags, Severity, emit};
use crate::model::Model;
use crate::model::stage::Stage;
use crate::pipeline::{self, PrintJob, RenderError};
use crate::record;
use crate::render;
use crate::render::parity::{self, Printed};
use crate::report::changes::{self, Changes, Contents, Snapshot, State};
use crate::report::{Report, format};
use crate::site::manifest::{self, Font, Manifest, Meta, Previous, Release};
use crate::site::publish::{self, Protected};
use crate::site::{MANIFEST_PATH, OutputSet, archive, links};
use crate::source::Sources;
use crate::theme::Theme;

const TOOL: &str = env!("CARGO_PKG_NAME");
const VERSION: &str = env!("CARGO_PKG_VERSION");

pub(super) fn run(args: &ReleaseArgs) -> Outcome {
    let ReleaseArgs {
        name,
        source,
        out,
        typst,
        fonts,
        quiet,
    } = args;
    words::release_name(name)?;
    let folder = out.join(name);
    if folder.symlink_metadata().is_ok() {
        return Err(words::release_exists(&folder));
    }
    let checked = super::read(source)?;
    let pipeline::Checked {
        sources,
        diags,
        model,
        origins,
        items,
    } = checked;
    anstream::eprint!("{}", emit::human(&diags, &sources, true));
    let Some(mut model) = model.filter(|model| is_ready(model, &diags, &sources)) else {
        anstream::eprintln!("{}", words::not_released(&diags, &folder));
        return Ok(ExitCode::from(FAILED));
    };
    let confirmed = confirm(&mut model);
    let report = pipeline::report(&model);
    let theme = Theme::builtin();
    let typeset = Typeset::new(
        &theme.print,
        typst.as_deref(),
        fonts.as_deref(),
        &model.city.as_of,
    )?;
    let site = render_all(&report, &theme, &typeset, *quiet)?;
    let previous = previous(out, name)?;
    let release = Frozen {
        name,
        report: &report,
        site: &site,
        snapshot: record::snapshot(&report, &sources, &origins, &items),
        fonts: &typeset.fonts,
        confirmed,
        accepted: diags
            .accepted()
            .iter()
            .map(|one| accepted(one, &sources))
            .collect(),
        as_of: (
            format::iso(&model.city.as_of),
            format::date(&model.city.as_of),
        ),
    };
    let (set, manifest, changes) = release.freeze(previous.as_ref(), &theme)?;
    let current = env::current_dir().ok();
    let protected = Protected {
        sources: std::slice::from_ref(&source.content),
        current: current.as_deref(),
    };
    publish::publish_once(&set, &folder, &manifest, &protected)
        .map_err(|error| words::publish(&error))?;
    if !quiet {
        anstream::println!(
            "{}",
            words::released(&folder, &counts(&site), changes.as_ref())
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// Says everything that stands in the way, not only the first.
fn is_ready(model: &Model, diags: &Diags, sources: &Sources) -> bool {
    let drafts = model.stages.drafts();
    if !drafts.is_empty() {
        let path = |file| format!("{}/{}", sources.root, sources.file(file).path);
        let files: Vec<String> = drafts.into_iter().map(path).collect();
        anstream::eprintln!("{}", words::drafts(&files));
    }
    let warnings = diags.count(Severity::Warning);
    if warnings > 0 {
        anstream::eprintln!("{}", words::unanswered(warnings));
    }
    model.stages.drafts().is_empty() && warnings == 0
}

/// What was confirmed is published now: the paths of its pages.
fn confirm(model: &mut Model) -> Vec<String> {
    let confirmed = model.stages.unpublished();
    let confirmed = confirmed.filter(|(_, stage)| *stage == Stage::Confirmed);
    let confirmed = confirmed.map(|(page, _)| page).collect();
    model.stages.publish_confirmed();
    confirmed
}

/// The site with its PDFs, once links, anchors and figures have been compared.
fn render_all(
    report: &Report,
    theme: &Theme,
    typeset: &Typeset,
    quiet: bool,
) -> Result<OutputSet, String> {
    let progress = Progress::new(quiet);
    let left: RefCell<Printed> = RefCell::new(Printed::new());
    let print = |jobs: &[PrintJob]| -> Result<Vec<Vec<u8>>, String> {
        let printed = typeset.print(jobs, &progress)?;
        let pairs = jobs.iter().zip(printed);
        Ok(pairs
            .map(|(job, printed)| {
                left.borrow_mut().insert(job.path.clone(), printed.facts);
                printed.pdf
            })
            .collect())
    };
    let set = pipeline::render(report, theme, &|_| true, BTreeMap::new(), Some(&print));
    let set = set.map_err(|error| match error {
        RenderError::Html(error) => words::html(&error),
        RenderError::Path(error) => words::path(&error),
        RenderError::Print(message) => message,
    })?;
    let base = report.syndication.as_ref();
    let broken = links::check(&set, base.map(|site| site.base_path.as_str()));
    if !broken.is_empty() {
        return Err(words::broken(&broken));
    }
    let disparities = parity::check(report, &|path| set.get(path), &left.borrow());
    if disparities.is_empty() {
        Ok(set)
    } else {
        Err(words::disparities(&disparities))
    }
}

fn previous(releases: &Path, name: &str) -> Result<Option<(State, Previous)>, String> {
    let Some((folder, json)) = state::latest(releases, name) else {
        return Ok(None);
    };
    let state = state::open(&folder)?;
    let previous = Previous {
        name: state.name.clone(),
        manifest: manifest::hash(&json),
    };
    Ok(Some((state, previous)))
}

fn accepted(accepted: &Accepted, sources: &Sources) -> changes::Accepted {
    let Accepted {
        diag,
        reason,
        office,
    } = accepted;
    let place = diag.span.as_ref().map(|span| {
        let (line, _) = sources.line_column(span.file, span.range.start);
        format!("{}:{line}", sources.file(span.file).path)
    });
    changes::Accepted {
        title: diag.title.clone(),
        place: place.unwrap_or_default(),
        reason: reason.clone(),
        office: office.clone(),
    }
}

fn counts(site: &OutputSet) -> [usize; 3] {
    [
        build::count(site, "html"),
        build::count(site, "pdf"),
        build::count_data(site),
    ]
}

/// Everything that goes into the folder of a release.
struct Frozen<'a> {
    name: &'a str,
    report: &'a Report,
    site: &'a OutputSet,
    snapshot: Snapshot,
    fonts: &'a [Font],
    confirmed: Vec<String>,
    accepted: Vec<changes::Accepted>,
    /// As `2026-11-21` and in words.
    as_of: (String, String),
}

type Folder = (OutputSet, Manifest, Option<Changes>);

impl Frozen<'_> {
    /// The files, their manifest, and what differs from the release before.
    fn freeze(self, previous: Option<&(State, Previous)>, theme: &Theme) -> Result<Folder, String> {
        let meta = Meta {
            tool: TOOL,
            version: VERSION,
            as_of: &self.as_of.0,
        };
        let listed = Manifest::of(self.site, &meta);
        let own = listed.to_json().into_bytes();
        let mut set = OutputSet::new();
        let mut add = |path: String, bytes: Vec<u8>| {
            set.insert(path, bytes).map_err(|error| words::path(&error))
        };
        let files = || self.site.iter().chain([(MANIFEST_PATH, own.as_slice())]);
        for (path, bytes) in files() {
            add(format!("{}{path}", state::SITE), bytes.to_vec())?;
        }
        let mut sorted: BTreeMap<&str, &[u8]> = files().collect();
        let zip = archive::write(std::mem::take(&mut sorted).into_iter());
        add(
            "site.zip".to_owned(),
            zip.map_err(|error| words::zip(&error))?,
        )?;
        add(
            state::FACTS.to_owned(),
            words::as_json(&self.snapshot).into_bytes(),
        )?;

        let now = State {
            name: self.name.to_owned(),
            as_of: self.as_of.0.clone(),
            snapshot: self.snapshot.clone(),
            files: Some(
                listed
                    .entries
                    .iter()
                    .map(|entry| (entry.path.clone(), entry.blake3.clone()))
                    .collect(),
            ),
        };
        let changes = previous.map(|(before, _)| changes::compare(before, &now));
        if let Some(changes) = &changes {
            let page = render::changes::html(&changes::page(changes), &theme.html);
            add(
                "diff.html".to_owned(),
                page.map_err(|error| words::html(&error))?.into_bytes(),
            )?;
            add("diff.txt".to_owned(), changes::text(changes).into_bytes())?;
            add("diff.json".to_owned(), words::as_json(changes).into_bytes())?;
        }
        let notes = self.notes(&manifest::hash(&own), changes.as_ref());
        add("notes.md".to_owned(), notes.into_bytes())?;
        let release = Release {
            name: self.name.to_owned(),
            fonts: self.fonts.to_vec(),
            previous: previous.map(|(_, previous)| previous.clone()),
        };
        let manifest = Manifest {
            release: Some(release),
            ..Manifest::of(&set, &meta)
        };
        Ok((set, manifest, changes))
    }

    fn notes(&self, manifest: &str, changes: Option<&Changes>) -> String {
        let title = |path: &String| {
            let page = self.report.pages.iter().find(|page| page.path == *path);
            page.map_or_else(|| path.clone(), |page| page.title.clone())
        };
        let confirmed: Vec<String> = self.confirmed.iter().map(title).collect();
        let font = |font: &Font| format!("{}（{}）", font.file, font.version);
        let fonts: Vec<String> = self.fonts.iter().map(font).collect();
        let size = usize::try_from(self.site.total_bytes()).unwrap_or(usize::MAX);
        let contents = Contents {
            name: self.name,
            as_of: &self.as_of.1,
            counts: counts(self.site),
            size: &format::file_size(size),
            manifest,
            tool: &format!("{TOOL} {VERSION}"),
            fonts: &fonts,
            confirmed: &confirmed,
            accepted: &self.accepted,
        };
        changes::notes(self.report, &contents, changes)
    }
}
