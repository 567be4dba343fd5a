//! Comparisons of indicators -> facts (参考: rate, result, total of increments) and their words. Rates are rounded here
//! and nowhere else.

use rust_decimal::Decimal;

use crate::form::Indicators as Declared;
use crate::form::indicators::Role;
use crate::model::compare::{self, Comparison, Figure, Outcome, Why};
use crate::model::evaluation::{Evaluation, Sheet};
use crate::model::fact_id;
use crate::model::indicator::Method;
use crate::report::differences;
use crate::report::facts::{Fact, WORDS};
use crate::report::format;
use crate::report::grade;
use crate::report::judged;
use crate::report::words;
use crate::section::cell::Value;
use crate::section::fields::Entry;
use crate::section::indicators::{Indicator, Period, Series, Stated};
use crate::terms::address::{self, COMPUTED, part};
use crate::terms::reason::Missing;
use crate::terms::year::FiscalYear;

/// A section of indicators on a sheet.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) sheet: &'a Sheet,
    /// Name of the section.
    pub(crate) section: &'a str,
    pub(crate) of: &'a Declared,
    /// Its year, whose rounding and grading rules apply.
    pub(crate) year: &'a Evaluation,
}

/// What is compared, and the outcome.
pub(crate) struct Pair<'a> {
    pub(crate) indicator: &'a Indicator,
    pub(crate) actual: Option<Figure<'a>>,
    /// The value compared with.
    pub(crate) target: Option<Figure<'a>>,
    pub(crate) outcome: Outcome,
    /// The rate stated with the outcome, where it refers to a later target.
    pub(crate) rate: Option<Decimal>,
}

/// Computed values of an indicator, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// 率
    Rate,
    /// 結果
    Result,
    /// 累計
    Total,
    /// 差: difference from the target
    Gap,
    /// 前年差: difference from the actual of the year before
    Change,
    /// 評価区分, by the city's rule
    Grade,
    /// 目標の累計
    Planned,
    /// 累計の達成率
    TotalRate,
    /// 水準
    Level,
    /// 計画の水準
    PlannedLevel,
}

impl What {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Rate => "率",
            Self::Result => "結果",
            Self::Total => "累計",
            Self::Gap => "差",
            Self::Change => "前年差",
            Self::Grade => "評価区分",
            Self::Planned => "目標の累計",
            Self::TotalRate => "累計の達成率",
            Self::Level => "水準",
            Self::PlannedLevel => "計画の水準",
        }
    }
}

/// The year of an indicator in words: 令和5年度, 令和5年, 令和5年4月1日.
pub(crate) fn year_words(period: &Period, written: &str) -> String {
    let year = written.trim_end_matches("年度");
    match period {
        Period::Fiscal => format!("{year}年度"),
        Period::Calendar => format!("{year}年"),
        Period::Day(day) => format!("{year}年{day}"),
    }
}

/// The year of a figure in words, in the era in which it was written.
pub(crate) fn year_of(indicator: &Indicator, figure: &Figure<'_>) -> String {
    let written = figure.stated.written.filter(|at| !at.text.starts_with(|c: char| c.is_ascii()));
    let Some(year) = figure.year else { return String::new() };
    let short = year.short();
    year_words(&indicator.period, written.map_or(short.as_str(), |at| at.text.as_str()))
}

impl<'a> Place<'a> {
    /// The year whose results the sheet states; `None` where none is stated.
    pub(crate) fn results(&self) -> Option<FiscalYear> {
        self.sheet.sections.results
    }

    /// Id of a computed value of an indicator.
    pub(crate) fn id(
        &self,
        indicator: &Indicator,
        series: Option<&Series>,
        what: What,
        year: Option<FiscalYear>,
    ) -> String {
        let series = series.map(|series| part(&series.name.text));
        let own = [part(self.section), part(&indicator.key)].into_iter().chain(series);
        let own: Vec<_> = own.collect();
        let year = year.map(|year| format!(".{}", year.short())).unwrap_or_default();
        self.sheet.fact(&format!("{}.{COMPUTED}.{}{year}", own.join("."), what.word()))
    }

