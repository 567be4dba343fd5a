//! Every figure of the publication, once, under its id: the value for machines beside the text for
//! people. Values in, facts out. Knows no page; `desk` shows facts on pages.

use rust_decimal::Decimal;

use crate::model::quantity::{Conversion, Missing, State, Value};
use crate::model::year::FiscalYear;
use crate::report::format;
use crate::report::words;

/// Status of a fact that has a value.
pub const OK: &str = "ok";

/// Status of a rate whose parts are stated but which is not defined (計画が0など).
pub const NOT_COMPUTABLE: &str = "not_computable";

/// Status of a target or result between two bounds.
pub const RANGE: &str = "range";

/// Status of a target or result in words.
pub const WORDS: &str = "words";

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

/// One figure, or the reason why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Id, `h25.52.1.actual.2012`.
    pub id: String,
    /// 施策52 製造品出荷額等 平成24年度 実績
    pub label: String,
    /// Path of the page that owns it, from the root of the output.
    pub page: String,
    /// As printed.
    pub text: String,
    /// Unit, also where `text` holds it (％, 位).
    pub unit: String,
    /// Exact value; a rounded one has the rounding of `text`.
    pub value: Option<Decimal>,
    /// The two bounds of a range.
    pub bounds: Option<(Decimal, Decimal)>,
    /// `ok`, a code of [`Missing`], [`NOT_COMPUTABLE`], [`RANGE`] or [`WORDS`].
    pub status: String,
    /// The value under the other reading of the source.
    pub alternative: Option<Decimal>,
    /// Stated, converted or computed.
    pub origin: Origin,
    /// Method and rounding, when converted or computed.
    pub computed: Option<String>,
    /// How final it is, when it is to be published, the year it is of; each empty where nothing is said.
    pub standing: [String; 3],
    /// Fiscal year of the figure, when it has one.
    pub fy: Option<FiscalYear>,
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
    let computed = (
        NOT_COMPUTABLE,
        words::NOT_COMPUTABLE,
        "割る数が0以下のときなど",
    );
    let others = [
        (RANGE, "範囲", "下限と上限で示した値"),
        (WORDS, "文", "数値でない目標や結果"),
    ];
    std::iter::once((OK, "値あり", ""))
        .chain(others)
        .chain(Missing::ALL.map(missing))
        .chain(std::iter::once(computed))
        .collect()
}

/// Every state of a figure for the codebook.
#[must_use]
pub fn states() -> Vec<(&'static str, &'static str, &'static str)> {
    State::ALL
        .map(|state| (state.code(), state.word(), ""))
        .to_vec()
}

impl Fact {
    /// A figure of the source.
    pub(crate) fn stated(id: String, label: String, page: &str, unit: &str, value: &Value) -> Self {
        let fact = Self::blank(id, label, page, unit);
        match value {
            Value::Missing(reason) => fact.missing(*reason),
            Value::Awaited(reason, when) => Self {
                standing: [String::new(), when.clone(), String::new()],
                notes: vec![words::awaited(when)],
                ..fact.missing(*reason)
            },
            Value::Range(range) => Self {
                text: format::range(range.low, range.high),
                bounds: Some((range.low, range.high)),
                status: RANGE.to_owned(),
                notes: range.note.iter().cloned().collect(),
                ..fact
            },
            Value::Words(words) => Self {
                text: words::quoted(&words.text),
                status: WORDS.to_owned(),
                notes: words.note.iter().cloned().collect(),
                ..fact
            },
            Value::Known(quantity) => Self {
                text: format::number(quantity.number),
                value: Some(quantity.number),
                alternative: quantity
                    .alternative
                    .filter(|other| *other != quantity.number),
                standing: [
                    quantity.standing.state.map_or("", State::code).to_owned(),
                    String::new(),
                    quantity
                        .standing
                        .of_year
                        .map(|year| year.0.to_string())
                        .unwrap_or_default(),
                ],
                notes: words::standing(&quantity.standing)
                    .into_iter()
                    .chain(quantity.note.clone())
                    .collect(),
                ..fact
            },
        }
    }

    /// A share of the source, printed with its ％.
    pub(crate) fn share(id: String, label: String, page: &str, value: &Value) -> Self {
        let mut fact = Self::stated(id, label, page, "％", value);
        if let Some(number) = fact.value {
            fact.text = format::share(number);
        }
        fact
    }

    /// A computed figure; `text` is how `value` is printed.
    pub(crate) fn computed(
        id: String,
        label: String,
        page: &str,
        unit: &str,
        (value, text): (Decimal, String),
        method: String,
    ) -> Self {
        Self {
            text,
            value: Some(value),
            origin: Origin::Computed,
            computed: Some(method),
            ..Self::blank(id, label, page, unit)
        }
    }

    /// A figure that would be computed if its parts were there.
    pub(crate) fn open(id: String, label: String, page: &str, unit: &str) -> Self {
        Self {
            origin: Origin::Computed,
            ..Self::blank(id, label, page, unit)
        }
    }

    /// With its fiscal year.
    pub(crate) fn of(self, year: FiscalYear) -> Self {
        Self {
            fy: Some(year),
            ..self
        }
    }

