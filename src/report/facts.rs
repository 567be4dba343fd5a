//! Every published figure, once, under its id: the value for machines and the text for people. Values in, facts out.
//! Knows nothing of pages; `desk` shows facts on pages.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::model::fact_id::SHOWN;
use crate::model::quantity::Conversion;
use crate::report::format;
use crate::report::words;
use crate::terms::reason::Missing;
use crate::terms::state::State;
use crate::terms::year::FiscalYear;

/// Status of a fact that has a value.
pub const OK: &str = "ok";

/// Status of a rate whose parts are stated but which is undefined (計画が0など).
pub const NOT_COMPUTABLE: &str = "not_computable";

/// Status of a target or result in words.
pub const WORDS: &str = "words";

/// Status of a target or result consisting of bounds, as written.
pub const BOUND: &str = "bound";

/// Status of a word that a sheet states in place of a figure.
pub const STATED: &str = "stated";

/// Where a figure comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Stated in the source.
    Stated,
    /// Stated in the source, in another unit here.
    Converted,
    /// Computed by Kōhyō: 参考（計算値）.
    Computed,
}

/// One figure, or the reason why there is none. A large city has a million of them in memory: common strings are
/// shared, and rare fields are boxed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Id, `h25.52.成果指標.製造品出荷額等.実績.平成24`.
    pub id: Box<str>,
    /// 施策52 製造品出荷額等 平成24年度 実績
    pub label: Box<str>,
    /// Path of the page it belongs to, from the root of the output.
    pub page: Arc<str>,
    /// As printed.
    pub text: Box<str>,
    /// Unit, even where `text` contains it (％, 位).
    pub unit: Arc<str>,
    /// Exact value; a computed one is rounded like `text`.
    pub value: Option<Decimal>,
    /// `ok`, a code of [`Missing`], [`NOT_COMPUTABLE`], [`BOUND`], [`WORDS`] or [`STATED`].
    pub status: &'static str,
    /// Stated, converted, computed, or not in the source.
    pub origin: Origin,
    /// Method and rounding, when converted or computed.
    pub computed: Option<Box<str>>,
    /// Fiscal year of the figure, when it has one.
    pub fy: Option<FiscalYear>,
    /// Rare fields; `None` where all are empty.
    pub rare: Option<Box<Rare>>,
}

/// Fields that few figures have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rare {
    /// Lower and upper limit, for a bound.
    pub limits: [Option<Decimal>; 2],
    /// The value with the alternative reading of the source.
    pub alternative: Option<Decimal>,
    /// State (provisional, …), planned publication, and year of the value; each empty where not stated.
    pub standing: [String; 3],
    /// Texts of its notes.
    pub notes: Vec<String>,
}

impl Origin {
    /// Code in the open data.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Converted => "converted",
            Self::Computed => "computed",
        }
    }
}

/// Every status of a fact for the codebook: code, word, meaning.
#[must_use]
pub fn statuses() -> Vec<(&'static str, &'static str, &'static str)> {
    let missing = |reason: Missing| (reason.code(), reason.word(), words::missing(reason));
    let computed = (NOT_COMPUTABLE, words::NOT_COMPUTABLE, "割る数が0以下のときなど");
    let others = [
        (BOUND, "以上、以下など", "「800以上」のように書いてある値"),
        (WORDS, "文", "数値でない目標や結果"),
        (STATED, "区分", "票に書いてある区分の言葉"),
    ];
    std::iter::once((OK, "値あり", ""))
        .chain(others)
        .chain(Missing::ALL.map(missing))
        .chain([Missing::Empty, Missing::Unfilled].map(missing))
        .chain([(Missing::Unstated.code(), "（空欄）", words::missing(Missing::Unstated))])
        .chain(std::iter::once(computed))
        .collect()
}

/// Every state of a figure for the codebook.
#[must_use]
pub fn states() -> Vec<(&'static str, &'static str, &'static str)> {
    State::ALL.map(|state| (state.code(), state.word(), "")).to_vec()
}

impl Fact {
    /// A number that a sheet states.
    pub(crate) fn stated(
        id: String,
        label: impl Into<Box<str>>,
        page: &str,
        unit: &str,
        number: Decimal,
    ) -> Self {
        let text = format::number(number).into();
        Self { text, value: Some(number), ..Self::blank(id, label, page, unit) }
    }

    /// A reason in place of a figure, and the planned publication.
    pub(crate) fn absent(
        id: String,
        label: impl Into<Box<str>>,
        page: &str,
        unit: &str,
        (reason, expected): (Missing, Option<&str>),
    ) -> Self {
        let fact = Self {
            text: reason.word().into(),
            status: reason.code(),
            ..Self::blank(id, label, page, unit)
        };
        let Some(when) = expected else { return fact };
        fact.with(|rare| {
            when.clone_into(&mut rare.standing[1]);
            rare.notes.push(words::awaited(when));
        })
    }

