//! 比較: ranks and changes of municipalities -> facts (参考); rows and bars of a section as shown.

use ecow::EcoString;
use rust_decimal::Decimal;

use crate::model::achieve;
use crate::model::evaluation::Sheet;
use crate::report::alt;
use crate::report::chart::{Bar, Chart, Mark, Spec};
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::page::{LabelledValues, ListRow, ListShown, PrintedValue, TableHead};
use crate::report::sections::cell;
use crate::report::sections::showing::Showing;
use crate::report::words;
use crate::section::cell::{Cell, Value};
use crate::section::comparison::{Comparison, Row};
use crate::terms::address::{COMPUTED, part};

/// Computed for the latest year.
const CHANGE: &str = "増減率";
const RANK: &str = "順位";

/// Id of a computed value of a municipality.
fn id(sheet: &Sheet, section: &str, of: &Comparison, row: &Row, what: &str) -> String {
    let year = of.years[of.latest().0].0.short();
    sheet.fact(&format!("{}.{}.{COMPUTED}.{what}.{year}", part(section), part(&row.name.text)))
}

/// Computed values: row and column in the table of figures, and the fact.
pub(crate) fn facts(
    (sheet, section): (&Sheet, &str),
    of: &Comparison,
    owner: &str,
) -> Vec<(String, String, Fact)> {
    let (now, before) = of.latest();
    let year = of.years[now].0;
    let number = |row: &Row, place: usize| row.cells.get(place)?.number();
    let values: Vec<_> = of.rows.iter().map(|row| number(row, now)).collect();
    let mut all = Vec::new();
    for (row, rank) in of.rows.iter().zip(achieve::ranks(&values)) {
        let mut add = |what: &str, unit: &str, figure: (Decimal, String), method: String| {
            let since = before.filter(|_| what == CHANGE).map(|before| since(of, now, before));
            let since = since.map(|since| format!("{since}からの")).unwrap_or_default();
            let (name, said) = (&row.name.text, format::wareki(year));
            let label = format!("{owner} {section} {name} {said} {since}{what}");
            let id = id(sheet, section, of, row, what);
            let fact = Fact::computed(id, label, &sheet.page, unit, figure, method).of(year);
            // Notes on the two figures also apply to what is computed from them.
            let made_of = [Some(now), before].into_iter().flatten().filter(|_| what == CHANGE);
            let cells = made_of.filter_map(|place| row.cells.get(place));
            let notes = cells.flat_map(Cell::notes).map(|note| sheet.note(&note.text).to_owned());
            let fact = fact.noted(notes);
            let column = format!("{COMPUTED} {what} {}", year.short());
            all.push((row.name.text.to_string(), column, fact));
        };
        let both = number(row, now).zip(before.and_then(|before| number(row, before)));
        if let Some((one, other)) = both
            && let Ok(rate) = achieve::change(one, other)
        {
            let [one, other] = [one, other].map(format::operand);
            let method = format!("（{one}−{other}）÷{other}×100、{}", words::ROUNDING);
            add(CHANGE, "％", (format::one_decimal(rate), format::signed_percent(rate)), method);
        }
        if let Some(rank) = rank {
            let method = format!("{}の値の大きい順", format::wareki(year));
            add(RANK, "位", (Decimal::from(rank), format::rank(rank)), method);
        }
    }
    all
}

/// Describes what is compared.
pub(super) fn description(of: &Comparison) -> Vec<LabelledValues> {
    let words = [("指標名", Some(&of.name.text)), ("説明", of.hint.as_ref().map(|at| &at.text))];
    let field = |(label, text): (&str, Option<&EcoString>)| {
        let values = vec![PrintedValue { text: text?.to_string(), ..PrintedValue::default() }];
        Some(LabelledValues { label: label.to_owned(), hint: String::new(), values, hidden: false })
    };
    words.into_iter().filter_map(field).collect()
}

/// The table of a section, and its bars.
pub(super) fn shown(
    showing: &mut Showing<'_, '_>,
    section: &str,
    of: &Comparison,
) -> (ListShown, Option<Chart>) {
    let number = showing.desk.table();
    let (now, before) = of.latest();
    let head = |text: String, figures: bool, computed: bool| TableHead {
        lines: vec![text],
        figures,
        computed,
        ..TableHead::default()
    };
    // In the era in which it was written.
    let year = |place: usize| format!("{}年度", of.years[place].1.text.trim_end_matches("年度"));
    let mut heads = vec![head("団体".to_owned(), false, false)];
    heads.extend((0..of.years.len()).map(|place| head(year(place), true, false)));
    heads.extend(before.map(|_| head(CHANGE.to_owned(), true, true)));
    heads.push(head(RANK.to_owned(), true, true));
    let rows: Vec<ListRow> = of
        .rows
        .iter()
        .map(|row| {
            let paper = row.paper.as_ref().map(|paper| format!("（票では{}）", paper.text));
            let text = format!("{}{}", row.name.text, paper.unwrap_or_default());
            let mut cells = vec![vec![PrintedValue { text, ..PrintedValue::default() }]];
            let stated =
                of.years.iter().map(|(year, _)| stated(showing.sheet, section, row, *year));
            let computed = before.map(|_| CHANGE).into_iter().chain([RANK]);
            let computed = computed.map(|what| id(showing.sheet, section, of, row, what));
            let ids: Vec<String> = stated.chain(computed).collect();
            cells.extend(ids.iter().map(|id| super::shares::recorded(showing, id)));
            ListRow { href: String::new(), bold: row.own, cells }
        })
        .collect();
    let change = before.map_or_else(String::new, |before| {
        let (now, before) = (year(now), year(before));
        format!(
            "増減率は、（{now}の値−{before}の値）÷{before}の値×100を計算し、{}しました。",
            words::ROUNDING
        )
    });
    let chart = chart(showing, section, of, &number);
    let unit = of.measure.conversion.as_ref().map(|(unit, _)| unit).or(of.measure.unit.as_ref());
    let list = ListShown {
        number,
        unit: unit.cloned().unwrap_or_default(),
        unit_of_sheet: of
            .measure
            .unit
            .clone()
            .filter(|_| of.measure.conversion.is_some())
            .unwrap_or_default(),
        heads,
        rows,
        total: Vec::new(),
        remark: format!(
            "{change}順位は、{}の値の大きい順です。表の団体は、票に書いてある順に並べています。",
            year(now)
        ),
    };
    (list, chart)
}

