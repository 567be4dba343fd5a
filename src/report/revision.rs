//! Revised targets (目標の改定) and breaks (断絶) of an indicator -> their facts, their notes, the table of
//! revisions. Says why two values are not compared; compares none itself.

use crate::model::change::Revision;
use crate::model::fact_id;
use crate::model::quantity::Value;
use crate::report::data::RevisionRow;
use crate::report::desk::Desk;
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::ledger::Ledger;
use crate::report::page::{self, Revisions};
use crate::report::series::{Series, Side};
use crate::report::sheet::Sheet;
use crate::terms::year::FiscalYear;

/// Stands in the table at the first year after a break.
pub(crate) const BROKEN: &str = "前年度と断絶";

/// Records what targets were before and after they were revised. What a target was last revised to is
/// the plan itself.
pub(crate) fn record(series: &Series<'_>, ledger: &mut Ledger) {
    let list = &series.indicator.changes.revisions;
    for (place, revision) in list.iter().enumerate() {
        let mut record = |id: String, word: &str, value: &Value| {
            let label = format!(
                "{} {} {} 計画（{}の{word}）",
                series.owner,
                series.indicator.name,
                format::wareki(revision.year),
                format::date(&revision.day)
            );
            let unit = &series.indicator.unit;
            let fact = Fact::stated(id, label, series.page, unit, value).of(revision.year);
            ledger.record_both(fact, series.indicator.conversion.as_ref());
        };
        let [before, after] = ids(series, place);
        record(before, "改定前", &revision.before);
        if !is_last(list, place) {
            record(after, "改定後", &revision.after);
        }
    }
}

fn is_last(list: &[Revision], place: usize) -> bool {
    let year = list[place].year;
    list[place + 1..].iter().all(|later| later.year != year)
}

/// Ids of the figures before and after a revision.
pub(crate) fn ids(series: &Series<'_>, place: usize) -> [String; 2] {
    let list = &series.indicator.changes.revisions;
    let own = |side: &str| {
        let Revision { year, day, .. } = &list[place];
        series.fact(&fact_id::revised(day, side), *year)
    };
    let after =
        if is_last(list, place) { series.stated(Side::Plan, list[place].year) } else { own("後") };
    [own("前"), after]
}

/// The notes of a figure of the sheet: how its target was revised, and from where it is not comparable.
pub(crate) fn notes(series: &Series<'_>, side: Side, year: FiscalYear) -> Vec<String> {
    let revised = series.indicator.changes.revisions.iter();
    let revised = revised
        .filter(|revision| side == Side::Plan && revision.year == year)
        .map(|revision| revision_note(series, revision));
    // A year that has no actual yet is told beside its plan.
    let told = if year > series.result { Side::Plan } else { Side::Actual };
    let broken = break_note(series, year).filter(|_| side == told);
    revised.chain(broken).collect()
}

fn revision_note(series: &Series<'_>, revision: &Revision) -> String {
    let before = Fact::stated(
        String::new(),
        String::new(),
        series.page,
        &series.indicator.unit,
        &revision.before,
    );
    format!(
        "{}に改定した計画です。改定前は{}です。理由：{}。",
        format::date(&revision.day),
        before.sentence(),
        ended(&revision.reason)
    )
}

/// Why a year is not comparable with those before it.
pub(crate) fn break_note(series: &Series<'_>, year: FiscalYear) -> Option<String> {
    let reason = series.indicator.changes.breaks.get(&year)?;
    Some(format!(
        "{}からの値は、前の年度までの値と比べられません（断絶）。理由：{}。",
        format::wareki(year),
        ended(reason)
    ))
}

/// Why and when the target of a year was revised, in words for another page.
pub(crate) fn declared(series: &Series<'_>, year: FiscalYear) -> Vec<String> {
    let list = series.indicator.changes.revisions.iter();
    list.filter(|revision| revision.year == year)
        .map(|revision| {
            let day = format::date(&revision.day);
            format!("{day}の改定の理由：{}。", ended(&revision.reason))
        })
        .collect()
}

fn ended(reason: &str) -> &str {
    reason.trim().trim_end_matches('。')
}

/// 目標の改定 of an indicator, earliest first; `None` when no target was revised.
pub(crate) fn section(series: &Series<'_>, desk: &mut Desk<'_>) -> Option<Revisions> {
    let list = &series.indicator.changes.revisions;
    if list.is_empty() {
        return None;
    }
    let table_number = desk.table();
    let rows = list.iter().enumerate().map(|(place, revision)| {
        let [before, after] = ids(series, place);
        page::RevisionRow {
            year: format::year(revision.year),
            before: desk.figure(&before),
            after: desk.figure(&after),
            day: format::date(&revision.day),
            day_iso: format::iso(&revision.day),
            reason: revision.reason.clone(),
        }
    });
    Some(Revisions { rows: rows.collect(), table_number })
}

/// The rows of the open data.
pub(crate) fn rows(sheet: &Sheet<'_>, series: &Series<'_>) -> Vec<RevisionRow> {
    let list = series.indicator.changes.revisions.iter().enumerate();
    let row = |(place, revision): (usize, &Revision)| {
        let [before, after] = ids(series, place);
        RevisionRow {
            sheet: sheet.key().into(),
            id: series.fact(&fact_id::revised(&revision.day, ""), revision.year),
            indicator_id: series.id(),
            indicator_name: series.indicator.name.clone(),
            series: series.indicator.part.clone().unwrap_or_default(),
            fy: revision.year,
            before,
            after,
            day: format::iso(&revision.day),
            reason: revision.reason.clone(),
            page: series.page.to_owned(),
        }
    };
    list.map(row).collect()
}
