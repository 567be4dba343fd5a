//! 要点: one page that says how many indicators reached their plan, which changed most, which are short of their
//! plan, and what was corrected or changed since the last time. Every figure is a fact.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::overview;
use super::{ARROWS, MARK_MEANS, Workshop, brief, figure, named, path, prefix, sheets_of};
use crate::model::Model;
use crate::model::correction::Correction;
use crate::model::fact_id::{self, Part};
use crate::model::handout::Handout;
use crate::model::indicator::{self, Direction};
use crate::model::policy::Evaluation;
use crate::report::achieve;
use crate::report::correction;
use crate::report::desk::Desk;
use crate::report::history::identity;
use crate::report::ledger::Ledger;
use crate::report::page::{Compared, Count, Mover, Movers, Points, Revised, Revision, Said, Short};
use crate::report::revision;
use crate::report::series::{Series, Side, Take};
use crate::report::sheet::Sheet;
use crate::report::verdict::{self, Kind};
use crate::report::{Fact, format, words};
use crate::terms::year::FiscalYear;

/// Rows of each of the two lists of changes.
pub(super) const MOVED: usize = 4;
/// Rows of the list of indicators short of their plan.
pub(super) const SHORT: usize = 10;
/// Rows of what was corrected or changed.
pub(super) const REVISED: usize = 6;
/// Sheets that a sentence names.
const NAMED: usize = 8;

/// The counts: sign, label.
pub(super) fn kinds() -> impl Iterator<Item = (&'static str, &'static str)> {
    let kinds = Kind::ALL.map(|kind| (kind.sign(), kind.word()));
    std::iter::once(("all", "成果指標")).chain(kinds)
}

fn kind(series: &Series<'_>) -> Kind {
    verdict::kind(series, Take::Adopted)
}

/// What the lists are called.
pub(super) const BEHIND: &str = "計画に届かなかった指標";
pub(super) const CHANGED: &str = "訂正と改定";

/// An indicator on its sheet.
type Of<'a> = (&'a Sheet<'a>, Series<'a>);

/// A list of indicators that moved: part of ids, label, the indicators furthest first.
struct Moved<'a> {
    id: &'static str,
    label: &'static str,
    /// True where the indicators are shares, whose changes are in ポイント.
    shares: bool,
    list: Vec<Of<'a>>,
}

/// Which way, whether of shares: lists of counts and of shares are apart, since a change in per cent of a share in
/// per cent says nothing of its size.
pub(super) const MOVES: [(&str, &str, bool, bool); 4] = [
    ("better", "望ましい方向に動いた指標（数や量）", true, false),
    ("worse", "望ましくない方向に動いた指標（数や量）", false, false),
    ("better-shares", "望ましい方向に動いた指標（割合）", true, true),
    ("worse-shares", "望ましくない方向に動いた指標（割合）", false, true),
];

