//! How many indicators of an evaluation reached their target, did not, or are not compared with one of their year; and
//! how many have which grade. Every indicator counts, and every series of it.

use rust_decimal::Decimal;

use crate::model::fact_id::{self, Part};
use crate::model::policy::Evaluation;
use crate::report::desk::Desk;
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::grade;
use crate::report::ledger::Ledger;
use crate::report::page::{CountRow, Counts, Tile};
use crate::report::series::{Series, Take};
use crate::report::sheet::{self, Sheet};
use crate::report::verdict;

/// How the counts are made, for every page that shows them.
pub(crate) const RULE: &str =
    "全ての評価シートの全ての成果指標を、系列があるものは系列ごとに数えました。";

/// Unit of the counts.
const UNIT: &str = "指標";

/// The sheets that are counted together: part of the ids, and words.
fn groups(evaluation: &Evaluation) -> [(&'static str, &str); 3] {
    let levels = &evaluation.levels;
    [("", "全ての票"), ("policy.", &levels.policy), ("project.", &levels.project)]
}

/// How the indicators of a sheet count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tally {
    /// `h25.52`
    pub(crate) sheet: String,
    /// 施策52
    owner: String,
    is_project: bool,
    indicators: Vec<Counted>,
}

/// How an indicator counts, under the adopted reading of the source and under the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counted {
    kinds: [verdict::Kind; 2],
    grades: [Option<usize>; 2],
}

/// How the indicators of a sheet count.
pub(crate) fn tally(sheet: &Sheet<'_>) -> Tally {
    Tally {
        sheet: sheet.id.clone(),
        owner: sheet.owner.clone(),
        is_project: sheet.is_project(),
        indicators: sheet.counted().iter().map(counted).collect(),
    }
}

fn counted(series: &Series<'_>) -> Counted {
    let takes = [Take::Adopted, Take::Other];
    let grade = |take| {
        let grading = series.grading?;
        grade::place(series, grading, take)
    };
    Counted { kinds: takes.map(|take| verdict::kind(series, take)), grades: takes.map(grade) }
}

/// What is counted: part of the id, words, and what an indicator has to be.
type Kind = (String, String, Is);

#[derive(Clone, Copy)]
enum Is {
    Compared(verdict::Kind),
    Graded(Option<usize>),
}

impl Is {
    /// Whether an indicator counts, by the readings.
    fn counts(self, indicator: &Counted) -> [bool; 2] {
        match self {
            Self::Compared(kind) => indicator.kinds.map(|own| own == kind),
            Self::Graded(place) => indicator.grades.map(|own| own == place),
        }
    }
}

fn kinds(evaluation: &Evaluation) -> Vec<Kind> {
    let compared =
        |kind: verdict::Kind| (kind.sign().to_owned(), kind.word().to_owned(), Is::Compared(kind));
    verdict::Kind::ALL.into_iter().map(compared).chain(grades(evaluation)).collect()
}

fn grades(evaluation: &Evaluation) -> Vec<Kind> {
    let Some(grading) = &evaluation.grading else {
        return Vec::new();
    };
    let kind = |(kind, word, place)| (kind, word, Is::Graded(place));
    grade::kinds(grading).into_iter().map(kind).collect()
}

fn group<'a>(tallies: &[&'a Tally], name: &str) -> Vec<&'a Tally> {
    let projects = name == "project.";
    let mut group = tallies.to_vec();
    group.retain(|tally| name.is_empty() || tally.is_project == projects);
    group
}

/// `h25.集計.施策.計画以上`, in the words of what is counted.
fn id(evaluation: &Evaluation, group: &str, kind: &str) -> String {
    let mut groups = groups(evaluation).into_iter();
    let group = groups.find(|(part, _)| *part == group).map_or(group, |(_, word)| word);
    let kinds = kinds(evaluation);
    let (section, kind) = match kinds.iter().find(|(known, _, _)| known == kind) {
        Some((_, word, Is::Compared(_))) => ("計画との比較", word.as_str()),
        Some((_, word, Is::Graded(_))) => ("評価区分", word.as_str()),
        None => ("計画との比較", fact_id::TOTAL),
    };
    let parts = [Part::Word(fact_id::COUNTS), Part::Name(group), Part::Word(section)];
    let head = fact_id::under("", &[Part::Name(&evaluation.dir)]);
    let kind = if kind == fact_id::TOTAL { Part::Word(kind) } else { Part::Name(kind) };
    fact_id::under(&head, &[parts.as_slice(), &[kind]].concat())
}

