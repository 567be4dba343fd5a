//! Facts by id: those being recorded, on top of the finished ones of sheets and counts. Knows nothing of pages.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::ops::Bound;
use std::sync::Arc;

use crate::fault;
use crate::model::fact_id::{self, SHOWN};
use crate::report::facts::Fact;
use crate::report::recorded::Recorded;

/// The facts by id. Each is recorded once; pages only show them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ledger {
    own: BTreeMap<Box<str>, Fact>,
    finished: Option<Arc<dyn Finished>>,
}

/// Facts that are recorded on first use and then never change.
pub(crate) trait Finished: Debug + Send + Sync {
    /// Facts of a sheet, by its id.
    fn of(&self, sheet: &str) -> Option<&Recorded>;

    /// Facts of all sheets.
    fn of_sheets(&self) -> Vec<&Recorded>;

    /// Facts of the whole site: counts.
    fn of_whole(&self) -> &Recorded;
}

impl Ledger {
    /// A ledger over finished facts.
    pub(crate) fn over(finished: Arc<dyn Finished>) -> Self {
        Self { own: BTreeMap::new(), finished: Some(finished) }
    }

    /// The finished fact whose id is the concatenation of the two.
    fn finished(&self, id: [&str; 2]) -> Option<&Fact> {
        let finished = self.finished.as_ref()?;
        let of_sheet = fact_id::owner(id[0]).and_then(|owner| finished.of(owner));
        match of_sheet {
            Some(sheet) => sheet.fact(id),
            None => finished.of_whole().fact(id),
        }
    }

    /// Records a fact. Ids are unique: two facts under one id would put a wrong figure somewhere.
    pub(crate) fn record(&mut self, fact: Fact) {
        match self.own.entry(fact.id.clone()) {
            Entry::Vacant(place) => _ = place.insert(fact),
            Entry::Occupied(place) => fault::broken(&format!(
                "「{}」の数値が2つあります（{}と{}）",
                fact.id,
                place.get().text,
                fact.text
            )),
        }
    }

    /// Adds a note to a fact being recorded, and to the same fact in the converted unit.
    pub(crate) fn annotate(&mut self, id: &str, note: &str) {
        for id in [id.to_owned(), format!("{id}{SHOWN}")] {
            if let Some((id, fact)) = self.own.remove_entry(id.as_str()) {
                self.own.insert(id, fact.noted([note.to_owned()]));
            }
        }
    }

    /// The fact of an id.
    pub(crate) fn get(&self, id: &str) -> Option<&Fact> {
        self.own.get(id).or_else(|| self.finished([id, ""]))
    }

    /// The fact of an id in the converted unit, if that differs from the sheet's.
    pub(crate) fn shown(&self, id: &str) -> Option<&Fact> {
        let own = || {
            let after = (Bound::Excluded(id), Bound::Unbounded);
            let after = self.own.range::<str, _>(after).map(|(_, fact)| fact);
            let mut longer = after.take_while(|fact| fact.id.starts_with(id));
            longer.find(|fact| fact.id.strip_prefix(id) == Some(SHOWN))
        };
        own().or_else(|| self.finished([id, SHOWN]))
    }

    /// The fact of an id, in the converted unit if there is one.
    pub(crate) fn displayed(&self, id: &str) -> Option<&Fact> {
        self.shown(id).or_else(|| self.get(id))
    }

    /// All facts, by id.
    pub(crate) fn all(&self) -> Vec<&Fact> {
        let finished = self
            .finished
            .iter()
            .flat_map(|finished| finished.of_sheets().into_iter().chain([finished.of_whole()]));
        let finished = finished.flat_map(|recorded| &recorded.facts);
        let mut all: Vec<&Fact> = finished.chain(self.own.values()).collect();
        // The stable sort, because it detects runs that are already sorted.
        all.sort_by(|a, b| a.id.cmp(&b.id));
        all
    }

    /// The facts recorded here, by id. Equal strings are shared.
    pub(crate) fn into_own(self) -> Vec<Fact> {
        let mut texts: BTreeSet<Arc<str>> = BTreeSet::new();
        let mut once = |text: Arc<str>| {
            if let Some(known) = texts.get(&text) {
                return Arc::clone(known);
            }
            texts.insert(Arc::clone(&text));
            text
        };
        let own = self.own.into_values();
        own.map(|fact| Fact { page: once(fact.page), unit: once(fact.unit), ..fact }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    #[should_panic(expected = "「a」の数値が2つあります")]
    fn two_figures_of_one_id_make_no_site() {
        let fact = |text: &str| Fact::open("a".to_owned(), text.to_owned(), "a.html", "人");
        let mut ledger = Ledger::default();
        ledger.record(fact("あ"));
        ledger.record(fact("い"));
    }

    #[test]
    fn a_fact_is_found_whatever_is_recorded_beside_it() {
        let model = sample::model();
        let figures = crate::report::Figures::new(&model, &sample::as_of());
        let ledger = &figures.ledger;
        let all = ledger.all();
        assert!(all.is_sorted_by(|a, b| a.id < b.id));
        let known: BTreeSet<&str> = all.iter().map(|fact| &*fact.id).collect();
        for fact in &all {
            assert!(std::ptr::eq(ledger.get(&fact.id).unwrap(), *fact));
            let said = format!("{}{SHOWN}", fact.id);
            let shown = ledger.shown(&fact.id).map(|fact| &*fact.id);
            assert_eq!(shown, known.get(said.as_str()).copied());
            let either = if shown.is_some() { &*said } else { &fact.id };
            assert_eq!(&*ledger.displayed(&fact.id).unwrap().id, either);
        }
        assert!(all.iter().any(|fact| fact.id.ends_with(SHOWN)));
        for none in ["", "h25", "h25.52", "h25.52.", "h25.52.成果指標.製造品出荷額等.実績", "x.y.z"]
        {
            assert!(ledger.get(none).is_none() && ledger.displayed(none).is_none());
        }
        // The same where everything is recorded at once.
        let own = all.iter().map(|fact| (fact.id.clone(), (*fact).clone()));
        let flat = Ledger { own: own.collect(), finished: None };
        for fact in &all {
            assert_eq!(flat.displayed(&fact.id), ledger.displayed(&fact.id));
        }
    }
}
