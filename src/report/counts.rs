//! Numbers of indicators of an evaluation that reached their target, did not, or are not compared; and numbers by
//! grade. Every indicator counts, and every series of it.

use rust_decimal::Decimal;

use crate::model::evaluation::Evaluation;
use crate::model::fact_id::{self, Part};
use crate::model::grading::Grading;
use crate::report::desk::Desk;
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::grade;
use crate::report::ledger::Ledger;
use crate::report::listed::Listed;
use crate::report::names;
use crate::report::page::{CountRow, Counts, Tile};
use crate::report::verdict;
use crate::terms::year::FiscalYear;

/// The counting rule, for every page that shows counts.
pub(crate) const RULE: &str = "全ての票の全ての指標を、系列があるものは系列ごとに数えました。増加分の指標は、いちばん新しい実績の年度で数えています。";

/// Unit of the counts.
const UNIT: &str = "指標";

/// A year whose indicators are counted.
pub(crate) struct Year<'a> {
    /// Folder.
    dir: &'a str,
    /// Path of its index, the owning page of the counts.
    page: String,
    name: String,
    results: Option<FiscalYear>,
    grading: Option<&'a Grading>,
    /// Levels that have indicators, without duplicates.
    levels: Vec<&'a str>,
}

/// Id section of the counts by comparison.
const COMPARED: &str = "目標との比較";

impl<'a> From<&'a Evaluation> for Year<'a> {
    fn from(year: &'a Evaluation) -> Self {
        let levels = year.levels.iter().enumerate();
        let levels = levels.filter(|(place, _)| {
            // A folder that is not a year has nothing to count by year.
            year.year.is_some()
                && year.sheets(*place).any(|(.., sheet)| sheet.sections.has_indicators())
        });
        let mut names: Vec<&str> = Vec::new();
        for (_, level) in levels {
            if !names.contains(&level.name.as_str()) {
                names.push(&level.name);
            }
        }
        Self {
            dir: &year.dir,
            page: names::index(year),
            name: names::name(year),
            results: year.results,
            grading: year.grading.as_ref(),
            levels: names,
        }
    }
}

impl Year<'_> {
    /// True where it has no indicators.
    pub(crate) fn is_empty(&self) -> bool {
        self.levels.is_empty()
    }

    /// Groups that are counted: everything, then each level.
    fn groups(&self) -> Vec<Option<&str>> {
        std::iter::once(None).chain(self.levels.iter().copied().map(Some)).collect()
    }

    /// `h25.集計.施策.計画との比較.届いた`, in the words of what is counted.
    fn id(&self, group: Option<&str>, kind: &str) -> String {
        let kinds = self.kinds();
        let (section, kind) = match kinds.iter().find(|(known, _, _)| known == kind) {
            Some((_, word, Is::Compared(_))) => (COMPARED, word.as_str()),
            Some((_, word, Is::Graded(_))) => ("評価区分", word.as_str()),
            None => (COMPARED, fact_id::TOTAL),
        };
        let group = group.map_or(Part::Word(fact_id::ALL_SHEETS), Part::Name);
        let parts = [Part::Word(fact_id::COUNTS), group, Part::Word(section)];
        let head = fact_id::under("", &[Part::Name(self.dir)]);
        let kind = if kind == fact_id::TOTAL { Part::Word(kind) } else { Part::Name(kind) };
        fact_id::under(&head, &[parts.as_slice(), &[kind]].concat())
    }

    fn kinds(&self) -> Vec<Kind> {
        let compared = |kind: verdict::Kind| {
            (kind.sign().to_owned(), kind.word().to_owned(), Is::Compared(kind))
        };
        verdict::Kind::ALL.into_iter().map(compared).chain(self.grades()).collect()
    }

    fn grades(&self) -> Vec<Kind> {
        let Some(grading) = self.grading else {
            return Vec::new();
        };
        let kind = |(kind, word, place)| (kind, word, Is::Graded(place));
        grade::kinds(grading).into_iter().map(kind).collect()
    }
}

/// Contribution of one sheet to the counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tally {
    /// 施策52
    owner: String,
    /// 施策
    level: String,
    indicators: Vec<Counted>,
}

/// How an indicator counts, with the adopted reading of the source and with the alternative one.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Counted {
    kinds: [verdict::Kind; 2],
    grades: [Option<usize>; 2],
}