/// Records the counts of an evaluation, whose sheets count like this.
pub(crate) fn record(evaluation: &Evaluation, tallies: &[&Tally], ledger: &mut Ledger) {
    let page = sheet::evaluation_page(evaluation);
    let name = sheet::evaluation_name(evaluation);
    let note = doubt_note(evaluation, tallies);
    for (part, what) in groups(evaluation) {
        let sheets = group(tallies, part);
        let fact = |kind: &str, word: &str, number: usize| {
            let number = Decimal::from(number);
            let label = if part.is_empty() {
                format!("{name} 指標の数（{word}）")
            } else {
                format!("{name} {what}の指標の数（{word}）")
            };
            let method = format!("全ての成果指標を、系列ごとに数えた数（{word}）");
            let figure = (number, format::number(number));
            Fact::computed(id(evaluation, part, kind), label, &page, UNIT, figure, method)
                .of(evaluation.result_year)
        };
        let all = sheets.iter().map(|tally| tally.indicators.len()).sum();
        ledger.record(fact("all", "評価した指標", all));
        for (kind, word, is) in kinds(evaluation) {
            let [adopted, other] = count(&sheets, is);
            let fact = fact(&kind, &word, adopted).or_else(Some(Decimal::from(other)));
            let doubtful = fact.alternative().is_some();
            ledger.record(fact.noted(note.clone().filter(|_| doubtful)));
        }
    }
}

fn count(tallies: &[&Tally], is: Is) -> [usize; 2] {
    let mut counts = [0; 2];
    for indicator in tallies.iter().flat_map(|tally| &tally.indicators) {
        for (count, counted) in counts.iter_mut().zip(is.counts(indicator)) {
            *count += usize::from(counted);
        }
    }
    counts
}

/// How the counts depend on the reading of the source.
fn doubt_note(evaluation: &Evaluation, tallies: &[&Tally]) -> Option<String> {
    let kinds = kinds(evaluation);
    let depends = |tally: &&&Tally| {
        tally.indicators.iter().any(|indicator| {
            let mut kinds = kinds.iter().map(|(_, _, is)| is.counts(indicator));
            kinds.any(|[adopted, other]| adopted != other)
        })
    };
    let doubtful: Vec<_> =
        tallies.iter().filter(depends).map(|tally| tally.owner.as_str()).collect();
    if doubtful.is_empty() {
        return None;
    }
    let part = |(_, word, is): &Kind| {
        let [_, other] = count(tallies, *is);
        format!("「{word}」は{other}{UNIT}")
    };
    let parts: Vec<_> = kinds.iter().map(part).collect();
    Some(format!(
        "{}の成果指標は、票の読み方によって計画との比較が変わります。全ての評価シートを別の読み方にすると、{}です。",
        doubtful.join("、"),
        parts.join("、")
    ))
}

/// Kinds of grades for tiles have no colour of their own.
fn tile(evaluation: &Evaluation, (kind, word): (&str, &str), desk: &mut Desk<'_>) -> Tile {
    let plain = kind.starts_with("grade.");
    Tile {
        label: if plain { format!("評価区分：{word}") } else { word.to_owned() },
        kind: if plain { "all" } else { kind }.to_owned(),
        count: desk.show(&id(evaluation, "", kind)),
    }
}

/// The counts of all sheets by comparison.
pub(crate) fn tiles(evaluation: &Evaluation, desk: &mut Desk<'_>) -> Vec<Tile> {
    let kinds = verdict::Kind::ALL.map(|kind| (kind.sign(), kind.word()));
    let kinds = [("all", "評価した指標")].into_iter().chain(kinds);
    kinds.map(|kind| tile(evaluation, kind, desk)).collect()
}

/// The counts of all sheets by grade; none where the city has no rule.
pub(crate) fn grade_tiles(evaluation: &Evaluation, desk: &mut Desk<'_>) -> Vec<Tile> {
    grades(evaluation).iter().map(|(kind, word, _)| tile(evaluation, (kind, word), desk)).collect()
}

/// The counts of policies and of basic projects.
pub(crate) fn table(evaluation: &Evaluation, desk: &mut Desk<'_>) -> Counts {
    let kinds: Vec<_> = [("all".to_owned(), "評価した指標".to_owned())]
        .into_iter()
        .chain(kinds(evaluation).into_iter().map(|(kind, word, _)| (kind, word)))
        .collect();
    let table_number = desk.table();
    let groups = groups(evaluation).into_iter().filter(|(part, _)| !part.is_empty());
    let rows = groups.map(|(part, what)| CountRow {
        label: what.to_owned(),
        counts: kinds.iter().map(|(kind, _)| desk.show(&id(evaluation, part, kind))).collect(),
    });
    Counts {
        rows: rows.collect(),
        heads: kinds.iter().map(|(_, word)| word.clone()).collect(),
        table_number,
    }
}
