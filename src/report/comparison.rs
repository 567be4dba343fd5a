//! Comparison with neighbouring cities -> its facts, and its part of the policy page.

use rust_decimal::Decimal;

use crate::model::fact_id;
use crate::model::policy::{ComparedCity, Comparison as Compared};
use crate::report::achieve;
use crate::report::alt;
use crate::report::chart::{Bar, Chart, Mark, Spec};
use crate::report::desk::Desk;
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::label::Label;
use crate::report::ledger::Ledger;
use crate::report::page::{CityRow, Comparison};
use crate::report::words;
use crate::terms::year::FiscalYear;

/// A comparison with the place it has in the publication.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Neighbours<'a> {
    /// Id of the sheet: `h25.52`.
    pub(crate) sheet: &'a str,
    /// 施策52
    pub(crate) owner: &'a str,
    /// Page of the sheet.
    pub(crate) page: &'a str,
    /// The comparison.
    pub(crate) model: &'a Compared,
}

impl Neighbours<'_> {
    /// Id of the figure of a city: `h25.52.近隣自治体との成果水準比較.青森市.値.平成22`.
    pub(crate) fn id(&self, year: FiscalYear, place: usize) -> String {
        self.of(place, "値", year)
    }

    fn now(&self, place: usize, what: &str) -> String {
        self.of(place, what, self.model.now)
    }

    fn of(&self, place: usize, what: &str, year: FiscalYear) -> String {
        let city = &self.model.cities[place].name;
        fact_id::below(self.sheet, &fact_id::neighbour(city, what, year))
    }

    fn label(&self, city: &ComparedCity, year: FiscalYear, what: &str) -> Label {
        let (owner, name, city) = (self.owner, &self.model.name, &city.name);
        let of = format!("{owner} 近隣自治体との比較 {name} {city}");
        Label::new(&of, year, what)
    }
}

/// Records every figure of a comparison, once.
pub(crate) fn record(neighbours: &Neighbours<'_>, ledger: &mut Ledger) {
    let model = neighbours.model;
    let values: Vec<_> = model.cities.iter().map(|city| city.now.number()).collect();
    let ranks = achieve::ranks(&values);
    for ((place, city), rank) in model.cities.iter().enumerate().zip(ranks) {
        for (year, value) in [(model.now, &city.now), (model.prev, &city.prev)] {
            let (id, label) = (neighbours.id(year, place), neighbours.label(city, year, "値"));
            let note = city.note.clone().filter(|_| year == model.now);
            let fact = Fact::stated(id, label, neighbours.page, &model.unit, value).of(year);
            ledger.record_both(fact.noted(note).doubted(), model.conversion.as_ref());
        }
        ledger.record(change(neighbours, place, city));
        ledger.record(ranked(neighbours, place, city, rank));
    }
}

fn change(neighbours: &Neighbours<'_>, place: usize, city: &ComparedCity) -> Fact {
    let model = neighbours.model;
    let label = neighbours.label(city, model.now, &format!("{}からの増減率", since(model)));
    let id = neighbours.now(place, "増減率");
    let open = Fact::open(id.clone(), label.clone(), neighbours.page, "％").of(model.now);
    let reason = || city.now.reason().or(city.prev.reason());
    let (now, prev) = match (parts(city), reason()) {
        (Some(parts), _) => parts,
        (None, Some(reason)) => return open.missing(reason),
        (None, None) => return open.undefined(),
    };
    match achieve::change(now, prev) {
        Err(reason) => open.undefined().because(words::undefined(reason)),
        Ok(rate) => {
            let [now, prev] = said(model, [now, prev]);
            let method = format!("（{now}−{prev}）÷{prev}×100、{}", words::ROUNDING);
            let figure = (format::one_decimal(rate), format::signed_percent(rate));
            Fact::computed(id, label, neighbours.page, "％", figure, method)
                .of(model.now)
                .noted(city.note.clone())
        }
    }
}