impl Tally {
    /// Builds the tally of a sheet's indicators, `owner`.
    pub(crate) fn new<'a>(
        owner: &str,
        level: &str,
        indicators: impl Iterator<Item = Listed<'a>>,
    ) -> Self {
        let counted = |one: Listed<'_>| Counted { kinds: one.kinds, grades: one.grades };
        Self {
            owner: owner.to_owned(),
            level: level.to_owned(),
            indicators: indicators.map(counted).collect(),
        }
    }
}

/// What is counted: part of the id, words, and condition on an indicator.
type Kind = (String, String, Is);

#[derive(Clone, Copy)]
enum Is {
    Compared(verdict::Kind),
    Graded(Option<usize>),
}

impl Is {
    /// Whether an indicator counts, for each reading.
    fn counts(self, indicator: &Counted) -> [bool; 2] {
        match self {
            Self::Compared(kind) => indicator.kinds.map(|own| own == kind),
            Self::Graded(place) => indicator.grades.map(|own| own == place),
        }
    }
}

fn group<'a>(tallies: &[&'a Tally], level: Option<&str>) -> Vec<&'a Tally> {
    let mut group = tallies.to_vec();
    group.retain(|tally| level.is_none_or(|level| tally.level == level));
    group
}

/// Records the counts of a year from the tallies of its sheets.
pub(crate) fn record(year: &Year<'_>, tallies: &[&Tally], ledger: &mut Ledger) {
    let Year { page, name, .. } = year;
    let note = doubt_note(year, tallies);
    for part in year.groups() {
        let sheets = group(tallies, part);
        let fact = |kind: &str, word: &str, number: usize| {
            let number = Decimal::from(number);
            let label = match part {
                None => format!("{name} 指標の数（{word}）"),
                Some(level) => format!("{name} {level}の指標の数（{word}）"),
            };
            let method = format!("全ての指標を、系列ごとに数えた数（{word}）");
            let figure = (number, format::number(number));
            Fact::computed(year.id(part, kind), label, page, UNIT, figure, method).of(year.results)
        };
        let all = sheets.iter().map(|tally| tally.indicators.len()).sum();
        ledger.record(fact("all", "全ての指標", all));
        for (kind, word, is) in year.kinds() {
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

/// Note on how the counts depend on the reading of the source.
fn doubt_note(year: &Year<'_>, tallies: &[&Tally]) -> Option<String> {
    let kinds = year.kinds();
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
        "{}の指標は、票の読み方によって{COMPARED}が変わります。全ての票を別の読み方にすると、{}です。",
        doubtful.join("、"),
        parts.join("、")
    ))
}

/// Tiles of grades have no colours of their own.
fn tile(year: &Year<'_>, (kind, word): (&str, &str), desk: &mut Desk<'_>) -> Tile {
    let plain = kind.starts_with("grade.");
    Tile {
        label: if plain { format!("評価区分：{word}") } else { word.to_owned() },
        kind: if plain { "all" } else { kind }.to_owned(),
        count: desk.show(&year.id(None, kind)),
    }
}

/// The counts of all sheets by comparison.
pub(crate) fn tiles(year: &Year<'_>, desk: &mut Desk<'_>) -> Vec<Tile> {
    let kinds = verdict::Kind::ALL.map(|kind| (kind.sign(), kind.word()));
    let kinds = [("all", "全ての指標")].into_iter().chain(kinds);
    kinds.map(|kind| tile(year, kind, desk)).collect()
}

/// The counts of all sheets by grade; empty where the city has no rule.
pub(crate) fn grade_tiles(year: &Year<'_>, desk: &mut Desk<'_>) -> Vec<Tile> {
    year.grades().iter().map(|(kind, word, _)| tile(year, (kind, word), desk)).collect()
}

/// The two together.
pub(crate) fn both(year: &Year<'_>, desk: &mut Desk<'_>) -> Vec<Tile> {
    tiles(year, desk).into_iter().chain(grade_tiles(year, desk)).collect()
}

/// The counts of each level.
pub(crate) fn table(year: &Year<'_>, desk: &mut Desk<'_>) -> Counts {
    let kinds: Vec<_> = [("all".to_owned(), "全ての指標".to_owned())]
        .into_iter()
        .chain(year.kinds().into_iter().map(|(kind, word, _)| (kind, word)))
        .collect();
    let table_number = desk.table();
    let rows = year.levels.iter().map(|level| CountRow {
        label: (*level).to_owned(),
        counts: kinds.iter().map(|(kind, _)| desk.show(&year.id(Some(level), kind))).collect(),
    });
    Counts {
        rows: rows.collect(),
        heads: kinds.iter().map(|(_, word)| word.clone()).collect(),
        table_number,
    }
}