    /// Id of a stated figure.
    pub(crate) fn stated(
        &self,
        indicator: &Indicator,
        series: Option<&Series>,
        figure: &Figure<'_>,
    ) -> String {
        match figure.elsewhere {
            Some(other) => fact_id::below(&other.sheet, &other.address),
            None => self.figure(indicator, series, figure.column, &figure.stated),
        }
    }

    /// Id of a value in a column: of this sheet, or of the one from which the indicator was taken.
    pub(crate) fn figure(
        &self,
        indicator: &Indicator,
        series: Option<&Series>,
        column: usize,
        stated: &Stated<'_>,
    ) -> String {
        let column = &self.of.columns[column];
        let parts = indicator.address(series, column, stated);
        let above = indicator.above.as_ref().filter(|_| column.above);
        let section = above.map_or(self.section, |above| &above.section);
        let own = address::within(section, &parts);
        match above {
            Some(above) => fact_id::below(&above.sheet, &own),
            None => self.sheet.fact(&own),
        }
    }

    /// Notes on figures that also apply to what is computed from them.
    pub(crate) fn notes_of(&self, indicator: &Indicator, figures: &[Figure<'_>]) -> Vec<String> {
        let notes = figures.iter().flat_map(|figure| {
            let above = indicator.above.as_ref().filter(|_| self.of.columns[figure.column].above);
            let mut all = self.year.all().map(|(.., sheet)| sheet);
            let other = figure.elsewhere.map(|one| &one.sheet).or(above.map(|one| &one.sheet));
            let other = other.and_then(|id| all.find(|sheet| sheet.id == *id));
            let sheet = other.unwrap_or(self.sheet);
            figure.stated.cell.notes().iter().map(|note| sheet.note(&note.text).to_owned())
        });
        notes.collect()
    }

    /// The name of a column.
    pub(crate) fn column(&self, figure: &Figure<'_>) -> &'a str {
        &self.of.columns[figure.column].name.text
    }

    /// The name of the value that an actual is compared with.
    pub(crate) fn aim(&self, target: Option<Figure<'_>>) -> &'a str {
        target.map_or_else(|| self.word(Role::Target), |target| self.column(&target))
    }

    /// The form's name for figures of a role.
    pub(crate) fn word(&self, role: Role) -> &'a str {
        let column = self.of.of(role).next();
        column.map_or(role.word(), |column| &self.of.columns[column].name.text)
    }

    /// Every indicator with each of its series.
    pub(crate) fn all(list: &[Indicator]) -> impl Iterator<Item = (&Indicator, Option<&Series>)> {
        list.iter().flat_map(|indicator| indicator.parts().map(move |series| (indicator, series)))
    }

    /// Everything computed from a list of indicators, to be recorded.
    pub(crate) fn facts(&self, owner: &str, list: &'a [Indicator]) -> Vec<(String, String, Fact)> {
        let mut all = Vec::new();
        for (indicator, series) in Self::all(list).filter(|_| self.of.compares()) {
            let of_year = |year: Option<FiscalYear>| {
                year.map(|year| format!(" {}", year.short())).unwrap_or_default()
            };
            let label = |what: What, year: Option<FiscalYear>| {
                let name = name(indicator, series);
                format!("{owner} {} {name} {}{}", self.section, what.word(), of_year(year))
            };
            let mut add = |what: What, year: Option<FiscalYear>, fact: Fact| {
                let column = format!("{COMPUTED} {}{}", what.word(), of_year(year));
                all.push((key(indicator, series), column, fact.of(year)));
            };
            let open = |what: What, year: Option<FiscalYear>, unit: &str| {
                let id = self.id(indicator, series, what, year);
                Fact::open(id, label(what, year), &self.sheet.page, unit)
            };
            let judged = self.judged(indicator, series);
            if self.of.increments {
                for both in self.own_steps(indicator, series) {
                    let year = Some(both[0].year);
                    for (what, fact) in self.of_year((indicator, series), &both, &open) {
                        add(what, year, fact);
                    }
                    let Some(words) = self.step_words(indicator, &both[0]) else { continue };
                    let fact = Self::result(open(What::Result, year, ""), &words);
                    let doubt = Self::doubt(&judged).filter(|_| year == judged.year);
                    add(What::Result, year, fact.noted(doubt));
                }
            } else {
                let comparison = compare::compare(self.of, self.results(), indicator, series);
                if let (Some(rate), Some(method)) = (comparison.rate, comparison.method) {
                    let formula = self.formula(&comparison, method);
                    let fact = open(What::Rate, judged.year, "％");
                    let parts: Vec<_> =
                        comparison.actual.into_iter().chain(comparison.target).collect();
                    let fact =
                        self.rate(fact, rate, &formula).noted(self.notes_of(indicator, &parts));
                    let other = judged.rates[1].map(|rate| self.printed(rate));
                    add(What::Rate, judged.year, fact.read_otherwise(other));
                }
                for (what, fact) in differences::facts(self, &comparison, &open) {
                    add(what, judged.year, fact);
                }
            }
            if !(self.of.increments && judged.actual.is_some()) {
                let fact = open(What::Result, judged.year, "");
                let fact = Self::result(fact, judged::words(&judged));
                add(What::Result, judged.year, fact.noted(Self::doubt(&judged)));
            }
            let fact = open(What::Grade, judged.year, "");
            if let Some(fact) = self.graded(indicator, &judged, fact) {
                add(What::Grade, judged.year, fact);
            }
        }
        all
    }

    pub(super) fn rate(&self, open: Fact, rate: Decimal, formula: &str) -> Fact {
        let rounded = self.rounded(rate);
        let method = format!("{formula}、{}", words::rounding(self.year.rounding, rounded));
        computed(open, rounded, format::share(rounded), &method)
    }

    /// A rate and its text.
    pub(super) fn printed(&self, rate: Decimal) -> (Decimal, String) {
        let rounded = self.rounded(rate);
        (rounded, format::share(rounded))
    }

    /// A rate as it is printed.
    pub(crate) fn rounded(&self, rate: Decimal) -> Decimal {
        format::rate(rate, self.year.rounding, &grade::thresholds(self.year.grading.as_ref()))
    }

    fn result(open: Fact, [text, reason]: &[String; 2]) -> Fact {
        Fact { text: text.as_str().into(), status: WORDS, ..open }.because(reason)
    }

    /// The formula with the figures inserted.
    fn formula(&self, comparison: &Comparison<'_>, method: Method) -> String {
        let (Some(actual), Some(target)) = (comparison.actual, comparison.target) else {
            return String::new();
        };
        let say = |figure: &Figure<'_>| {
            let number = figure.stated.cell.number().map(format::operand);
            format!(
                "{}{}",
                self.column(figure),
                number.unwrap_or_else(|| figure.stated.cell.at.text.to_string())
            )
        };
        let (actual, aim) = (say(&actual), say(&target));
        match method {
            Method::Inverse => format!("{aim}÷{actual}×100"),
            Method::Mirrored => format!("（2−{actual}÷{aim}）×100"),
            Method::Progress => {
                let of = (comparison.indicator, comparison.series);
                let base = compare::figures(self.of, self.results(), of.0, of.1, Role::Base);
                let base = base.first().map(say).unwrap_or_default();
                format!("（{actual}−{base}）÷（{aim}−{base}）×100")
            }
            _ => format!("{actual}÷{aim}×100"),
        }
    }

    /// The result in words, and its reason, which ends with ため.
    pub(crate) fn words(&self, pair: &Pair<'_>) -> [String; 2] {
        let indicator = pair.indicator;
        let target = pair.target.map(|target| {
            let tentative = target.stated.cell.more.as_ref().is_some_and(|more| more.bracketed);
            let year = year_of(indicator, &target);
            let word = if tentative { "（暫定）" } else { "" };
            format!("{year}の{}{word}", self.column(&target))
        });
        let target = target.unwrap_or_default();
        let actual = pair.actual.map_or("実績", |actual| self.column(&actual));
        let both = |word: &str, reason: String| [word.to_owned(), reason];
        match pair.outcome {
            Outcome::Reached => both("届いた", format!("{actual}が{target}に届いているため")),
            Outcome::Short => both("届かず", format!("{actual}が{target}に届いていないため")),
            Outcome::Early => {
                let rate = pair.rate.map(|rate| format::share(self.rounded(rate)));
                let word = match rate {
                    Some(rate) => format!("目標年度前（{target}と比べて{rate}）"),
                    None => format!("目標年度前（{target}との比較）"),
                };
                let aim = self.word(Role::Target);
                let year = Self::year_compared(pair);
                [word, format!("{year}の{aim}がなく、{target}と比べたため")]
            }
            Outcome::Open(why) => {
                let (clause, reason) = self.why(pair, why, &target);
                let word = if waits(why) { "まだ比べられない" } else { "比べない" };
                [format!("{word}（{clause}）"), reason]
            }
        }
    }

    /// The year of the actual that is compared, in words.
    fn year_compared(pair: &Pair<'_>) -> String {
        pair.actual.map(|actual| year_of(pair.indicator, &actual)).unwrap_or_default()
    }

    fn why(&self, pair: &Pair<'_>, why: Why, target: &str) -> (String, String) {
        let both = |clause: &str| (clause.to_owned(), format!("{clause}ため"));
        match why {
            Why::Method => (
                "算出しない指標".to_owned(),
                "比べ方が「算出しない」か、決まっていないため".to_owned(),
            ),
            Why::Actual(Some(reason)) if reason != Missing::Empty => {
                (format!("実績は{}", reason.word()), format!("実績が「{}」のため", reason.word()))
            }
            Why::Actual(_) => both("実績の数値がない"),
            Why::Target => both(&format!(
                "{}以後の{}がない",
                Self::year_compared(pair),
                self.word(Role::Target)
            )),
            Why::TargetOfYear => {
                let aim = self.word(Role::Target);
                both(&format!("{}の{aim}の数値がない", Self::year_compared(pair)))
            }
            Why::Words => (format!("{target}が文"), format!("{target}が文で示されているため")),
            Why::Direction => both("望ましい方向からは比べられない"),
            Why::Undefined(reason) => {
                let said = words::undefined(reason, target);
                (words::NOT_COMPUTABLE.to_owned(), said)
            }
        }
    }
}

impl<'a> From<&Comparison<'a>> for Pair<'a> {
    fn from(comparison: &Comparison<'a>) -> Self {
        let Comparison { indicator, actual, target, outcome, rate, .. } = *comparison;
        Self { indicator, actual, target, outcome, rate }
    }
}