/// The lists of the page, before they are cut.
struct Found<'a> {
    all: Vec<Of<'a>>,
    moved: Vec<Moved<'a>>,
    short: Vec<Of<'a>>,
    corrected: Vec<(String, String, &'a [Correction], usize)>,
    declared: Vec<(String, Series<'a>, usize)>,
    changed: Vec<(String, Series<'a>, Series<'a>, FiscalYear)>,
}

/// The page for the sheets of these codes.
pub(super) fn build(shop: &mut Workshop<'_>, evaluation: &Evaluation, codes: &[String]) -> Points {
    let sheets = sheets_of(evaluation, codes);
    let others: Vec<Sheet<'_>> = {
        let years = shop.model.years.iter();
        let before = years.filter(|year| year.year < evaluation.year);
        before.rev().flat_map(Sheet::all).collect()
    };
    let found = find(shop, evaluation, &sheets, &others);
    record(shop.handout, &found, &mut shop.ledger);
    let shop = &*shop;
    let mut desk = Desk::new(&shop.ledger);
    let id = |kind: &str| count_id(shop.handout, kind);
    let count = |(kind, label): (&str, &str)| Count {
        kind: kind.to_owned(),
        label: label.to_owned(),
        count: brief(desk.show(&id(kind))),
    };
    let counts = kinds().map(count).collect();
    let mut remarks = vec![ARROWS.to_owned(), MARK_MEANS.to_owned()];
    remarks.extend(doubt(&found));
    Points {
        lead: lead(shop, evaluation, &sheets),
        plan: "計画".to_owned(),
        short_rule:
            "計画（目安値と比べる指標では目安値）からの離れが、計画に占める割合の大きい順です。"
                .to_owned(),
        counts,
        movers: moved_lists(&found).map(|moved| movers(shop, moved, &mut desk)).collect(),
        moved_rule: format!(
            "{}の実績を前の年度の実績と比べ、数や量の指標は増減率の、割合の指標（単位が％、‰）は差（ポイント）の大きい順に並べました。累計の指標、望ましい方向が増加でも減少でもない指標、\
             前の年度との間に断絶のある指標、数や量で前の年度の実績が0以下の指標、2つの年度の実績がそろわない指標は、比べていません。",
            format::wareki(evaluation.result_year)
        ),
        short: Short {
            rows: found
                .short
                .iter()
                .take(SHORT)
                // This list has no column for the year before.
                .map(|(sheet, series)| Compared {
                    before: None,
                    ..overview::row(shop, sheet, series, &mut desk)
                })
                .collect(),
            more: more(shop, BEHIND, &mut desk),
        },
        revised: revised(shop, &found, &mut desk),
        remarks,
    }
}

fn find<'a>(
    shop: &Workshop<'a>,
    evaluation: &'a Evaluation,
    sheets: &'a [Sheet<'a>],
    others: &'a [Sheet<'a>],
) -> Found<'a> {
    let all: Vec<Of<'a>> = sheets
        .iter()
        .flat_map(|sheet| sheet.counted().into_iter().map(move |series| (sheet, series)))
        .collect();
    let moved = |(id, label, wanted, shares): (&'static str, &'static str, bool, bool)| {
        let own = all.iter().filter(|(_, series)| series.is_share() == shares);
        let mut list: Vec<(Decimal, Of<'a>)> =
            own.filter_map(|of| Some((change(&of.1, wanted)?, *of))).collect();
        list.sort_by_key(|(change, _)| Reverse(change.abs()));
        Moved { id, label, shares, list: list.into_iter().map(|(_, of)| of).collect() }
    };
    let mut short: Vec<Of<'a>> =
        all.iter().filter(|(_, series)| kind(series) == Kind::Short).copied().collect();
    // A target of zero comes first: nothing can be a share of it.
    short.sort_by_cached_key(|(_, series)| verdict::distance(series).map(Reverse));
    let codes: Vec<&str> = sheets.iter().map(|sheet| sheet.name.code.as_str()).collect();
    Found {
        moved: MOVES.map(moved).into(),
        short,
        corrected: corrected(shop, evaluation, &codes),
        declared: declared(shop, &all),
        changed: changed(shop.model, &all, others),
        all,
    }
}

/// The lists that are shown: those of shares only where some moved.
fn moved_lists<'a, 'b>(found: &'b Found<'a>) -> impl Iterator<Item = &'b Moved<'a>> {
    found.moved.iter().filter(|moved| !moved.shares || !moved.list.is_empty())
}

/// The change against the year before, where it can be compared and goes the way that is asked for: in ポイント of
/// a share, in per cent of anything else.
fn change(series: &Series<'_>, wanted: bool) -> Option<Decimal> {
    let rises = match series.indicator.direction {
        Direction::Up | Direction::AtLeast => true,
        Direction::Down | Direction::AtMost => false,
        Direction::Keep | Direction::Within | Direction::Words => return None,
    };
    let (now, before) = compared(series)?;
    let change = if series.is_share() {
        achieve::difference(now, before)?
    } else {
        achieve::change(now, before).ok()?
    };
    (!change.is_zero() && (change.is_sign_positive() == rises) == wanted).then_some(change)
}

/// The actuals of the year and of the year before.
fn compared(series: &Series<'_>) -> Option<(Decimal, Decimal)> {
    let (now, before) = (series.result, series.result.previous());
    if series.indicator.kind == indicator::Kind::Cumulative
        || series.indicator.changes.part(before, now)
    {
        return None;
    }
    let of = |year| series.said(Side::Actual, year, Take::Adopted);
    of(now).zip(of(before))
}

