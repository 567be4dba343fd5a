//! A regional revitalization plan -> its facts: base, increments, cumulative increments, levels,
//! cost.

use rust_decimal::Decimal;

use crate::model::fact_id::{self, Part};
use crate::model::plan::{Cost, Kpi, Plan};
use crate::model::quantity::Value;
use crate::report::achieve;
use crate::report::data::{KpiRow, Rows};
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::ledger::Ledger;
use crate::terms::reason::Missing;
use crate::terms::year::{Date, FiscalYear};

/// What a level is, since plans state increments only.
const LEVEL_NOTE: &str = "最終年度の水準は、事業開始前の値に増加分の累計を足した参考（計算値）です。\
                          計画の数値目標が示しているのは、増加分と増加分の累計です。";

/// A KPI with the place it has in the publication.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target<'a> {
    /// The plan.
    pub(crate) plan: &'a Plan,
    /// The KPI.
    pub(crate) kpi: &'a Kpi,
    /// The date the figures stand for.
    pub(crate) as_of: &'a Date,
}

impl Target<'_> {
    /// `plans.healthtech.数値目標.就職者数`
    pub(crate) fn id(&self) -> String {
        let parts = [Part::Word(fact_id::TARGETS), Part::Name(&self.kpi.name)];
        fact_id::under(&fact_id::plan(&self.plan.code), &parts)
    }

    /// `plans.healthtech.数値目標.就職者数.増加分の累計`
    pub(crate) fn fact(&self, what: &str) -> String {
        fact_id::below(
            &fact_id::plan(&self.plan.code),
            &fact_id::target(&self.kpi.name, what, None),
        )
    }

    /// `plans.healthtech.数値目標.就職者数.増加分.2019`
    pub(crate) fn of(&self, what: &str, year: FiscalYear) -> String {
        let own = fact_id::target(&self.kpi.name, what, Some(year));
        fact_id::below(&fact_id::plan(&self.plan.code), &own)
    }

    /// The years of the targets.
    pub(crate) fn years(&self) -> Vec<FiscalYear> {
        self.kpi.increments.keys().copied().collect()
    }

    /// True when the year begins after the date the figures stand for.
    pub(crate) fn future(&self, year: FiscalYear) -> bool {
        year.start() > self.as_of.day
    }

    /// The actual increment of a year, or why there is none; nothing where nobody says.
    pub(crate) fn actual(&self, year: FiscalYear) -> Value {
        let given = self.kpi.actual.get(&year).cloned();
        given.unwrap_or(Value::Missing(Missing::Unstated))
    }

    /// True when there is an actual, or a review: sums of actuals are shown from then on.
    pub(crate) fn reported(&self) -> bool {
        let mut actual = self.kpi.actual.values();
        !self.plan.reviews.is_empty() || actual.any(|value| value.number().is_some())
    }

    fn label(&self, what: &str) -> String {
        format!("{} {} {what}", self.plan.short, self.kpi.name)
    }

    fn stated(&self, id: String, what: &str, value: &Value) -> Fact {
        Fact::stated(id, self.label(what), &path(self.plan), &self.kpi.unit, value).doubted()
    }

    /// A running figure, or the reason of the value that is missing in it.
    fn running(&self, id: String, what: &str, value: Option<Decimal>, made: Made<'_>) -> Fact {
        let (label, page) = (self.label(what), path(self.plan));
        let Made { method, parts } = made;
        let reason = parts.iter().find_map(|part| part.reason());
        match (value, reason) {
            (Some(value), _) => {
                let figure = (value, format::number(value));
                Fact::computed(id, label, &page, &self.kpi.unit, figure, method)
            }
            (None, Some(reason)) => Fact::open(id, label, &page, &self.kpi.unit).missing(reason),
            (None, None) => Fact::open(id, label, &page, &self.kpi.unit).undefined(),
        }
    }
}

/// How a running figure is made: the formula with its figures, and the values in it.
struct Made<'a> {
    method: String,
    parts: Vec<&'a Value>,
}

/// Path of the page of a plan.
pub(crate) fn path(plan: &Plan) -> String {
    format!("plans/{}.html", plan.code)
}

/// Id of the cost.
pub(crate) fn cost_id(plan: &Plan) -> String {
    fact_id::under(&fact_id::plan(&plan.code), &[Part::Word(fact_id::COST)])
}

/// Records the figures of a plan, once.
pub(crate) fn record(plan: &Plan, as_of: &Date, ledger: &mut Ledger, data: &mut Rows) {
    data.remarks((&fact_id::plan(&plan.code), &path(plan)), plan.notes.iter().cloned());
    for kpi in &plan.kpis {
        let target = Target { plan, kpi, as_of };
        data.remarks((&target.id(), &path(plan)), kpi.notes.iter().cloned());
        record_stated(&target, ledger);
        record_running(&target, ledger);
        rows(&target, data);
    }
    let label = format!("{} 総事業費", plan.short);
    let Cost { value, unit, conversion } = &plan.cost;
    let cost = Fact::stated(cost_id(plan), label, &path(plan), unit, value).doubted();
    if let Some(mut shown) = conversion.as_ref().and_then(|to| cost.converted(to)) {
        // One amount, in no column with others: 8,752万円, not 8,752.0万円.
        if let Some(value) = shown.value.map(|value| value.normalize()) {
            (shown.value, shown.text) = (Some(value), format::number(value).into());
        }
        ledger.record(shown);
    }
    ledger.record(cost);
    data.kpis.push(row(plan, (cost_id(plan), "総事業費"), ("cost", None), cost_id(plan)));
}

