//! State of a page while it is built: facts in, `Shown` with the marks of this page's notes out; numbers of notes,
//! figures and tables. Records nothing.

use crate::fault;
use crate::report::facts::{BOUND, Fact, NOT_COMPUTABLE, Origin};
use crate::report::format;
use crate::report::ledger::Ledger;
use crate::report::page::{Figure, Note, Shown};
use crate::report::words;
use crate::terms::reason::Missing;

/// State of a page while it is built: the facts, its notes, and the numbers of figures and tables.
pub(crate) struct Desk<'a> {
    ledger: &'a Ledger,
    /// Text of each note, and whether it is about the whole page.
    notes: Vec<(String, bool)>,
    /// Marks that the sheet itself assigns to notes: text and mark.
    marks: Vec<(String, String)>,
    charts: usize,
    tables: usize,
}

impl<'a> Desk<'a> {
    /// Starts a page.
    pub(crate) fn new(ledger: &'a Ledger) -> Self {
        Self { ledger, notes: Vec::new(), marks: Vec::new(), charts: 0, tables: 0 }
    }

    /// Adds a note with the mark from the sheet: ※1.
    pub(crate) fn marked(&mut self, mark: &str, text: &str) {
        if self.enter(text, false) == self.notes.len() - 1 {
            self.marks.push((text.to_owned(), mark.to_owned()));
        }
    }

    /// The fact of an id, in the converted unit if there is one.
    pub(crate) fn displayed(&self, id: &str) -> Option<&'a Fact> {
        self.ledger.displayed(id)
    }

    /// Text with unit of a fact, in the converted unit if there is one.
    pub(crate) fn sentence(&self, id: &str) -> String {
        self.displayed(id).unwrap_or_else(|| unrecorded(id)).sentence()
    }

    /// A fact as this page prints it, with the marks of this page's notes.
    pub(crate) fn show(&mut self, id: &str) -> Shown {
        let fact = self.ledger.get(id).unwrap_or_else(|| unrecorded(id));
        self.shown(fact)
    }

    fn shown(&mut self, fact: &Fact) -> Shown {
        // Sorts adjacent marks by their notes, whatever the order in which they were added.
        let mut notes: Vec<_> = fact.notes().iter().map(|note| self.enter(note, false)).collect();
        notes.sort_unstable();
        Shown {
            fact: fact.id.to_string(),
            text: fact.text.to_string(),
            unit: match fact.status {
                // Behind 79.5以上 a bare unit would read as part of it.
                BOUND if !fact.unit.is_empty() => format!("（{}）", fact.unit),
                _ => fact.loose_unit().to_owned(),
            },
            value: fact.value.map(format::plain).unwrap_or_default(),
            missing: fact.is_missing(),
            // A word such as 評価前 is not computed; 算出できない is.
            computed: fact.origin == Origin::Computed
                && (fact.value.is_some() || fact.status == NOT_COMPUTABLE),
            notes: notes.into_iter().map(|place| self.mark(place)).collect(),
            unsaid: match Missing::from_code(fact.status) {
                Some(reason) => words::unsaid(&fact.text, reason),
                None if fact.text.is_empty() => words::NOT_ON_SHEET,
                None => "",
            }
            .to_owned(),
        }
    }

    /// A figure in the converted unit, and in the sheet's unit where the two differ.
    pub(crate) fn figure(&mut self, id: &str) -> Figure {
        match self.ledger.shown(id) {
            Some(shown) => Figure { main: self.shown(shown), sheet: Some(self.show(id)) },
            None => Figure { main: self.show(id), sheet: None },
        }
    }

    /// Adds a note and returns its mark; equal texts are one note.
    pub(crate) fn note(&mut self, text: &str) -> String {
        let place = self.enter(text, false);
        self.mark(place)
    }

    /// The mark of a note: that of the sheet, or its number among those without one.
    fn mark(&self, place: usize) -> String {
        let own = |text: &str| self.marks.iter().find(|(known, _)| known == text);
        if let Some((_, mark)) = own(&self.notes[place].0) {
            return mark.clone();
        }
        let before = self.notes[..place].iter().filter(|(text, _)| own(text).is_none()).count();
        format!("注{}", before + 1)
    }

    /// Adds a note about the whole page, without a mark.
    pub(crate) fn remark(&mut self, text: &str) {
        self.enter(text, true);
    }

    /// Adds each note once, even if it belongs both to a figure and to the whole page.
    fn enter(&mut self, text: &str, whole: bool) -> usize {
        if let Some(place) = self.notes.iter().position(|(known, _)| known == text) {
            self.notes[place].1 |= whole;
            return place;
        }
        self.notes.push((text.to_owned(), whole));
        self.notes.len() - 1
    }

    /// The next figure: id and number.
    pub(crate) fn chart(&mut self) -> (String, String) {
        self.charts += 1;
        (format!("zu-{}", self.charts), format!("図{}", self.charts))
    }

    /// The number of the next table.
    pub(crate) fn table(&mut self) -> String {
        self.tables += 1;
        format!("表{}", self.tables)
    }

    /// The notes of the page.
    pub(crate) fn finish(self) -> Vec<Note> {
        let marks: Vec<String> = (0..self.notes.len()).map(|place| self.mark(place)).collect();
        let entry = |(mark, (text, whole)): (String, (String, bool))| Note {
            mark,
            id: anchor(&text),
            whole,
            text,
        };
        marks.into_iter().zip(self.notes).map(entry).collect()
    }
}

/// Id of a note on its page: a hash of its text, so that it stays the same when other notes come or go.
#[must_use]
pub fn anchor(text: &str) -> String {
    format!("chu-{}", short(text))
}

/// Shortens a text to a part of an id on a page.
pub(crate) fn short(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..8].to_owned()
}

/// Every figure is recorded before a page shows it; otherwise no page may be built.
#[track_caller]
fn unrecorded(id: &str) -> ! {
    fault::broken(&format!("記録していない数値「{id}」を載せようとしました"))
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    #[test]
    #[should_panic(expected = "記録していない数値「b」")]
    fn a_figure_that_was_not_recorded_makes_no_page() {
        let ledger = Ledger::default();
        Desk::new(&ledger).show("b");
    }

    #[test]
    fn notes_are_numbered_by_page_in_order_of_use() {
        let fact = Fact::stated("a".into(), "あ", "a.html", "人", Decimal::ONE);
        let mut ledger = Ledger::default();
        ledger.record(fact.noted(["据え置いた値です。".to_owned()]));
        let mut desk = Desk::new(&ledger);
        assert_eq!(desk.note("はじめの注です。"), "注1");
        assert_eq!(desk.show("a").notes, ["注2"]);
        assert_eq!(desk.figure("a").main.notes, ["注2"]);
        desk.remark("この票の注です。");
        desk.remark("はじめの注です。");
        let notes = desk.finish();
        assert_eq!(notes.iter().map(|note| note.whole).collect::<Vec<_>>(), [true, false, true]);
        assert_ne!(notes[0].id, notes[1].id);
        assert_eq!(notes[1].id, anchor("据え置いた値です。"));
    }
}