/// Corrections of the sheets since the last time: id and title of the sheet, its corrections, place of the one.
fn corrected<'a>(
    shop: &Workshop<'a>,
    evaluation: &'a Evaluation,
    codes: &[&str],
) -> Vec<(String, String, &'a [Correction], usize)> {
    let mut found = Vec::new();
    let mut add = |sheet: &Sheet<'_>, list: &'a [Correction]| {
        for (place, correction) in list.iter().enumerate() {
            let new = shop.handout.last.as_ref().is_none_or(|last| correction.day.day > last.day);
            if new && codes.contains(&sheet.name.code.as_str()) {
                found.push((sheet.id.clone(), sheet.owner.clone(), list, place));
            }
        }
    };
    for policy in &evaluation.policies {
        add(&Sheet::policy(evaluation, policy), &policy.corrections);
        for project in &policy.projects {
            add(&Sheet::project(evaluation, policy, project), &project.corrections);
        }
    }
    found.sort_by_key(|(_, _, list, place)| Reverse(list[*place].day.day));
    found
}

/// Targets that were declared as revised (目標の改定) since the last time, newest first: the sheet, the series, the
/// place of the revision.
fn declared<'a>(shop: &Workshop<'_>, all: &[Of<'a>]) -> Vec<(String, Series<'a>, usize)> {
    let last = shop.handout.last.as_ref();
    let mut found = Vec::new();
    for (sheet, series) in all {
        for (place, revision) in series.indicator.changes.revisions.iter().enumerate() {
            if last.is_none_or(|last| revision.day.day > last.day) {
                found.push((revision.day.day, (sheet.owner.clone(), *series, place)));
            }
        }
    }
    found.sort_by_key(|(day, _)| Reverse(*day));
    found.into_iter().map(|(_, row)| row).collect()
}

/// Plans of a year that the sheet of the last evaluation stated otherwise, and that no revision declares.
fn changed<'a>(
    model: &Model,
    all: &[Of<'a>],
    others: &'a [Sheet<'a>],
) -> Vec<(String, Series<'a>, Series<'a>, FiscalYear)> {
    let earlier: Vec<Series<'a>> = others.iter().flat_map(Sheet::series).collect();
    let mut found = Vec::new();
    for (sheet, series) in all {
        let first = |series: &Series<'_>| model.identities.first(&identity(series)).to_owned();
        let known = first(series);
        let Some(before) = earlier.iter().find(|other| first(other) == known) else {
            continue;
        };
        if before.display_unit() != series.display_unit() {
            continue;
        }
        let revisions = &series.indicator.changes.revisions;
        let silent = |year: &&FiscalYear| revisions.iter().all(|one| one.year != **year);
        for year in series.indicator.plan.keys().filter(silent) {
            let of = |series: &Series<'_>| series.said(Side::Plan, *year, Take::Adopted);
            if let (Some(then), Some(now)) = (of(before), of(series))
                && then != now
            {
                found.push((sheet.owner.clone(), *before, *series, *year));
            }
        }
    }
    found
}

