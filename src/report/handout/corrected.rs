//! 前回から改めたもの: corrections and revised targets since the last meeting, and targets that differ from last year's sheet
//! without a revision. Counted and listed in the same order.

use std::cmp::Reverse;

use jiff::civil;

use crate::form::Kind;
use crate::form::indicators::Role;
use crate::model::compare::{self, Figure};
use crate::model::correction::Correction;
use crate::model::evaluation::{self, At};
use crate::model::identity::standing::{Found, Standing, id};
use crate::report::comparisons::{self, Place};
use crate::report::correction;
use crate::report::desk::Desk;
use crate::report::format;
use crate::report::handout::workshop::{Of, Workshop, brief, figure};
use crate::report::names;
use crate::report::page::{CorrectionSide, Revision};
use crate::section::Content;
use crate::section::indicators::{self, Indicator, Series};
use crate::terms::address;

/// Everything that was corrected or changed.
pub(super) struct Changed<'a> {
    /// Id and name of the sheet, its corrections, which of them; newest first.
    corrected: Vec<(&'a str, String, &'a [Correction], usize)>,
    /// Declared revisions (目標の改定), newest first.
    revised: Vec<(civil::Date, Target)>,
    /// Targets that differ from last year's sheet without a declared revision.
    moved: Vec<Target>,
}

/// A changed target.
struct Target {
    /// 計画の変更
    kind: String,
    /// Name of the sheet.
    owner: String,
    what: String,
    /// Ids of the target before and after.
    sides: [String; 2],
}

/// An indicator of the handout with its place.
struct One<'a> {
    at: At,
    owner: String,
    place: Place<'a>,
    indicator: &'a Indicator,
    series: Option<&'a Series>,
}

impl<'a> Changed<'a> {
    /// Collects the changes on the sheets of the handout.
    pub(super) fn find(shop: &Workshop<'a>, sheets: &[Of<'a>]) -> Self {
        let mut found = Self { corrected: Vec::new(), revised: Vec::new(), moved: Vec::new() };
        let years = shop.model.evaluations.iter();
        let own = years.take_while(|year| !std::ptr::eq(*year, shop.year)).count();
        for (level, place, entry, sheet) in sheets {
            let owner = names::owner(shop.year, *level, entry);
            let new = sheet.corrections.iter().enumerate();
            let new = new.filter(|(_, one)| is_new(shop, one.day.day));
            let id = sheet.id.as_str();
            let list = sheet.corrections.as_slice();
            found.corrected.extend(new.map(|(at, _)| (id, owner.clone(), list, at)));
            let at = [own, *level, *place];
            for (section, content) in sheet.form().sections.iter().zip(&sheet.sections.list) {
                let (Kind::Indicators(of), Content::Indicators(list)) = (&section.kind, content)
                else {
                    continue;
                };
                let place = Place { sheet, section: &section.name.text, of, year: shop.year };
                let of = list.iter().flat_map(|one| revised(shop, &owner, &place, one));
                found.revised.extend(of);
                for (indicator, series) in Place::all(list) {
                    let one = One { at, owner: owner.clone(), place, indicator, series };
                    found.moved.extend(one.moved(shop));
                }
            }
        }
        found.corrected.sort_by_key(|(_, _, list, place)| Reverse(list[*place].day.day));
        found.revised.sort_by_key(|(day, _)| Reverse(*day));
        found
    }

    /// Number of changes.
    pub(super) fn count(&self) -> usize {
        let Self { corrected, revised, moved } = self;
        corrected.len() + revised.len() + moved.len()
    }

    /// The first changes, at most `most`.
    pub(super) fn rows(&self, most: usize, desk: &mut Desk<'_>) -> Vec<Revision> {
        let in_brief = |side: CorrectionSide| CorrectionSide {
            figure: side.figure.map(brief),
            text: side.text,
        };
        let target = |id: &str, desk: &mut Desk<'_>| CorrectionSide {
            text: String::new(),
            figure: Some(figure(id, desk).main),
        };
        let mut rows = Vec::new();
        for (id, owner, list, place) in self.corrected.iter().take(most) {
            // The section of a sheet lists its corrections newest first.
            let section = correction::section(id, list, desk);
            let row = section.and_then(|section| section.rows.into_iter().rev().nth(*place));
            rows.extend(row.map(|row| Revision {
                kind: format!("訂正（{}）", row.day),
                sheet: owner.clone(),
                what: row.what,
                before: in_brief(row.before),
                after: in_brief(row.after),
            }));
        }
        let targets = self.revised.iter().map(|(_, one)| one).chain(&self.moved);
        for one in targets.take(most.saturating_sub(rows.len())) {
            let [before, after] = &one.sides;
            rows.push(Revision {
                kind: one.kind.clone(),
                sheet: one.owner.clone(),
                what: one.what.clone(),
                before: target(before, desk),
                after: target(after, desk),
            });
        }
        rows
    }
}

