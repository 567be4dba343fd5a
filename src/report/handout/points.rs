//! 要点: one page with the numbers of indicators that reached their target, the largest changes, those short of their
//! target, and corrections and revisions since the last meeting. Every figure is a fact.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::corrected::Changed;
use super::overview::row;
use crate::model::achieve;
use crate::model::fact_id::{self, Part};
use crate::model::handout::Handout;
use crate::model::indicator::Direction;
use crate::report::desk::Desk;
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::handout::workshop::{
    ARROWS, MARK_MEANS, Of, Workshop, brief, figure, indicators, named, path, prefix, sheets,
    target,
};
use crate::report::listed::Listed;
use crate::report::page::{Compared, Count, Mover, Movers, Points, Revised, Short, Shown};
use crate::report::verdict::Kind;
use crate::report::words;
use crate::terms::year::FiscalYear;

/// Rows of each of the lists of changes.
const MOVED: usize = 4;
/// Rows of the list of indicators short of their target.
const SHORT: usize = 10;
/// Rows of corrections and revisions.
const REVISED: usize = 6;
/// Number of sheets named in a sentence.
const NAMED: usize = 8;

/// Heading of the list of corrections and revisions.
const CHANGED: &str = "訂正と改定";

/// Wanted direction or not, counts or shares: they are listed separately, since the change of a share in per cent of
/// the share means little.
const MOVES: [(&str, &str, bool, bool); 4] = [
    ("better", "望ましい方向に動いた指標（数や量）", true, false),
    ("worse", "望ましくない方向に動いた指標（数や量）", false, false),
    ("better-shares", "望ましい方向に動いた指標（割合）", true, true),
    ("worse-shares", "望ましくない方向に動いた指標（割合）", false, true),
];

/// The counts: sign, label.
fn kinds() -> impl Iterator<Item = (&'static str, &'static str)> {
    let kinds = Kind::ALL.map(|kind| (kind.sign(), kind.word()));
    std::iter::once(("all", "成果指標")).chain(kinds)
}

/// Heading of the list of indicators short of their target.
fn behind(target: &str) -> String {
    format!("{target}に届かなかった指標")
}

/// A list of indicators with changes: part of ids, label, whether shares, largest change first.
struct Moved<'a, 'b> {
    id: &'static str,
    label: &'static str,
    shares: bool,
    list: Vec<&'b Listed<'a>>,
}

fn is_share(listed: &Listed<'_>) -> bool {
    matches!(listed.unit.as_str(), "％" | "‰" | "%")
}

/// The change from the year before, if it goes the given way.
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
    let all = MOVES.map(moved).into_iter();
    all.filter(|moved| !moved.shares || !moved.list.is_empty()).collect()
}

/// Builds the page for the sheets of these ids.
pub(super) fn build(shop: &mut Workshop<'_>, ids: &[String]) -> Points {
    let year = shop.year;
    let sheets = sheets(year, ids);
    let target = target(&sheets);
    let all = indicators(year, &sheets);
    let moved = moved(&all);
    let mut short: Vec<&Listed<'_>> =
        all.iter().filter(|listed| listed.kinds[0] == Kind::Short).collect();
    // A target of zero comes first: no share of it can be computed.
    short.sort_by_cached_key(|listed| listed.distance.map(Reverse));
    let changed = Changed::find(shop, &sheets);
    record(
        shop,
        &all,
        &moved,
        &[(&behind(&target), short.len(), SHORT), (CHANGED, changed.count(), REVISED)],
    );
    let shop = &*shop;
    let mut desk = Desk::new(&shop.ledger);
    let count = |(kind, label): (&str, &str)| Count {
        kind: kind.to_owned(),
        label: if kind == "all" { "指標" } else { label }.to_owned(),
        count: brief(desk.show(&count_id(shop.handout, kind))),
    };
    let counts = kinds().map(count).collect();
    let actual = of_one_year(shop, &all).map_or_else(
        || "いちばん新しい実績".to_owned(),
        |year| format!("{}の実績", format::wareki(year)),
    );
    let mut remarks = vec![ARROWS.to_owned(), MARK_MEANS.to_owned()];
    remarks.extend(doubt(&all, &target));
    Points {
        lead: format!(
            "{}の{}について、{actual}を{target}と比べた結果です。{target}との比較は参考（計算値）で、評価の等級ではありません。",
            shop.model.city.name,
            numbers(shop, &sheets)
        ),
        short_rule: format!(
            "{target}（目安値と比べる指標では目安値）からの離れが、{target}に占める割合の大きい順です。"
        ),
        counts,
        movers: moved.iter().map(|moved| movers(shop, moved, &mut desk)).collect(),
        moved_rule: format!(
            "{actual}を前の年度の実績と比べ、数や量の指標は増減率の、割合の指標（単位が％、‰）は差（ポイント）の大きい順に並べました。\
             累計と増加分の指標、望ましい方向が増加でも減少でもない指標、前の年度との間に断絶のある指標、数や量で前の年度の実績が0以下の指標、2つの年度の実績がそろわない指標は、比べていません。"
        ),
        short: Short {
            rows: short
                .iter()
                .take(SHORT)
                // This list has no column for the year before.
                .map(|listed| Compared { before: None, ..row(shop, listed, &target, &mut desk) })
                .collect(),
            more: more(shop, &behind(&target), &mut desk),
        },
        revised: revised(shop, &changed, &target, &mut desk),
        remarks,
        plan: target,
    }
}

