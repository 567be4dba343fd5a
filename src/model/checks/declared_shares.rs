//! Shares of declared forms: parts of a whole make up 100, what is stated beside them follows from them, and rows are
//! what lies below the sheet. A source may get a sum wrong: it is published as stated, and a difference is a warning.

use rust_decimal::Decimal;

use crate::diag::near::nearest;
use crate::diag::{Code, Diags, messages};
use crate::form::Kind;
use crate::form::Shares as Declared;
use crate::form::year::Year;
use crate::model::checks::Context;
use crate::model::checks::declared::entries;
use crate::model::checks::later::differs;
use crate::model::checks::ranges::{Kind as Range, SHARE};
use crate::model::sums::{apart, rounding, sum};
use crate::section::cell::Cell;
use crate::section::shares::{Shares, summed};
use crate::section::{Content, Sections};
use crate::sheet::DeclaredSheet;
use crate::terms::address::part;

/// Checks every section of shares on a sheet.
pub(super) fn check(sections: &Sections, diags: &mut Diags) {
    let all = sections.form.sections.iter().zip(&sections.list);
    for (place, (section, content)) in all.enumerate() {
        let (Kind::Shares(of), Content::Shares(shares)) = (&section.kind, content) else {
            continue;
        };
        for figure in sections.figures().iter().filter(|figure| figure.section == place) {
            possible(SHARE, &format!("「{}」", sections.address(figure)), figure.cell, diags);
        }
        let name = section.name.text.as_str();
        wholes(name, of, shares, diags);
        products(name, of, shares, diags);
    }
}

/// Both readings of a figure are in a range.
pub(super) fn possible(range: Range, address: &str, cell: &Cell, diags: &mut Diags) {
    let other = cell.more.as_ref().and_then(|more| more.alternative);
    for number in cell.number().into_iter().chain(other) {
        if !range.holds(number) {
            let span = cell.at.span.clone();
            diags.push(messages::out_of_range(span, address, &number.to_string(), range.words()));
        }
    }
}

/// What the parties share, and what the rows are parts of.
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

/// Parts make up 100 within rounding, or exactly all who answered (回答者数) where people were counted, in both
/// readings of the source.
pub(super) fn make_up(
    code: Code,
    what: &str,
    cells: &[&Cell],
    people: Option<&Cell>,
    diags: &mut Diags,
) {
    let Some(known) = summed(cells) else { return };
    let other = |cell: &Cell, number: Decimal| {
        cell.more.as_ref().and_then(|more| more.alternative).unwrap_or(number)
    };
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
        let mut places = known.iter().map(|(cell, _)| cell.at.span.clone());
        let Some(first) = places.next().filter(|_| apart(total, whole, margin)) else { continue };
        let rest = places.map(|place| (place, String::new())).collect();
        let of_people = if people.is_some() { "回答者数の" } else { "" };
        let whole = format!("{reading}{of_people}{whole}");
        diags.push(messages::shares_sum(code, first, what, [&total.to_string(), &whole], rest));
    }
}

/// What is stated as 比重, and as the sum of all, follows from shares and weights.
fn products(name: &str, of: &Declared, shares: &Shares, diags: &mut Diags) {
    let Some(product) = &of.product else { return };
    let mut all = Some(Vec::new());
    for row in &shares.rows {
        let made = row.product(of);
        let stated = row.product.as_ref();
        if let (Some(cell), Some((wanted, [share, weight]))) = (stated, made) {
            let formula = format!("{} × {} ÷ 100", share.at.text, weight.at.text);
            let address = [name, &row.name.text, &product.name.text].map(part).join(".");
            report(&address, cell, (wanted, Decimal::ZERO), &formula, diags);
        }
        // The sum is of the figures as stated, else as the formula gives them.
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
    let parts: Vec<String> = all.iter().map(Decimal::to_string).collect();
    let address = [name, &total.text].map(part).join(".");
    report(&address, stated, (wanted, rounding(&all)), &parts.join(" + "), diags);
}

fn report(
    address: &str,
    stated: &Cell,
    (wanted, margin): (Decimal, Decimal),
    formula: &str,
    diags: &mut Diags,
) {
    if stated.number().is_some_and(|number| differs(number, wanted, margin)) {
        let figures = [&stated.at.text, &*wanted.normalize().to_string(), formula];
        diags.push(messages::product_differs(stated.at.span.clone(), address, figures));
    }
}

/// Rows by what lies below are exactly what names this sheet as its 上.
pub(super) fn rows_are_what_lies_below(context: &Context<'_>, diags: &mut Diags) {
    for year in &context.sheets.declared_years {
        let own =
            context.sheets.declared.iter().filter(|sheet| sheet.dir == year.dir && sheet.whole);
        for sheet in own {
            rows(context, year, sheet, diags);
        }
    }
}

fn rows(context: &Context<'_>, year: &Year, sheet: &DeclaredSheet, diags: &mut Diags) {
    let by_row = |kind: &Kind| matches!(kind, Kind::Shares(of) if of.below);
    if !sheet.form.sections.iter().any(|section| by_row(&section.kind)) {
        return;
    }
    let level = year.levels.get(sheet.level + 1);
    let below = level.map_or_else(Vec::new, |_| entries(context, year, sheet.level + 1));
    let Some((code, _)) = sheet.head("コード") else { return };
    let below = below.iter().filter(|entry| entry.parent.is_some_and(|(parent, _)| parent == code));
    let below: Vec<&str> = below.map(|entry| entry.code).collect();
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
            // Of a file that could not be read is told already.
            if !below.contains(&code) && !context.sheets.misplaced.contains(code) {
                let span = row.name.span.clone();
                let level = level.map(|level| level.name.text.as_str());
                let stated =
                    |other: &&&str| !shares.rows.iter().any(|row| row.name.text == **other);
                let near = nearest(code, below.iter().filter(stated).copied());
                meant.extend(near);
                diags.push(messages::row_of_nothing_below(span, [name, code], level, near, &below));
            }
        }
        let (Some(first), Some(level)) = (shares.rows.first(), level) else { continue };
        // A code that is misspelt is one mistake, not two.
        let stated = |code: &str| shares.rows.iter().any(|row| row.name.text == code);
        for code in below.iter().filter(|code| !stated(code) && !meant.contains(*code)) {
            let span = first.name.span.clone();
            diags.push(messages::row_missing_below(span, name, code, &level.name.text));
        }
    }
}
