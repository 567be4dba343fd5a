//! `kohyo build`: checks, renders and publishes in one step, then reports what was written.

#![expect(
    clippy::disallowed_methods,
    reason = "the command measures its own time and knows where it runs"
)]

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use super::args::BuildArgs;
use super::cache::Cache;
use super::progress::Progress;
use super::typeset::Typeset;
use crate::cli::run::{FAILED, Outcome};
use crate::cli::{cms, say, words};
use crate::diag::{Severity, emit};
use crate::model::Model;
use crate::model::published::Hidden;
use crate::pipeline::{self, Making, PrintJob, RenderError};
use crate::render::html::FileInfo;
use crate::report::syndication::Syndication;
use crate::report::{self, Address, Figures, format};
use crate::site::MANIFEST_PATH;
use crate::site::links::Links;
use crate::site::manifest::{Manifest, Meta};
use crate::site::publish::{self, Protected, Published, Staging, Stream};
use crate::theme::Theme;
use crate::wall::{self, Wall};

pub(super) fn run(args: &BuildArgs) -> Outcome {
    let started = Instant::now();
    crate::cli::run::use_cores(args.jobs);
    let checked = crate::cli::run::read(&args.source)?;
    let pipeline::Checked { sources, diags, model, hidden, whole: _, part: _ } = checked;
    let told = emit::human(&diags, &sources, true);
    say::tell(&told);
    let Some(model) = model else {
        say::tell(&words::not_built(&diags, &args.out));
        return Ok(ExitCode::from(FAILED));
    };
    let made_from = wall::of_model(&model);
    let wall = Wall::new(&hidden, &sources, &made_from);
    drop(sources);
    let figures = pipeline::figures(&model);
    wall.facts(&figures);
    let built = site(args, &model, &figures, (&hidden, &wall))?;
    if !built.over.is_empty() {
        say::tell(&words::over_the_paper(&built.over));
    }
    if !args.quiet {
        let warnings = diags.count(Severity::Warning);
        let counts = (warnings, model.withheld());
        say::out(&result(args, &built, counts, started), &words::built(&args.out))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Summary of the build in words.
fn result(
    args: &BuildArgs,
    built: &Built,
    (warnings, withheld): (usize, [usize; 2]),
    started: Instant,
) -> String {
    let Built { published, counts, kept, fragments, over: _ } = built;
    let Published { files: _, bytes, written, unchanged, leftover: _ } = published;
    let summary = words::Summary {
        out: &args.out,
        counts: *counts,
        written: [*written, *unchanged],
        size: format::file_size(usize::try_from(*bytes).unwrap_or(usize::MAX)),
        seconds: format!("{:.1}", started.elapsed().as_secs_f64()),
        warnings,
        kept: *kept,
        withheld,
    };
    let fragments = args.cms.as_ref().zip(*fragments);
    let fragments = fragments.map(|(folder, count)| words::fragments(folder, count));
    fragments.into_iter().chain([summary.text()]).collect::<Vec<_>>().join("\n")
}

/// What a build wrote.
struct Built {
    published: Published,
    /// Numbers of pages, PDFs and data files.
    counts: [usize; 3],
    /// Number of pages taken over from the previous output.
    kept: usize,
    /// Number of fragments for a CMS.
    fragments: Option<usize>,
    /// PDFs with more pages than their forms want: path, pages, limit.
    over: Vec<(String, [usize; 2])>,
}

fn site(
    args: &BuildArgs,
    model: &Model,
    figures: &Figures,
    (hidden, wall): (&Hidden, &Wall),
) -> Result<Built, String> {
    let BuildArgs { source, out, only, no_pdf, cms, fonts, quiet, cache, no_cache, typst, .. } =
        args;
    let theme = Theme::builtin();
    let (mut wanted, mut kept) = chosen(report::addresses(model), only)?;
    if !hidden.is_empty() {
        // A page from a previous build may link to something that is no longer published.
        wanted.append(&mut kept);
    }
    let cache = Some(cache).filter(|_| !no_pdf && !no_cache && typst.is_none());
    let others: Vec<PathBuf> = cms.iter().chain(cache).cloned().collect();
    let pdfs = typesetter(args, &theme)?;
    let staging = begin(out, &source.content, &others)?;
    let syndication = Syndication::new(model);
    let base = syndication.as_ref().map(|site| site.base_path.as_str());
    let links = Links::new(base);
    let put = |path: String, bytes: Vec<u8>| {
        wall.look(&path, &bytes);
        put(&staging, &links, &path, &bytes)
    };
    let known = keep(&kept, out, *no_pdf, &put)?;
    let progress = Progress::new(wanted.len(), *quiet);
    let over = Mutex::new(Vec::new());
    let print = pdfs.as_ref().map(|(typeset, cache)| {
        |job: &PrintJob| {
            wall.look(&job.path, &job.data);
            let (pdf, pages) = typeset.pdf(job, cache.as_ref())?;
            let pages = pages.zip(job.limit).map(<[usize; 2]>::from);
            if let Some(pages) = pages.filter(|[pages, limit]| pages > limit) {
                let mut over = over.lock().unwrap_or_else(PoisonError::into_inner);
                over.push((job.path.clone(), pages));
            }
            Ok(pdf)
        }
    });
    let made = pipeline::render(&Making {
        model,
        figures,
        theme: &theme,
        addresses: &wanted,
        known,
        typeset: print.as_ref().map(|print| print as _),
        put: &put,
        stream: &|path, file| stream(&staging, &path, &mut |to| file(&mut wall.before(&path, to))),
        progress: &|| progress.step(),
    });
    drop(progress);
    made.map_err(render_error)?;
    if let Some((_, Some(cache))) = &pdfs {
        Cache::trim(cache);
    }
    let broken = links.broken(&|path| staging.contains(path));
    if !broken.is_empty() {
        return Err(words::broken(&broken));
    }
    let as_of = format::iso(&model.city.as_of);
    let fragments = cms.as_ref().map(|folder| {
        let page = |number: usize| report::page(model, &model.city.as_of, figures, &wanted[number]);
        let made = cms::Site { pages: wanted.len(), page: &page, file: &|path| staging.read(path) };
        let places = [folder, &source.content, out].map(PathBuf::as_path);
        fragments(&made, &theme, (places, &as_of), (fonts.as_deref(), wall))
    });
    let fragments = fragments.transpose()?;
    let counts = counts(staging.entries().iter().map(|entry| entry.path.as_str()));
    let mut over = over.into_inner().unwrap_or_else(PoisonError::into_inner);
    over.sort();
    Ok(Built { published: finish(staging, &as_of)?, counts, kept: kept.len(), fragments, over })
}

/// The typesetter with its cache; `None` where no PDFs are wanted.
fn typesetter(args: &BuildArgs, theme: &Theme) -> Result<Option<(Typeset, Option<Cache>)>, String> {
    let BuildArgs { source, out, no_pdf, cache, no_cache, typst, fonts, .. } = args;
    if *no_pdf {
        return Ok(None);
    }
    let typeset = Typeset::new(&theme.print, typst.as_deref(), fonts.as_deref())?;
    let cache = (!no_cache && typst.is_none()).then_some(cache);
    if let Some(cache) = cache {
        let sources = std::slice::from_ref(&source.content);
        let protected = Protected { sources, current: None, others: std::slice::from_ref(out) };
        let may = publish::may_write(cache, &protected);
        may.map_err(|error| words::publish(&error))?;
    }
    let cache = cache.and_then(|folder| typeset.cache(folder, &theme.print));
    Ok(Some((typeset, cache)))
}

fn put(staging: &Staging, links: &Links, path: &str, bytes: &[u8]) -> Result<(), String> {
    links.read(path, bytes);
    let put = staging.put(path, bytes);
    put.map_err(|error| words::publish(&error))
}

/// Writes a file in pieces. Only tables and packages are written so, and they contain no links.
fn stream(staging: &Staging, path: &str, file: &mut Stream<'_>) -> Result<u64, String> {
    let streamed = staging.stream(path, file);
    streamed.map_err(|error| words::publish(&error))
}

/// Writes the fragments for a CMS into a folder of their own and returns their number.
fn fragments(
    site: &cms::Site<'_>,
    theme: &Theme,
    ([folder, content, out], as_of): ([&Path; 3], &str),
    (fonts, wall): (Option<&Path>, &Wall),
) -> Result<usize, String> {
    let parts = begin(folder, content, &[out.to_owned()])?;
    let put = |path: String, bytes: Vec<u8>| {
        wall.look(&path, &bytes);
        let put = parts.put(&path, &bytes);
        put.map_err(|error| words::publish(&error))
    };
    let number = cms::fragments(site, theme, fonts, &put)?;
    finish(parts, as_of)?;
    Ok(number)
}

/// Starts staging an output folder, next to the other folders that are written.
fn begin(out: &Path, content: &Path, others: &[PathBuf]) -> Result<Staging, String> {
    let current = env::current_dir().ok();
    let sources = [content.to_owned()];
    let protected = Protected { sources: &sources, current: current.as_deref(), others };
    Staging::begin(out, env!("CARGO_PKG_NAME"), &protected).map_err(|error| words::publish(&error))
}

fn finish(staging: Staging, as_of: &str) -> Result<Published, String> {
    let meta = Meta { tool: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION"), as_of };
    staging.finish(&meta).map_err(|error| words::publish(&error))
}

/// Why pages could not be rendered, in words.
pub(super) fn render_error(error: RenderError<String>) -> String {
    match error {
        RenderError::Html(error) => words::html(&error),
        RenderError::Put(message) => message,
        RenderError::Print(mut messages) => {
            // A fault of the typesetter itself is the same for every PDF.
            messages.dedup();
            messages.join("\n")
        }
    }
}

pub(super) fn is(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ending == extension)
}

/// Numbers of pages, PDFs and data files.
pub(super) fn counts<'a>(paths: impl Iterator<Item = &'a str>) -> [usize; 3] {
    let mut counts = [0; 3];
    for path in paths {
        let kinds = [is(path, "html"), is(path, "pdf"), path.starts_with("data/")];
        for (count, counted) in counts.iter_mut().zip(kinds) {
            *count += usize::from(counted);
        }
    }
    counts
}

/// Splits the pages into those to render and those to keep. Lists are always rendered; sheets only when asked for.
fn chosen(all: Vec<Address>, only: &[String]) -> Result<(Vec<Address>, Vec<Address>), String> {
    if only.is_empty() {
        return Ok((all, Vec::new()));
    }
    let known: Vec<&str> = all.iter().filter_map(stem).collect();
    let unknown: Vec<String> =
        only.iter().filter(|code| !known.contains(&code.as_str())).cloned().collect();
    if !unknown.is_empty() {
        let known: Vec<String> = known.into_iter().map(str::to_owned).collect();
        return Err(words::unknown_only(&unknown, &known));
    }
    let wanted =
        |address: &Address| stem(address).is_none_or(|stem| only.iter().any(|code| code == stem));
    Ok(all.into_iter().partition(wanted))
}

/// Code of a sheet or plan; `None` for lists.
fn stem(address: &Address) -> Option<&str> {
    let name = address.is_printed.then_some(&address.path)?;
    name.rsplit('/').next()?.strip_suffix(".html")
}

/// Takes over the files of the previous output that `--only` does not rebuild; the lists state their sizes.
fn keep(
    kept: &[Address],
    out: &Path,
    no_pdf: bool,
    put: &dyn Fn(String, Vec<u8>) -> Result<(), String>,
) -> Result<BTreeMap<String, FileInfo>, String> {
    let mut known = BTreeMap::new();
    if kept.is_empty() {
        return Ok(known);
    }
    if !out.join(MANIFEST_PATH).exists() {
        return Err(words::only_needs_output(out));
    }
    let manifest: Manifest = publish::previous(out).ok_or_else(|| words::only_needs_output(out))?;
    for Address { path, .. } in kept {
        let pdf = report::pdf_of(path);
        for path in [Some(path), Some(&pdf).filter(|_| !no_pdf)].into_iter().flatten() {
            let entry = manifest.entry(path).ok_or_else(|| words::only_incomplete(path))?;
            let bytes = publish::read_file(out, entry).map_err(|error| words::publish(&error))?;
            known.insert(path.clone(), FileInfo::of(path, bytes.len()));
            put(path.clone(), bytes)?;
        }
    }
    Ok(known)
}
