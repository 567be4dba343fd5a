//! How far the sheets are filled in -> rows for people and for other programs. Whoever fills them in, or waits for them,
//! reads it; nothing of it is published.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::Serialize;

use crate::report::format;
use crate::sheet::progress::{Part, Progress};
use crate::source::{FileKind, Lines, Sources};
use crate::terms::place::FileId;

/// The template of the page.
pub const TEMPLATE: &str = "status.html";

/// How far all sheets are.
#[derive(Debug, Clone, Serialize)]
pub struct Status {
    /// Whether the pages of the sheets can be reached from it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub linked: bool,
    /// Years and folders that are none, in the order of their folders.
    pub years: Vec<StatusYear>,
    /// Files that are no sheets yet, because of errors.
    pub unread: Vec<Unread>,
}

/// A file that is no sheet yet.
#[derive(Debug, Clone, Serialize)]
pub struct Unread {
    /// The file, with the folder of the content.
    pub path: String,
    /// How many errors it has.
    pub errors: usize,
}

/// How far the sheets of a folder are.
#[derive(Debug, Clone, Serialize)]
pub struct StatusYear {
    /// `r6`
    pub dir: String,
    /// 名称 of `evaluation.yaml`
    pub name: String,
    /// All of its sheets together.
    pub summary: String,
    /// Its sheets.
    pub sheets: Vec<StatusSheet>,
}

/// How far a sheet is.
#[derive(Debug, Clone, Serialize)]
pub struct StatusSheet {
    /// Its file, with the folder of the content.
    pub path: String,
    /// Its page, from the root of the site.
    pub page: String,
    /// What its level is called.
    pub level: String,
    /// コード
    pub code: String,
    /// 名称
    pub name: String,
    /// 課
    pub office: String,
    /// 公表の状態
    pub stage: String,
    /// How many values it has, written or not.
    pub asked: usize,
    /// How many of them are written.
    pub written: usize,
    /// How many are 未記入.
    pub unfilled: usize,
    /// The same in per cent, rounded down: 100 only where nothing is missing.
    pub per_cent: usize,
    /// Sections that are as in the year before.
    pub same: usize,
    /// Warnings that are open.
    pub warnings: usize,
    /// Errors.
    pub errors: usize,
    /// Its sections.
    pub sections: Vec<StatusSection>,
}

/// How far a section is.
#[derive(Debug, Clone, Serialize)]
pub struct StatusSection {
    /// Its heading.
    pub name: String,
    /// 済, 未記入, 前年と同じ
    pub state: String,
    /// How many values it has, written or not.
    pub asked: usize,
    /// How many of them are 未記入.
    pub unfilled: usize,
    /// Whether all of it is as in the year before.
    pub same_as_last_year: bool,
    /// Warnings that are open.
    pub warnings: usize,
    /// Errors.
    pub errors: usize,
    /// The line of the first 未記入; 0 where nothing is missing.
    pub line: usize,
}

/// Puts the progress of sheets into rows. `errors` are those of a file. `linked` where the site is beside it.
#[must_use]
pub fn status(
    all: &[Progress],
    (sources, errors): (&Sources, &BTreeMap<FileId, usize>),
    is_chosen: impl Fn(&Progress) -> bool,
    linked: bool,
) -> Status {
    let read: BTreeSet<FileId> = all.iter().map(|one| one.file).collect();
    let of_level = |path: &str| path.split('/').count() == 3;
    let files = sources.files.iter().filter(|file| file.kind == FileKind::Sheet);
    let unread = files.filter(|file| of_level(&file.path) && !read.contains(&file.id));
    let unread = unread.map(|file| Unread {
        path: format!("{}/{}", sources.root, file.path),
        errors: errors.get(&file.id).copied().unwrap_or(0),
    });
    let all = all.iter().filter(|one| is_chosen(one));
    let lines = Lines::new(sources);
    let mut years: Vec<StatusYear> = Vec::new();
    for one in all {
        let sheet = sheet(one, &lines);
        match years.iter_mut().find(|year| year.dir == one.dir) {
            Some(year) => year.sheets.push(sheet),
            None => years.push(StatusYear {
                dir: one.dir.clone(),
                name: one.of_year.clone(),
                summary: String::new(),
                sheets: vec![sheet],
            }),
        }
    }
    for year in &mut years {
        year.summary = summary(&year.sheets);
    }
    Status { linked, years, unread: unread.collect() }
}

fn sheet(of: &Progress, lines: &Lines<'_>) -> StatusSheet {
    let (asked, unfilled) = of.counts();
    let sum = |count: &dyn Fn(&Part) -> usize| of.sections.iter().map(count).sum();
    StatusSheet {
        path: format!("{}/{}", lines.sources.root, lines.sources.file(of.file).path),
        page: of.page.clone(),
        level: of.level.clone(),
        code: of.code.clone(),
        name: of.name.clone(),
        office: of.office.clone(),
        stage: of.stage.clone(),
        asked,
        written: asked - unfilled,
        unfilled,
        per_cent: per_cent(asked - unfilled, asked),
        same: sum(&|part| usize::from(part.same)),
        warnings: sum(&|part| part.warnings),
        errors: sum(&|part| part.errors),
        sections: of.sections.iter().map(|part| section(part, lines)).collect(),
    }
}

fn section(of: &Part, lines: &Lines<'_>) -> StatusSection {
    let first = of.unfilled.iter().map(|span| (span.file, span.start())).min();
    let state = match (of.unfilled.len(), of.same) {
        (0, true) => "前年と同じ".to_owned(),
        (0, false) => "済".to_owned(),
        (count, _) => format!("未記入{count}"),
    };
    StatusSection {
        name: of.name.clone(),
        state,
        asked: of.asked,
        unfilled: of.unfilled.len(),
        same_as_last_year: of.same,
        warnings: of.warnings,
        errors: of.errors,
        line: first.map_or(0, |(file, start)| lines.line(file, start)),
    }
}

fn per_cent(written: usize, asked: usize) -> usize {
    (written * 100).checked_div(asked).unwrap_or(100)
}

fn summary(sheets: &[StatusSheet]) -> String {
    let sum = |count: fn(&StatusSheet) -> usize| sheets.iter().map(count).sum::<usize>();
    let (asked, written) = (sum(|sheet| sheet.asked), sum(|sheet| sheet.written));
    let done = sheets.iter().filter(|sheet| sheet.unfilled == 0).count();
    format!(
        "票{}枚のうち、未記入のない票は{done}枚です。値{}のうち{}（{}％）が書いてあります。注意は{}件、誤りは{}件です。",
        sheets.len(),
        format::number(Decimal::from(asked)),
        format::number(Decimal::from(written)),
        per_cent(written, asked),
        sum(|sheet| sheet.warnings),
        sum(|sheet| sheet.errors),
    )
}