    /// With notes, each unless it already has it.
    pub(crate) fn noted(mut self, notes: impl IntoIterator<Item = String>) -> Self {
        for note in notes {
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
        self
    }

    /// With a note on its other reading, where the sheet says nothing more of it.
    pub(crate) fn doubted(self) -> Self {
        let note = self.alternative.map(|other| {
            let other = Self {
                text: format::number(other),
                value: Some(other),
                ..self.clone()
            };
            words::bare_reading(&format!("別の読み方では、{}です。", other.sentence()))
        });
        self.noted(note)
    }

    /// With the value under the other reading, where that differs.
    pub(crate) fn or_else(self, alternative: Option<Decimal>) -> Self {
        Self {
            alternative: alternative.filter(|other| Some(*other) != self.value),
            ..self
        }
    }

    /// Without a value, for a reason.
    pub(crate) fn missing(self, reason: Missing) -> Self {
        let (text, status) = (reason.word().to_owned(), reason.code().to_owned());
        Self {
            text,
            status,
            value: None,
            ..self
        }
    }

    /// Without a value, because the formula has none for these parts.
    pub(crate) fn undefined(self) -> Self {
        let (text, status) = (words::NOT_COMPUTABLE.to_owned(), NOT_COMPUTABLE.to_owned());
        Self {
            text,
            status,
            value: None,
            ..self
        }
    }

    /// The same figure in the unit people say: id with `.shown`. `None` when it is missing.
    pub(crate) fn converted(&self, conversion: &Conversion) -> Option<Self> {
        let Conversion { unit, factor } = conversion;
        let times = |value: Decimal| value.checked_mul(*factor);
        if let Some((low, high)) = self.bounds {
            let (low, high) = (times(low)?, times(high)?);
            return Some(Self {
                id: format!("{}.shown", self.id),
                label: format!("{}（{unit}）", self.label),
                text: format::range(low, high),
                unit: unit.clone(),
                bounds: Some((low, high)),
                origin: Origin::Converted,
                computed: Some(format!("×{}", format::number(*factor))),
                ..self.clone()
            });
        }
        let value = times(self.value?)?;
        let method = format!("{}{}×{}", self.text, self.unit, format::number(*factor));
        Some(Self {
            id: format!("{}.shown", self.id),
            label: format!("{}（{unit}）", self.label),
            text: format::number(value),
            unit: unit.clone(),
            value: Some(value),
            alternative: self
                .alternative
                .and_then(|other| other.checked_mul(*factor)),
            origin: Origin::Converted,
            computed: Some(method),
            ..self.clone()
        })
    }

    /// Text with its unit, as in a sentence: `1,041.5億円`, `52.7％`, `未公表`.
    pub(crate) fn sentence(&self) -> String {
        if let Some((low, high)) = self.bounds {
            let [low, high] = [low, high].map(format::number);
            return format!("{low}{}から{high}{}まで", self.unit, self.unit);
        }
        format!("{}{}", self.text, self.loose_unit())
    }

    /// True where a reason stands instead of a figure or of words.
    pub(crate) fn is_missing(&self) -> bool {
        self.value.is_none() && self.status != RANGE && self.status != WORDS
    }

    /// The unit, unless the text holds it or there is no figure.
    pub(crate) fn loose_unit(&self) -> &str {
        if self.value.is_none() || self.text.ends_with(&self.unit) {
            ""
        } else {
            &self.unit
        }
    }

    fn blank(id: String, label: String, page: &str, unit: &str) -> Self {
        Self {
            id,
            label,
            page: page.to_owned(),
            text: String::new(),
            unit: unit.to_owned(),
            value: None,
            bounds: None,
            status: OK.to_owned(),
            alternative: None,
            origin: Origin::Stated,
            computed: None,
            standing: Default::default(),
            fy: None,
            notes: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::Quantity;

    fn known(number: i64) -> Value {
        let note = Some("据え置いた値です。".to_owned());
        Value::Known(Quantity {
            number: Decimal::from(number),
            alternative: None,
            note,
            standing: crate::model::quantity::Standing::default(),
        })
    }

    #[test]
    fn a_conversion_is_exact_and_keeps_the_notes() {
        let fact = Fact::stated("a".into(), "あ".into(), "a.html", "千万円", &known(10415));
        let conversion = Conversion {
            unit: "億円".to_owned(),
            factor: Decimal::new(1, 1),
        };
        let shown = fact.converted(&conversion).unwrap();
        assert_eq!(
            (shown.id.as_str(), shown.text.as_str()),
            ("a.shown", "1,041.5")
        );
        assert_eq!(shown.computed.as_deref(), Some("10,415千万円×0.1"));
        assert_eq!(shown.notes, fact.notes);
    }

    #[test]
    fn a_missing_figure_is_a_word_and_a_status() {
        let value = Value::Missing(Missing::NotPublished);
        let fact = Fact::stated("a".into(), "あ".into(), "a.html", "人", &value);
        assert_eq!(
            (fact.text.as_str(), fact.status.as_str()),
            ("未公表", "not_published")
        );
        assert_eq!(fact.sentence(), "未公表");
    }
}
