//! An indicator of a sheet -> its facts: stated, converted and computed figures with their notes.
//! Knows no page layout.

use rust_decimal::Decimal;

use crate::model::indicator::Method;
use crate::model::quantity::Value;
use crate::report::achieve::{self, Undefined};
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::grade;
use crate::report::label::Label;
use crate::report::ledger::Ledger;
use crate::report::method_words;
use crate::report::methods::Rate;
use crate::report::revision;
use crate::report::series::{Series, Side, Take};
use crate::report::verdict;
use crate::report::words::{self, BothWays};
use crate::terms::reason::Missing;
use crate::terms::year::FiscalYear;

/// What the change against the year before is called.
const CHANGE: &str = "前の年度の実績との差";

/// Records every figure of an indicator, once.
pub(crate) fn record(series: &Series<'_>, ledger: &mut Ledger) {
    let note = reading_note(series);
    for (side, year) in printed(series) {
        let fact = stated(series, side, year, note.as_ref());
        // A rate has no other unit.
        let conversion = series.indicator.conversion.as_ref().filter(|_| side != Side::Rate);
        ledger.record_both(fact, conversion);
    }
    revision::record(series, ledger);
    if let Some(tolerance) = series.indicator.terms.tolerance {
        ledger.record(width(series, tolerance));
    }
    for year in series.years() {
        ledger.record(rate(series, year, note.as_ref()));
    }
    verdict::record(series, note.as_ref(), ledger);
    grade::record(series, note.as_ref(), ledger);
    for fact in [gap(series, note.as_ref()), change(series, note.as_ref())].into_iter().flatten() {
        ledger.record(fact);
    }
}

/// What is said of the indicator as a whole: the doubt where no figure of it can be read in two ways (else each of
/// those figures has it), the name it had, its own notes.
pub(crate) fn notes(series: &Series<'_>) -> Vec<String> {
    let model = series.indicator;
    let doubt = reading_note(series).filter(|_| series.alternatives().is_empty());
    let former = model.former.as_ref().map(|former| format!("旧名称は「{former}」です。"));
    doubt.into_iter().chain(former).chain(model.notes.iter().cloned()).collect()
}

/// The note on how the source was read: the doubt itself, and what the other reading would give.
fn reading_note(series: &Series<'_>) -> Option<String> {
    let doubt = series.indicator.reading.as_ref();
    let figures = both_ways(series);
    if doubt.is_none() && figures.is_empty() {
        return None;
    }
    let follows = if figures.is_empty() { String::new() } else { other_reading(series) };
    Some(words::reading(doubt, &figures, &follows))
}

/// The stated figures of an indicator, by year. A year outside the tables is printed only where the
/// paper form has a column for it.
pub(crate) fn printed(series: &Series<'_>) -> Vec<(Side, FiscalYear)> {
    let years = series.years();
    let path = !series.indicator.terms.path.is_empty();
    let both = |year| {
        let path = path.then_some((Side::Path, year));
        // Stated where the sheet states it, and nowhere else.
        let rate = series.indicator.terms.rate.contains_key(&year);
        let rate = rate.then_some((Side::Rate, year));
        [(Side::Plan, year), (Side::Actual, year)].into_iter().chain(path).chain(rate)
    };
    let base = series.indicator.terms.base.as_ref();
    let base = base.map(|(year, _)| (Side::Base, *year));
    let column = |(side, year): &(Side, FiscalYear)| {
        years.contains(year)
            || match side {
                Side::Plan => *year >= series.result,
                Side::Actual => *year <= series.result,
                Side::Path | Side::Base | Side::Rate => true,
            }
    };
    series.form_years().into_iter().flat_map(both).filter(column).chain(base).collect()
}

/// 許容幅, as a share.
fn width(series: &Series<'_>, tolerance: Decimal) -> Fact {
    let label = format!("{} {} 許容幅", series.owner, series.indicator.name);
    let value = Value::Known(crate::model::quantity::Quantity {
        number: tolerance,
        alternative: None,
        note: None,
        standing: crate::model::quantity::Standing::default(),
    });
    Fact::share(series.tolerance(), label, series.page, &value).of(series.result)
}

fn label(series: &Series<'_>, year: FiscalYear, what: &str) -> Label {
    let of = format!("{} {}", series.owner, series.indicator.name);
    Label::new(&of, year, what)
}

fn stated(series: &Series<'_>, side: Side, year: FiscalYear, note: Option<&String>) -> Fact {
    let value = series.value(side, year);
    let doubtful = value.alternative().is_some();
    let (id, label) = (series.stated(side, year), label(series, year, side.word()));
    let fact = match side {
        Side::Rate => Fact::share(id, label, series.page, &value),
        _ => Fact::stated(id, label, series.page, &series.indicator.unit, &value),
    };
    fact.of(year)
        .noted(note.filter(|_| doubtful).cloned())
        .noted(revision::notes(series, side, year))
}

