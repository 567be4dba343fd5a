//! An indicator -> its verdict, rate and grade by its latest actual, in terms common to all forms, for pages, lists,
//! counts and tables.

use rust_decimal::Decimal;

use crate::form::indicators::Role;
use crate::model::compare::{self, Figure, Outcome, Why, percent};
use crate::model::increments;
use crate::model::indicator::{Direction, Method};
use crate::model::methods::Rate;
use crate::report::comparisons::{Pair, Place, What, waits};
use crate::report::desk::Desk;
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::grade;
use crate::report::page::{Grade, Status};
use crate::report::verdict::Kind;
use crate::section::cell::Value;
use crate::section::indicators::{Indicator, Series};
use crate::terms::reason::Missing;
use crate::terms::year::FiscalYear;

/// Result of an indicator, with the adopted reading of the source and with the alternative one.
pub(crate) struct Judged<'a> {
    /// The compared actual; where none is a number, the latest one, which has the reason.
    pub(crate) actual: Option<Figure<'a>>,
    /// The value compared with.
    pub(crate) target: Option<Figure<'a>>,
    /// True where that is the next target, because the year of the actual has none.
    pub(crate) next: bool,
    /// The year of the verdict.
    pub(crate) year: Option<FiscalYear>,
    /// The method of comparison.
    pub(crate) method: Method,
    /// 望ましい方向, if stated.
    pub(crate) direction: Option<Direction>,
    /// In per cent, not rounded.
    pub(crate) rates: [Option<Decimal>; 2],
    /// The same, with the reason where there is none.
    pub(crate) rated: [Rate; 2],
    /// The verdicts.
    pub(crate) kinds: [Kind; 2],
    /// The same in words, as printed.
    words: [[String; 2]; 2],
}

/// The verdict for an outcome.
pub(crate) fn kind(outcome: Outcome) -> Kind {
    match outcome {
        Outcome::Reached => Kind::Reached,
        Outcome::Short => Kind::Short,
        Outcome::Early => Kind::Early,
        Outcome::Open(why) if waits(why) => Kind::Waiting,
        Outcome::Open(_) => Kind::Excluded,
    }
}

/// A verdict as shown on pages; `kinds` are those of the two readings.
pub(crate) fn status(desk: &mut Desk<'_>, id: &str, kinds: [Kind; 2]) -> Status {
    let [kind, other] = kinds;
    Status { kind: kind.sign().to_owned(), word: desk.show(id), doubtful: kind != other }
}

