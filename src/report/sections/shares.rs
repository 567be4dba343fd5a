//! 割合: results of shares -> facts (参考); rows, sums and the bars of a section as shown.

use rust_decimal::Decimal;

use crate::form::Shares as Declared;
use crate::form::shares::{Product, SHARE};
use crate::model::evaluation::{Entry, Sheet};
use crate::model::sums::sum;
use crate::report::chart::Chart;
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::links::relative;
use crate::report::page::{ListRow, ListShown, PrintedValue, TableHead};
use crate::report::sections::showing::Showing;
use crate::report::sections::{cell, prose, share_bars};
use crate::report::words;
use crate::section::cell::Cell;
use crate::section::shares::{Row, Shares, summed};
use crate::terms::address::{COMPUTED, part};

/// The sum of shares.
pub(super) const TOTAL: &str = "合計";

/// A section of shares on a sheet.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) section: &'a str,
    pub(super) of: &'a Declared,
    pub(super) shares: &'a Shares,
}

/// Computed values of shares: row and column in the table of figures, and the fact.
pub(crate) fn facts(
    (sheet, section): (&Sheet, &str),
    of: &Declared,
    shares: &Shares,
    owner: &str,
) -> Vec<(String, String, Fact)> {
    let place = Place { sheet, section, of, shares };
    let mut all = Vec::new();
    let mut add =
        |row: Option<&str>, what: &str, made: Option<(Decimal, Option<Decimal>, String)>| {
            let Some((value, other, method)) = made else { return };
            let own = [owner, section].into_iter().chain(row).chain([what]);
            let label = own.collect::<Vec<_>>().join(" ");
            let (id, page) = (place.id(row, what), sheet.page.as_str());
            let (figure, rounding) = printed(value);
            let fact = Fact::computed(id, label, page, "％", figure, format!("{method}{rounding}"));
            let column = if row.is_none() && what == TOTAL {
                COMPUTED.to_owned()
            } else {
                format!("{COMPUTED} {what}")
            };
            all.push((row.unwrap_or(TOTAL).to_owned(), column, fact.or_else(other)));
        };
    for row in &shares.rows {
        let name = Some(row.name.text.as_str());
        if place.shared() {
            add(name, TOTAL, total(&row.shares.iter().flatten().collect::<Vec<_>>()));
        }
        if let (Some(product), None) = (&of.product, &row.product) {
            let made = row.product(of).map(|(made, parts)| (made, None, formula(parts)));
            add(name, &product.name.text, made);
        }
    }
    let what = of.weight.as_ref().map_or(TOTAL, |weight| weight.text.as_str());
    add(None, what, total(&shares.parts(of)));
    if let (Some(product), None) = (&of.product, &shares.total) {
        add(None, &product.name.text, place.products());
    }
    all
}

/// Exact if one decimal suffices, else rounded and marked so.
pub(super) fn printed(value: Decimal) -> ((Decimal, String), String) {
    let one = format::one_decimal(value);
    if one == value {
        ((value, format::number(value)), String::new())
    } else {
        ((one, format::number(one)), format!("、{}", words::ROUNDING))
    }
}

/// A sum, also with the alternative reading, and its parts.
pub(super) fn total(cells: &[&Cell]) -> Option<(Decimal, Option<Decimal>, String)> {
    let known = summed(cells)?;
    let other =
        |(cell, number): &(&Cell, Decimal)| cell.alternative().map_or(*number, |(_, other)| *other);
    let numbers = known.iter().map(|(_, number)| *number);
    let method = numbers.clone().map(format::number).collect::<Vec<_>>().join("＋");
    Some((sum(numbers)?, sum(known.iter().map(other)), method))
}

fn formula(parts: [&Cell; 2]) -> String {
    let [share, weight] = parts.map(|cell| cell.number().map_or_else(String::new, format::number));
    format!("{share}×{weight}÷100")
}

impl Place<'_> {
    /// True where participants share each row.
    pub(super) fn shared(&self) -> bool {
        self.of.below && !self.of.parties.is_empty()
    }

    /// Id of a computed value.
    fn id(&self, row: Option<&str>, what: &str) -> String {
        let own = [part(self.section)].into_iter().chain(row.map(part));
        let own = own.chain([COMPUTED.into(), part(what)]);
        self.sheet.fact(&own.collect::<Vec<_>>().join("."))
    }

    /// Id of the sum of the 比重: the stated one, else the computed one.
    pub(super) fn sum_of_products(&self, product: &Product) -> String {
        match product.total.as_ref().filter(|_| self.shares.total.is_some()) {
            Some(name) => self.sheet.fact(&cell::address(self.section, &[&name.text])),
            None => self.id(None, &product.name.text),
        }
    }

    /// The sum of the 比重, as stated, else as computed; `None` where one is missing.
    fn products(&self) -> Option<(Decimal, Option<Decimal>, String)> {
        let one = |row: &Row| match &row.product {
            Some(stated) => stated.number(),
            None => row.product(self.of).map(|(made, _)| made),
        };
        let parts: Vec<Decimal> = self.shares.rows.iter().map(one).collect::<Option<_>>()?;
        let method = parts.iter().copied().map(format::number).collect::<Vec<_>>().join("＋");
        Some((sum(parts.iter().copied())?, None, method))
    }
}

