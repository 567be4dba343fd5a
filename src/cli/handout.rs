//! `kohyo handout`: checks the content, typesets one booklet per spec, writes each atomically and reports what was
//! written.

#![expect(clippy::disallowed_methods, reason = "the command measures its own time")]

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use super::args::HandoutArgs;
use super::typeset::{Typeset, is_ours};
use crate::cli::run::{FAILED, Outcome};
use crate::cli::{say, words, words_handout};
use crate::diag::{Severity, emit};
use crate::model::Model;
use crate::model::handout::Handout;
use crate::pipeline::{self, BookJob};
use crate::report::format;
use crate::site::{self, one_file};
use crate::source::is_forbidden;
use crate::terms::place::FileId;
use crate::theme::Theme;
use crate::wall::{self, Wall};

/// Suffix of the file name of a booklet on A3.
const A3: &str = "-a3";

pub(super) fn run(args: &HandoutArgs) -> Outcome {
    let HandoutArgs { specs, source, out, a3, typst, fonts, jobs, quiet } = args;
    crate::cli::run::use_cores(*jobs);
    let started = Instant::now();
    let content = &source.content;
    let (checked, files) = pipeline::check_with(content, source.as_of.clone(), specs)
        .map_err(|error| words::content_unreadable(content, &error))?
        .map_err(|(path, error)| words_handout::spec_unreadable(&path, &error))?;
    let pipeline::Checked { sources, diags, model, hidden, whole: _, part: _ } = checked;
    say::tell(&emit::human(&diags, &sources, true));
    let Some(model) = model else {
        say::tell(&words_handout::not_made(&words::found(&diags)));
        return Ok(ExitCode::from(FAILED));
    };
    let made_from = wall::of_model(&model);
    let wall = Wall::new(&hidden, &sources, &made_from);
    let wanted = |handout: &Handout| specs.is_empty() || files.contains(&handout.file);
    for (spec, file) in specs.iter().zip(&files) {
        if !model.handouts.iter().any(|handout| handout.file == *file) {
            return Err(words_handout::not_a_spec(spec));
        }
    }
    let places = places(&model, &wanted, out, content, *a3)?;
    for Place { path, a3, file: _ } in &places {
        for path in [Some(path), a3.as_ref()].into_iter().flatten() {
            one_file::may_write(path, &[content], &is_ours)
                .map_err(|error| words_handout::not_written(&error))?;
        }
    }
    let theme = Theme::builtin();
    let typeset = Typeset::new(&theme.print, typst.as_deref(), fonts.as_deref())?;
    let mut written = Vec::new();
    for place in &places {
        // One at a time: typesetting a booklet of 500 pages takes half a gigabyte.
        for job in pipeline::booklets(&model, &|handout| handout.file == place.file) {
            job.pages().for_each(|(path, page)| wall.look(path, page));
            written.extend(write(&typeset, &job, place)?);
        }
    }
    if !quiet {
        let booklets: Vec<_> = written
            .iter()
            .map(|(path, (pages, bytes))| words_handout::WrittenFile {
                path,
                pages: *pages,
                size: format::file_size(*bytes),
            })
            .collect();
        let seconds = format!("{:.1}", started.elapsed().as_secs_f64());
        let warnings = diags.count(Severity::Warning);
        let text = words_handout::written(&booklets, places.len(), &seconds, warnings);
        say::out(&text, words_handout::WRITTEN)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Output path of a booklet, and the file of its spec.
struct Place {
    path: PathBuf,
    /// Output path of the A3 version, if asked for.
    a3: Option<PathBuf>,
    file: FileId,
}

/// Output paths of the booklets.
fn places(
    model: &Model,
    wanted: &dyn Fn(&Handout) -> bool,
    out: &Path,
    content: &Path,
    a3: bool,
) -> Result<Vec<Place>, String> {
    let handouts: Vec<&Handout> = model.handouts.iter().filter(|handout| wanted(handout)).collect();
    if handouts.is_empty() {
        return Err(words_handout::no_handouts(content));
    }
    let is_file = out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
    if is_file && handouts.len() > 1 {
        return Err(words_handout::one_file_for_many(out, handouts.len()));
    }
    let mut names = BTreeSet::new();
    let mut places = Vec::new();
    for handout in handouts {
        if site::check_path(&handout.name).is_err() || handout.name.contains(is_forbidden) {
            return Err(words_handout::bad_name(&handout.name));
        }
        let own = [handout.name.clone(), format!("{}{A3}", handout.name)];
        for name in own.into_iter().take(if a3 { 2 } else { 1 }) {
            if !names.insert(name) {
                return Err(words_handout::same_name(&handout.name));
            }
        }
        let path = if is_file { out.to_owned() } else { out.join(format!("{}.pdf", handout.name)) };
        let beside = |stem: &OsStr| {
            let mut name = stem.to_owned();
            name.push(format!("{A3}.pdf"));
            path.with_file_name(name)
        };
        places.push(Place {
            a3: path.file_stem().filter(|_| a3).map(beside),
            path,
            file: handout.file,
        });
    }
    Ok(places)
}

/// A written file: path, (pages, bytes).
type Written = (PathBuf, (usize, usize));

/// Typesets a booklet and writes it.
fn write(typeset: &Typeset, job: &BookJob, place: &Place) -> Result<Vec<Written>, String> {
    let Place { path, a3, file: _ } = place;
    let booklet = typeset.book(job)?;
    let sheets = a3.as_ref().map(|_| typeset.two_up(job, &booklet));
    let sheets = sheets.transpose()?;
    let put = |path: &Path, pages: usize, pdf: &[u8]| -> Result<Written, String> {
        one_file::write(path, pdf).map_err(|error| words_handout::not_written(&error))?;
        Ok((path.to_owned(), (pages, pdf.len())))
    };
    let mut written = vec![put(path, booklet.pages, &booklet.pdf)?];
    if let (Some(path), Some(pdf)) = (a3, sheets) {
        written.push(put(path, booklet.pages.div_ceil(2), &pdf)?);
    }
    Ok(written)
}
