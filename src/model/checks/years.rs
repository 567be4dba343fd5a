//! Years: folders and their years, eras, years that a sheet may be about. Figures and targets by year have rules of
//! their own.

use std::collections::BTreeMap;

use crate::diag::{Diags, messages};
use crate::form::indicators::Role;
use crate::form::year::Dated;
use crate::form::{Kind, Type};
use crate::model::checks::context::Context;
use crate::model::checks::said::{as_written, spoken};
use crate::model::checks::taken;
use crate::model::compare;
use crate::section::fields::Entry;
use crate::section::indicators::Indicator;
use crate::section::{Content, Sections};
use crate::sheet::CheckedSheet;
use crate::sheet::value::At;
use crate::terms::place::Span;
use crate::terms::year::FiscalYear;
use crate::yaml::node::{Kind as NodeKind, Node};

/// A year has the name of its folder.
pub(super) fn folders_are_named(context: &Context<'_>, diags: &mut Diags) {
    for year in &context.sheets.evaluations {
        let Some(Dated { year: of, span, results: _, results_span: _ }) = &year.dated else {
            continue;
        };
        let named = FiscalYear::parse(&year.dir.to_uppercase());
        if !named.is_ok_and(|(named, _)| named == *of) {
            diags.push(messages::misnamed_year(span.clone(), &year.dir, &of.folder()));
        }
    }
}

/// Each year has only one folder: `h31` and `r1` are the same year.
pub(super) fn folders_are_unique(context: &Context<'_>, diags: &mut Diags) {
    let mut seen: BTreeMap<FiscalYear, (&str, &Span)> = BTreeMap::new();
    for year in &context.sheets.evaluations {
        let Some(dated) = &year.dated else { continue };
        let (dir, span) = (year.dir.as_str(), &dated.span);
        if let Some((other, first)) = seen.get(&dated.year) {
            let first = (*first).clone();
            diags.push(messages::duplicate_year(span.clone(), [other, dir], first));
        }
        seen.entry(dated.year).or_insert((dir, span));
    }
}

/// An evaluation covers the year before, or its own.
pub(super) fn evaluations_follow_their_results(context: &Context<'_>, diags: &mut Diags) {
    for dated in context.sheets.evaluations.iter().filter_map(|year| year.dated.as_ref()) {
        let Dated { year, span, results, results_span } = dated;
        if !(0..=1).contains(&(year.0 - results.0)) {
            let title = format!(
                "実績年度（{}）が、評価の年度（{}）の前の年度ではありません",
                spoken(*results),
                spoken(*year)
            );
            let other = (span.clone(), "評価の年度です");
            diags.push(messages::years_conflict(results_span.clone(), title, other));
        }
    }
}

/// Items that hold a year, anywhere in an indicator, a comparison or a survey.
const ITEMS: [&str; 4] = ["年度", "値の年度", "中間目標年度", "最終目標年度"];

/// An era name used after the era ended: fine in a copy of an old paper, a slip elsewhere.
pub(super) fn eras_hold(sheet: &CheckedSheet, sections: &Sections, diags: &mut Diags) {
    let mut report = |text: &str, span: &Span| {
        if let Ok((year, true)) = FiscalYear::parse(text) {
            diags.push(messages::era_year(span.clone(), text, &spoken(year)));
        }
    };
    if let Some((text, span)) = sheet.head("年度") {
        report(text, span);
    }
    for section in &sheet.form.sections {
        let Some(node) = sheet.tree.get(&section.name.text) else { continue };
        match &section.kind {
            Kind::Indicators(_) => years_below(node, true, &mut report),
            Kind::Comparison | Kind::Survey(_) => years_below(node, false, &mut report),
            _ => {}
        }
    }
    for at in years_of_fields(sections).into_iter().map(|(_, at)| at) {
        report(&at.text, &at.span);
    }
}

/// Calls `look` on every year below a node: values of the items above and, if `keyed`, keys that are years.
fn years_below(node: &Node, keyed: bool, look: &mut dyn FnMut(&str, &Span)) {
    for node in node.items() {
        years_below(node, keyed, look);
    }
    for (key, value) in node.entries() {
        if keyed {
            look(key.text.trim(), &key.span);
        }
        if ITEMS.contains(&key.text.as_str()) {
            let several = matches!(value.kind, NodeKind::List(_));
            let all = if several { value.items() } else { std::slice::from_ref(value) };
            for one in all {
                if let Some(word) = one.word() {
                    look(word.trim(), &one.span);
                }
            }
        }
        years_below(value, keyed, look);
    }
}

