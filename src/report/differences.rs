//! Differences of indicators from their target and from the year before -> facts (参考) and the sentence at the head of
//! a sheet. In the converted unit.

use rust_decimal::Decimal;

use crate::form::indicators::Role;
use crate::model::achieve;
use crate::model::compare::{self, Comparison, Figure, Outcome};
use crate::model::indicator::Direction;
use crate::report::comparisons::{Place, What, computed, year_of};
use crate::report::desk::Desk;
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::method_words;
use crate::section::cell::Cell;
use crate::section::indicators::Indicator;
use crate::terms::year::FiscalYear;

/// Facts that a comparison has in addition to its rate: differences.
pub(crate) fn facts(
    place: &Place<'_>,
    comparison: &Comparison<'_>,
    open: Opening<'_>,
) -> Vec<(What, Fact)> {
    let indicator = comparison.indicator;
    let Some(actual) = comparison.actual else { return Vec::new() };
    let target = comparison.method.and(comparison.target);
    let gap = target.zip(target_words(place, comparison));
    let gap =
        gap.and_then(|(target, aim)| self::gap(place, indicator, [actual, target], &aim, open));
    let change = before(place, comparison).and_then(|before| {
        let of = |figure| format!("{}の{}", year_of(indicator, figure), place.column(figure));
        let words = [&actual, &before].map(of);
        let words = words.each_ref().map(String::as_str);
        fact(place, indicator, What::Change, ([actual, before], words), open)
    });
    gap.into_iter().chain(change).collect()
}

