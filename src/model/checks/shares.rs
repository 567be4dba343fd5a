//! Shares: parts of a whole add up to 100, products follow from them, and rows match the sheets below. A source may
//! contain a wrong sum: it is published as stated, and a difference is a warning.

use rust_decimal::Decimal;

use crate::diag::near::nearest;
use crate::diag::{Code, Diags, messages};
use crate::form::Kind;
use crate::form::Shares as Declared;
use crate::form::year::Year;
use crate::model::checks::context::Context;
use crate::model::checks::possible::Kind as Range;
use crate::model::checks::standing::Entry;
use crate::model::sums::{apart, rounding, sum};
use crate::section::cell::Cell;
use crate::section::shares::{Shares, summed};
use crate::section::{Content, Sections};
use crate::sheet::CheckedSheet;
use crate::terms::address::part;
use crate::terms::place::Span;

/// Checks every section of shares on a sheet.
pub(super) fn check(sections: &Sections, diags: &mut Diags) {
    let all = sections.form.sections.iter().zip(&sections.list);
    for (place, (section, content)) in all.enumerate() {
        let (Kind::Shares(of), Content::Shares(shares)) = (&section.kind, content) else {
            continue;
        };
        for figure in sections.figures().iter().filter(|figure| figure.section == place) {
            let address = format!("「{}」", sections.address(figure));
            possible(Range::Share, &address, figure.cell, diags);
        }
        let name = section.name.text.as_str();
        wholes(name, of, shares, diags);
        products(name, of, shares, diags);
    }
}

/// Both readings of a figure are in range.
pub(super) fn possible(range: Range, address: &str, cell: &Cell, diags: &mut Diags) {
    let own = cell.number().map(|number| (&cell.at, number));
    let other = cell.alternative().map(|(at, number)| (at, *number));
    for (at, number) in own.into_iter().chain(other) {
        if !range.holds(number) {
            let span = at.span.clone();
            diags.push(messages::out_of_range(span, address, &number.to_string(), range.words()));
        }
    }
}

/// Checks the shares of each row, and the shares of the rows in their whole.
fn wholes(name: &str, of: &Declared, shares: &Shares, diags: &mut Diags) {
    if of.below && !of.parties.is_empty() {
        for row in &shares.rows {
            let cells: Vec<&Cell> = row.shares.iter().flatten().collect();
            let what = format!("「{name}.{}」の割合", part(&row.name.text));
            make_up(Code::RoleSum, &what, &cells, None, diags);
        }
    }
    let code = if of.below { Code::WeightSum } else { Code::RoleSum };
    let what = match &of.weight {
        Some(weight) => format!("「{name}」の{}", weight.text),
        None => format!("「{name}」の割合"),
    };
    make_up(code, &what, &shares.parts(of), None, diags);
}

/// Checks that parts add up to 100 within rounding, or exactly to the respondents (回答者数) where people were counted,
/// in both readings of the source.
pub(super) fn make_up(
    code: Code,
    what: &str,
    cells: &[&Cell],
    people: Option<&Cell>,
    diags: &mut Diags,
) {
    let Some(known) = summed(cells) else { return };
    let other =
        |cell: &Cell, number: Decimal| cell.alternative().map_or(number, |(_, number)| *number);
    let whole = match people {
        None => Some([Decimal::ONE_HUNDRED; 2]),
        Some(cell) => cell.number().map(|number| [number, other(cell, number)]),
    };
    let Some([whole, other_whole]) = whole else { return };
    let adopted: Vec<Decimal> = known.iter().map(|(_, number)| *number).collect();
    let others: Vec<Decimal> = known.iter().map(|(cell, number)| other(cell, *number)).collect();
    let two = others != adopted || other_whole != whole;
    for (numbers, whole, reading) in [(adopted, whole, "")].into_iter().chain(two.then_some((
        others,
        other_whole,
        "別の読みでは",
    ))) {
        let Some(total) = sum(numbers.iter().copied()) else { continue };
        let margin = if people.is_some() { Decimal::ZERO } else { rounding(&numbers) };
        let mut places = known.iter().map(|(cell, _)| {
            let other = cell.alternative().filter(|_| !reading.is_empty());
            other.map_or(&cell.at, |(at, _)| at).span.clone()
        });
        let Some(first) = places.next().filter(|_| apart(total, whole, margin)) else { continue };
        let rest = places.map(|place| (place, String::new())).collect();
        let of_people = if people.is_some() { "回答者数の" } else { "" };
        let whole = format!("{reading}{of_people}{whole}");
        diags.push(messages::shares_sum(code, first, what, [&total.to_string(), &whole], rest));
    }
}

