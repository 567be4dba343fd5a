//! Names of years and sheets on pages, and the paths of their pages.

use crate::model::evaluation::{Entry, Evaluation};
use crate::report::format;
use crate::terms::year::FiscalYear;

/// 施設001; its short name in a folder that is not a year, where codes only serve as addresses.
pub(crate) fn owner(year: &Evaluation, level: usize, entry: &Entry) -> String {
    if year.year.is_some() {
        return format!("{}{}", year.levels[level].name, entry.code);
    }
    below(year, level, entry, entry.short())
}

/// 施設001 見本会館
pub(crate) fn title(year: &Evaluation, level: usize, entry: &Entry) -> String {
    if year.year.is_some() {
        return format!("{} {}", owner(year, level, entry), entry.name);
    }
    below(year, level, entry, &entry.name)
}

/// A name after that of the sheet above: 見本計画 令和4年度の検証.
pub(crate) fn below(year: &Evaluation, level: usize, entry: &Entry, name: &str) -> String {
    let above = over(year, level, entry);
    above.map_or_else(|| name.to_owned(), |above| format!("{} {name}", above.short()))
}

/// The parent of an entry.
pub(crate) fn over<'a>(year: &'a Evaluation, level: usize, entry: &Entry) -> Option<&'a Entry> {
    let above = level.checked_sub(1).zip(entry.parent);
    above.map(|(level, place)| &year.levels[level].entries[place])
}

/// Title of the page of a sheet.
pub(crate) fn page_title(year: &Evaluation, level: usize, entry: &Entry) -> String {
    format!("{}｜{}", title(year, level, entry), name(year))
}

/// 令和6年度施設の行政コスト
pub(crate) fn name(year: &Evaluation) -> String {
    let of = year.year.map(format::wareki).unwrap_or_default();
    format!("{of}{}", year.name)
}

/// （令和5年度実績）, if there is such a year.
pub(crate) fn of_results(results: Option<FiscalYear>) -> String {
    results.map(|year| format!("（{}実績）", format::wareki(year))).unwrap_or_default()
}

/// 令和6年度 施設の行政コスト
pub(crate) fn heading(year: &Evaluation) -> String {
    let of = year.year.map(|year| format!("{} ", format::wareki(year)));
    format!("{}{}", of.unwrap_or_default(), year.name)
}

/// The code of an entry, if people know it by that.
pub(crate) fn code(year: &Evaluation, entry: &Entry) -> String {
    year.year.map(|_| entry.code.clone()).unwrap_or_default()
}

/// Path of the index of a year.
pub(crate) fn index(year: &Evaluation) -> String {
    format!("{}/index.html", year.dir)
}
