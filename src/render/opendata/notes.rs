//! The table of notes: each with the id of what it speaks of, a figure or not, and its columns.

use crate::render::opendata::codebook::{Column, LG, col};
use crate::render::opendata::table::{Table, text};
use crate::report::data::{Data, RemarkRow};
use crate::report::{Fact, anchor};

/// Columns of `notes.csv`.
pub(super) const COLUMNS: [Column; 6] = [
    col("about_id", "注が付くもののID", "string", "数値のID、又は指標、計画の数値目標、票のID"),
    col("about", "注が付くもの", "code", "数値に付く注か、指標や票に付く注か"),
    col("note", "注", "string", "注の全文"),
    col("note_id", "注の所在", "string", "ページと注の番号。サイトの最上位からのアドレス"),
    col("page", "ページ", "string", "票のページ。サイトの最上位からのアドレス"),
    LG,
];

/// Codes of what a note speaks of.
pub(super) const ABOUT: [(&str, &str, &str); 2] =
    [("figure", "数値", "about_idはpackage.jsonのfactsのid"), ("item", "指標、票など", "")];

/// The table: what is said of sheets and indicators, in the order of the pages, then of figures by id.
pub(super) fn table<'a>(data: &'a Data, facts: &[&Fact]) -> Table<'a> {
    let row = |(about, of, note, page): (&'static str, &str, &str, &str)| {
        let at = format!("{page}#{}", anchor(note));
        let [of, note, page] = [of, note, page].map(str::to_owned);
        vec![text(of), text(about), text(note), text(at), text(page), text(data.lg_code.clone())]
    };
    let remarks = data.rows(|rows| &rows.remarks);
    let remarks = remarks.map(|RemarkRow { of, note, page }| ("item", &**of, &**note, &**page));
    let figures = facts.iter().flat_map(|fact| {
        fact.notes().iter().map(|note| ("figure", &*fact.id, note.as_str(), &*fact.page))
    });
    Table::new("notes", remarks.chain(figures).map(row))
}
