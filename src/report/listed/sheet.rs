//! The indicators of a sheet, in the shape of lists.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::Listed;
use crate::form::Kind;
use crate::form::indicators::Role;
use crate::model::compare::{self, Figure};
use crate::model::evaluation::{Entry, Evaluation, Sheet};
use crate::model::identity::standing::id;
use crate::report::comparisons::{self, Place, What};
use crate::report::data::SheetKey;
use crate::report::judged::{self, Judged};
use crate::report::method_words;
use crate::report::names;
use crate::report::page::CodeName;
use crate::section::Content;
use crate::section::cell::Value;
use crate::section::indicators::{Indicator, Series};
use crate::terms::year::FiscalYear;

/// Names of a sheet in the tables: it belongs to its ancestor, on the first level to itself. `None` in a folder that
/// is not a year, whose figures are in no list of years.
pub(crate) fn key(year: &Evaluation, level: usize, entry: &Entry) -> Option<SheetKey> {
    let above = level.checked_sub(1).zip(entry.parent);
    let above = above.map(|(level, place)| year.levels[level].entries[place].code.clone());
    Some(SheetKey {
        policy_code: above.unwrap_or_else(|| entry.code.clone()),
        sheet_code: entry.code.clone(),
        sheet_name: entry.name.clone(),
        evaluation: year.year?,
    })
}

/// Every indicator of a sheet, and every series of each.
pub(crate) fn of_sheet<'a>(
    year: &'a Evaluation,
    level: usize,
    (entry, sheet): (&Entry, &'a Sheet),
) -> Vec<Listed<'a>> {
    let Some(key) = key(year, level, entry).map(Arc::new) else { return Vec::new() };
    let owner = names::owner(year, level, entry);
    let mut all = Vec::new();
    for (section, content) in sheet.form().sections.iter().zip(&sheet.sections.list) {
        let (Kind::Indicators(of), Content::Indicators(list)) = (&section.kind, content) else {
            continue;
        };
        if !of.compares() {
            continue;
        }
        let place = Place { sheet, section: &section.name.text, of, year };
        all.extend(
            Place::all(list)
                .map(|(indicator, series)| of_indicator(&place, (&key, &owner), indicator, series)),
        );
    }
    all
}

fn of_indicator<'a>(
    place: &Place<'a>,
    (key, owner): (&Arc<SheetKey>, &str),
    indicator: &'a Indicator,
    series: Option<&'a Series>,
) -> Listed<'a> {
    let judged = place.judged(indicator, series);
    let stated = |figure: Option<Figure<'a>>| {
        figure.map(|figure| place.stated(indicator, series, &figure)).unwrap_or_default()
    };
    let computed = |what| place.id(indicator, series, what, judged.year);
    let target_word = judged.target.map_or_else(
        || first_column(place, Role::Target, "目標"),
        |target| place.column(&target).to_owned(),
    );
    let is_path = judged
        .target
        .is_some_and(|target| place.of.of(Role::Path).any(|column| column == target.column));
    let [rate, _] = judged.rates;
    let ratio = rate.and_then(|rate| rate.checked_div(Decimal::ONE_HUNDRED));
    let own = id(place.sheet, place.section, indicator, series);
    let (before, pair) = before(place, indicator, series, &judged);
    Listed {
        identity: own.clone(),
        key: Arc::clone(key),
        sheet: CodeName { code: owner.to_owned(), name: key.sheet_name.clone() },
        owner: owner.to_owned(),
        page: place.sheet.page.clone(),
        id: own,
        name: comparisons::printed_name(indicator, series),
        plain_name: comparisons::name(indicator, series),
        series: series.map(|series| series.name.text.to_string()).unwrap_or_default(),
        unit: indicator.shown_unit().to_owned(),
        direction: judged.direction,
        // Where no other year is stated, that of the evaluation is used.
        fy: judged.year.unwrap_or(key.evaluation),
        method: judged.method,
        actual: stated(judged.actual),
        actual_label: actual_label(place, indicator, &judged),
        target: stated(judged.target),
        target_label: if judged.next {
            let year = judged.target.map(|target| comparisons::year_of(indicator, &target));
            format!("{}の{target_word}", year.unwrap_or_default())
        } else {
            target_word.clone()
        },
        target_kind: match judged.target {
            Some(_) if is_path => "path",
            Some(_) => "plan",
            None => "",
        },
        target_fy: judged.target.and_then(|target| target.year),
        rate: rate.map(|_| computed(What::Rate)).unwrap_or_default(),
        rate_label: method_words::rate_label(judged.method).replace("計画", &target_word),
        ratio,
        verdict: computed(What::Result),
        kinds: judged.kinds,
        doubtful: judged.kinds[0] != judged.kinds[1],
        distance: distance(&judged),
        grading: place.year.grading.as_ref(),
        grade: place.year.grading.as_ref().map(|_| computed(What::Grade)).unwrap_or_default(),
        grades: judged::grades(place, indicator, &judged),
        gap: computed(What::Gap),
        change: computed(What::Change),
        before: stated(before),
        pair,
    }
}

/// The actual of the year before, in the column of the compared actual; both also as numbers in the converted unit,
/// unless their change is meaningless.
fn before<'a>(
    place: &Place<'a>,
    indicator: &'a Indicator,
    series: Option<&'a Series>,
    judged: &Judged<'a>,
) -> (Option<Figure<'a>>, Option<[Decimal; 2]>) {
    let Some(actual) = judged.actual else { return (None, None) };
    let all = compare::figures(place.of, place.results(), indicator, series, Role::Actual);
    let mut all = all.into_iter().filter(|one| one.column == actual.column);
    let before =
        all.find(|one| one.year.is_some() && one.year == actual.year.map(FiscalYear::previous));
    let said = |figure: Figure<'_>| indicator.shown(figure.stated.cell.number()?);
    let parted = indicator.breaks_of(series).any(|one| Some(one.year) == actual.year);
    let silent = parted || place.of.increments || indicator.kind.as_deref() == Some("累計");
    let pair = before.and_then(|before| Some([said(actual)?, said(before)?]));
    (before, pair.filter(|_| !silent))
}

/// The name of the first column of a role.
fn first_column(place: &Place<'_>, role: Role, otherwise: &str) -> String {
    let column = place.of.of(role).next().map(|column| place.of.columns[column].name.text.clone());
    column.unwrap_or_else(|| otherwise.to_owned())
}

/// The name of the actual; with its year where that is not the year of results.
fn actual_label(place: &Place<'_>, indicator: &Indicator, judged: &Judged<'_>) -> String {
    let Some(actual) = judged.actual else { return first_column(place, Role::Actual, "実績") };
    let column = place.column(&actual);
    if actual.year == place.results() {
        column.to_owned()
    } else {
        format!("{}の{column}", comparisons::year_of(indicator, &actual))
    }
}

/// Distance of an actual from its target, as a share of the target; `None` for a target of zero, and inside bounds.
fn distance(judged: &Judged<'_>) -> Option<Decimal> {
    let actual = judged.actual?.stated.cell.number()?;
    let target = match &judged.target?.stated.cell.value {
        Value::Number(target) => *target,
        Value::Bound(bound) => bound.missed(actual)?,
        Value::Chosen(_) | Value::Words(_) | Value::Missing(_) => return None,
    };
    actual.checked_sub(target)?.abs().checked_div(target.abs())
}
