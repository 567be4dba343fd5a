//! Indicators -> rows of `indicators.csv`, in one shape for all forms.

use std::sync::Arc;

use super::{direction, method, value_kind};
use crate::form::Kind;
use crate::form::indicators::Role;
use crate::model::compare;
use crate::model::evaluation::{Entry, Evaluation, Sheet};
use crate::model::fact_id::{self, Part};
use crate::model::identity::standing::id;
use crate::model::indicator;
use crate::report::comparisons::{self, Place};
use crate::report::data::{IndicatorKey, IndicatorRow, RevisionRow, Rows, SheetKey};
use crate::report::format;
use crate::report::listed::sheet_key;
use crate::report::sections;
use crate::section::Content;
use crate::section::indicators::{Indicator, Series};
use crate::terms::address::part;
use crate::terms::reason::Missing;
use crate::terms::year::FiscalYear;

/// Code of increments, among the kinds of values.
pub(crate) const INCREMENT: &str = "increment";

/// The roles whose figures are in the table, each with its code.
const ROLES: [(Role, &str); 7] = [
    (Role::Base, "base"),
    (Role::Path, "path"),
    (Role::Target, "plan"),
    (Role::Actual, "actual"),
    (Role::Rate, "stated_rate"),
    (Role::Rank, "rank"),
    (Role::Total, "stated_total"),
];

impl Rows {
    /// Adds the indicators of a sheet.
    pub(crate) fn of_form(&mut self, year: &Evaluation, level: usize, of: (&Entry, &Sheet)) {
        let (entry, sheet) = of;
        let key = sheet_key(year, level, entry).map(Arc::new);
        for (section, content) in sheet.form().sections.iter().zip(&sheet.sections.list) {
            let (Kind::Indicators(columns), Content::Indicators(list)) = (&section.kind, content)
            else {
                continue;
            };
            let place = Place { sheet, section: &section.name.text, of: columns, year };
            for indicator in list {
                let own = id(sheet, place.section, indicator, None);
                self.remarks((&own, &sheet.page), sections::notes_of(indicator));
                let Some(key) = &key else { continue };
                for series in indicator.parts() {
                    self.figures(key, &place, indicator, series);
                }
                let revisions = indicator.revisions().map(|(series, revision)| {
                    let at = |side: &str| {
                        let parts = indicator.revised(series, revision, side);
                        let parts =
                            std::iter::once(place.section).chain(parts.iter().map(|p| &**p));
                        sheet.fact(&parts.map(part).collect::<Vec<_>>().join("."))
                    };
                    let indicator_id = id(sheet, place.section, indicator, series);
                    let day = format::iso(&revision.day.1);
                    RevisionRow {
                        sheet: Arc::clone(key),
                        id: fact_id::under(
                            &indicator_id,
                            &[Part::Name(&format!("{day}改定")), Part::Year(revision.year.1)],
                        ),
                        indicator_id,
                        indicator_name: comparisons::name(indicator, series),
                        series: series_name(series),
                        fy: revision.year.1,
                        before: at("前"),
                        after: at("後"),
                        day,
                        reason: revision.reason.to_string(),
                        page: sheet.page.clone(),
                    }
                });
                let revisions: Vec<_> = revisions.collect();
                self.revisions.extend(revisions);
            }
        }
    }

    fn figures(
        &mut self,
        key: &Arc<SheetKey>,
        place: &Place<'_>,
        indicator: &Indicator,
        series: Option<&Series>,
    ) {
        let judged = place.judged(indicator, series);
        let unstated = Missing::Unstated.code();
        let kind = indicator.kind.as_deref().and_then(indicator::Kind::from_word);
        let of = Arc::new(IndicatorKey {
            sheet: Arc::clone(key),
            indicator_id: id(place.sheet, place.section, indicator, series),
            indicator_name: comparisons::name(indicator, series),
            city: self.city.clone(),
            direction: judged.direction.map_or(unstated, direction),
            value_kind: match kind {
                _ if place.of.increments => INCREMENT,
                Some(kind) => value_kind(kind),
                None => unstated,
            },
            series: series_name(series),
            method: method(judged.method),
        });
        let of_role = |role| compare::figures(place.of, place.results(), indicator, series, role);
        let last_target = of_role(Role::Target).iter().map(|one| one.year).max();
        for (role, code) in ROLES {
            for figure in of_role(role) {
                // A figure without a year belongs to the latest actual; a sum, to its last year.
                let fy = match (figure.stated.year, role) {
                    (Some(year), _) => Some(year),
                    (None, Role::Rate | Role::Rank) => judged.year,
                    (None, Role::Total) => last_target.unwrap_or(figure.year),
                    (None, _) => figure.year,
                };
                let Some(fy) = fy else { continue };
                self.indicators.push(IndicatorRow {
                    of: Arc::clone(&of),
                    kind: code,
                    fy,
                    target: if role == Role::Target { target_kind(indicator, fy) } else { "" },
                    parted: match role {
                        Role::Target | Role::Path | Role::Actual => parted(indicator, series, fy),
                        Role::Base | Role::Rate | Role::Rank | Role::Total => "",
                    }
                    .into(),
                    fact: place.stated(indicator, series, &figure).into(),
                });
            }
        }
    }
}

fn series_name(series: Option<&Series>) -> String {
    series.map(|series| series.name.text.to_string()).unwrap_or_default()
}

/// Kind of the target of a year, as far as the sheet states it.
fn target_kind(indicator: &Indicator, year: FiscalYear) -> &'static str {
    let is = |stated: &Option<(_, FiscalYear)>| stated.as_ref().is_some_and(|(_, of)| *of == year);
    if is(&indicator.last) {
        "final"
    } else if is(&indicator.middle) {
        "middle"
    } else {
        ""
    }
}

/// Why the values of a year are not comparable with those before.
fn parted<'a>(indicator: &'a Indicator, series: Option<&'a Series>, year: FiscalYear) -> &'a str {
    let mut all = indicator.breaks_of(series);
    all.find(|one| one.year == year).map_or("", |one| &one.reason)
}