/// Two figures as the formula prints them: in the unit people say, or both in the sheet's own where one is too long
/// for that.
fn said(model: &Compared, numbers: [Decimal; 2]) -> [String; 2] {
    let factor = model.conversion.as_ref().map_or(Decimal::ONE, |conversion| conversion.factor);
    let [now, prev] = numbers.map(|number| number.checked_mul(factor));
    let numbers = now.zip(prev).map_or(numbers, |(now, prev)| [now, prev]);
    numbers.map(format::operand)
}

fn parts(city: &ComparedCity) -> Option<(Decimal, Decimal)> {
    city.now.number().zip(city.prev.number())
}

fn ranked(
    neighbours: &Neighbours<'_>,
    place: usize,
    city: &ComparedCity,
    rank: Option<usize>,
) -> Fact {
    let model = neighbours.model;
    let (id, label) = (neighbours.now(place, "順位"), neighbours.label(city, model.now, "順位"));
    match (rank, city.now.reason()) {
        (Some(rank), _) => {
            let method = format!("{}の値の大きい順", format::wareki(model.now));
            let figure = (Decimal::from(rank), format::rank(rank));
            Fact::computed(id, label, neighbours.page, "位", figure, method).of(model.now)
        }
        (None, Some(reason)) => {
            Fact::open(id, label, neighbours.page, "位").of(model.now).missing(reason)
        }
        (None, None) => Fact::open(id, label, neighbours.page, "位").of(model.now).undefined(),
    }
}

/// The comparison as the page shows it.
pub(crate) fn build(neighbours: &Neighbours<'_>, desk: &mut Desk<'_>) -> Comparison {
    let model = neighbours.model;
    let table_number = desk.table();
    let rows: Vec<_> = (0..model.cities.len()).map(|place| row(neighbours, place, desk)).collect();
    let order = order(model);
    let chart = chart(neighbours, &order, &table_number, desk);
    let (now, prev) = (format::wareki(model.now), format::wareki(model.prev));
    Comparison {
        name: model.name.clone(),
        note: model.note.clone(),
        unit: model.unit.clone(),
        display_unit: display_unit(model).to_owned(),
        now: format::year(model.now),
        prev: format::year(model.prev),
        ranked: order.into_iter().map(|place| rows[place].clone()).collect(),
        rows,
        method: format!(
            "増減率は、（{now}の値−{prev}の値）÷{prev}の値×100を計算し、小数第2位を四捨五入しました。\
             順位は、{now}の値の大きい順です。増減率と順位は参考（計算値）です。"
        ),
        table_number,
        chart,
    }
}

fn display_unit(model: &Compared) -> &str {
    model.conversion.as_ref().map_or(&model.unit, |conversion| &conversion.unit)
}

/// What the compared are called together: 市, unless a town or village is among them.
fn municipality(model: &Compared) -> &'static str {
    let cities = model.cities.iter().all(|city| city.name.ends_with('市'));
    if cities { "市" } else { "団体" }
}

/// Positions on the form, largest value first; missing last, ties as on the form.
fn order(model: &Compared) -> Vec<usize> {
    let mut order: Vec<_> = (0..model.cities.len()).collect();
    order.sort_by_key(|place| std::cmp::Reverse(model.cities[*place].now.number()));
    order
}

fn row(neighbours: &Neighbours<'_>, place: usize, desk: &mut Desk<'_>) -> CityRow {
    let model = neighbours.model;
    let city = &model.cities[place];
    CityRow {
        name: city.name.clone(),
        paper_name: city.paper_name.clone(),
        own: city.own,
        now: desk.figure(&neighbours.id(model.now, place)),
        prev: desk.figure(&neighbours.id(model.prev, place)),
        change: desk.show(&neighbours.now(place, "増減率")),
        rank: desk.show(&neighbours.now(place, "順位")),
    }
}