/// True for a day after that of the last meeting.
fn is_new(shop: &Workshop<'_>, day: civil::Date) -> bool {
    shop.handout.last.as_ref().is_none_or(|last| day > last.day)
}

/// Declared revisions of an indicator since the last meeting.
fn revised<'a>(
    shop: &Workshop<'_>,
    owner: &str,
    place: &Place<'a>,
    indicator: &'a Indicator,
) -> Vec<(civil::Date, Target)> {
    let column = place.of.of(Role::Target).next();
    let column = column.map_or("目標", |column| place.of.columns[column].name.text.as_str());
    let new = indicator.revisions().filter(|(_, one)| is_new(shop, one.day.1.day));
    let one = |(series, revision): (Option<&'a Series>, &'a indicators::Revision)| {
        let name = comparisons::name(indicator, series);
        let year = comparisons::year_words(&indicator.period, &revision.year.1.short());
        let side = |side: &str| {
            let parts = indicator.revised(series, revision, side);
            place.sheet.fact(&address::within(place.section, &parts))
        };
        let (_, date) = &revision.day;
        let target = Target {
            kind: format!("目標の改定（{}）", format::date(date)),
            owner: owner.to_owned(),
            what: format!("{name} {year}の{column}"),
            sides: [side("前"), side("後")],
        };
        (date.day, target)
    };
    new.map(one).collect()
}

impl<'a> One<'a> {
    fn name(&self) -> String {
        comparisons::name(self.indicator, self.series)
    }

    /// Targets of an indicator that differ from the previous sheet.
    fn moved(&self, shop: &Workshop<'a>) -> Vec<Target> {
        let Some(before) = self.before(shop) else { return Vec::new() };
        let Self { owner, place, indicator, series, .. } = self;
        if before.indicator.shown_unit() != indicator.shown_unit() {
            return Vec::new();
        }
        let old = Place {
            sheet: before.sheet,
            section: before.section,
            of: before.of,
            year: before.year,
        };
        let targets = |place: &Place<'a>, indicator, series| {
            compare::figures(place.of, place.results(), indicator, series, Role::Target)
        };
        let were = targets(&old, before.indicator, before.series);
        let revised = |year| indicator.revisions_of(*series).any(|one| one.year.1 == year);
        let mut found = Vec::new();
        for now in targets(place, indicator, *series) {
            let Some(year) = now.year.filter(|year| !revised(*year)) else { continue };
            let column = place.column(&now);
            let same = |was: &&Figure<'a>| was.year == Some(year) && old.column(was) == column;
            let Some(was) = were.iter().find(same) else { continue };
            let numbers = (
                was.stated.cell.number().and_then(|number| before.indicator.shown(number)),
                now.stated.cell.number().and_then(|number| indicator.shown(number)),
            );
            if let (Some(then), Some(number)) = numbers
                && then != number
            {
                let of = comparisons::year_of(indicator, &now);
                found.push(Target {
                    kind: format!("{column}の変更"),
                    owner: owner.clone(),
                    what: format!("{} {of}の{column}", self.name()),
                    sides: [
                        old.stated(before.indicator, before.series, was),
                        place.stated(indicator, *series, &now),
                    ],
                });
            }
        }
        found
    }

    /// The same indicator in the last evaluation that has it.
    fn before(&self, shop: &Workshop<'a>) -> Option<Found<'a>> {
        let model = shop.model;
        let years = &model.evaluations;
        let own = id(self.place.sheet, self.place.section, self.indicator, self.series);
        let chain = evaluation::earlier(years, self.at);
        let is_same = |standing: &Standing, found: &Found<'_>| {
            let identity = &self.indicator.identity;
            chain.contains(&standing.at)
                || identity.is_some() && found.indicator.identity == *identity
        };
        let earlier = model.identities.standings(&own).iter().rev();
        let earlier = earlier.filter(|standing| standing.at[0] < self.at[0]);
        let found = earlier.filter_map(|standing| Some((standing, standing.find(years)?)));
        let mut found = found.filter(|(standing, found)| is_same(standing, found));
        found.next().map(|(_, found)| found)
    }
}