/// The year of the actuals, where all are of the year of results.
fn of_one_year(shop: &Workshop<'_>, all: &[Listed<'_>]) -> Option<FiscalYear> {
    shop.year.results.filter(|results| all.iter().all(|one| one.fy == *results))
}

/// 施策1件と小施策3件
fn numbers(shop: &Workshop<'_>, sheets: &[Of<'_>]) -> String {
    let levels = shop.year.levels.iter().enumerate().filter_map(|(place, level)| {
        let count = sheets.iter().filter(|of| of.0 == place).count();
        (count > 0).then(|| format!("{}{count}件", level.name))
    });
    let levels: Vec<String> = levels.collect();
    levels.join(if levels.len() == 2 { "と" } else { "、" })
}

fn revised(
    shop: &Workshop<'_>,
    changed: &Changed<'_>,
    target: &str,
    desk: &mut Desk<'_>,
) -> Revised {
    let rows = changed.rows(REVISED, desk);
    let last = shop.handout.last.as_ref();
    let since = last.map_or_else(String::new, |last| format!("{}より後の", format::date(last)));
    let what = format!("{since}訂正、目標の改定と、前の年度から変わった{target}");
    let there = if rows.is_empty() { "は、ありません。" } else { "です。" };
    Revised { lead: format!("{what}{there}"), rows, more: more(shop, CHANGED, desk) }
}

/// Note on how the counts depend on the reading of the source.
fn doubt(all: &[Listed<'_>], target: &str) -> Option<String> {
    let mut doubtful: Vec<&str> =
        all.iter().filter(|one| one.doubtful).map(|one| one.owner.as_str()).collect();
    doubtful.dedup();
    if doubtful.is_empty() {
        return None;
    }
    let others = if doubtful.len() > NAMED { "など" } else { "" };
    let count = |kind: Kind| all.iter().filter(|one| one.kinds[1] == kind).count();
    let counts: Vec<String> = Kind::ALL
        .into_iter()
        .map(|kind| format!("「{}」は{}指標", kind.word(), count(kind)))
        .collect();
    Some(format!(
        "{}{others}の指標は、票の読み方によって{target}との比較が変わります。全て別の読み方にすると、{}です。",
        doubtful[..doubtful.len().min(NAMED)].join("、"),
        counts.join("、")
    ))
}

/// `handouts.shiryo.集計.計画以上`
fn count_id(handout: &Handout, kind: &str) -> String {
    let word = kinds().find(|(known, _)| *known == kind).map_or(kind, |(_, word)| word);
    fact_id::under(&prefix(handout), &[Part::Word(fact_id::COUNTS), Part::Name(word)])
}

/// Id of the number of rows that a list leaves out.
fn more_id(handout: &Handout, list: &str) -> String {
    fact_id::under(&prefix(handout), &[Part::Word("ほかの数"), Part::Name(list)])
}

fn more(shop: &Workshop<'_>, list: &str, desk: &mut Desk<'_>) -> Option<Shown> {
    let id = more_id(shop.handout, list);
    desk.displayed(&id).is_some().then(|| desk.show(&id))
}

/// Records the figures of the page.
fn record(
    shop: &mut Workshop<'_>,
    all: &[Listed<'_>],
    moved: &[Moved<'_, '_>],
    others: &[(&str, usize, usize)],
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
    let others = others.iter().map(|(list, count, listed)| (*list, *list, *count, *listed));
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
    let notes =
        [&listed.actual, &listed.before].into_iter().filter_map(|id| shop.ledger.displayed(id));
    let notes: Vec<String> = notes.flat_map(|fact| fact.notes().to_vec()).collect();
    Some(fact.of(listed.fy).noted(notes))
}

fn movers(shop: &Workshop<'_>, moved: &Moved<'_, '_>, desk: &mut Desk<'_>) -> Movers {
    let row = |listed: &&Listed<'_>, desk: &mut Desk<'_>| Mover {
        of: named(listed, &shop.places),
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