/// Records the figures of the page.
fn record(handout: &Handout, found: &Found<'_>, ledger: &mut Ledger) {
    // A booklet may print this page twice.
    if ledger.get(&count_id(handout, "all")).is_some() {
        return;
    }
    let (page, own) = (path(handout), prefix(handout));
    let mut add = |id: String, label: String, unit: &str, number: usize, method: String| {
        let number = Decimal::from(number);
        let figure = (number, format::number(number));
        ledger.record(Fact::computed(id, label, &page, unit, figure, method));
    };
    for (sign, label) in kinds() {
        let is = |(_, series): &&Of<'_>| sign == "all" || kind(series).sign() == sign;
        let method = "載せた票の全ての成果指標を数えた数".to_owned();
        let label = format!("{} {label}", handout.title);
        add(count_id(handout, sign), label, "指標", found.all.iter().filter(is).count(), method);
    }
    let lists = [
        (BEHIND, found.short.len(), SHORT),
        (CHANGED, found.corrected.len() + found.declared.len() + found.changed.len(), REVISED),
    ];
    let of_moved = found.moved.iter().map(|moved| (moved.id, moved.list.len(), MOVED));
    for (list, count, listed) in of_moved.chain(lists) {
        if count > listed {
            let label = format!("{} ほかの数（{list}）", handout.title);
            let method = "一覧に載せなかったものを数えた数".to_owned();
            add(more_id(handout, list), label, "件", count - listed, method);
        }
    }
    let counts = found.moved.iter().filter(|moved| !moved.shares);
    for (_, series) in counts.flat_map(|moved| moved.list.iter().take(MOVED)) {
        if let Some((now, before)) = compared(series)
            && let Ok(rate) = achieve::change(now, before)
        {
            let fact = moved(series, (now, before, rate), &own, &page, ledger);
            ledger.record(fact);
        }
    }
}

/// `handouts.shiryo.集計.計画以上`
pub(super) fn count_id(handout: &Handout, kind: &str) -> String {
    let word = kinds().find(|(known, _)| *known == kind).map_or(kind, |(_, word)| word);
    fact_id::under(&prefix(handout), &[Part::Word(fact_id::COUNTS), Part::Name(word)])
}

/// Id of the number of those that a list leaves out.
pub(super) fn more_id(handout: &Handout, list: &str) -> String {
    fact_id::under(&prefix(handout), &[Part::Word("ほかの数"), Part::Name(list)])
}

fn moved_id(own: &str, series: &Series<'_>) -> String {
    fact_id::below(&fact_id::under(own, &[Part::Word("増減率")]), &series.id())
}

fn moved(
    series: &Series<'_>,
    (a, b, rate): (Decimal, Decimal, Decimal),
    own: &str,
    page: &str,
    ledger: &Ledger,
) -> Fact {
    let (now, before) = (series.result, series.result.previous());
    let said = |year| ledger.said(&series.stated(Side::Actual, year));
    let (a, b) = (format::operand(a), format::operand(b));
    let label =
        format!("{} {} {}の増減率", series.owner, series.indicator.name, format::wareki(now));
    let method = format!("（{a}−{b}）÷{b}×100、{}", words::ROUNDING);
    let figure = (format::one_decimal(rate), format::signed_percent(rate));
    let notes = [now, before].into_iter().filter_map(said).flat_map(|fact| fact.notes().to_vec());
    Fact::computed(moved_id(own, series), label, page, "％", figure, method)
        .of(now)
        .noted(notes.collect::<Vec<_>>())
}

fn lead(shop: &Workshop<'_>, evaluation: &Evaluation, sheets: &[Sheet<'_>]) -> String {
    let policies = &evaluation.policies;
    let is_policy =
        |sheet: &&Sheet<'_>| policies.iter().any(|policy| policy.id.code == sheet.name.code);
    let number = sheets.iter().filter(is_policy).count();
    format!(
        "{}の{}{number}件と{}{}件について、{}の実績を計画と比べた結果です。計画との比較は参考（計算値）で、評価の等級ではありません。",
        shop.model.city.name,
        evaluation.levels.policy,
        evaluation.levels.project,
        sheets.len() - number,
        format::wareki(evaluation.result_year)
    )
}

pub(super) fn more(
    shop: &Workshop<'_>,
    list: &str,
    desk: &mut Desk<'_>,
) -> Option<crate::report::page::Shown> {
    let id = more_id(shop.handout, list);
    desk.said(&id).is_some().then(|| desk.show(&id))
}

fn movers(shop: &Workshop<'_>, moved: &Moved<'_>, desk: &mut Desk<'_>) -> Movers {
    let own = prefix(shop.handout);
    let row = |(sheet, series): &Of<'_>, desk: &mut Desk<'_>| Mover {
        of: named(sheet, series, &shop.places),
        before: figure(&series.stated(Side::Actual, series.result.previous()), desk),
        now: figure(&series.stated(Side::Actual, series.result), desk),
        change: brief(desk.show(&if moved.shares {
            series.fact("change", series.result)
        } else {
            moved_id(&own, series)
        })),
    };
    Movers {
        label: moved.label.to_owned(),
        head: if moved.shares { "差" } else { "増減率" }.to_owned(),
        rows: moved.list.iter().take(MOVED).map(|of| row(of, desk)).collect(),
        more: more(shop, moved.id, desk),
    }
}