/// Stated 比重 and their sum follow from shares and weights.
fn products(name: &str, of: &Declared, shares: &Shares, diags: &mut Diags) {
    let Some(product) = &of.product else { return };
    let mut all = Some(Vec::new());
    for row in &shares.rows {
        let made = row.product(of);
        let stated = row.product.as_ref();
        if let (Some(cell), Some((wanted, [share, weight]))) = (stated, made) {
            let formula = format!("{} × {} ÷ 100", share.at.text, weight.at.text);
            let address = [name, &row.name.text, &product.name.text].map(part).join(".");
            let parts = [share, weight].map(|cell| cell.at.span.clone());
            report(&address, cell, (wanted, Decimal::ZERO), (&formula, &parts), diags);
        }
        // The sum uses the stated figures, else the computed ones.
        let one = match stated {
            Some(cell) => cell.number(),
            None => made.map(|(made, _)| made),
        };
        all = all.zip(one).map(|(mut all, one)| {
            all.push(one);
            all
        });
    }
    let (Some(total), Some(stated), Some(all)) = (&product.total, &shares.total, all) else {
        return;
    };
    let Some(wanted) = sum(all.iter().copied()) else { return };
    let formula = match &all[..] {
        [_] => format!("{}の和", product.name.text),
        several => several.iter().map(Decimal::to_string).collect::<Vec<_>>().join(" + "),
    };
    let parts = shares.rows.iter().filter_map(|row| row.product.as_ref());
    let parts: Vec<Span> = parts.map(|cell| cell.at.span.clone()).collect();
    let address = [name, &total.text].map(part).join(".");
    report(&address, stated, (wanted, rounding(&all)), (&formula, &parts), diags);
}

fn report(
    address: &str,
    stated: &Cell,
    (wanted, margin): (Decimal, Decimal),
    (formula, parts): (&str, &[Span]),
    diags: &mut Diags,
) {
    if stated.number().is_some_and(|number| differs(number, wanted, margin)) {
        let figures = [&stated.at.text, &*wanted.normalize().to_string(), formula];
        let parts = parts.iter().map(|span| (span.clone(), String::new())).collect();
        diags.push(messages::product_differs(stated.at.span.clone(), address, figures, parts));
    }
}

/// Whether a stated figure is further from its formula than rounding explains. `margin` is the rounding error of the
/// parts.
fn differs(stated: Decimal, wanted: Decimal, margin: Decimal) -> bool {
    let margin = margin.checked_add(rounding(&[stated])).unwrap_or(margin);
    apart(stated, wanted, margin)
}

/// Rows by sheets below are exactly those that name this sheet as their 上.
pub(super) fn rows_are_what_lies_below(context: &Context<'_>, diags: &mut Diags) {
    for year in &context.sheets.evaluations {
        let own = context.sheets.all.iter().filter(|sheet| sheet.dir == year.dir && sheet.whole);
        for sheet in own {
            rows(context, year, sheet, diags);
        }
    }
}