/// True where the actual is still to come.
pub(crate) fn waits(why: Why) -> bool {
    matches!(why, Why::Actual(Some(Missing::NotYet | Missing::NotPublished)))
}

pub(super) fn computed(open: Fact, value: Decimal, text: String, method: &str) -> Fact {
    Fact { text: text.into(), value: Some(value), computed: Some(method.into()), ..open }
}

/// Name of an indicator, with its series.
pub(crate) fn name(indicator: &Indicator, series: Option<&Series>) -> String {
    let series = series.map(|series| format!("（{}）", series.name.text));
    format!("{}{}", indicator.called(), series.unwrap_or_default())
}

/// Name of an indicator for readers: an empty name on the sheet is stated as such.
pub(crate) fn printed_name(indicator: &Indicator, series: Option<&Series>) -> String {
    let own = match &indicator.name {
        Entry::Absent(cell) if matches!(cell.value, Value::Missing(Missing::Empty)) => "（空欄）",
        Entry::Absent(cell) => &cell.at.text,
        _ => indicator.called(),
    };
    series.map_or_else(|| own.to_owned(), |series| format!("{own}（{}）", series.name.text))
}

/// Name of an indicator in the tables.
fn key(indicator: &Indicator, series: Option<&Series>) -> String {
    series.map_or_else(
        || indicator.key.to_string(),
        |series| format!("{} {}", indicator.key, series.name.text),
    )
}