/// A year in a field, with the section whose targets limit it.
type OfField<'a> = (Option<&'a str>, &'a At);

fn years_of_fields(sections: &Sections) -> Vec<OfField<'_>> {
    let mut all = Vec::new();
    for (section, content) in sections.form.sections.iter().zip(&sections.list) {
        let filled: Vec<_> = match (&section.kind, content) {
            (Kind::Fields(of), Content::Fields(values)) => of.iter().zip(values).collect(),
            (Kind::List(of), Content::List(items)) => {
                items.iter().flat_map(|item| of.fields.iter().zip(&item.fields)).collect()
            }
            _ => continue,
        };
        for (field, entries) in filled.into_iter().filter(|(field, _)| field.kind == Type::Year) {
            let source = field.years_of.as_ref().map(|name| name.text.as_str());
            all.extend(entries.iter().filter_map(|entry| match entry {
                Entry::Year(at, _) => Some((source, at)),
                _ => None,
            }));
        }
    }
    all
}

/// The years of the targets of a section, each as written.
fn target_years(sections: &Sections, name: &str) -> BTreeMap<FiscalYear, String> {
    let all = sections.form.sections.iter().zip(&sections.list);
    let found = all.filter_map(|(section, content)| match (&section.kind, content) {
        (Kind::Indicators(of), Content::Indicators(list)) if section.name.text == name => {
            Some((of, list))
        }
        _ => None,
    });
    let years = found.flat_map(|(of, list)| {
        let years_of = |indicator: &Indicator| -> Vec<(FiscalYear, String)> {
            let parts = indicator.parts();
            let targets = parts.flat_map(|series| {
                compare::figures(of, sections.results, indicator, series, Role::Target)
            });
            let written = |year: FiscalYear, at: Option<&At>| {
                (year, at.map_or_else(|| spoken(year), |at| as_written(&at.text)))
            };
            targets.filter_map(|one| Some(written(one.year?, one.stated.written))).collect()
        };
        list.iter().flat_map(years_of).collect::<Vec<_>>()
    });
    years.collect()
}

/// A field restricted to years with a target names such a year.
pub(super) fn fields_have_targets(sections: &Sections, diags: &mut Diags) {
    for (source, at) in years_of_fields(sections) {
        let (Some(source), Ok((year, _))) = (source, FiscalYear::parse(&at.text)) else { continue };
        let years = target_years(sections, source);
        // Without any target, nothing is known about the years.
        if !years.is_empty() && !years.contains_key(&year) {
            let whose = format!("「{source}」の目標");
            let (span, year) = (at.span.clone(), as_written(&at.text));
            let allowed: Vec<&str> = years.values().map(String::as_str).collect();
            diags.push(messages::year_without_target(span, &year, &whose, &allowed));
        }
    }
}

/// Reviews lie in years with planned increments: a sheet that takes such targets from the sheet above is of one of
/// those years.
pub(super) fn sheets_have_targets(context: &Context<'_>, diags: &mut Diags) {
    for sheet in &context.sheets.all {
        let (Some(results), Some((written, span))) = (sheet.results, sheet.head("年度")) else {
            continue;
        };
        let Some(above) = taken::above(context, sheet) else { continue };
        let sources = sheet.form.sections.iter().filter_map(|section| match &section.kind {
            Kind::Indicators(of) if of.increments => of.source.as_ref(),
            _ => None,
        });
        let upper = Sections::read(&above.form, above.results, &above.tree);
        let Some((source, years)) = sources
            .map(|name| (name, target_years(&upper, &name.text)))
            .find(|(_, years)| !years.is_empty() && !years.contains_key(&results))
        else {
            continue;
        };
        let code = sheet.head("上").map_or("", |(code, _)| code);
        let whose = format!("「{code}」の「{}」の目標", source.text);
        let (span, year) = (span.clone(), as_written(written));
        let allowed: Vec<&str> = years.values().map(String::as_str).collect();
        diags.push(messages::year_without_target(span, &year, &whose, &allowed));
    }
}
