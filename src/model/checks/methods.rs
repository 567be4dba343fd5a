//! Whether the declared method of comparison (達成率の方法) has what it needs and can judge its data.
//! A method that cannot be applied at all is an error; one that would mislead is a warning.

use rust_decimal::Decimal;

use crate::diag::{Diags, messages};
use crate::model::checks::Context;
use crate::model::checks::everywhere::{cells, of_indicators, of_the_rest};
use crate::model::checks::figures::indicators;
use crate::model::indicator::{Direction, Method};
use crate::model::methods::{Case, Point, Rate};
use crate::model::rounding::Way;
use crate::sheet::forms::Indicator;
use crate::sheet::value::{At, Figure, Years, decimal};
use crate::terms::year::FiscalYear;

/// Methods with the directions that they can judge, and what to choose instead.
const FITTING: [(&str, &[&str]); 10] = [
    ("実績÷計画", &["増加", "維持", "以上"]),
    ("計画÷実績", &["減少", "以下"]),
    ("2-実績÷計画", &["減少", "以下"]),
    ("基準からの進み", &["増加", "減少", "以上", "以下"]),
    ("目安値との比較", &["増加", "減少", "以上", "以下"]),
    ("維持（許容幅）", &["維持"]),
    ("範囲", &["範囲内"]),
    ("以上・以下", &["増加", "減少", "以上", "以下"]),
    ("目標0", &["減少", "以下", "維持"]),
    ("算出しない", &["増加", "減少", "維持", "範囲内", "以上", "以下", "定性"]),
];

fn word(at: Option<&At>) -> &str {
    at.map_or("", |at| at.text.as_str())
}

fn number(at: &At) -> Option<Decimal> {
    decimal(&at.text).ok()
}

/// The method of an indicator with its place, and its direction.
fn declared(indicator: &Indicator) -> Option<(&At, &str)> {
    let method = &indicator.method.as_ref()?.0;
    let direction = word(indicator.direction.as_ref().map(|word| &word.0));
    Some((method, direction))
}

pub(super) fn methods_have_their_terms(context: &Context<'_>, diags: &mut Diags) {
    for (_, indicator) in indicators(context) {
        let Some((method, _)) = declared(indicator) else {
            continue;
        };
        let (key, there) = match method.text.as_str() {
            "基準からの進み" => ("当初値", indicator.base.is_some()),
            "目安値との比較" => ("目安値", indicator.path.is_some()),
            "維持（許容幅）" => ("許容幅", indicator.tolerance.is_some()),
            _ => continue,
        };
        if !there {
            diags.push(messages::method_needs(method.span.clone(), &method.text, key));
        }
    }
}

pub(super) fn methods_fit_directions(context: &Context<'_>, diags: &mut Diags) {
    for (_, indicator) in indicators(context) {
        let Some((method, direction)) = declared(indicator) else {
            continue;
        };
        let Some((_, fitting)) = FITTING.iter().find(|(name, _)| *name == method.text) else {
            continue;
        };
        if !direction.is_empty() && !fitting.contains(&direction) {
            let others: Vec<&str> = FITTING
                .iter()
                .filter(|(_, directions)| directions.contains(&direction))
                .map(|(name, _)| *name)
                .collect();
            diags.push(messages::method_against_direction(
                method.span.clone(),
                &method.text,
                direction,
                &others,
            ));
        }
    }
}

pub(super) fn methods_fit_figures(context: &Context<'_>, diags: &mut Diags) {
    for (_, indicator) in indicators(context) {
        let Some((method, _)) = declared(indicator) else {
            continue;
        };
        let all = || {
            cells(indicator.actual.as_ref())
                .chain(cells(indicator.plan.as_ref()))
                .chain(cells(indicator.path.as_ref()))
        };
        let negative = || {
            all()
                .filter_map(|figure| figure.value.as_ref())
                .find(|at| number(at).is_some_and(|number| number < Decimal::ZERO))
        };
        let other = |want: &str| {
            all().find_map(|figure| match want {
                "words" => figure.words(),
                _ => figure.low(),
            })
        };
        let plan = || cells(indicator.plan.as_ref()).filter_map(|figure| figure.value.as_ref());
        // One method serves all years: where another plan is not zero, the rates of the other years stay.
        let only_zero = || {
            let mut plans = plan().filter_map(number).peekable();
            plans.peek().is_some() && plans.all(|plan| plan.is_zero())
        };
        let (place, why) = match method.text.as_str() {
            "算出しない" => continue,
            "実績÷計画" | "計画÷実績" | "2-実績÷計画" | "目安値との比較"
                if negative().is_some() =>
            {
                (negative(), "0より小さい値は、割っても達成の度合いになりません")
            }
            "実績÷計画" | "計画÷実績" | "2-実績÷計画" if only_zero() => {
                (plan().next(), "計画が0では割合になりません。「目標0」にしてください")
            }
            "範囲" => (
                plan().find(|at| number(at).is_some()),
                "計画は { 下限: 数値, 上限: 数値 } の形で書いてください",
            ),
            "目標0" => (
                plan().find(|at| number(at).is_some_and(|number| !number.is_zero())),
                "この方法は、計画が0の指標にだけ使えます",
            ),
            _ => (other("range"), "範囲で示した値は「範囲」の方法でだけ比べられます"),
        };
        let (place, why) = match place {
            Some(place) => (Some(place), why),
            None => (other("words"), "文で示した値は比べられません。「算出しない」にしてください"),
        };
        if let Some(place) = place {
            let span = place.span.clone();
            diags.push(messages::method_against_figure(span, &method.text, why));
        }
    }
}