    /// Sets state and year of the value.
    pub(crate) fn standing_as(self, state: Option<State>, of_year: Option<FiscalYear>) -> Self {
        self.with(|rare| {
            state.map_or("", State::code).clone_into(&mut rare.standing[0]);
            rare.standing[2] = of_year.map(|year| year.0.to_string()).unwrap_or_default();
            rare.notes.extend(words::standing(state, of_year));
        })
    }

    /// Lower and upper limit, for a bound or a range.
    #[must_use]
    pub fn limits(&self) -> [Option<Decimal>; 2] {
        self.rare.as_ref().map_or([None; 2], |rare| rare.limits)
    }

    /// The value with the alternative reading of the source.
    #[must_use]
    pub fn alternative(&self) -> Option<Decimal> {
        self.rare.as_ref()?.alternative
    }

    /// State, planned publication, and year of the value; each empty where not stated.
    #[must_use]
    pub fn standing(&self) -> [&str; 3] {
        let rare = self.rare.as_ref();
        rare.map_or([""; 3], |rare| rare.standing.each_ref().map(String::as_str))
    }

    /// Texts of its notes.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        self.rare.as_ref().map_or(&[], |rare| &rare.notes)
    }

    /// Changes a rare field.
    fn with(mut self, change: impl FnOnce(&mut Rare)) -> Self {
        let mut rare = self.rare.take().map_or_else(Rare::default, |rare| *rare);
        change(&mut rare);
        self.rare = (rare != Rare::default()).then(|| Box::new(rare));
        self
    }

    /// A computed figure; `text` is the printed form of `value`.
    pub(crate) fn computed(
        id: String,
        label: impl Into<Box<str>>,
        page: &str,
        unit: &str,
        (value, text): (Decimal, String),
        method: String,
    ) -> Self {
        Self {
            text: text.into(),
            value: Some(value),
            origin: Origin::Computed,
            computed: Some(method.into()),
            ..Self::blank(id, label, page, unit)
        }
    }

    /// A figure that would be computed if its inputs were there.
    pub(crate) fn open(id: String, label: impl Into<Box<str>>, page: &str, unit: &str) -> Self {
        Self { origin: Origin::Computed, ..Self::blank(id, label, page, unit) }
    }

    /// A value other than a number: a bound, or a word of the sheet.
    pub(crate) fn worded(
        (id, label): (String, String),
        page: &str,
        unit: &str,
        (status, text): (&'static str, &str),
        limits: [Option<Decimal>; 2],
    ) -> Self {
        let fact = Self { text: text.into(), status, ..Self::blank(id, label, page, unit) };
        fact.with(|rare| rare.limits = limits)
    }

    /// Replaces the printed text.
    pub(crate) fn printed(self, text: String) -> Self {
        Self { text: text.into(), ..self }
    }

    /// Sets the fiscal year, if there is one.
    pub(crate) fn of(self, year: impl Into<Option<FiscalYear>>) -> Self {
        Self { fy: year.into(), ..self }
    }

    /// Adds notes, without duplicates.
    pub(crate) fn noted(self, notes: impl IntoIterator<Item = String>) -> Self {
        let mut notes = notes.into_iter().peekable();
        if notes.peek().is_none() {
            return self;
        }
        self.with(|rare| {
            for note in notes {
                if !rare.notes.contains(&note) {
                    rare.notes.push(note);
                }
            }
        })
    }

    /// Adds a note on the alternative reading, unless the sheet explains it.
    pub(crate) fn doubted(self) -> Self {
        let note = self.alternative().map(|other| {
            let other =
                Self { text: format::number(other).into(), value: Some(other), ..self.clone() };
            words::reading(None, &[[self.sentence(), other.sentence()]])
        });
        self.noted(note)
    }

    /// Sets the value with the alternative reading, where that differs.
    pub(crate) fn or_else(self, alternative: Option<Decimal>) -> Self {
        let value = self.value;
        self.with(|rare| rare.alternative = alternative.filter(|other| Some(*other) != value))
    }

    /// Sets the result of a formula with the alternative reading, and its text, where that differs.
    pub(crate) fn read_otherwise(self, other: Option<(Decimal, String)>) -> Self {
        let Some((value, text)) = other else { return self };
        let fact = self.or_else(Some(value));
        if fact.alternative().is_none() {
            return fact;
        }
        let other = Self { text: text.into(), value: Some(value), ..fact.clone() }.sentence();
        let note = format!(
            "この値は、票の読み方によって変わります。採用した読み方では、{}です。別の読み方では、{other}です。",
            fact.sentence()
        );
        fact.noted([note])
    }

    /// Turns a computed figure into one without a value, with the reason.
    pub(crate) fn because(self, reason: &str) -> Self {
        Self { computed: Some(reason.into()), ..self }
    }

    /// The same figure in the converted unit: id with [`SHOWN`]. `None` when it is missing.
    pub(crate) fn converted(&self, conversion: &Conversion) -> Option<Self> {
        let Conversion { unit, factor } = conversion;
        let times = |value: Decimal| value.checked_mul(*factor);
        let by = format!("×{}", format::number(*factor));
        let said = |text: String, method: String| Self {
            id: format!("{}{SHOWN}", self.id).into(),
            label: format!("{}（{unit}）", self.label).into(),
            text: text.into(),
            unit: unit.as_str().into(),
            origin: Origin::Converted,
            computed: Some(method.into()),
            ..self.clone()
        };
        let method = format!("{}{}{by}", self.text, self.unit);
        if self.status == BOUND {
            let limits = self.limits().map(|limit| limit.map(times));
            if limits.contains(&Some(None)) {
                return None;
            }
            let said = said(in_unit(&self.text, &times)?, method);
            return Some(said.with(|rare| rare.limits = limits.map(Option::flatten)));
        }
        let value = times(self.value?)?;
        let said = Self { value: Some(value), ..said(format::number(value), method) };
        Some(said.with(|rare| rare.alternative = rare.alternative.and_then(times)))
    }

    /// Text with its unit, as in a sentence: `1,041.5億円`, `52.7％`, `未公表`.
    pub(crate) fn sentence(&self) -> String {
        format!("{}{}", self.text, self.loose_unit())
    }

    /// True where a reason stands in place of a figure or of words.
    pub(crate) fn is_missing(&self) -> bool {
        self.value.is_none() && ![BOUND, WORDS, STATED].contains(&self.status)
    }

    /// The unit, unless the text contains it or there is no figure.
    pub(crate) fn loose_unit(&self) -> &str {
        if self.value.is_none() || self.text.ends_with(&*self.unit) { "" } else { &self.unit }
    }

    fn blank(id: String, label: impl Into<Box<str>>, page: &str, unit: &str) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            page: page.into(),
            text: Box::default(),
            unit: unit.into(),
            value: None,
            status: OK,
            origin: Origin::Stated,
            computed: None,
            fy: None,
            rare: None,
        }
    }
}