fn rate(series: &Series<'_>, year: FiscalYear, note: Option<&String>) -> Fact {
    let method = series.indicator.method;
    let (id, label) =
        (series.fact("rate", year), label(series, year, method_words::rate_label(method)));
    let open = Fact::open(id.clone(), label.clone(), series.page, "％").of(year);
    match series.rate(year, Take::Adopted) {
        Rate::None => open.missing(Missing::NotApplicable),
        Rate::Missing(reason) => open.missing(reason),
        Rate::Undefined(reason) => open.undefined().because(words::undefined(reason)),
        Rate::Percent(rate) => {
            let (side, of) = series.target(year);
            let base = series.indicator.terms.base.as_ref();
            let base = base.map(|(year, _)| said_text(series, Side::Base, *year));
            let word = if of == year {
                side.word().to_owned()
            } else {
                format!("（{}の{}）", format::wareki(of), side.word())
            };
            let formula = method_words::formula(
                (method, series.falling()),
                &word,
                [
                    &said_text(series, Side::Actual, year),
                    &said_text(series, side, of),
                    &base.unwrap_or_default(),
                ],
            );
            let rounded = series.rounded(rate);
            let formula = format!("{formula}、{}", words::rounding(series.rounding, rounded));
            let figure = (rounded, format::share(rounded));
            let fact = Fact::computed(id, label, series.page, "％", figure, formula).of(year);
            let early = (of != year).then(|| {
                format!(
                    "{}の計画がないため、{}の{}と比べた割合です。",
                    format::wareki(year),
                    format::wareki(of),
                    side.word()
                )
            });
            let fact = fact.noted(part_notes(series, [(Side::Actual, year), (side, of)]));
            let fact = fact.noted(early);
            doubted(fact, percent(series, series.rate(year, Take::Other)), note)
        }
    }
}

fn percent(series: &Series<'_>, rate: Rate) -> Option<Decimal> {
    match rate {
        Rate::Percent(rate) => Some(series.rounded(rate)),
        Rate::None | Rate::Missing(_) | Rate::Undefined(_) => None,
    }
}

fn gap(series: &Series<'_>, note: Option<&String>) -> Option<Fact> {
    let year = series.result;
    if series.indicator.method == Method::None {
        return None;
    }
    let (side, target_year) = series.target(year);
    let of = |take| {
        achieve::difference(
            series.said(Side::Actual, year, take)?,
            series.said(side, target_year, take)?,
        )
    };
    let word = verdict::target_word(series);
    let method = format!(
        "実績{}−{word}{}",
        said_text(series, Side::Actual, year),
        said_text(series, side, target_year)
    );
    let label = format!("実績と{word}の差");
    let fact = difference(series, ("gap", &label), of(Take::Adopted)?, method)
        .noted(part_notes(series, [(Side::Actual, year), (side, target_year)]));
    Some(doubted(fact, of(Take::Other), note))
}

/// Id of the change against the year before.
pub(crate) fn change_id(series: &Series<'_>) -> String {
    series.fact("change", series.result)
}

fn change(series: &Series<'_>, note: Option<&String>) -> Option<Fact> {
    let (year, before) = (series.result, series.result.previous());
    let of = |take| {
        achieve::difference(
            series.said(Side::Actual, year, take)?,
            series.said(Side::Actual, before, take)?,
        )
    };
    let text =
        |year| format!("{}の実績{}", format::wareki(year), said_text(series, Side::Actual, year));
    let method = format!("{}−{}", text(year), text(before));
    let value = of(Take::Adopted)?;
    if series.indicator.changes.part(before, year) {
        let (id, label) = (series.fact("change", year), label(series, year, CHANGE));
        let open = Fact::open(id, label, series.page, series.difference_unit()).of(year);
        let open = open.undefined().because(words::undefined(Undefined::Broken));
        return Some(open.noted(revision::break_note(series, year)));
    }
    let fact = difference(series, ("change", CHANGE), value, method)
        .noted(part_notes(series, [(Side::Actual, year), (Side::Actual, before)]));
    Some(doubted(fact, of(Take::Other), note))
}

fn difference(
    series: &Series<'_>,
    (what, word): (&str, &str),
    value: Decimal,
    method: String,
) -> Fact {
    let year = series.result;
    let (id, label) = (series.fact(what, year), label(series, year, word));
    let figure = (value, format::signed(value));
    Fact::computed(id, label, series.page, series.difference_unit(), figure, method).of(year)
}

fn doubted(fact: Fact, other: Option<Decimal>, note: Option<&String>) -> Fact {
    let fact = fact.or_else(other);
    let doubtful = fact.alternative().is_some();
    fact.noted(note.filter(|_| doubtful).cloned())
}

/// What must be known about the parts must be known about what is made of them.
fn part_notes(series: &Series<'_>, parts: [(Side, FiscalYear); 2]) -> Vec<String> {
    let note = |(side, year)| series.value(side, year).note().cloned();
    parts.into_iter().filter_map(note).collect()
}

/// A figure as a formula prints it: in the unit people say, without the unit.
fn said_text(series: &Series<'_>, side: Side, year: FiscalYear) -> String {
    series.said(side, year, Take::Adopted).map(format::operand).unwrap_or_default()
}

/// The figures that can be read in two ways, in words.
fn both_ways(series: &Series<'_>) -> Vec<BothWays> {
    let words = |(side, year, numbers): (Side, FiscalYear, [Decimal; 2])| {
        let what = format!("{}の{}", format::wareki(year), side.word());
        numbers.map(|number| match side {
            Side::Rate => format!("{what}は{}", format::share(number)),
            _ => format!("{what}は{}{}", format::number(number), series.indicator.unit),
        })
    };
    series.alternatives().into_iter().map(words).collect()
}

/// What the comparison with the plan would be under the other reading.
fn other_reading(series: &Series<'_>) -> String {
    let label = method_words::rate_label(series.indicator.method);
    let rate = match series.rate(series.result, Take::Other) {
        Rate::Percent(rate) => format!("{label}は{}、", series.percent(rate)),
        Rate::None | Rate::Missing(_) | Rate::Undefined(_) => String::new(),
    };
    let [adopted, other] = [Take::Adopted, Take::Other].map(|take| verdict::text(series, take));
    let still = if adopted == other { "も" } else { "は" };
    format!("別の読み方で{still}、{rate}計画との比較は「{other}」です。")
}