/// The rows of corrections: id and name of the sheet, its corrections, and which of them.
pub(super) fn corrections<'a>(
    corrected: impl IntoIterator<Item = &'a (impl AsRef<str> + 'a, String, &'a [Correction], usize)>,
    desk: &mut Desk<'_>,
) -> Vec<Revision> {
    let said = |said: Said| Said { figure: said.figure.map(brief), text: said.text };
    let mut rows = Vec::new();
    for (id, owner, list, place) in corrected.into_iter().take(REVISED) {
        let id = id.as_ref();
        // The section of a sheet lists its corrections newest first.
        let section = correction::section([id, id], list, desk);
        let row = section.and_then(|section| section.rows.into_iter().rev().nth(*place));
        rows.extend(row.map(|row| Revision {
            kind: format!("訂正（{}）", row.day),
            sheet: owner.clone(),
            what: row.what,
            before: said(row.before),
            after: said(row.after),
        }));
    }
    rows
}

fn revised(shop: &Workshop<'_>, found: &Found<'_>, desk: &mut Desk<'_>) -> Revised {
    let mut rows = corrections(&found.corrected, desk);
    let plan = |id: &str, desk: &mut Desk<'_>| Said {
        text: String::new(),
        figure: Some(figure(id, desk).main),
    };
    for (owner, series, place) in found.declared.iter().take(REVISED.saturating_sub(rows.len())) {
        let revision = &series.indicator.changes.revisions[*place];
        let [before, after] = revision::ids(series, *place);
        rows.push(Revision {
            kind: format!("目標の改定（{}）", format::date(&revision.day)),
            sheet: owner.clone(),
            what: format!("{} {}の計画", series.indicator.name, format::wareki(revision.year)),
            before: plan(&before, desk),
            after: plan(&after, desk),
        });
    }
    for (owner, before, now, year) in found.changed.iter().take(REVISED.saturating_sub(rows.len()))
    {
        rows.push(Revision {
            kind: "計画の変更".to_owned(),
            sheet: owner.clone(),
            what: format!("{} {}の計画", now.indicator.name, format::wareki(*year)),
            before: plan(&before.stated(Side::Plan, *year), desk),
            after: plan(&now.stated(Side::Plan, *year), desk),
        });
    }
    let since = shop
        .handout
        .last
        .as_ref()
        .map_or_else(String::new, |last| format!("{}より後の", format::date(last)));
    let lead = if rows.is_empty() {
        format!("{since}訂正、目標の改定と、前の年度の評価から変わった計画は、ありません。")
    } else {
        format!("{since}訂正、目標の改定と、前の年度の評価から変わった計画です。")
    };
    Revised { lead, rows, more: more(shop, CHANGED, desk) }
}

/// How the counts depend on the reading of the source.
fn doubt(found: &Found<'_>) -> Option<String> {
    let doubtful: Vec<&str> = found
        .all
        .iter()
        .filter(|(_, series)| series.doubtful())
        .map(|(sheet, _)| sheet.owner.as_str())
        .collect();
    if doubtful.is_empty() {
        return None;
    }
    let others = if doubtful.len() > NAMED { "など" } else { "" };
    let count = |kind: Kind| {
        let kinds = found.all.iter().map(|(_, series)| verdict::kind(series, Take::Other));
        kinds.filter(|other| *other == kind).count()
    };
    let counts: Vec<String> = Kind::ALL
        .into_iter()
        .map(|kind| format!("「{}」は{}指標", kind.word(), count(kind)))
        .collect();
    Some(format!(
        "{}{others}の成果指標は、票の読み方によって計画との比較が変わります。全て別の読み方にすると、{}です。",
        doubtful[..doubtful.len().min(NAMED)].join("、"),
        counts.join("、")
    ))
}
