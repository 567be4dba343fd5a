//! Sentences of `kohyo status`: the table of the sheets, and what is missing in each.

use unicode_width::UnicodeWidthStr as _;

use super::words::message;
use crate::status::{Status, StatusSheet, StatusYear, Unread};

/// Nothing is what was asked for.
pub(super) fn nothing_chosen() -> String {
    message(
        "当てはまる票がありません",
        "「kohyo status」だけで打つと、全部の票が出ます。年度のフォルダー（r6）、コード（r6/101）、課（--office 課の名称）で選べます",
    )
}

/// Everything, with the sections of each sheet where `whole`.
pub(super) fn status(status: &Status, whole: bool) -> String {
    let mut parts: Vec<String> = status.years.iter().map(|year| self::year(year, whole)).collect();
    if !status.unread.is_empty() {
        let files: Vec<String> = status
            .unread
            .iter()
            .map(|Unread { path, errors }| format!("  {path}（誤り{errors}件）\n"))
            .collect();
        parts.push(format!(
            "票として読めないファイル（「kohyo check」で、直す所が出ます）:\n{}",
            files.concat()
        ));
    }
    if parts.is_empty() {
        parts.push("票はまだありません。\n".to_owned());
    }
    let first =
        status.years.iter().flat_map(|year| year.sheets.iter().map(move |sheet| (year, sheet)));
    let mut missing = first.filter(|(_, sheet)| sheet.unfilled > 0);
    if let Some((year, sheet)) = missing.next().filter(|_| !whole) {
        parts.push(format!(
            "どこが未記入かは、「kohyo status {}/{}」のように、フォルダーとコードを続けて打つと出ます。\n",
            year.dir, sheet.code
        ));
    }
    parts.join("\n")
}

const HEADS: [&str; 8] =
    ["課", "票", "公表の状態", "書いた値", "未記入", "前年と同じ", "注意", "誤り"];

fn year(year: &StatusYear, whole: bool) -> String {
    let StatusYear { dir, name, summary, sheets } = year;
    let cells = |sheet: &StatusSheet| {
        [
            sheet.office.clone(),
            format!("{}{} {}", sheet.level, sheet.code, sheet.name),
            sheet.stage.clone(),
            format!("{}/{}（{}％）", sheet.written, sheet.asked, sheet.per_cent),
            sheet.unfilled.to_string(),
            sheet.same.to_string(),
            sheet.warnings.to_string(),
            sheet.errors.to_string(),
        ]
    };
    let rows: Vec<[String; 8]> = sheets.iter().map(cells).collect();
    let heads = HEADS.map(str::to_owned);
    let widths: Vec<usize> = (0..HEADS.len())
        .map(|column| {
            let all = std::iter::once(&heads).chain(&rows);
            all.map(|row| row[column].width()).max().unwrap_or_default()
        })
        .collect();
    let line = |row: &[String; 8]| {
        let cell = |(text, width): (&String, &usize)| {
            format!("{text}{}", " ".repeat(width - text.width()))
        };
        let cells: Vec<String> = row.iter().zip(&widths).map(cell).collect();
        format!("  {}\n", cells.join("  ").trim_end())
    };
    let mut out = format!("{name}（{dir}）\n{summary}\n\n{}", line(&heads));
    for (sheet, row) in sheets.iter().zip(&rows) {
        out.push_str(&line(row));
        if whole {
            out.push_str(&sections(sheet));
        }
    }
    out
}

/// What each section of a sheet still needs.
fn sections(sheet: &StatusSheet) -> String {
    let lines = sheet.sections.iter().map(|part| {
        let problems = [("注意", part.warnings), ("誤り", part.errors)];
        let problems = problems.into_iter().filter(|(_, count)| *count > 0);
        let problems: Vec<String> =
            problems.map(|(what, count)| format!("、{what}{count}")).collect();
        let place = match part.line {
            0 => String::new(),
            line => format!("  {}:{line}", sheet.path),
        };
        format!("      {}: {}{}{place}\n", part.name, part.state, problems.concat())
    });
    lines.collect()
}