fn record_stated(target: &Target<'_>, ledger: &mut Ledger) {
    let kpi = target.kpi;
    ledger.record(target.stated(target.fact("base"), "事業開始前", &kpi.base));
    let total = target.stated(target.fact("total"), "増加分の累計", &kpi.total);
    ledger.record(total.noted(sum_note(target)));
    for (year, increment) in &kpi.increments {
        let ad = format::year(*year).ad;
        let planned =
            target.stated(target.of("inc", *year), &format!("{ad} 増加分の目標"), increment);
        ledger.record(planned.of(*year));
        let what = format!("{ad} 増加分の実績");
        let actual = target.stated(target.of("actual", *year), &what, &target.actual(*year));
        ledger.record(actual.of(*year));
    }
}

fn record_running(target: &Target<'_>, ledger: &mut Ledger) {
    let kpi = target.kpi;
    let years = target.years();
    let planned: Vec<_> = kpi.increments.values().collect();
    let actual: Vec<_> = years.iter().map(|year| target.actual(*year)).collect();
    let actual: Vec<_> = actual.iter().collect();
    let sums = sums(&planned);
    for (place, year) in years.iter().enumerate() {
        let ad = format::year(*year).ad;
        let parts = &planned[..=place];
        let what = format!("{ad}まで 増加分の目標の累計");
        let made = Made { method: added(parts), parts: parts.to_vec() };
        ledger.record(target.running(target.of("cum", *year), &what, sums[place], made).of(*year));
        let what = format!("{ad} 水準");
        let fact = level(target, target.of("level", *year), &what, (sums[place], parts));
        ledger.record(fact.of(*year));
        // What has been reached so far is said only once something is known.
        let so_far = &actual[..=place];
        if target.reported() {
            let sum = self::sums(so_far)[place];
            let what = format!("{ad}まで 増加分の実績の累計");
            let made = Made { method: added(so_far), parts: so_far.to_vec() };
            let fact = target.running(target.of("actual_cum", *year), &what, sum, made);
            let gap = years.iter().zip(so_far).find(|(_, value)| value.number().is_none());
            let note = gap.map(|(year, _)| gap_note(target, *year));
            ledger.record(fact.of(*year).noted(note));
        }
    }
    let last = sums.last().copied().flatten();
    let fact = level(target, target.fact("final"), "最終年度の水準", (last, &planned));
    let notes = std::iter::once(LEVEL_NOTE.to_owned()).chain(sum_note(target));
    ledger.record(fact.noted(notes));
}

/// That the increments do not make up the stated total.
fn sum_note(target: &Target<'_>) -> Option<String> {
    let kpi = target.kpi;
    let increments: Option<Vec<_>> = kpi.increments.values().map(Value::number).collect();
    let (stated, sum) = kpi.total.number().zip(achieve::sum(increments?))?;
    let [stated_text, text] = [stated, sum].map(format::number);
    let unit = &kpi.unit;
    (stated != sum).then(|| {
        format!("増加分の累計は{stated_text}{unit}とありますが、各年度の増加分を足すと{text}{unit}です（参考（計算値））。")
    })
}

/// Why the sum of actuals ends.
fn gap_note(target: &Target<'_>, year: FiscalYear) -> String {
    let of = format::wareki(year);
    let why = match target.actual(year).reason() {
        Some(Missing::Unstated) => format!("{of}の実績が書かれていない"),
        Some(reason) => format!("{of}の実績が「{}」の", reason.word()),
        // KPIs are figures: ranges and words are refused before.
        None => format!("{of}の実績の"),
    };
    format!("{why}ため、この年度からの実績の累計は算出していません。")
}

fn level(
    target: &Target<'_>,
    id: String,
    what: &str,
    (sum, parts): (Option<Decimal>, &[&Value]),
) -> Fact {
    let base = &target.kpi.base;
    let value = base.number().zip(sum).and_then(|(base, sum)| base.checked_add(sum));
    let text = |value: Option<Decimal>| value.map(format::operand).unwrap_or_default();
    // Where the stated total is another figure, the sum goes by another name.
    let added =
        if sum_note(target).is_some() { "増加分の合計" } else { "増加分の累計" };
    let method = format!("事業開始前{}＋{added}{}", text(base.number()), text(sum));
    let parts = std::iter::once(base).chain(parts.iter().copied()).collect();
    target.running(id, what, value, Made { method, parts })
}

fn sums(values: &[&Value]) -> Vec<Option<Decimal>> {
    achieve::cumulative(&values.iter().map(|value| value.number()).collect::<Vec<_>>())
}

fn added(values: &[&Value]) -> String {
    let numbers = values.iter().filter_map(|value| value.number());
    numbers.map(format::operand).collect::<Vec<_>>().join("＋")
}

fn rows(target: &Target<'_>, data: &mut Rows) {
    let Target { plan, kpi, as_of: _ } = *target;
    let mut push = |kind, fy, fact| {
        data.kpis.push(row(plan, (target.id(), &kpi.name), (kind, fy), fact));
    };
    push("base", None, target.fact("base"));
    for year in target.years() {
        push("increment_plan", Some(year), target.of("inc", year));
    }
    push("increment_total", None, target.fact("total"));
    for year in target.years() {
        push("increment_actual", Some(year), target.of("actual", year));
    }
}

fn row(
    plan: &Plan,
    (kpi_id, kpi_name): (String, &str),
    (kind, fy): (&'static str, Option<FiscalYear>),
    fact: String,
) -> KpiRow {
    KpiRow {
        plan_code: plan.code.clone(),
        plan_name: plan.name.clone(),
        kpi_id,
        kpi_name: kpi_name.to_owned(),
        kind,
        fy,
        fact,
    }
}
