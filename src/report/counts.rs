//! How many sheets of an evaluation reached their plan, did not, cannot tell, or wait for their actual; and
//! how many have which grade. Each sheet counts with its first indicator.

use rust_decimal::Decimal;

use crate::model::policy::Evaluation;
use crate::model::quantity::Missing;
use crate::report::achieve::{Open, Outcome};
use crate::report::desk::Desk;
use crate::report::facts::{Fact, Ledger};
use crate::report::format;
use crate::report::grade;
use crate::report::page::{CountRow, Counts, Tile};
use crate::report::series::{Series, Take};
use crate::report::sheet::{self, Sheet};
use crate::report::words;

/// Kinds of comparison that are counted, with the words of their tiles.
pub(crate) const KINDS: [(&str, &str); 4] = [
    ("done", "計画以上"),
    ("miss", "計画に届かず"),
    ("none", "算出できない"),
    ("wait", "公表待ち"),
];

/// How the counts are made, for every page that shows them.
pub(crate) const RULE: &str = "各評価シートのはじめの成果指標を数えました。「計画以上」は実績が計画に達したもの、「計画に届かず」は達していないもので、\
     減少が望ましい指標では、計画以下を「計画以上」に数えます。「公表待ち」は実績が「未公表」又は「評価前」のもの、\
     「算出できない」は計画か実績の値がないなどの理由で比べていないものです。";

/// Unit of the counts.
const UNIT: &str = "指標";

/// The sheets that are counted together: part of the ids, and words.
fn groups(evaluation: &Evaluation) -> [(&'static str, &str); 3] {
    let levels = &evaluation.levels;
    [
        ("", "全ての票"),
        ("policy.", &levels.policy),
        ("project.", &levels.project),
    ]
}

/// What is counted: part of the id, words, and whether a sheet counts under a reading.
type Kind<'a> = (String, String, Box<dyn Fn(&Series<'_>, Take) -> bool + 'a>);

fn kinds(evaluation: &Evaluation) -> Vec<Kind<'_>> {
    let mut kinds: Vec<Kind<'_>> = Vec::new();
    for (kind, word) in KINDS {
        let is = move |series: &Series<'_>, take| kind_of(series, take) == kind;
        kinds.push((kind.to_owned(), word.to_owned(), Box::new(is)));
    }
    kinds.extend(grades(evaluation));
    kinds
}

fn grades(evaluation: &Evaluation) -> Vec<Kind<'_>> {
    let Some(grading) = &evaluation.grading else {
        return Vec::new();
    };
    let kind = |(kind, word, place): (String, String, Option<usize>)| -> Kind<'_> {
        let is = move |series: &Series<'_>, take| grade::place(series, grading, take) == place;
        (kind, word, Box::new(is))
    };
    grade::kinds(grading).into_iter().map(kind).collect()
}

fn kind_of(series: &Series<'_>, take: Take) -> &'static str {
    let outcome = series.outcome(take);
    if let Outcome::Open(Open::Actual(Missing::NotPublished | Missing::NotYet)) = outcome {
        return "wait";
    }
    let status = words::status(outcome, series.indicator.direction, false);
    let known = KINDS.iter().find(|(kind, _)| *kind == status.kind);
    known.map_or("none", |(kind, _)| kind)
}

fn group<'a>(evaluation: &'a Evaluation, name: &str) -> Vec<Sheet<'a>> {
    let mut sheets = Sheet::all(evaluation);
    let projects = name == "project.";
    sheets.retain(|sheet| name.is_empty() || sheet.is_project() == projects);
    sheets
}

fn id(evaluation: &Evaluation, group: &str, kind: &str) -> String {
    format!("{}.count.{group}{kind}", evaluation.dir)
}

