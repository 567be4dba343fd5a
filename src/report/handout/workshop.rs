//! Shared by the parts of a booklet: the handout with its year, its own facts, and figures for its tables.

use std::collections::BTreeMap;

use crate::form::indicators::Role;
use crate::form::{Kind, Section};
use crate::model::Model;
use crate::model::evaluation::{Entry, Evaluation, Sheet};
use crate::model::fact_id;
use crate::model::handout::Handout;
use crate::report::desk::Desk;
use crate::report::ledger::Ledger;
use crate::report::listed::{self, Listed};
use crate::report::page::{Figure, Named, Page, Shown};
use crate::report::words;
use crate::terms::year::Date;

/// Put next to a figure that has a note on its sheet.
pub(super) const MARK: &str = "※";

/// Explanation of the mark.
pub(super) const MARK_MEANS: &str =
    "※の付いた数値には、読むときの注があります。注は、その評価シートの終わりにあります。";

/// Explanation of the arrows.
pub(super) const ARROWS: &str = "↗は増加、↘は減少、→は維持が望ましい指標です。";

/// Sheet ids in the booklet, by their page.
pub(super) type Places = BTreeMap<String, String>;

/// A sheet of the booklet: title in the contents, and page.
pub(super) type TitledPage = (String, Page);

/// Context of the parts of a booklet.
pub(super) struct Workshop<'a> {
    pub(super) model: &'a Model,
    pub(super) as_of: &'a Date,
    pub(super) handout: &'a Handout,
    pub(super) year: &'a Evaluation,
    pub(super) ledger: Ledger,
    pub(super) places: Places,
}

/// A sheet of the handout: level, index in it, entry and sheet.
pub(super) type Of<'a> = (usize, usize, &'a Entry, &'a Sheet);

/// The sheets of these ids, in this order.
pub(super) fn sheets<'a>(year: &'a Evaluation, ids: &[String]) -> Vec<Of<'a>> {
    let all: BTreeMap<&str, Of<'a>> = year.all().map(|of| (of.3.id.as_str(), of)).collect();
    ids.iter().filter_map(|id| all.get(id.as_str()).copied()).collect()
}

/// Every indicator of these sheets, and every series of each.
pub(super) fn indicators<'a>(year: &'a Evaluation, sheets: &[Of<'a>]) -> Vec<Listed<'a>> {
    let of = |(level, _, entry, sheet): &Of<'a>| listed::of_sheet(year, *level, (entry, sheet));
    sheets.iter().flat_map(of).collect()
}

/// The name of targets where all sheets share it: 計画; else 目標.
pub(super) fn target(sheets: &[Of<'_>]) -> String {
    let sections = sheets.iter().flat_map(|(.., sheet)| &sheet.form().sections);
    let first = |section: &Section| match &section.kind {
        Kind::Indicators(of) if of.compares() => {
            of.of(Role::Target).next().map(|column| of.columns[column].name.text.clone())
        }
        _ => None,
    };
    let mut words: Vec<String> = sections.filter_map(first).collect();
    words.sort_unstable();
    words.dedup();
    match <[String; 1]>::try_from(words) {
        Ok([word]) => word,
        Err(_) => "目標".to_owned(),
    }
}

/// Prefix of the ids of a handout's own facts.
pub(super) fn prefix(handout: &Handout) -> String {
    fact_id::under(fact_id::HANDOUTS, &[fact_id::Part::Name(&handout.name)])
}

/// Path of the booklet, the owning page of its own facts.
pub(super) fn path(handout: &Handout) -> String {
    format!("handouts/{}.pdf", handout.name)
}

/// Where an indicator is found: its sheet, and that sheet's id in the booklet.
pub(super) fn named(listed: &Listed<'_>, places: &Places) -> Named {
    let arrow = listed.direction.map(|direction| words::direction(direction).arrow);
    Named {
        sheet: listed.sheet.clone(),
        indicator: listed.name.clone(),
        arrow: arrow.unwrap_or_default(),
        id: places.get(&listed.page).cloned().unwrap_or_default(),
    }
}

/// A figure with a single mark in place of its notes, which are on the sheet itself.
pub(super) fn brief(shown: Shown) -> Shown {
    let notes = if shown.notes.is_empty() { Vec::new() } else { vec![MARK.to_owned()] };
    Shown { notes, ..shown }
}

pub(super) fn figure(id: &str, desk: &mut Desk<'_>) -> Figure {
    Figure { main: brief(desk.figure(id).main), sheet: None }
}