fn stated(sheet: &Sheet, section: &str, row: &Row, year: crate::terms::year::FiscalYear) -> String {
    sheet.fact(&cell::address(section, &[&row.name.text, &year.short()]))
}

/// Bars, the largest value first; `None` where there is no value, or a negative one.
fn chart(
    showing: &mut Showing<'_, '_>,
    section: &str,
    of: &Comparison,
    table: &str,
) -> Option<Chart> {
    let (now, before) = of.latest();
    let mark = |row: &Row, place: usize| {
        let fact =
            showing.desk.displayed(&stated(showing.sheet, section, row, of.years[place].0))?;
        Some(Mark { value: fact.value?, text: fact.text.to_string() })
    };
    let bar = |row: &Row| Bar {
        name: row.name.text.to_string(),
        own: row.own,
        now: mark(row, now),
        prev: before.and_then(|before| mark(row, before)),
        missing: match row.cells.get(now).map(|cell| &cell.value) {
            Some(Value::Missing(reason)) => reason.word().to_owned(),
            Some(Value::Bound(_) | Value::Words(_)) => row.cells[now].at.text.to_string(),
            _ => String::new(),
        },
    };
    let mut rows: Vec<Bar> = of.rows.iter().map(bar).collect();
    let marks = || rows.iter().flat_map(|bar| [&bar.now, &bar.prev]).flatten();
    if !rows.iter().any(|bar| bar.now.is_some())
        || marks().any(|mark| mark.value.is_sign_negative())
    {
        return None;
    }
    rows.sort_by_key(|bar| std::cmp::Reverse(bar.now.as_ref().map(|mark| mark.value)));
    let years = |place: usize| format::wareki(of.years[place].0);
    let name = &of.name.text;
    let pieces =
        rows.iter().filter_map(|bar| Some(format!("{}{}", bar.name, bar.now.as_ref()?.text)));
    let details = [format!("{}は{}の順。", years(now), pieces.collect::<Vec<_>>().join("、"))];
    let shown_before = before.filter(|_| rows.iter().any(|bar| bar.prev.is_some()));
    let own = of.rows.iter().find(|row| row.own);
    let message = own.map_or_else(
        || format!("{}の{name}の比較", years(now)),
        |row| message(showing, section, of, row),
    );
    let legend = [
        own.map(|row| format!("{} {}", row.name.text, years(now))).unwrap_or_default(),
        format!("他の団体 {}", years(now)),
        before.map(years).unwrap_or_default(),
    ];
    let (id, number) = showing.desk.chart();
    let subject = format!("{}団体の{name}", rows.len());
    Some(Chart {
        id,
        number,
        alt: alt::text("横棒グラフ", &subject, &details, &message, table),
        message,
        subtitle: match shown_before {
            Some(before) => {
                format!("{name}、{}と{}、{}の値の大きい順", years(before), years(now), years(now))
            }
            None => format!("{name}、{}、値の大きい順", years(now)),
        },
        spec: Spec::Bars { legend, rows },
    })
}

/// Rank and change of the publishing municipality.
fn message(showing: &Showing<'_, '_>, section: &str, of: &Comparison, own: &Row) -> String {
    let (now, before) = of.latest();
    let name = &own.name.text;
    let fact = |what: &str| showing.desk.displayed(&id(showing.sheet, section, of, own, what));
    let Some(rank) = fact(RANK) else {
        let own = stated(showing.sheet, section, own, of.years[now].0);
        let year = format::wareki(of.years[now].0);
        return format!("{name}の{year}の値は{}", showing.desk.sentence(&own));
    };
    let number = |row: &Row| row.cells.get(now)?.number();
    let known = of.rows.iter().filter(|row| number(row).is_some()).count();
    let among = if known == of.rows.len() { "" } else { "値のある" };
    let same = of.rows.iter().filter(|row| number(row) == number(own)).count();
    let tie = if same > 1 { "（同順位あり）" } else { "" };
    let change = fact(CHANGE).and_then(|fact| {
        Some(format!("、{}", change_words(&since(of, now, before?), fact.value?)))
    });
    let change = change.unwrap_or_default();
    format!("{name}は、{among}{known}団体中{}{tie}{change}", rank.text)
}

/// Names the earlier year: 前年 only if it is the year before.
fn since(of: &Comparison, now: usize, before: usize) -> String {
    match of.years[now].0.0 - of.years[before].0.0 {
        1 => "前の年度".to_owned(),
        years => format!("{years}年度前"),
    }
}

fn change_words(since: &str, change: Decimal) -> String {
    let size = format::percent(change.abs());
    if change.is_zero() {
        // Rounded: a small change may appear as 0.0 %.
        format!("{since}からの増減は{size}")
    } else if change.is_sign_negative() {
        format!("{since}から{size}減")
    } else {
        format!("{since}から{size}増")
    }
}
