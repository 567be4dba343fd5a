//! What a handout of a year of declared forms holds besides its sheets: main points and overview, from what lists say
//! of indicators. Every figure is a fact.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::points::{CHANGED, MOVED, REVISED, SHORT, corrections, count_id, kinds, more, more_id};
use super::{ARROWS, MARK_MEANS, Workshop, brief, figure, path, prefix};
use crate::model::correction::Correction;
use crate::model::declared::{DeclaredYear, Entry, Sheet};
use crate::model::fact_id::{self, Part};
use crate::model::indicator::Direction;
use crate::report::achieve;
use crate::report::declared as pages;
use crate::report::desk::Desk;
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::listed::{self, Listed};
use crate::report::page::{
    CodeName, Compared, Count, Group, Mover, Movers, Named, Overview, Page, Points, Revised, Short,
    Status,
};
use crate::report::verdict::Kind;
use crate::report::words;

/// What the list of indicators that are short of their target is called.
const BEHIND: &str = "目標に届かなかった指標";

/// A sheet of the handout: its level, its place there, and what it is.
type Of<'a> = (usize, usize, &'a Entry, &'a Sheet);

/// The sheets of these ids, in this order.
fn sheets<'a>(year: &'a DeclaredYear, ids: &[String]) -> Vec<Of<'a>> {
    ids.iter().filter_map(|id| year.all().find(|(.., sheet)| sheet.id == *id)).collect()
}

/// Their pages.
pub(super) fn pages(shop: &Workshop<'_>, year: &DeclaredYear, ids: &[String]) -> Vec<Page> {
    let page = |(level, place, _, _): Of<'_>| {
        pages::page(shop.model, shop.as_of, (year, level, place), &shop.ledger)
    };
    sheets(year, ids).into_iter().filter_map(page).collect()
}