/// A bound as printed, with its numbers converted; text in brackets stays. `None` beyond what a decimal can hold.
fn in_unit(text: &str, times: &impl Fn(Decimal) -> Option<Decimal>) -> Option<String> {
    let first = text.chars().next().map_or(0, char::len_utf8);
    let beside = text[first..].find('（').map_or(text.len(), |place| first + place);
    let (bound, rest) = text.split_at(beside);
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '−');
    let mut made = String::new();
    let mut left = bound;
    while let Some(start) = left.find(is_of_number) {
        let end = left[start..].find(|c| !is_of_number(c)).map_or(left.len(), |end| start + end);
        let number = left[start..end].replace('−', "-").replace(',', "");
        made.push_str(&left[..start]);
        made.push_str(&format::number(times(number.parse().ok()?)?));
        left = &left[end..];
    }
    Some([&made, left, rest].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conversion_is_exact_and_keeps_the_notes() {
        let fact = Fact::stated("a".into(), "あ", "a.html", "千万円", Decimal::from(10415));
        let fact = fact.noted(["据え置いた値です。".to_owned()]);
        let conversion = Conversion { unit: "億円".to_owned(), factor: Decimal::new(1, 1) };
        let shown = fact.converted(&conversion).unwrap();
        assert_eq!((&*shown.id, &*shown.text), ("a.換算", "1,041.5"));
        assert_eq!(shown.computed.as_deref(), Some("10,415千万円×0.1"));
        assert_eq!(shown.notes(), ["据え置いた値です。"]);
    }

    #[test]
    fn a_missing_figure_is_a_word_and_a_status() {
        let value = (Missing::NotPublished, Some("令和9年3月"));
        let fact = Fact::absent("a".into(), "あ", "a.html", "人", value);
        assert_eq!((&*fact.text, fact.status), ("未公表", "not_published"));
        assert_eq!(fact.sentence(), "未公表");
        assert_eq!(fact.notes(), ["公表の予定：令和9年3月"]);
    }
}