fn rows(context: &Context<'_>, year: &Year, sheet: &CheckedSheet, diags: &mut Diags) {
    let by_row = |kind: &Kind| matches!(kind, Kind::Shares(of) if of.below);
    if !sheet.form.sections.iter().any(|section| by_row(&section.kind)) {
        return;
    }
    let level = year.levels.get(sheet.level + 1);
    let all = context.standing.entries(&year.dir, sheet.level + 1);
    let Some((own, _)) = sheet.head("コード") else { return };
    let peers = context.standing.entries(&year.dir, sheet.level);
    let below = context.standing.below(&year.dir, sheet.level + 1, own);
    let codes: Vec<&str> = below.iter().map(|entry| entry.code).collect();
    // A sheet with a wrong code, or with an unknown 上, is reported at its own place.
    let reported = |code: &str| {
        let meant = |entry: &Entry<'_>| {
            entry.code == code || entry.sheet.is_some_and(|sheet| sheet.stem == code)
        };
        context.sheets.misplaced.contains(code)
            || all.iter().any(|entry| meant(entry) && entry.is_astray(peers))
    };
    let sections = Sections::read(&sheet.form, sheet.results, &sheet.tree);
    for (section, content) in sheet.form.sections.iter().zip(&sections.list) {
        let Content::Shares(shares) = content else { continue };
        if !by_row(&section.kind) {
            continue;
        }
        let name = section.name.text.as_str();
        let mut meant = Vec::new();
        for row in &shares.rows {
            let code = row.name.text.as_str();
            if !codes.contains(&code) && !reported(code) {
                let span = row.name.span.clone();
                let stated =
                    |other: &&&str| !shares.rows.iter().any(|row| row.name.text == **other);
                let near = nearest(code, codes.iter().filter(stated).copied());
                meant.extend(near);
                let elsewhere = all.iter().find(|entry| entry.code == code);
                let elsewhere = elsewhere.and_then(|entry| Some(entry.parent?.0));
                let level = level.map(|level| {
                    let folder = level.folder.as_ref();
                    let file = folder.map(|one| format!("{}/{}/{code}.yaml", year.dir, one.text));
                    (level.name.text.as_str(), file)
                });
                let names = [name, code];
                diags.push(match elsewhere.zip(level.as_ref()) {
                    Some((parent, (level, _))) => {
                        messages::row_of_what_lies_elsewhere(span, names, level, [own, parent])
                    }
                    None => messages::row_of_nothing_below(span, names, level, near, &codes),
                });
            }
        }
        let (Some(first), Some(level)) = (shares.rows.first(), level) else { continue };
        // A misspelt code is one mistake, not two.
        let stated = |code: &str| shares.rows.iter().any(|row| row.name.text == code);
        for entry in below.iter().filter(|one| !stated(one.code) && !meant.contains(&one.code)) {
            // A code that differs from its file name, does not fit its 上 or is the sheet's own is reported elsewhere.
            if entry.is_astray(peers) || entry.code == own {
                continue;
            }
            let (span, other) = (first.name.span.clone(), entry.span.clone());
            let level = level.name.text.as_str();
            diags.push(messages::row_missing_below(span, name, (entry.code, other), level));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::section::cell::Value;
    use crate::sheet::value::At;
    use crate::terms::place::FileId;

    fn warns(parts: &[Decimal], people: Option<i64>) -> bool {
        let cell = |number: Decimal| Cell {
            at: At { text: number.to_string().into(), span: Span::whole(FileId(0)) },
            value: Value::Number(number),
            more: None,
        };
        let cells: Vec<Cell> = parts.iter().copied().map(cell).collect();
        let people = people.map(|people| cell(people.into()));
        let mut diags = Diags::default();
        let cells: Vec<&Cell> = cells.iter().collect();
        make_up(Code::RoleSum, "", &cells, people.as_ref(), &mut diags);
        !diags.is_empty()
    }

    proptest! {
        /// Shares computed from numbers of people and rounded add up to 100 without a warning.
        #[test]
        fn shares_of_a_whole_are_never_told(people in proptest::collection::vec(0_i64..500, 1..12), places in 0_u32..=2) {
            let all: i64 = people.iter().sum();
            prop_assume!(all > 0);
            let hundred = 100 * 10_i64.pow(places);
            let share = |one: &i64| Decimal::new((2 * one * hundred + all) / (2 * all), places);
            let shares: Vec<Decimal> = people.iter().map(share).collect();
            prop_assert!(!warns(&shares, None), "{:?}", shares);
            // One share that is off by more than the total rounding error is reported.
            let mut wrong = shares;
            wrong[0] += Decimal::new(i64::try_from(people.len()).unwrap() + 1, places);
            prop_assert!(warns(&wrong, None), "{:?}", wrong);
        }

        #[test]
        fn numbers_of_people_make_up_exactly_all(people in proptest::collection::vec(0_i64..500, 1..12), off in -2_i64..=2) {
            let parts: Vec<Decimal> = people.iter().copied().map(Decimal::from).collect();
            prop_assert_eq!(warns(&parts, Some(people.iter().sum::<i64>() + off)), off != 0);
        }
    }
}
