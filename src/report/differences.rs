//! How far indicators of declared forms are from what they are compared with, and from the year before -> facts (参考) and
//! the sentence at the head of a sheet. In the unit people say.

use rust_decimal::Decimal;

use crate::form::indicators::Role;
use crate::model::achieve;
use crate::model::compare::{self, Comparison, Figure, Outcome};
use crate::model::indicator::Direction;
use crate::report::comparisons::{Place, What, year_of};
use crate::report::desk::Desk;
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::method_words;
use crate::section::indicators::Indicator;
use crate::terms::year::FiscalYear;

/// What a comparison adds to its rate: differences with their facts.
pub(crate) fn facts(
    place: &Place<'_>,
    comparison: &Comparison<'_>,
    open: Opening<'_>,
) -> Vec<(What, Fact)> {
    let indicator = comparison.indicator;
    let Some(actual) = comparison.actual else { return Vec::new() };
    let otherwise = |other: &Figure<'_>| {
        let [own, other] = [&actual, other].map(|one| one.stated.cell.otherwise());
        let value = achieve::difference(indicator.shown(own?)?, indicator.shown(other?)?)?;
        Some((value, format::signed(value)))
    };
    let fact = |what: What, value: Decimal, method: String, other: &Figure<'_>| {
        let open = open(what, actual.year, unit_of_differences(indicator));
        let text = format::signed(value);
        (
            what,
            Fact { text: text.into(), value: Some(value), computed: Some(method.into()), ..open }
                .noted(place.notes_of(indicator, &[actual, *other]))
                .read_otherwise(otherwise(other)),
        )
    };
    let said = |figure: &Figure<'_>| indicator.shown(figure.stated.cell.number()?);
    let gap = gap(comparison).and_then(|value| {
        let target = comparison.target?;
        let [own, other] = [said(&actual)?, said(&target)?].map(format::operand);
        let (column, aim) = (place.column(&actual), target_words(place, comparison)?);
        Some(fact(What::Gap, value, format!("{column}{own}−{aim}{other}"), &target))
    });
    let change = before(place, comparison).and_then(|before| {
        let numbers = [said(&actual)?, said(&before)?];
        let value = achieve::difference(numbers[0], numbers[1])?;
        let [own, other] = numbers.map(format::operand);
        let of = |figure| format!("{}の{}", year_of(indicator, figure), place.column(figure));
        let method = format!("{}{own}−{}{other}", of(&actual), of(&before));
        Some(fact(What::Change, value, method, &before))
    });
    gap.into_iter().chain(change).collect()
}

/// Makes a fact without a value, by what it is, its year and its unit.
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

/// How far the actual is from a target that is a number: above it where positive.
fn gap(comparison: &Comparison<'_>) -> Option<Decimal> {
    comparison.method?;
    let (actual, target) = (comparison.actual?, comparison.target?);
    let [own, other] =
        [actual, target].map(|one| comparison.indicator.shown(one.stated.cell.number()?));
    achieve::difference(own?, other?)
}

/// The unit of a difference: 60％ and 63％ are 3ポイント apart.
fn unit_of_differences(indicator: &Indicator) -> &str {
    match indicator.shown_unit() {
        "％" | "‰" | "%" => "ポイント",
        unit => unit,
    }
}

/// What the actual is compared with, as a sentence calls it: 計画; 令和8年度の目標値 where it is that of a later year.
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
    let gap = gap(comparison)?;
    let amount = format!("{}{}", format::number(gap.abs()), unit_of_differences(indicator));
    let wanted = indicator.direction.as_deref().and_then(compare::direction);
    let rising = matches!(wanted, Some(Direction::Up | Direction::AtLeast));
    Some(match (gap.is_sign_negative(), rising) {
        (true, true) => format!("あと{amount}"),
        (true, false) => format!("{amount}少ない"),
        (false, _) => format!("{amount}多い"),
    })
}

/// What a comparison came to, as the rest of a sentence about the indicator: 計画に届かず、あと933.5億円. `Err` where nothing
/// is compared: 実績は未公表.
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
                Ok(method_words::said(method, &target, &rate))
            }
            _ => Err(actual()),
        },
        Outcome::Open(_) => Err(actual()),
    }
}