fn chart(neighbours: &Neighbours<'_>, order: &[usize], table: &str, desk: &mut Desk<'_>) -> Chart {
    let model = neighbours.model;
    let (id, number) = desk.chart();
    let (now, prev) = (format::wareki(model.now), format::wareki(model.prev));
    let unit = display_unit(model);
    let message = message(neighbours, desk);
    let count = model.cities.len();
    let who = municipality(model);
    let subject = format!("{count}{who}の{}、単位は{unit}", model.name);
    Chart {
        id,
        number,
        alt: alt::text(
            "横棒グラフ",
            &subject,
            &sentences(neighbours, order, desk),
            &message,
            table,
        ),
        message,
        subtitle: format!("{}（{unit}）、{prev}と{now}、値の大きい順", model.name),
        spec: Spec::Bars {
            legend: legend(model, &now, &prev),
            rows: order.iter().map(|place| bar(neighbours, *place, desk)).collect(),
        },
    }
}

fn legend(model: &Compared, now: &str, prev: &str) -> [String; 3] {
    let own = model.cities.iter().find(|city| city.own);
    let other = model.cities.iter().any(|city| !city.own);
    [
        own.map(|city| format!("{} {now}", city.name)).unwrap_or_default(),
        if other { format!("他{} {now}", municipality(model)) } else { String::new() },
        prev.to_owned(),
    ]
}

fn bar(neighbours: &Neighbours<'_>, place: usize, desk: &Desk<'_>) -> Bar {
    let model = neighbours.model;
    let city = &model.cities[place];
    let mark = |year| {
        let fact = desk.said(&neighbours.id(year, place))?;
        Some(Mark { value: fact.value?, text: fact.text.to_string() })
    };
    let (now, prev) = (mark(model.now), mark(model.prev));
    let missing = city.now.reason().map_or_else(String::new, |reason| reason.word().to_owned());
    Bar { name: city.name.clone(), own: city.own, now, prev, missing }
}

/// The cities in order, for the text alternative: one sentence, cut into pieces.
fn sentences(neighbours: &Neighbours<'_>, order: &[usize], desk: &Desk<'_>) -> Vec<String> {
    let model = neighbours.model;
    let piece = |place: &usize| {
        let fact =
            desk.said(&neighbours.id(model.now, *place)).filter(|fact| fact.value.is_some())?;
        Some(format!("{}{}", model.cities[*place].name, fact.text))
    };
    let pieces: Vec<_> = order.iter().filter_map(piece).collect();
    if pieces.is_empty() {
        return Vec::new();
    }
    vec![format!("{}は{}の順。", format::wareki(model.now), pieces.join("、"))]
}

/// Rank and change of the publishing city. Says only what the data hold.
fn message(neighbours: &Neighbours<'_>, desk: &Desk<'_>) -> String {
    let model = neighbours.model;
    let year = format::wareki(model.now);
    let Some(place) = model.cities.iter().position(|city| city.own) else {
        return format!("{year}の{}の比較", model.name);
    };
    let name = &model.cities[place].name;
    let rank = desk.said(&neighbours.now(place, "順位")).filter(|fact| fact.value.is_some());
    let Some(rank) = rank else {
        return format!("{name}の{year}の値は{}", desk.sentence(&neighbours.id(model.now, place)));
    };
    let known = model.cities.iter().filter(|city| city.now.number().is_some()).count();
    let among = if known == model.cities.len() { "" } else { "値のある" };
    let own = model.cities[place].now.number();
    let shared = model.cities.iter().filter(|city| city.now.number() == own).count() > 1;
    let tie = if shared { "（同順位あり）" } else { "" };
    let change = desk
        .said(&neighbours.now(place, "増減率"))
        .and_then(|fact| fact.value)
        .map_or_else(String::new, |change| format!("、{}", change_words(&since(model), change)));
    let who = municipality(model);
    format!("{name}は{among}{known}{who}中{}{tie}{change}", rank.text)
}

/// Since when a value changed: 前の年度, or as many years ago as there are between.
fn since(model: &Compared) -> String {
    match model.now.0 - model.prev.0 {
        1 => "前の年度".to_owned(),
        years => format!("{years}年度前"),
    }
}

fn change_words(since: &str, change: Decimal) -> String {
    let size = format::percent(change.abs());
    if change.is_zero() {
        // Rounded: a small change may hide behind 0.0 %.
        format!("{since}からの増減は{size}")
    } else if change.is_sign_negative() {
        format!("{since}から{size}減")
    } else {
        format!("{since}から{size}増")
    }
}