/// Records the counts of an evaluation.
pub(crate) fn record(evaluation: &Evaluation, ledger: &mut Ledger) {
    let page = sheet::evaluation_page(evaluation);
    let name = sheet::evaluation_name(evaluation);
    for (part, what) in groups(evaluation) {
        let sheets = group(evaluation, part);
        let fact = |kind: &str, word: &str, number: usize| {
            let number = Decimal::from(number);
            let label = if part.is_empty() {
                format!("{name} 指標の数（{word}）")
            } else {
                format!("{name} {what}の指標の数（{word}）")
            };
            let method = format!("各評価シートのはじめの成果指標を数えた数（{word}）");
            let figure = (number, format::number(number));
            Fact::computed(
                id(evaluation, part, kind),
                label,
                &page,
                UNIT,
                figure,
                method,
            )
            .of(evaluation.result_year)
        };
        ledger.record(fact("all", "評価した指標", sheets.len()));
        let note = doubt_note(evaluation);
        for (kind, word, is) in kinds(evaluation) {
            let count = |take| {
                let counted = sheets.iter().filter(|sheet| is(&sheet.first(), take));
                counted.count()
            };
            let other = Decimal::from(count(Take::Other));
            let fact = fact(&kind, &word, count(Take::Adopted)).or_else(Some(other));
            let doubtful = fact.alternative.is_some();
            ledger.record(fact.noted(note.clone().filter(|_| doubtful)));
        }
    }
}

/// How the counts depend on the reading of the source.
fn doubt_note(evaluation: &Evaluation) -> Option<String> {
    let sheets = Sheet::all(evaluation);
    let kinds = kinds(evaluation);
    let doubtful: Vec<_> = sheets
        .iter()
        .filter(|sheet| {
            let series = sheet.first();
            let mut kinds = kinds.iter();
            kinds.any(|(_, _, is)| is(&series, Take::Adopted) != is(&series, Take::Other))
        })
        .map(|sheet| sheet.owner.as_str())
        .collect();
    if doubtful.is_empty() {
        return None;
    }
    let part = |(_, word, is): &Kind<'_>| {
        let counted = sheets
            .iter()
            .filter(|sheet| is(&sheet.first(), Take::Other));
        format!("「{word}」は{}{UNIT}", counted.count())
    };
    let parts: Vec<_> = kinds.iter().map(part).collect();
    Some(format!(
        "{}の成果指標は、原典の読み方によって計画との比較が変わります。全ての評価シートを別の読み方にすると、{}です。\
         原本の画像と照合するまでの扱いです。",
        doubtful.join("、"),
        parts.join("、")
    ))
}

/// Kinds of grades for tiles have no colour of their own.
fn tile(evaluation: &Evaluation, (kind, word): (&str, &str), desk: &mut Desk<'_>) -> Tile {
    let plain = kind.starts_with("grade.");
    Tile {
        label: if plain {
            format!("評価区分：{word}")
        } else {
            word.to_owned()
        },
        kind: if plain { "all" } else { kind }.to_owned(),
        count: desk.show(&id(evaluation, "", kind)),
    }
}

/// The counts of all sheets by comparison.
pub(crate) fn tiles(evaluation: &Evaluation, desk: &mut Desk<'_>) -> Vec<Tile> {
    let kinds = [("all", "評価した指標")].into_iter().chain(KINDS);
    kinds.map(|kind| tile(evaluation, kind, desk)).collect()
}

/// The counts of all sheets by grade; none where the city has no rule.
pub(crate) fn grade_tiles(evaluation: &Evaluation, desk: &mut Desk<'_>) -> Vec<Tile> {
    grades(evaluation)
        .iter()
        .map(|(kind, word, _)| tile(evaluation, (kind, word), desk))
        .collect()
}

/// The counts of policies and of basic projects.
pub(crate) fn table(evaluation: &Evaluation, desk: &mut Desk<'_>) -> Counts {
    let kinds: Vec<_> = [("all".to_owned(), "評価した指標".to_owned())]
        .into_iter()
        .chain(
            kinds(evaluation)
                .into_iter()
                .map(|(kind, word, _)| (kind, word)),
        )
        .collect();
    let table_number = desk.table();
    let groups = groups(evaluation)
        .into_iter()
        .filter(|(part, _)| !part.is_empty());
    let rows = groups.map(|(part, what)| CountRow {
        label: what.to_owned(),
        counts: kinds
            .iter()
            .map(|(kind, _)| desk.show(&id(evaluation, part, kind)))
            .collect(),
    });
    Counts {
        rows: rows.collect(),
        heads: kinds.iter().map(|(_, word)| word.clone()).collect(),
        table_number,
    }
}