impl<'a> Place<'a> {
    /// The latest actual, be it a number or a reason.
    pub(crate) fn latest(
        &self,
        indicator: &'a Indicator,
        series: Option<&'a Series>,
    ) -> Option<Figure<'a>> {
        let all = compare::figures(self.of, self.results(), indicator, series, Role::Actual);
        all.into_iter().max_by_key(|one| one.year)
    }

    /// Judges an indicator, or a series of one.
    pub(crate) fn judged(
        &self,
        indicator: &'a Indicator,
        series: Option<&'a Series>,
    ) -> Judged<'a> {
        let results = self.results();
        let direction = indicator.direction.as_deref().and_then(compare::direction);
        if self.of.increments {
            let both = increments::latest_step(&self.steps(indicator, series));
            let step = both.map(|[step, _]| step);
            let actual = step.and_then(|step| step.added).map(|added| added.actual);
            let target = step.and_then(|step| step.planned).map(|planned| planned.target);
            let came = [0, 1].map(|take| {
                let added = both.and_then(|both| both[take].added);
                // Without any stated actual, there is no reason either.
                added.map_or((Outcome::Open(Why::Actual(None)), Rate::None), |one| {
                    (one.outcome, one.rated)
                })
            });
            let words =
                |outcome| self.words(&Pair { indicator, actual, target, outcome, rate: None });
            return Judged {
                actual,
                target,
                next: false,
                year: step.map(|step| step.year).or(results),
                method: Method::Ratio,
                direction: direction.or(Some(Direction::Up)),
                rates: came.map(|(_, rated)| percent(rated)),
                rated: came.map(|(_, rated)| rated),
                kinds: came.map(|(outcome, _)| kind(outcome)),
                words: came.map(|(outcome, _)| words(outcome)),
            };
        }
        let adopted = compare::compare(self.of, results, indicator, series);
        let other = compare::otherwise(self.of, results, indicator, series);
        let (actual, target, next) = (adopted.actual, adopted.target, adopted.next);
        Judged {
            actual: actual.or_else(|| self.latest(indicator, series)),
            target,
            next,
            year: adopted.year,
            method: adopted.method.unwrap_or(Method::None),
            direction,
            rates: [adopted.rate, other.rate],
            rated: [adopted.rated, other.rated],
            kinds: [kind(adopted.outcome), kind(other.outcome)],
            words: [&adopted, &other].map(|one| self.words(&one.into())),
        }
    }

    /// Note on the alternative reading where it would change the verdict.
    pub(crate) fn doubt(judged: &Judged<'_>) -> Option<String> {
        let [kind, other] = judged.kinds;
        let [_, [word, _]] = &judged.words;
        (kind != other).then(|| format!("別の読み方では、目標との比較は「{word}」です。"))
    }

    /// Id of the verdict used by lists and counts.
    pub(crate) fn verdict(
        &self,
        indicator: &Indicator,
        series: Option<&Series>,
        judged: &Judged<'_>,
    ) -> String {
        self.id(indicator, series, What::Result, judged.year)
    }

    /// The grade by the city's rule, as a fact; `None` where it has none. `open` is the fact without it.
    pub(crate) fn graded(
        &self,
        indicator: &Indicator,
        judged: &Judged<'_>,
        open: Fact,
    ) -> Option<Fact> {
        let grading = self.year.grading.as_ref().filter(|_| judged.year.is_some())?;
        let cases = self.cases(indicator, judged);
        let rate = judged.rates[0].map(|rate| {
            let rounded = format::rate(rate, self.year.rounding, &grade::thresholds(Some(grading)));
            format!("率{}", format::share(rounded))
        });
        Some(grade::of_cases(open, &cases, grading, &rate.unwrap_or_default()))
    }

    /// The grade as shown on pages; `id` is that of its fact.
    pub(crate) fn grade(
        &self,
        indicator: &Indicator,
        judged: &Judged<'_>,
        (id, desk): (&str, &mut Desk<'_>),
    ) -> Option<Grade> {
        let grading = self.year.grading.as_ref()?;
        let doubtful = grade::differ(&self.cases(indicator, judged), grading);
        Some(grade::shown((id, judged.year?), grading, doubtful, desk))
    }

    /// Inputs of the grade, for both readings.
    pub(crate) fn cases(&self, indicator: &Indicator, judged: &Judged<'_>) -> [grade::Case<'a>; 2] {
        let aim = self.aim(judged.target);
        let target = judged.target.map_or_else(
            || aim.to_owned(),
            |target| {
                let year = crate::report::comparisons::year_of(indicator, &target);
                format!("{year}の{}", self.column(&target))
            },
        );
        let missing = match (judged.actual, judged.target) {
            (None, _) => Some(("実績", Missing::Unstated)),
            (Some(actual), target) => match (&actual.stated.cell.value, target) {
                (Value::Missing(reason), _) => Some(("実績", *reason)),
                (_, None) => Some((aim, Missing::Unstated)),
                (_, Some(target)) => match target.stated.cell.value {
                    Value::Missing(reason) => Some((aim, reason)),
                    _ => None,
                },
            },
        };
        [0, 1].map(|take| grade::Case {
            method: judged.method,
            direction: judged.direction.unwrap_or(Direction::Words),
            aim,
            missing,
            verdict: judged.kinds[take],
            target: target.clone(),
            rate: judged.rated[take],
        })
    }
}

/// Explains the verdicts, on every page that shows or counts them.
pub(crate) const RULE: &str = "「届いた」「届かず」は、いちばん新しい実績を、同じ年度の目安か目標と比べた結果です。\
     「目標年度前」は、その年度の目標がなく、先の年度の目標と比べたもの、「まだ比べられない」は、実績が未公表か評価前のもの、\
     「比べない」は、値がない、文で示されているなどの理由で比べないものです。";

/// The verdict in words: text and reason.
pub(crate) fn words<'b>(judged: &'b Judged<'_>) -> &'b [String; 2] {
    &judged.words[0]
}

/// The indexes of the grade for both readings.
pub(crate) fn grades(
    place: &Place<'_>,
    indicator: &Indicator,
    judged: &Judged<'_>,
) -> [Option<usize>; 2] {
    let Some(grading) = place.year.grading.as_ref() else { return [None; 2] };
    place.cases(indicator, judged).map(|case| grade::place_of(&case, grading))
}

#[cfg(test)]
mod tests;