fn indicators<'a>(year: &'a DeclaredYear, sheets: &[Of<'a>]) -> Vec<Listed<'a>> {
    let of = |(level, _, entry, sheet): &Of<'a>| listed::of_declared(year, *level, (entry, sheet));
    sheets.iter().flat_map(of).collect()
}

/// Where an indicator is found.
fn named(shop: &Workshop<'_>, listed: &Listed<'_>) -> Named {
    let arrow = listed.direction.map(|direction| words::direction(direction).arrow);
    Named {
        sheet: listed.sheet.clone(),
        indicator: listed.name.clone(),
        arrow: arrow.unwrap_or_default(),
        id: shop.places.get(&listed.page).cloned().unwrap_or_default(),
    }
}

/// One indicator with target, actual and rate.
fn row(shop: &Workshop<'_>, listed: &Listed<'_>, desk: &mut Desk<'_>) -> Compared {
    let some = |id: &String| (!id.is_empty()).then(|| id.clone());
    let status = listed.status(desk);
    Compared {
        of: named(shop, listed),
        unit: listed.unit.clone(),
        plan: some(&listed.target).map(|id| figure(&id, desk)),
        plan_label: listed.target_label.clone(),
        actual: some(&listed.actual).map(|id| figure(&id, desk)),
        actual_label: listed.actual_label.clone(),
        before: some(&listed.before).map(|id| figure(&id, desk)),
        rate_label: listed.rate_label.clone(),
        rate: some(&listed.rate).map(|id| brief(desk.show(&id))),
        status: Status { word: brief(status.word), ..status },
    }
}

/// 指標一覧: by what stands on the first level.
pub(super) fn overview(shop: &Workshop<'_>, year: &DeclaredYear, ids: &[String]) -> Overview {
    let mut desk = Desk::new(&shop.ledger);
    let mut groups: Vec<(usize, Group)> = Vec::new();
    for of in sheets(year, ids) {
        let top = top(year, of.0, of.2, of.1);
        let rows = indicators(year, &[of]);
        let rows: Vec<_> = rows.iter().map(|listed| row(shop, listed, &mut desk)).collect();
        if rows.is_empty() {
            continue;
        }
        match groups.last_mut() {
            Some((last, group)) if *last == top => group.rows.extend(rows),
            _ => {
                let Entry { code, name, .. } = &year.levels[0].entries[top];
                let pillar = CodeName { code: code.clone(), name: name.clone() };
                groups.push((top, Group { pillar, rows }));
            }
        }
    }
    let levels: Vec<&str> = year.levels.iter().map(|level| level.name.as_str()).collect();
    Overview {
        plan: "目標".to_owned(),
        year: String::new(),
        before: "前の年度".to_owned(),
        levels: levels.join("・"),
        above: levels.first().copied().unwrap_or_default().to_owned(),
        groups: groups.into_iter().map(|(_, group)| group).collect(),
        remarks: vec![
            "目標との比較と率は、参考（計算値）です。".to_owned(),
            ARROWS.to_owned(),
            MARK_MEANS.to_owned(),
        ],
    }
}

/// What an entry belongs to on the first level, by its place there.
fn top(year: &DeclaredYear, level: usize, entry: &Entry, place: usize) -> usize {
    let (mut level, mut place, mut parent) = (level, place, entry.parent);
    while let (Some(above), Some(of)) = (level.checked_sub(1), parent) {
        (level, place, parent) = (above, of, year.levels[above].entries[of].parent);
    }
    place
}

/// A list of indicators that moved: part of ids, label, whether of shares, furthest first.
struct Moved<'a, 'b> {
    id: &'static str,
    label: &'static str,
    shares: bool,
    list: Vec<&'b Listed<'a>>,
}

fn is_share(listed: &Listed<'_>) -> bool {
    matches!(listed.unit.as_str(), "％" | "‰" | "%")
}

/// The change against the year before, where it goes the way that is asked for.
fn change(listed: &Listed<'_>, wanted: bool) -> Option<Decimal> {
    let rises = match listed.direction? {
        Direction::Up | Direction::AtLeast => true,
        Direction::Down | Direction::AtMost => false,
        Direction::Keep | Direction::Within | Direction::Words => return None,
    };
    let [now, before] = listed.pair?;
    let change = if is_share(listed) {
        achieve::difference(now, before)?
    } else {
        achieve::change(now, before).ok()?
    };
    (!change.is_zero() && (change.is_sign_positive() == rises) == wanted).then_some(change)
}

fn moved<'a, 'b>(all: &'b [Listed<'a>]) -> Vec<Moved<'a, 'b>> {
    let moved = |(id, label, wanted, shares): (&'static str, &'static str, bool, bool)| {
        let own = all.iter().filter(|listed| is_share(listed) == shares);
        let mut list: Vec<(Decimal, &Listed<'a>)> =
            own.filter_map(|listed| Some((change(listed, wanted)?, listed))).collect();
        list.sort_by_key(|(change, _)| Reverse(change.abs()));
        Moved { id, label, shares, list: list.into_iter().map(|(_, of)| of).collect() }
    };
    let all = super::points::MOVES.map(moved).into_iter();
    all.filter(|moved| !moved.shares || !moved.list.is_empty()).collect()
}

/// 要点
pub(super) fn points(shop: &mut Workshop<'_>, year: &DeclaredYear, ids: &[String]) -> Points {
    let sheets = sheets(year, ids);
    let all = indicators(year, &sheets);
    let moved = moved(&all);
    let mut short: Vec<&Listed<'_>> =
        all.iter().filter(|listed| listed.kinds[0] == Kind::Short).collect();
    // A target of zero comes first: nothing can be a share of it.
    short.sort_by_cached_key(|listed| listed.distance.map(Reverse));
    let corrected = corrected(shop, year, &sheets);
    record(shop, &all, &moved, [short.len(), corrected.len()]);
    let shop = &*shop;
    let mut desk = Desk::new(&shop.ledger);
    let count = |(kind, label): (&str, &str)| Count {
        kind: kind.to_owned(),
        label: if kind == "all" { "指標" } else { label }.to_owned(),
        count: brief(desk.show(&count_id(shop.handout, kind))),
    };
    let counts = kinds().map(count).collect();
    Points {
        lead: format!(
            "{}の{}について、いちばん新しい実績を目標と比べた結果です。目標との比較は参考（計算値）で、評価の等級ではありません。",
            shop.model.city.name,
            numbers(year, &sheets)
        ),
        plan: "目標".to_owned(),
        short_rule: "目標（目安と比べる指標では目安）からの離れが、目標に占める割合の大きい順です。"
            .to_owned(),
        counts,
        movers: moved.iter().map(|moved| movers(shop, moved, &mut desk)).collect(),
        moved_rule: "いちばん新しい実績を前の年度の実績と比べ、数や量の指標は増減率の、割合の指標（単位が％、‰）は差（ポイント）の大きい順に並べました。\
             累計と増加分の指標、望ましい方向が増加でも減少でもない指標、前の年度との間に断絶のある指標、数や量で前の年度の実績が0以下の指標、2つの年度の実績がそろわない指標は、比べていません。"
            .to_owned(),
        short: Short {
            rows: short
                .iter()
                .take(SHORT)
                // This list has no column for the year before.
                .map(|listed| Compared { before: None, ..row(shop, listed, &mut desk) })
                .collect(),
            more: more(shop, BEHIND, &mut desk),
        },
        revised: revised(shop, &corrected, &mut desk),
        remarks: vec![ARROWS.to_owned(), MARK_MEANS.to_owned()],
    }
}

/// 施策1件、取組3件
fn numbers(year: &DeclaredYear, sheets: &[Of<'_>]) -> String {
    let level = |(place, level): (usize, &crate::model::declared::Level)| {
        let count = sheets.iter().filter(|of| of.0 == place).count();
        (count > 0).then(|| format!("{}{count}件", level.name))
    };
    let levels = year.levels.iter().enumerate();
    levels.filter_map(level).collect::<Vec<_>>().join("、")
}

/// Corrections since the last time, newest first: id and name of the sheet, its corrections, the place of the one.
fn corrected<'a>(
    shop: &Workshop<'_>,
    year: &DeclaredYear,
    sheets: &[Of<'a>],
) -> Vec<(&'a str, String, &'a [Correction], usize)> {
    let since = shop.handout.last.as_ref();
    let mut found = Vec::new();
    for (level, _, entry, sheet) in sheets {
        let all = sheet.corrections.as_slice();
        let new = all.iter().enumerate();
        let new = new.filter(|(_, one)| since.is_none_or(|since| one.day.day > since.day));
        let owner = pages::owner(year, *level, entry);
        found.extend(new.map(|(place, _)| (sheet.id.as_str(), owner.clone(), all, place)));
    }
    found.sort_by_key(|(_, _, list, place)| Reverse(list[*place].day.day));
    found
}

fn revised(
    shop: &Workshop<'_>,
    corrected: &[(&str, String, &[Correction], usize)],
    desk: &mut Desk<'_>,
) -> Revised {
    let rows = corrections(corrected, desk);
    let last = shop.handout.last.as_ref();
    let since = last.map_or_else(String::new, |last| format!("{}より後の", format::date(last)));
    let there = if rows.is_empty() { "訂正は、ありません。" } else { "訂正です。" };
    Revised { lead: format!("{since}{there}"), rows, more: more(shop, CHANGED, desk) }
}

/// Records the figures of the page.
fn record(
    shop: &mut Workshop<'_>,
    all: &[Listed<'_>],
    moved: &[Moved<'_, '_>],
    [short, corrected]: [usize; 2],
) {
    let (page, handout) = (path(shop.handout), shop.handout);
    // A booklet may print this page twice.
    if shop.ledger.get(&count_id(handout, "all")).is_some() {
        return;
    }
    let ledger = &mut shop.ledger;
    let mut add = |id: String, label: String, unit: &str, number: usize, method: String| {
        let number = Decimal::from(number);
        let figure = (number, format::number(number));
        ledger.record(Fact::computed(id, label, &page, unit, figure, method));
    };
    for (sign, label) in kinds() {
        let counted = all.iter().filter(|one| sign == "all" || one.kinds[0].sign() == sign);
        let (label, method) = (
            format!("{} {label}", handout.title),
            format!("資料に載せた票の全ての指標を、系列ごとに数えた数（{label}）"),
        );
        add(count_id(handout, sign), label, "指標", counted.count(), method);
    }
    let lists = moved.iter().map(|moved| (moved.id, moved.label, moved.list.len(), MOVED));
    let others = [(BEHIND, BEHIND, short, SHORT), (CHANGED, CHANGED, corrected, REVISED)];
    for (list, label, count, listed) in lists.chain(others) {
        if count > listed {
            let label = format!("{} {label}のほかの数", handout.title);
            let method = "一覧に載せていないものを数えた数".to_owned();
            add(more_id(handout, list), label, "件", count - listed, method);
        }
    }
    for moved in moved {
        for listed in moved.list.iter().take(MOVED) {
            let fact = moved_fact(shop, listed);
            if let Some(fact) = fact {
                shop.ledger.record(fact);
            }
        }
    }
}

fn moved_id(shop: &Workshop<'_>, listed: &Listed<'_>) -> String {
    let word = if is_share(listed) { "差" } else { "増減率" };
    fact_id::below(&fact_id::under(&prefix(shop.handout), &[Part::Word(word)]), &listed.id)
}

fn moved_fact(shop: &Workshop<'_>, listed: &Listed<'_>) -> Option<Fact> {
    let [now, before] = listed.pair?;
    let (a, b) = (format::operand(now), format::operand(before));
    let page = path(shop.handout);
    let year = format::wareki(listed.fy);
    let of = format!("{} {} {year}の", listed.owner, listed.plain_name);
    let id = moved_id(shop, listed);
    let fact = if is_share(listed) {
        let value = achieve::difference(now, before)?;
        let figure = (value, format::signed(value));
        Fact::computed(id, format!("{of}差"), &page, "ポイント", figure, format!("{a}−{b}"))
    } else {
        let rate = achieve::change(now, before).ok()?;
        let figure = (format::one_decimal(rate), format::signed_percent(rate));
        let method = format!("（{a}−{b}）÷{b}×100、{}", words::ROUNDING);
        Fact::computed(id, format!("{of}増減率"), &page, "％", figure, method)
    };
    let notes = [&listed.actual, &listed.before].into_iter().filter_map(|id| shop.ledger.said(id));
    let notes: Vec<String> = notes.flat_map(|fact| fact.notes().to_vec()).collect();
    Some(fact.of(listed.fy).noted(notes))
}

fn movers(shop: &Workshop<'_>, moved: &Moved<'_, '_>, desk: &mut Desk<'_>) -> Movers {
    let row = |listed: &&Listed<'_>, desk: &mut Desk<'_>| Mover {
        of: named(shop, listed),
        before: figure(&listed.before, desk),
        now: figure(&listed.actual, desk),
        change: brief(desk.show(&moved_id(shop, listed))),
    };
    Movers {
        label: moved.label.to_owned(),
        head: if moved.shares { "差" } else { "増減率" }.to_owned(),
        rows: moved.list.iter().take(MOVED).map(|of| row(of, desk)).collect(),
        more: more(shop, moved.id, desk),
    }
}
