//! Facts by id: those that are being recorded, over the finished ones of each policy. Knows no page.

#![expect(
    clippy::disallowed_types,
    reason = "the places of sheets are looked up for every figure on every page, and never walked"
)]

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
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
    below: Below,
}

/// The facts of the policies, and whose they are: `h25.52` to the place of its policy.
#[derive(Debug, Clone, Default)]
struct Below {
    parts: Arc<[Arc<Recorded>]>,
    sheets: Arc<HashMap<String, usize>>,
}

impl Below {
    /// The fact whose id is these two together.
    fn get(&self, id: [&str; 2]) -> Option<&Fact> {
        let place = self.sheets.get(fact_id::owner(id[0])?)?;
        self.parts.get(*place)?.fact(id)
    }
}

impl Ledger {
    /// A ledger over the finished facts of policies.
    pub(crate) fn over(parts: &[Arc<Recorded>]) -> Self {
        let places = parts.iter().enumerate();
        let sheets = places.map(|(place, part)| (part.sheet.clone(), place));
        Self {
            own: BTreeMap::new(),
            below: Below { sheets: Arc::new(sheets.collect()), parts: parts.into() },
        }
    }

    /// Records a fact. An id means one figure: two under one would be a wrong figure somewhere.
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

    /// Puts a note on a fact that is being recorded, and on the same in the unit people say.
    pub(crate) fn annotate(&mut self, id: &str, note: &str) {
        for id in [id.to_owned(), format!("{id}{SHOWN}")] {
            if let Some((id, fact)) = self.own.remove_entry(id.as_str()) {
                self.own.insert(id, fact.noted([note.to_owned()]));
            }
        }
    }

    /// The fact of an id.
    pub(crate) fn get(&self, id: &str) -> Option<&Fact> {
        self.below.get([id, ""]).or_else(|| self.own.get(id))
    }

    /// The fact of an id in the unit people say, where that is another than the sheet's.
    pub(crate) fn shown(&self, id: &str) -> Option<&Fact> {
        let own = || {
            let after = (Bound::Excluded(id), Bound::Unbounded);
            let after = self.own.range::<str, _>(after).map(|(_, fact)| fact);
            let mut longer = after.take_while(|fact| fact.id.starts_with(id));
            longer.find(|fact| fact.id.strip_prefix(id) == Some(SHOWN))
        };
        self.below.get([id, SHOWN]).or_else(own)
    }

    /// The fact of an id in the unit people say.
    pub(crate) fn said(&self, id: &str) -> Option<&Fact> {
        self.shown(id).or_else(|| self.get(id))
    }

    /// All facts, by id.
    pub(crate) fn all(&self) -> Vec<&Fact> {
        let parts = self.below.parts.iter().flat_map(|part| &part.facts);
        let mut all: Vec<&Fact> = parts.chain(self.own.values()).collect();
        // Not the unstable one: this one sees that whole runs are in order already.
        all.sort_by(|a, b| a.id.cmp(&b.id));
        all
    }

    /// The facts that were recorded here, by id. What many of them say is the same text once.
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
        let figures = crate::report::figures(&model, &sample::as_of());
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
            assert_eq!(&*ledger.said(&fact.id).unwrap().id, either);
        }
        assert!(all.iter().any(|fact| fact.id.ends_with(SHOWN)));
        for none in ["", "h25", "h25.52", "h25.52.", "h25.52.成果指標.製造品出荷額等.実績", "x.y.z"]
        {
            assert!(ledger.get(none).is_none() && ledger.said(none).is_none());
        }
        // The same without the policies below.
        let own = all.iter().map(|fact| (fact.id.clone(), (*fact).clone()));
        let flat = Ledger { own: own.collect(), below: Below::default() };
        for fact in &all {
            assert_eq!(flat.said(&fact.id), ledger.said(&fact.id));
        }
    }
}
