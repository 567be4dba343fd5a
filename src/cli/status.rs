//! `kohyo status`: says how far the sheets are filled in, sheet by sheet, and where something is missing.

use std::process::ExitCode;

use super::args::{StatusArgs, StatusFormat};
use crate::cli::run::Outcome;
use crate::cli::{say, words, words_status};
use crate::fault;
use crate::pipeline;
use crate::render;
use crate::sheet::progress::{self, Progress};
use crate::status::{self, Status};
use crate::theme::Theme;

pub(super) fn run(args: &StatusArgs) -> Outcome {
    let StatusArgs { of, office, source, format } = args;
    let (checked, all) = pipeline::progress(&source.content, source.as_of.clone())
        .map_err(|error| words::content_unreadable(&source.content, &error))?;
    let is_chosen = |one: &Progress| {
        office.as_ref().is_none_or(|office| one.office.contains(office.as_str()))
            && (of.is_empty() || of.iter().any(|of| is_meant(of, &one.dir, &one.code)))
    };
    let found = (&checked.sources, &progress::errors(&checked.diags));
    let mut status = status::status(&all, found, is_chosen, false);
    if office.is_some() || !of.is_empty() {
        // A file that is no sheet yet is known by its place alone.
        let root = format!("{}/", checked.sources.root);
        status.unread.retain(|file| {
            let path = file.path.trim_start_matches(&root).trim_end_matches(".yaml");
            let place = path.split_once('/').zip(path.rsplit_once('/'));
            place.is_some_and(|((dir, _), (_, code))| of.iter().any(|of| is_meant(of, dir, code)))
        });
        if status.years.is_empty() && status.unread.is_empty() {
            return Err(words_status::nothing_chosen());
        }
    }
    match format {
        StatusFormat::Human => {
            let text = words_status::status(&status, !of.is_empty());
            say::out(&text, words::LOOKED_ONLY)?;
        }
        StatusFormat::Json => {
            let json =
                fault::kept(serde_json::to_string_pretty(&status), "入力状況をJSONにできません");
            say::data(&json, words::LOOKED_ONLY)?;
        }
        StatusFormat::Csv => say::data(&csv(&status), words::LOOKED_ONLY)?,
        StatusFormat::Html => {
            let page = render::alone::html(status::TEMPLATE, &status, &Theme::builtin().html);
            let page = page.map_err(|error| words::html(&error))?;
            say::data(&page, words::LOOKED_ONLY)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Whether somebody who writes `r6`, `r6/101` or `101` means a sheet.
fn is_meant(of: &str, dir: &str, code: &str) -> bool {
    of == dir || of == code || of.split_once('/') == Some((dir, code))
}

/// Why a table that is written into memory cannot fail.
const MEMORY: &str = "入力状況をCSVにできません";

/// A row for each section, for a spreadsheet.
fn csv(status: &Status) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut row = |cells: [&str; 13]| fault::kept(writer.write_record(cells), MEMORY);
    row([
        "フォルダー",
        "階層",
        "コード",
        "名称",
        "課",
        "公表の状態",
        "区画",
        "状態",
        "値の数",
        "未記入",
        "注意",
        "誤り",
        "場所",
    ]);
    for year in &status.years {
        for sheet in &year.sheets {
            for part in &sheet.sections {
                let numbers =
                    [part.asked, part.unfilled, part.warnings, part.errors].map(|n| n.to_string());
                let [asked, unfilled, warnings, errors] = &numbers;
                let place = match part.line {
                    0 => sheet.path.clone(),
                    line => format!("{}:{line}", sheet.path),
                };
                row([
                    &year.dir,
                    &sheet.level,
                    &sheet.code,
                    &sheet.name,
                    &sheet.office,
                    &sheet.stage,
                    &part.name,
                    &part.state,
                    asked,
                    unfilled,
                    warnings,
                    errors,
                    &place,
                ]);
            }
        }
    }
    let bytes = fault::kept(writer.into_inner(), MEMORY);
    // Excel takes a file without the mark for Shift_JIS.
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}