/// A rate that the sheet states is what its method gives, rounded in one of the usual ways.
pub(super) fn stated_rates_follow(context: &Context<'_>, diags: &mut Diags) {
    let city = context.sheets.city.as_ref();
    let cap = city.and_then(|city| city.data.rounding.as_ref()?.cap.as_ref());
    let cap = cap.and_then(|cap| number(&cap.0));
    for (_, indicator) in indicators(context) {
        let Some((word, direction)) = declared(indicator) else {
            continue;
        };
        let rates = indicator.stated_rate.iter().flat_map(|years| &years.0);
        for (year, figure) in rates {
            let Some((at, stated)) = figure.value.as_ref().and_then(|at| Some((at, number(at)?)))
            else {
                continue;
            };
            let Some(rate) = rate_of(indicator, (&word.text, direction), &year.text) else {
                continue;
            };
            let rate = cap.map_or(rate, |cap| rate.min(cap));
            let ways = [Way::Half, Way::Down, Way::Up];
            let mut rounded = ways.map(|way| way.round(rate, stated.scale())).into_iter();
            if rounded.all(|rounded| rounded != stated) {
                let computed = Way::Half.round(rate, stated.scale().max(1)).to_string();
                let span = at.span.clone();
                diags.push(messages::rate_differs(span, &word.text, &at.text, &computed));
            }
        }
    }
}

/// The rate of a year by the declared method; `None` where it has none.
fn rate_of(
    indicator: &Indicator,
    (method, direction): (&str, &str),
    year: &str,
) -> Option<Decimal> {
    let (wanted, _) = FiscalYear::parse(year).ok()?;
    let point = |years: Option<&Years<Figure>>| {
        let mut years = years.into_iter().flat_map(|years| &years.0);
        let of = |year: &At| FiscalYear::parse(&year.text).is_ok_and(|(of, _)| of == wanted);
        let (_, figure) = years.find(|(year, _)| of(year))?;
        Some(Point::Number(number(figure.value.as_ref()?)?))
    };
    let base = indicator.base.as_ref().and_then(|base| base.value.as_ref()?.value.as_ref());
    let method = Method::from_word(method)?;
    let path = point(indicator.path.as_ref()).filter(|_| method == Method::Path);
    let falling = matches!(direction, "減少" | "以下");
    let case = Case {
        method,
        direction: if falling { Direction::Down } else { Direction::Up },
        actual: point(indicator.actual.as_ref())?,
        target: path.or_else(|| point(indicator.plan.as_ref()))?,
        early: false,
        base: base.and_then(number),
        tolerance: None,
    };
    match case.rate() {
        Rate::Percent(rate) => Some(rate),
        Rate::None | Rate::Missing(_) | Rate::Undefined(_) => None,
    }
}

/// When a value is to be published is said of a missing one, how final it is of a stated one.
pub(super) fn standings_fit(context: &Context<'_>, diags: &mut Diags) {
    let all = of_indicators(context).into_iter();
    for figure in all.chain(of_the_rest(context)) {
        let stated = figure.value.as_ref().and_then(number).is_some();
        // A value that could not be read has been reported.
        let otherwise = figure.value.as_ref().is_some_and(|at| number(at).is_none())
            || figure.words().or(figure.low()).is_some();
        let of_numbers = figure.state().or(figure.of_year()).or(figure.alternative());
        let wrong = match (figure.expected(), of_numbers) {
            (Some(at), _) if stated || figure.value.is_none() => Some((at, true)),
            (_, Some(at)) if otherwise => Some((at, false)),
            _ => None,
        };
        if let Some((at, expected)) = wrong {
            let span = at.span.clone();
            diags.push(messages::standing_of_another_value(span, expected));
        }
    }
}

/// A way from the base to the plan that goes against the wanted direction.
pub(super) fn progress_goes_the_wanted_way(context: &Context<'_>, diags: &mut Diags) {
    for (_, indicator) in indicators(context) {
        let Some((method, direction)) = declared(indicator) else {
            continue;
        };
        let base = indicator.base.as_ref().and_then(|base| base.value.as_ref());
        let base = base.and_then(|figure| figure.value.as_ref()).and_then(number);
        let Some(base) = base.filter(|_| method.text == "基準からの進み") else {
            continue;
        };
        let plans = cells(indicator.plan.as_ref()).filter_map(|figure| figure.value.as_ref());
        let against = plans.into_iter().find(|at| {
            number(at).is_some_and(|plan| match direction {
                "増加" | "以上" => plan < base,
                "減少" | "以下" => plan > base,
                _ => false,
            })
        });
        if let Some(place) = against {
            diags.push(messages::method_against_figure(
                place.span.clone(),
                &method.text,
                "当初値から計画への向きが、望ましい方向と逆です",
            ));
        }
    }
}

pub(super) fn bounds_are_in_order(context: &Context<'_>, diags: &mut Diags) {
    let all = of_indicators(context).into_iter();
    for (low, high) in all.filter_map(|figure| figure.low().zip(figure.high())) {
        if number(low).zip(number(high)).is_some_and(|(low, high)| low > high) {
            diags.push(messages::bounds_crossed(low.span.clone(), &low.text, &high.text));
        }
    }
}

/// Words and ranges say nothing that shares, sums and comparisons of cities could use.
pub(super) fn words_and_bounds_are_in_indicators(context: &Context<'_>, diags: &mut Diags) {
    for figure in of_the_rest(context) {
        if let Some(at) = figure.words().or(figure.low()) {
            diags.push(messages::only_in_indicators(at.span.clone()));
        }
    }
}
