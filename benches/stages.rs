//! Each stage by itself, on one policy with its projects and on a whole year of an invented city:
//! `cargo bench --bench stages`. Comes in: content made on the spot. Goes out: times on the screen. Measures, tests nothing.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::needless_pass_by_value,
    reason = "a bench reads the disk and stops at the first mistake"
)]

mod city;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use divan::{Bencher, black_box};
use kohyo::model::Model;
use kohyo::model::resolve;
use kohyo::pipeline::{self, PrintJob};
use kohyo::render::html::Html;
use kohyo::render::print::{FontFile, Job, Printer};
use kohyo::render::{chart, opendata};
use kohyo::report::Report;
use kohyo::theme::Theme;
use kohyo::{diag::Diags, sheet, source};

use self::city::Size;

/// Sheets of the cities that are measured.
const SHEETS: [usize; 2] = [6, 240];

fn main() {
    divan::main();
}

/// A city that has been read.
struct City {
    folder: tempfile::TempDir,
    model: Arc<Model>,
    report: Report,
}

fn made(sheets: usize) -> City {
    let folder = tempfile::tempdir().unwrap();
    city::write(folder.path(), Size::of(sheets), 1);
    let model = pipeline::check(folder.path(), None).unwrap().model.unwrap();
    let report = pipeline::report(&model);
    City { folder, model, report }
}

static SMALL: LazyLock<City> = LazyLock::new(|| made(SHEETS[0]));
static WHOLE: LazyLock<City> = LazyLock::new(|| made(SHEETS[1]));

fn of(sheets: usize) -> &'static City {
    if sheets == SHEETS[0] { &SMALL } else { &WHOLE }
}

#[divan::bench(args = SHEETS)]
fn load(bencher: Bencher<'_, '_>, sheets: usize) {
    let root = of(sheets).folder.path();
    bencher.bench(|| source::load(root, &mut Diags::default()).unwrap());
}

/// YAML to typed sheets, with the form's own checks.
#[divan::bench(args = SHEETS)]
fn parse(bencher: Bencher<'_, '_>, sheets: usize) {
    let sources = source::load(of(sheets).folder.path(), &mut Diags::default()).unwrap();
    bencher.bench(|| sheet::parse(&sources, &mut Diags::default()));
}

/// Typed sheets to the model, with the rules between them.
#[divan::bench(args = SHEETS)]
fn resolve_and_rules(bencher: Bencher<'_, '_>, sheets: usize) {
    let sources = source::load(of(sheets).folder.path(), &mut Diags::default()).unwrap();
    bencher
        .with_inputs(|| sheet::parse(&sources, &mut Diags::default()))
        .bench_values(|sheets| resolve::resolve(sheets, None, &mut Diags::default()));
}

/// Everything before the pages: what `kohyo check` does.
#[divan::bench(args = SHEETS)]
fn check(bencher: Bencher<'_, '_>, sheets: usize) {
    let root = of(sheets).folder.path();
    bencher.bench(|| pipeline::check(root, None).unwrap());
}

#[divan::bench(args = SHEETS)]
fn report(bencher: Bencher<'_, '_>, sheets: usize) {
    let model = &of(sheets).model;
    bencher.bench(|| pipeline::report(model));
}

/// All charts, one after the other.
#[divan::bench(args = SHEETS)]
fn charts(bencher: Bencher<'_, '_>, sheets: usize) {
    let report = &of(sheets).report;
    bencher.bench(|| {
        let all = report.pages.iter().flat_map(|page| page.body.charts());
        all.map(|drawn| black_box(chart::draw(drawn)).html.len()).sum::<usize>()
    });
}

/// All pages, one after the other, with charts that have been drawn.
#[divan::bench(args = SHEETS)]
fn html(bencher: Bencher<'_, '_>, sheets: usize) {
    let report = &of(sheets).report;
    let theme = Theme::builtin();
    let html = Html::new(&theme.html).unwrap();
    let drawn: Vec<BTreeMap<String, String>> = report
        .pages
        .iter()
        .map(|page| {
            let charts = page.body.charts().into_iter();
            charts.map(|one| (one.id.clone(), chart::draw(one).html)).collect()
        })
        .collect();
    bencher.bench(|| {
        let pages = report.pages.iter().zip(&drawn);
        pages
            .map(|(page, charts)| html.page(page, charts, &[]).map_or(0, |text| text.len()))
            .sum::<usize>()
    });
}

#[divan::bench(args = SHEETS)]
fn open_data(bencher: Bencher<'_, '_>, sheets: usize) {
    let report = &of(sheets).report;
    bencher.bench(|| opendata::files(&report.figures, &[]));
}

fn printer() -> Printer {
    let fonts: Vec<FontFile> =
        ["BIZUDGothic-Bold.ttf", "BIZUDGothic-Regular.ttf", "BIZUDMincho-Regular.ttf"]
            .into_iter()
            .map(|name| FontFile {
                name: name.to_owned(),
                data: fs::read(Path::new("assets/fonts").join(name)).unwrap(),
            })
            .collect();
    Printer::new(&Theme::builtin().print, fonts).ok().unwrap()
}

/// One PDF as in a long run: nothing is kept from the one before. First a policy's, then a project's.
#[divan::bench(args = ["policy", "project"])]
fn one_pdf(bencher: Bencher<'_, '_>, kind: &str) {
    let is_project = kind == "project";
    let mut jobs = SMALL.report.pages.iter().filter_map(pipeline::print_job_of);
    let job: PrintJob =
        jobs.find(|job| job.path.len() == "r6/111.pdf".len() - usize::from(!is_project)).unwrap();
    let printer = printer();
    let job = Job {
        template: job.template,
        ident: &job.path,
        data: &job.data,
        charts: &job.charts,
        date: (2025, 3, 31),
    };
    bencher.bench(|| printer.print(&job));
}