/// The table of a section, and its chart if one can be drawn.
pub(super) fn shown(
    showing: &mut Showing<'_, '_>,
    section: &str,
    of: &Declared,
    shares: &Shares,
) -> (ListShown, Option<Chart>) {
    let place = Place { sheet: showing.sheet, section, of, shares };
    let number = showing.desk.table();
    let stated = shares.total.is_some() || shares.rows.iter().any(|row| row.product.is_some());
    let head = |text: &str, figures: bool, computed: bool| TableHead {
        lines: vec![text.to_owned()],
        figures,
        computed,
        ..TableHead::default()
    };
    let first = if of.below { below(showing).0 } else { "主体".to_owned() };
    let mut heads = vec![head(&first, false, false)];
    if place.shared() {
        heads.extend(of.parties.iter().map(|party| head(&party.text, true, false)));
        heads.push(head(TOTAL, true, true));
    } else {
        heads.push(head(if of.text.is_some() { "比率" } else { "割合" }, true, false));
    }
    heads.extend(of.text.iter().map(|text| head(&text.text, false, false)));
    heads.extend(of.weight.iter().map(|weight| head(&weight.text, true, false)));
    heads.extend(of.product.iter().map(|product| head(&product.name.text, true, !stated)));
    let rows: Vec<ListRow> =
        shares.rows.iter().map(|row| self::row(showing, &place, row)).collect();
    let remark = of.product.as_ref().map(|product| {
        let weight = of.weight.as_ref().map_or("", |weight| weight.text.as_str());
        let origin = if stated { "" } else { "票に値がないため、計算しました。" };
        let (name, party) = (&product.name.text, &product.party.text);
        format!("{name}は、{party}の割合×{weight}÷100です。{origin}")
    });
    let total = foot(showing, &place);
    let chart = share_bars::chart(showing, &place, &number);
    let list = ListShown {
        number,
        unit: "％".to_owned(),
        unit_of_sheet: String::new(),
        heads,
        rows,
        total,
        remark: remark.unwrap_or_default(),
    };
    (list, chart)
}

/// Name of the level below a sheet, and the sheet's entries there.
fn below<'a>(showing: &Showing<'a, '_>) -> (String, Vec<&'a Entry>) {
    let standing = showing.standing;
    let Some(level) = standing.year.levels.get(standing.level + 1) else {
        return (String::new(), Vec::new());
    };
    let own = level.entries.iter().filter(|entry| entry.parent == Some(standing.place));
    (level.name.clone(), own.collect())
}

/// Name of a row, and the page of its subject.
pub(super) fn named(showing: &Showing<'_, '_>, of: &Declared, row: &Row) -> (String, String) {
    let code = &row.name.text;
    let (_, entries) = if of.below { below(showing) } else { (String::new(), Vec::new()) };
    let entry = entries.into_iter().find(|entry| entry.code == *code);
    let sheet = entry.and_then(|entry| entry.sheet.as_ref());
    let href = sheet.map(|sheet| relative(&showing.sheet.page, &sheet.page));
    let name = entry.map_or_else(|| code.to_string(), |entry| format!("{code} {}", entry.name));
    (name, href.unwrap_or_default())
}

/// A recorded figure; empty where there is none.
pub(super) fn recorded(showing: &mut Showing<'_, '_>, id: &str) -> Vec<PrintedValue> {
    let known = showing.desk.displayed(id).is_some();
    let figure = known.then(|| showing.desk.figure(id));
    figure
        .map(|figure| PrintedValue { figure: Some(figure), ..PrintedValue::default() })
        .into_iter()
        .collect()
}

fn row(showing: &mut Showing<'_, '_>, place: &Place<'_>, row: &Row) -> ListRow {
    let Place { sheet, section, of, .. } = *place;
    let (text, href) = named(showing, of, row);
    let name = row.name.text.as_str();
    let stated = |parts: &[&str]| sheet.fact(&cell::address(section, &[&[name], parts].concat()));
    let mut cells = vec![vec![PrintedValue { text, ..PrintedValue::default() }]];
    if place.shared() {
        for party in &of.parties {
            cells.push(recorded(showing, &stated(&[&party.text])));
        }
        cells.push(recorded(showing, &place.id(Some(name), TOTAL)));
    } else {
        let own: &[&str] = if of.text.is_some() { &[SHARE] } else { &[] };
        cells.push(recorded(showing, &stated(own)));
    }
    if of.text.is_some() {
        cells.push(row.text.iter().map(prose::printed).collect());
    }
    if let Some(weight) = &of.weight {
        cells.push(recorded(showing, &stated(&[&weight.text])));
    }
    if let Some(product) = &of.product {
        let what = product.name.text.as_str();
        let id = if row.product.is_some() { stated(&[what]) } else { place.id(Some(name), what) };
        cells.push(recorded(showing, &id));
    }
    ListRow { href, bold: false, cells }
}

/// The sums below the columns; empty where there are none.
fn foot(showing: &mut Showing<'_, '_>, place: &Place<'_>) -> Vec<Vec<PrintedValue>> {
    let of = place.of;
    let what = of.weight.as_ref().map_or(TOTAL, |weight| weight.text.as_str());
    let whole = recorded(showing, &place.id(None, what));
    let mut all = Vec::new();
    if place.shared() {
        all.resize(of.parties.len() + 1, Vec::new());
        all.extend(of.weight.iter().map(|_| whole.clone()));
    } else {
        all.push(whole);
        all.extend(of.text.iter().map(|_| Vec::new()));
    }
    if let Some(product) = &of.product {
        all.push(recorded(showing, &place.sum_of_products(product)));
    }
    if all.iter().all(Vec::is_empty) { Vec::new() } else { all }
}