/// Difference of an actual from its target, which is called `aim`; `None` where one of the two is not a number.
pub(crate) fn gap(
    place: &Place<'_>,
    indicator: &Indicator,
    pair: [Figure<'_>; 2],
    aim: &str,
    open: Opening<'_>,
) -> Option<(What, Fact)> {
    let words = [place.column(&pair[0]), aim];
    fact(place, indicator, What::Gap, (pair, words), open)
}

/// The difference of two figures, each with its name.
fn fact(
    place: &Place<'_>,
    indicator: &Indicator,
    what: What,
    (pair, words): ([Figure<'_>; 2], [&str; 2]),
    open: Opening<'_>,
) -> Option<(What, Fact)> {
    let [own, other] = shown(indicator, pair, Cell::number)?;
    let value = achieve::difference(own, other)?;
    let [own, other] = [own, other].map(format::operand);
    let method = format!("{}{own}−{}{other}", words[0], words[1]);
    let fact = open(what, pair[0].year, unit_of_differences(indicator));
    let fact = computed(fact, value, format::signed(value), &method);
    let otherwise = shown(indicator, pair, Cell::otherwise);
    let otherwise = otherwise.and_then(|[own, other]| achieve::difference(own, other));
    let otherwise = otherwise.map(|value| (value, format::signed(value)));
    Some((what, fact.noted(place.notes_of(indicator, &pair)).read_otherwise(otherwise)))
}

/// Two figures in the converted unit; `None` where one of them is not a number.
fn shown(
    indicator: &Indicator,
    pair: [Figure<'_>; 2],
    number: fn(&Cell) -> Option<Decimal>,
) -> Option<[Decimal; 2]> {
    let [own, other] = pair.map(|one| indicator.shown(number(one.stated.cell)?));
    Some([own?, other?])
}

/// Difference of an actual from its target, in words: 計画より2件多い. Empty where nothing was computed. `id` is that of the
/// difference, `target` the name of the target.
pub(crate) fn apart(id: &str, target: &str, desk: &Desk<'_>) -> String {
    let fact = desk.displayed(id).and_then(|fact| Some((fact.value?, &fact.unit)));
    fact.map_or_else(String::new, |(gap, unit)| {
        let amount = format!("{}{unit}", format::number(gap.abs()));
        match gap {
            gap if gap.is_zero() => format!("{target}と同じ"),
            gap if gap.is_sign_negative() => format!("{target}より{amount}少ない"),
            _ => format!("{target}より{amount}多い"),
        }
    })
}

/// Makes a fact without a value, from kind, year and unit.
pub(crate) type Opening<'a> = &'a dyn Fn(What, Option<FiscalYear>, &str) -> Fact;

/// The actual of the year before; `None` where a break lies between.
fn before<'a>(place: &Place<'_>, comparison: &Comparison<'a>) -> Option<Figure<'a>> {
    let (indicator, series) = (comparison.indicator, comparison.series);
    let year = comparison.actual?.year?;
    if indicator.breaks_of(series).any(|one| one.year == year) {
        return None;
    }
    let all = compare::figures(place.of, place.results(), indicator, series, Role::Actual);
    all.into_iter().find(|one| one.is_of_the_sheet() && one.year == Some(year.previous()))
}

/// Actual minus target, where the target is a number.
fn distance(comparison: &Comparison<'_>) -> Option<Decimal> {
    comparison.method?;
    let (actual, target) = (comparison.actual?, comparison.target?);
    let [own, other] = shown(comparison.indicator, [actual, target], Cell::number)?;
    achieve::difference(own, other)
}

/// The unit of a difference: 60％ and 63％ are 3ポイント apart.
fn unit_of_differences(indicator: &Indicator) -> &str {
    match indicator.shown_unit() {
        "％" | "‰" | "%" => "ポイント",
        unit => unit,
    }
}

/// The target as named in a sentence: 計画; 令和8年度の目標値 for a later year.
pub(crate) fn target_words(place: &Place<'_>, comparison: &Comparison<'_>) -> Option<String> {
    let target = comparison.target?;
    let column = place.column(&target);
    Some(if comparison.next {
        format!("{}の{column}", year_of(comparison.indicator, &target))
    } else {
        column.to_owned()
    })
}

/// あと933.5億円; 0.3ポイント多い.
fn missing(comparison: &Comparison<'_>) -> Option<String> {
    let indicator = comparison.indicator;
    let gap = distance(comparison)?;
    let amount = format!("{}{}", format::number(gap.abs()), unit_of_differences(indicator));
    let wanted = indicator.direction.as_deref().and_then(compare::direction);
    let rising = matches!(wanted, Some(Direction::Up | Direction::AtLeast));
    Some(match (gap.is_sign_negative(), rising) {
        (true, true) => format!("あと{amount}"),
        (true, false) => format!("{amount}少ない"),
        (false, _) => format!("{amount}多い"),
    })
}

/// Outcome of a comparison, as the end of a sentence about the indicator: 計画に届かず、あと933.5億円. `Err` where nothing is
/// compared: 実績は未公表.
pub(crate) fn result<'a>(
    place: &Place<'a>,
    comparison: &Comparison<'a>,
    desk: &Desk<'_>,
) -> Result<String, String> {
    let latest = || place.latest(comparison.indicator, comparison.series);
    let actual = || match comparison.actual.or_else(latest) {
        Some(figure) => {
            let id = place.stated(comparison.indicator, comparison.series, &figure);
            format!("{}は{}", place.column(&figure), desk.sentence(&id))
        }
        None => "実績の数値はない".to_owned(),
    };
    let Some(target) = target_words(place, comparison) else { return Err(actual()) };
    match comparison.outcome {
        Outcome::Reached => Ok(format!("{target}に届いた")),
        Outcome::Short => Ok(missing(comparison).map_or_else(
            || format!("{target}に届かず"),
            |missing| format!("{target}に届かず、{missing}"),
        )),
        Outcome::Early => match (comparison.method, comparison.rate) {
            (Some(method), Some(rate)) => {
                let rate = format::share(place.rounded(rate));
                Ok(method_words::in_sentence(method, &target, &rate))
            }
            _ => Err(actual()),
        },
        Outcome::Open(_) => Err(actual()),
    }
}
