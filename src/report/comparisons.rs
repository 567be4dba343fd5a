//! What indicators of declared forms come to -> facts (参考: rate, result, total of increments) and their words. Rates are
//! rounded here and nowhere else.

use rust_decimal::Decimal;

use crate::form::Indicators as Declared;
use crate::form::indicators::Role;
use crate::model::compare::{self, Comparison, Figure, Increment, Outcome, Why};
use crate::model::declared::{DeclaredYear, Sheet};
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
use crate::terms::address::{COMPUTED, part};
use crate::terms::reason::Missing;
use crate::terms::year::FiscalYear;

/// A section of indicators on a sheet.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) sheet: &'a Sheet,
    /// Name of the section.
    pub(crate) section: &'a str,
    pub(crate) of: &'a Declared,
    /// Its year, whose rules hold for all rates.
    pub(crate) year: &'a DeclaredYear,
}

/// What is computed of an indicator, by what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// 率
    Rate,
    /// 結果
    Result,
    /// 累計
    Total,
    /// 差: from what it is compared with
    Gap,
    /// 前年差: from the actual of the year before
    Change,
    /// 評価区分, by the rule of the city
    Grade,
    /// 目標の累計
    Planned,
    /// 水準
    Level,
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
            Self::Level => "水準",
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
    /// The year whose results the sheet states; `None` where nobody says one.
    pub(crate) fn results(&self) -> Option<FiscalYear> {
        self.sheet.sections.results
    }

    /// Id of what is computed of an indicator.
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

    /// Id of a value of a column: of this sheet, or of the one from which the indicator was taken.
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
        let all = std::iter::once(section).chain(parts.iter().map(String::as_str));
        let own = all.map(part).collect::<Vec<_>>().join(".");
        match above {
            Some(above) => fact_id::below(&above.sheet, &own),
            None => self.sheet.fact(&own),
        }
    }

    /// What must be known about figures, and so about what is made of them.
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

    /// What a column is called.
    pub(crate) fn column(&self, figure: &Figure<'_>) -> &'a str {
        &self.of.columns[figure.column].name.text
    }

    /// What that is called with which an actual is compared.
    pub(crate) fn aim(&self, target: Option<Figure<'_>>) -> &'a str {
        target.map_or_else(|| self.word(Role::Target), |target| self.column(&target))
    }

    /// What the form calls figures of a role.
    pub(crate) fn word(&self, role: Role) -> &'a str {
        let column = self.of.of(role).next();
        column.map_or(role.word(), |column| &self.of.columns[column].name.text)
    }

    /// Every indicator with every series of it.
    pub(crate) fn all(list: &[Indicator]) -> impl Iterator<Item = (&Indicator, Option<&Series>)> {
        list.iter().flat_map(|indicator| indicator.parts().map(move |series| (indicator, series)))
    }

    /// What is computed of a list of indicators: each with what it is of, to be recorded.
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
                let of = (self.of, self.results(), indicator, series);
                let all = compare::increments(of.0, of.1, of.2, of.3);
                let others = compare::increments_otherwise(of.0, of.1, of.2, of.3);
                for (one, other) in all.into_iter().zip(others) {
                    let year = Some(one.year);
                    for (what, fact) in self.added((indicator, series), [&one, &other], &open) {
                        add(what, year, fact);
                    }
                    let fact =
                        Self::result(open(What::Result, year, ""), &self.increment_words(&one));
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

    /// The numbers of what a year added, under the adopted reading of the source with what the other would give.
    fn added(
        &self,
        (indicator, series): (&Indicator, Option<&Series>),
        [one, other]: [&Increment<'_>; 2],
        open: differences::Opening<'_>,
    ) -> Vec<(What, Fact)> {
        let year = Some(one.year);
        let number = |value: Decimal| (value, format::number(value));
        let summed = |what: What, value: Decimal, other: Option<Decimal>, how: &str| {
            let fact = open(what, year, indicator.unit());
            let fact = computed(fact, value, format::number(value), how);
            (what, fact.read_otherwise(other.map(number)))
        };
        let mut all = Vec::new();
        if let Some(rate) = one.rate {
            let fact = open(What::Rate, year, "％");
            let fact = self.rate(fact, rate, &self.increment_formula(one));
            let other = other.rate.map(|rate| self.printed(rate));
            all.push((What::Rate, fact.read_otherwise(other)));
        }
        if let Some(total) = one.total {
            all.push(summed(What::Total, total, other.total, "年度ごとの実績の和"));
        }
        if let (Some(planned), Some(target)) = (one.planned, one.target) {
            let how = format!("年度ごとの{}の和", self.column(&target));
            all.push(summed(What::Planned, planned, other.planned, &how));
        }
        if let (Some(level), Some(total)) = (one.level, one.total) {
            let how = self.level_formula(indicator, series, total);
            all.push(summed(What::Level, level, other.level, &how));
        }
        all
    }

    fn rate(&self, open: Fact, rate: Decimal, formula: &str) -> Fact {
        let rounded = self.rounded(rate);
        let method = format!("{formula}、{}", words::rounding(self.year.rounding, rounded));
        computed(open, rounded, format::share(rounded), &method)
    }

    /// A rate with its words.
    fn printed(&self, rate: Decimal) -> (Decimal, String) {
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

    /// The formula with its figures.
    fn formula(&self, comparison: &Comparison<'_>, method: Method) -> String {
        let (Some(actual), Some(target)) = (comparison.actual, comparison.target) else {
            return String::new();
        };
        let say = |figure: &Figure<'_>| {
            let number = figure.stated.cell.number().map(format::operand);
            format!(
                "{}{}",
                self.column(figure),
                number.unwrap_or_else(|| figure.stated.cell.at.text.clone())
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

    /// The base and what has been added to it.
    fn level_formula(
        &self,
        indicator: &Indicator,
        series: Option<&Series>,
        total: Decimal,
    ) -> String {
        let role = Role::Base;
        let all = compare::figures(self.of, self.results(), indicator, series, role);
        let base = all.iter().find_map(|one| Some((self.column(one), one.stated.cell.number()?)));
        base.map_or_else(String::new, |(column, base)| {
            format!("{column}{}＋累計{}", format::operand(base), format::operand(total))
        })
    }

    fn increment_formula(&self, one: &Increment<'_>) -> String {
        let say = |figure: &Figure<'_>| {
            let number = figure.stated.cell.number().map(format::operand).unwrap_or_default();
            format!("{}{number}", self.column(figure))
        };
        one.target
            .map_or_else(String::new, |target| format!("{}÷{}×100", say(&one.actual), say(&target)))
    }

    /// The result in words, and why it is that; the second ends with ため.
    pub(crate) fn words(&self, comparison: &Comparison<'_>) -> [String; 2] {
        let indicator = comparison.indicator;
        let target = comparison.target.map(|target| {
            let tentative = target.stated.cell.more.as_ref().is_some_and(|more| more.bracketed);
            let year = year_of(indicator, &target);
            let word = if tentative { "（暫定）" } else { "" };
            format!("{year}の{}{word}", self.column(&target))
        });
        let target = target.unwrap_or_default();
        let actual = comparison.actual.map_or("実績", |actual| self.column(&actual));
        let pair = |word: &str, reason: String| [word.to_owned(), reason];
        match comparison.outcome {
            Outcome::Reached => pair("届いた", format!("{actual}が{target}に届いているため")),
            Outcome::Short => pair("届かず", format!("{actual}が{target}に届いていないため")),
            Outcome::Early => {
                let rate = comparison.rate.map(|rate| format::share(self.rounded(rate)));
                let word = match rate {
                    Some(rate) => format!("目標年度前（{target}と比べて{rate}）"),
                    None => format!("目標年度前（{target}との比較）"),
                };
                let aim = self.word(Role::Target);
                [word, format!("同じ年度の{aim}がなく、{target}と比べたため")]
            }
            Outcome::Open(why) => {
                let (clause, reason) = self.why(comparison, why, &target);
                let word = if waits(why) { "まだ比べられない" } else { "比べない" };
                [format!("{word}（{clause}）"), reason]
            }
        }
    }

    fn why(&self, comparison: &Comparison<'_>, why: Why, target: &str) -> (String, String) {
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
            Why::Target => {
                let year = comparison.actual.map(|actual| year_of(comparison.indicator, &actual));
                let aim = self.word(Role::Target);
                let said = format!("{}以後の{aim}がない", year.unwrap_or_default());
                (said.clone(), format!("{said}ため"))
            }
            Why::Words => (format!("{target}が文"), format!("{target}が文で示されているため")),
            Why::Direction => both("望ましい方向からは比べられない"),
            Why::Undefined(reason) => {
                let said = words::undefined(reason, target);
                (words::NOT_COMPUTABLE.to_owned(), said)
            }
        }
    }

    /// The result of a year's increment in words, and why it is that.
    pub(crate) fn increment_words(&self, one: &Increment<'_>) -> [String; 2] {
        let pair = |word: &str, reason: String| [word.to_owned(), reason];
        let aim = self.aim(one.target);
        match one.outcome {
            Some(Outcome::Reached) => pair("届いた", format!("その年度の{aim}に届いているため")),
            Some(_) => pair("届かず", format!("その年度の{aim}に届いていないため")),
            None if one.actual.stated.cell.number().is_none() => {
                match one.actual.stated.cell.value {
                    Value::Missing(reason @ (Missing::NotYet | Missing::NotPublished)) => [
                        format!("まだ比べられない（{}）", reason.word()),
                        format!("実績が「{}」のため", reason.word()),
                    ],
                    _ => pair("比べない（実績の数値がない）", "実績の数値がないため".to_owned()),
                }
            }
            None => {
                let said = format!("{aim}の数値がない");
                [format!("比べない（{said}）"), format!("その年度の{said}ため")]
            }
        }
    }
}

/// True where the actual is only still to come.
pub(crate) fn waits(why: Why) -> bool {
    matches!(why, Why::Actual(Some(Missing::NotYet | Missing::NotPublished)))
}

fn computed(open: Fact, value: Decimal, text: String, method: &str) -> Fact {
    Fact { text: text.into(), value: Some(value), computed: Some(method.into()), ..open }
}

/// What an indicator is called, with its series.
pub(crate) fn name(indicator: &Indicator, series: Option<&Series>) -> String {
    let series = series.map(|series| format!("（{}）", series.name.text));
    format!("{}{}", indicator.called(), series.unwrap_or_default())
}

/// What an indicator is called where people read: a name that is empty on the sheet is said to be.
pub(crate) fn printed_name(indicator: &Indicator, series: Option<&Series>) -> String {
    let own = match &indicator.name {
        Entry::Absent(cell) if matches!(cell.value, Value::Missing(Missing::Empty)) => "（空欄）",
        Entry::Absent(cell) => &cell.at.text,
        _ => indicator.called(),
    };
    series.map_or_else(|| own.to_owned(), |series| format!("{own}（{}）", series.name.text))
}

/// What it is called in the tables.
fn key(indicator: &Indicator, series: Option<&Series>) -> String {
    series.map_or_else(
        || indicator.key.clone(),
        |series| format!("{} {}", indicator.key, series.name.text),
    )
}
