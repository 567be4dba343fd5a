//! The bars of a section of shares: a single bar for the whole, or one for each row shared by participants.

use rust_decimal::Decimal;

use super::shares::{Place, named};
use crate::report::alt;
use crate::report::chart::{Chart, Fill, Segment, ShareBar, Spec};
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::names;
use crate::report::sections::showing::Showing;
use crate::report::shares::{drawn_to, largest, who_has};
use crate::section::cell::Cell;
use crate::section::shares::{Row, summed};

/// Fills for the participants' segments; with more participants no chart is drawn.
const FILLS: [Fill; 6] =
    [Fill::Solid, Fill::Tint, Fill::Hatch, Fill::White, Fill::Dots, Fill::Cross];

/// Maximum number of parts in a bar with codes: more do not fit, neither inside nor above.
const MAX_PARTS: usize = 12;

/// A part of a bar: index, name, share.
type Part = (usize, String, Decimal);

pub(super) fn chart(
    showing: &mut Showing<'_, '_>,
    place: &Place<'_>,
    table: &str,
) -> Option<Chart> {
    let bars = bars(showing, place);
    let parties = &place.of.parties;
    let many = bars.iter().any(|(_, parts)| parts.len() > MAX_PARTS);
    if bars.is_empty() || many || parties.len() > FILLS.len() {
        return None;
    }
    let message = message(showing, place, &bars);
    let details: Vec<String> = bars.iter().map(|(name, parts)| detail(name, parts)).collect();
    let used =
        |party: &usize| bars.iter().flat_map(|(_, parts)| parts).any(|part| part.0 == *party);
    let legend = (0..parties.len()).filter(used);
    let legend = legend.map(|party| (FILLS[party], parties[party].text.clone())).collect();
    let segment = |(party, _, share): &Part| {
        // Bars without a legend show the codes of their parts.
        let (label, fill) = if parties.is_empty() {
            (place.shares.rows[*party].name.text.to_string(), Fill::Pale)
        } else {
            (String::new(), FILLS[*party])
        };
        Segment { share: *share, label, text: format::share(*share), fill }
    };
    let bars: Vec<ShareBar> = bars
        .iter()
        .map(|(name, parts)| ShareBar {
            name: name.clone(),
            segments: parts.iter().map(segment).collect(),
        })
        .collect();
    let (id, number) = showing.desk.chart();
    let standing = showing.standing;
    let entry = &standing.year.levels[standing.level].entries[standing.place];
    let owner = names::owner(standing.year, standing.level, entry);
    let (section, drawn_to) = (place.section, drawn_to(&bars));
    let subject = format!("{owner}の{section}");
    Some(Chart {
        id,
        number,
        alt: alt::text("100％の帯グラフ", &subject, &details, &message, table),
        message,
        subtitle: format!("{section}、{drawn_to}"),
        spec: Spec::Shares { legend, bars },
    })
}

/// The bars by name, each with its parts: shares above zero. No bar where a share is missing.
fn bars(showing: &Showing<'_, '_>, place: &Place<'_>) -> Vec<(String, Vec<Part>)> {
    let name = |row| named(showing, place.of, row).0;
    let parts = |shares: Vec<(usize, String, &Cell)>| -> Vec<Part> {
        let cells: Vec<&Cell> = shares.iter().map(|(_, _, cell)| *cell).collect();
        let whole = summed(&cells).is_some();
        let all = shares.into_iter().filter(|_| whole);
        let above = |cell: &Cell| cell.number().filter(|share| *share > Decimal::ZERO);
        all.filter_map(|(party, name, cell)| Some((party, name, above(cell)?))).collect()
    };
    let rows = place.shares.rows.iter();
    let bars: Vec<(String, Vec<Part>)> = if place.shared() {
        let parties = &place.of.parties;
        let shares = |row: &'_ Row| {
            let all = parties.iter().zip(&row.shares).enumerate();
            let all =
                all.filter_map(|(at, (of, cell))| Some((at, of.text.clone(), cell.as_ref()?)));
            parts(all.collect())
        };
        rows.map(|row| (name(row), shares(row))).collect()
    } else {
        let shares = rows
            .enumerate()
            .filter_map(|(at, row)| Some((at, name(row), row.shares.first()?.as_ref()?)));
        vec![(String::new(), parts(shares.collect()))]
    };
    bars.into_iter().filter(|(_, parts)| !parts.is_empty()).collect()
}

/// `21-1は市20％、市民50％。`
fn detail(name: &str, parts: &[Part]) -> String {
    let all = parts.iter().map(|(_, party, share)| format!("{party}{}", format::share(*share)));
    let all: Vec<String> = all.collect();
    match name.split_once(' ') {
        Some((code, _)) => format!("{code}は{}。", all.join("、")),
        None => format!("{}。", all.join("、")),
    }
}

/// The largest share; for several bars, the largest weighted sum.
fn message(showing: &Showing<'_, '_>, place: &Place<'_>, bars: &[(String, Vec<Part>)]) -> String {
    let section = || place.section.to_owned();
    if place.shared() {
        let sum = place.of.product.as_ref().and_then(|product| {
            let said =
                showing.desk.displayed(&place.sum_of_products(product)).map(Fact::sentence)?;
            Some(format!("{}の合計は{said}", product.name.text))
        });
        return sum.unwrap_or_else(section);
    }
    let parts: Vec<&Part> = bars.iter().flat_map(|(_, parts)| parts).collect();
    let pairs: Vec<(String, Decimal)> =
        parts.iter().map(|(_, name, share)| (name.clone(), *share)).collect();
    let Some((names, share)) = largest(&pairs) else { return section() };
    // With the alternative reading of the source, another one may be the largest.
    let others: Vec<(String, Decimal)> = parts
        .iter()
        .filter_map(|(row, name, _)| Some((name.clone(), otherwise(place, *row)?)))
        .collect();
    let others = largest(&others).filter(|other| *other != (names.clone(), share));
    let others = others.map_or_else(String::new, |(names, share)| {
        format!("（別の読み方では{}）", who_has(&names, share))
    });
    if names.len() > 1 && names.len() == pairs.len() {
        let of = if place.of.below { String::new() } else { format!("{}の", names.join("と")) };
        format!("{of}割合は等しく{}{others}", format::share(share))
    } else {
        format!("最も割合が大きいのは{}{others}", who_has(&names, share))
    }
}

/// The share of a row in the whole, with the alternative reading of the source.
fn otherwise(place: &Place<'_>, row: usize) -> Option<Decimal> {
    place.shares.rows.get(row)?.shares.first()?.as_ref()?.otherwise()
}
