//! What things are known by: an indicator over the years (識別), and everything with figures by its name within its
//! sheet. Of two that are called the same, nobody could say which is meant.

use std::borrow::Cow;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diags, messages};
use crate::form::Kind;
use crate::model::checks::Context;
use crate::model::fact_id;
use crate::sheet::DeclaredSheet;
use crate::sheet::forms::{Comparison, Indicator, PolicyLater};
use crate::sheet::value::{At, Day};
use crate::terms::year::{Date, FiscalYear};
use crate::yaml::node::Node;

pub(super) fn identities_are_unique(context: &Context<'_>, diags: &mut Diags) {
    let of_forms: Vec<(&str, Vec<At>)> =
        context.sheets.declared.iter().map(|sheet| (sheet.dir.as_str(), of_sheet(sheet))).collect();
    let declared = of_forms.iter().flat_map(|(dir, list)| list.iter().map(move |at| (*dir, at)));
    let units = context.units.iter();
    let units = units.flat_map(|unit| unit.declared().map(|at| (unit.dir(), at)));
    let mut all: Vec<(&str, &At)> = units.chain(declared).collect();
    // Of two, the first of the folder has it.
    all.sort_by_key(|(_, at)| (at.span.file, at.span.start()));
    let mut seen: BTreeMap<(&str, Cow<'_, str>), &At> = BTreeMap::new();
    for (dir, at) in all {
        match seen.entry((dir, fact_id::name(&at.text))) {
            // The series of one indicator share what is written once.
            Entry::Occupied(first) if first.get().span == at.span => {}
            Entry::Occupied(first) => diags.push(messages::duplicate_identity(
                at.span.clone(),
                &at.text,
                (&first.get().text, first.get().span.clone()),
            )),
            Entry::Vacant(place) => _ = place.insert(at),
        }
    }
}

/// The identities that a sheet of a declared form has, those apart that its section has twice: it is told there.
fn of_sheet(sheet: &DeclaredSheet) -> Vec<At> {
    let sections = sheet.form.sections.iter().filter_map(|section| match &section.kind {
        Kind::Indicators(of) => Some((sheet.tree.get(&section.name.text)?, of.slots.is_empty())),
        _ => None,
    });
    let of_section = |(node, free): (&Node, bool)| {
        let slots = node.entries().iter().map(|(_, node)| node);
        let all = node.items().iter().chain(slots).filter_map(|node| {
            let node = node.get("識別")?;
            Some(At { text: node.word()?.trim().to_owned(), span: node.span.clone() })
        });
        let mut seen = BTreeSet::new();
        all.filter(|at: &At| seen.insert(fact_id::name(&at.text).into_owned()) || !free)
            .collect::<Vec<_>>()
    };
    sections.flat_map(of_section).collect()
}

/// Names that have been met, with their places.
struct Names<'a> {
    what: &'static str,
    seen: BTreeMap<String, &'a At>,
}

impl<'a> Names<'a> {
    fn of(what: &'static str) -> Self {
        Self { what, seen: BTreeMap::new() }
    }

    /// Takes in a name; one that was met in another place is a mistake.
    fn take(&mut self, at: &'a At, diags: &mut Diags) {
        self.take_as(fact_id::name(&at.text).into_owned(), at, diags);
    }

    fn take_as(&mut self, name: String, at: &'a At, diags: &mut Diags) {
        match self.seen.entry(name) {
            Entry::Occupied(first) if first.get().span == at.span => {}
            Entry::Occupied(first) => {
                let first = (first.get().text.as_str(), first.get().span.clone());
                diags.push(messages::duplicate_name(at.span.clone(), self.what, &at.text, first));
            }
            Entry::Vacant(place) => _ = place.insert(at),
        }
    }
}

pub(super) fn names_are_unique(context: &Context<'_>, diags: &mut Diags) {
    let sheets = context.sheets;
    for sheet in &sheets.policies {
        let policy = &sheet.data;
        indicators(policy.indicators.as_deref().unwrap_or_default(), diags);
        if let Some(comparison) = &policy.comparison {
            cities(comparison, diags);
        }
        if let Some(later) = &policy.later {
            answers(later, diags);
        }
    }
    for sheet in &sheets.projects {
        indicators(sheet.data.indicators.as_deref().unwrap_or_default(), diags);
    }
    for sheet in &sheets.plans {
        let mut names = Names::of("KPI");
        for name in sheet.data.kpis.iter().flatten().filter_map(|kpi| kpi.name.as_ref()) {
            names.take(&name.0, diags);
        }
    }
}

fn indicators(list: &[Indicator], diags: &mut Diags) {
    let mut names = Names::of("指標");
    let mut declared = BTreeSet::new();
    // By the places of the indicators that they are written in.
    let mut series: BTreeMap<usize, Names<'_>> = BTreeMap::new();
    let mut revised = BTreeMap::new();
    for indicator in list {
        let Some(key) = indicator.key() else { continue };
        // Two of one 識別 are found in the whole year.
        if indicator.identity.is_none() || declared.insert(&key.text) {
            names.take(key, diags);
        }
        if let Some(part) = &indicator.part {
            let names = series.entry(key.span.start()).or_insert_with(|| Names::of("系列"));
            names.take(&part.0, diags);
        }
        let part = indicator.part.as_ref().map(|part| part.0.span.start());
        for revision in &indicator.revisions {
            let (Some(year), Some(Day(day))) = (&revision.year, &revision.day) else { continue };
            let (Ok((year, _)), Ok(date)) =
                (FiscalYear::parse(&year.0.text), Date::parse(&day.text))
            else {
                continue;
            };
            let names = revised.entry((key.span.start(), part, year, date.day));
            let names = names.or_insert_with(|| Names::of("同じ日の、同じ年度の目標の改定"));
            names.take_as(date.day.to_string(), day, diags);
        }
    }
}

fn cities(comparison: &Comparison, diags: &mut Diags) {
    let mut names = Names::of("都市");
    for name in comparison.cities.iter().flatten().filter_map(|city| city.name.as_ref()) {
        names.take(&name.0, diags);
    }
}

fn answers(later: &PolicyLater, diags: &mut Diags) {
    let Some(survey) = &later.survey else { return };
    for list in [&survey.satisfaction, &survey.importance] {
        let mut names = Names::of("回答の区分");
        for name in list.iter().flatten().filter_map(|answer| answer.name.as_ref()) {
            names.take(&name.0, diags);
        }
    }
}
