//! Every figure of the publication, once, under its id: the value for machines beside the text for
//! people. Values in, facts out. Knows no page; `desk` shows facts on pages.

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

/// Status of a rate whose parts are stated but which is not defined (計画が0など).
pub const NOT_COMPUTABLE: &str = "not_computable";

/// Status of a target or result in words.
pub const WORDS: &str = "words";

/// Status of a target or result that is one bound or more, as it is written.
pub const BOUND: &str = "bound";

/// Status of a word that a sheet states in the place of a figure.
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

/// One figure, or the reason why there is none. A large city has a million of them, all in memory at once: what
/// many say is shared, and what few have lies apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Id, `h25.52.成果指標.製造品出荷額等.実績.平成24`.
    pub id: Box<str>,
    /// 施策52 製造品出荷額等 平成24年度 実績
    pub label: Box<str>,
    /// Path of the page that owns it, from the root of the output.
    pub page: Arc<str>,
    /// As printed.
    pub text: Box<str>,
    /// Unit, also where `text` holds it (％, 位).
    pub unit: Arc<str>,
    /// Exact value; a rounded one has the rounding of `text`.
    pub value: Option<Decimal>,
    /// `ok`, a code of [`Missing`], [`NOT_COMPUTABLE`], [`BOUND`], [`WORDS`] or [`STATED`].
    pub status: &'static str,
    /// Stated, converted, computed, or not in the source.
    pub origin: Origin,
    /// Method and rounding, when converted or computed.
    pub computed: Option<Box<str>>,
    /// Fiscal year of the figure, when it has one.
    pub fy: Option<FiscalYear>,
    /// What few figures have; `None` where there is nothing of it.
    pub rare: Option<Box<Rare>>,
}

/// What few figures have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rare {
    /// What it is not below, and not above, where it is a bound.
    pub limits: [Option<Decimal>; 2],
    /// The value under the other reading of the source.
    pub alternative: Option<Decimal>,
    /// How final it is, when it is to be published, the year it is of; each empty where nothing is said.
    pub standing: [String; 3],
    /// Texts of the notes that belong to it.
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

    /// What stands in the place of a figure, and when that is to be published.
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

    /// With how final it is, and the year it is of.
    pub(crate) fn standing_as(self, state: Option<State>, of_year: Option<FiscalYear>) -> Self {
        self.with(|rare| {
            state.map_or("", State::code).clone_into(&mut rare.standing[0]);
            rare.standing[2] = of_year.map(|year| year.0.to_string()).unwrap_or_default();
            rare.notes.extend(words::standing(state, of_year));
        })
    }

    /// What it is not below, and not above, where it is a bound or between two.
    #[must_use]
    pub fn limits(&self) -> [Option<Decimal>; 2] {
        self.rare.as_ref().map_or([None; 2], |rare| rare.limits)
    }

    /// The value under the other reading of the source.
    #[must_use]
    pub fn alternative(&self) -> Option<Decimal> {
        self.rare.as_ref()?.alternative
    }

    /// How final it is, when it is to be published, the year it is of; each empty where nothing is said.
    #[must_use]
    pub fn standing(&self) -> [&str; 3] {
        let rare = self.rare.as_ref();
        rare.map_or([""; 3], |rare| rare.standing.each_ref().map(String::as_str))
    }

    /// Texts of the notes that belong to it.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        self.rare.as_ref().map_or(&[], |rare| &rare.notes)
    }

    /// With another of the things that few figures have.
    fn with(mut self, change: impl FnOnce(&mut Rare)) -> Self {
        let mut rare = self.rare.take().map_or_else(Rare::default, |rare| *rare);
        change(&mut rare);
        self.rare = (rare != Rare::default()).then(|| Box::new(rare));
        self
    }

    /// A computed figure; `text` is how `value` is printed.
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

    /// A figure that would be computed if its parts were there.
    pub(crate) fn open(id: String, label: impl Into<Box<str>>, page: &str, unit: &str) -> Self {
        Self { origin: Origin::Computed, ..Self::blank(id, label, page, unit) }
    }

    /// What a sheet states otherwise than as a number: a bound, or a word of its own.
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

    /// Printed otherwise than figures are as a rule.
    pub(crate) fn printed(self, text: String) -> Self {
        Self { text: text.into(), ..self }
    }

    /// With its fiscal year, where it has one.
    pub(crate) fn of(self, year: impl Into<Option<FiscalYear>>) -> Self {
        Self { fy: year.into(), ..self }
    }

    /// With notes, each unless it already has it.
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

    /// With a note on its other reading, where the sheet says nothing more of it.
    pub(crate) fn doubted(self) -> Self {
        let note = self.alternative().map(|other| {
            let other =
                Self { text: format::number(other).into(), value: Some(other), ..self.clone() };
            words::reading(None, &[[self.sentence(), other.sentence()]])
        });
        self.noted(note)
    }

    /// With the value under the other reading, where that differs.
    pub(crate) fn or_else(self, alternative: Option<Decimal>) -> Self {
        let value = self.value;
        self.with(|rare| rare.alternative = alternative.filter(|other| Some(*other) != value))
    }

    /// With what a formula gives under the other reading of the source, and how that is printed, where it differs.
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

    /// A computed figure that has no value, with the reason.
    pub(crate) fn because(self, reason: &str) -> Self {
        Self { computed: Some(reason.into()), ..self }
    }

    /// The same figure in the unit people say: id with [`SHOWN`]. `None` when it is missing.
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

    /// True where a reason stands instead of a figure or of words.
    pub(crate) fn is_missing(&self) -> bool {
        self.value.is_none() && ![BOUND, WORDS, STATED].contains(&self.status)
    }

    /// The unit, unless the text holds it or there is no figure.
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

/// A bound as printed, with its numbers in another unit; what stands in brackets beside it stays. `None` beyond what a
/// decimal can hold.
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
