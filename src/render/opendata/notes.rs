//! The table of notes, each with the id of its subject (a figure or something else), and its columns.

use crate::render::opendata::columns::{Column, LG, col};
use crate::render::opendata::table::{Table, text};
use crate::report::data::{Data, RemarkRow};
use crate::report::{Fact, anchor};

/// Columns of `notes.csv`.
pub(super) const COLUMNS: [Column; 6] = [
    col("about_id", "注が付くもののID", "string", "数値のID、又は指標、票のID"),
    col("about", "注が付くもの", "code", "数値に付く注か、指標や票に付く注か"),
    col("note", "注", "string", "注の全文"),
    col("note_id", "注の所在", "string", "ページと注の番号。サイトの最上位からのアドレス"),
    col("page", "ページ", "string", "票のページ。サイトの最上位からのアドレス"),
    LG,
];

/// Codes of the kinds of subject.
pub(super) const ABOUT: [(&str, &str, &str); 2] =
    [("figure", "数値", "about_idはpackage.jsonのfactsのid"), ("item", "指標、票など", "")];

/// A note and its subject.
pub(super) struct NoteRow<'a> {
    about: &'static str,
    of: &'a str,
    note: &'a str,
    page: &'a str,
}

/// Notes on sheets and indicators, in the order of the pages, then notes on figures, by id.
pub(super) fn all<'a>(data: &'a Data, facts: &[&'a Fact]) -> Vec<NoteRow<'a>> {
    let remarks = data.rows(|rows| &rows.remarks);
    let remarks =
        remarks.map(|RemarkRow { of, note, page }| NoteRow { about: "item", of, note, page });
    let of_fact = |fact: &&'a Fact| {
        let Fact { id, page, .. } = *fact;
        let notes = fact.notes().iter();
        notes.map(move |note| NoteRow { about: "figure", of: id, note, page })
    };
    remarks.chain(facts.iter().flat_map(of_fact)).collect()
}

/// The table of these notes.
pub(super) fn table<'a>(data: &'a Data, notes: &'a [NoteRow<'a>]) -> Table<'a> {
    Table::of_parts(
        ("notes", &COLUMNS),
        notes.len(),
        notes,
        |NoteRow { about, of, note, page }, add| {
            let at = format!("{page}#{}", anchor(note));
            add(vec![
                text(*of),
                text(*about),
                text(*note),
                text(at),
                text(*page),
                text(&data.lg_code),
            ]);
        },
    )
}
