//! A cell as true: a number, a bound, a word, or the reason why there is nothing, with remarks.

use ecow::EcoString;
use rust_decimal::Decimal;

use crate::form::Form;
use crate::sheet::value::At;
use crate::terms::place::FileId;
use crate::terms::place::Span;
use crate::terms::reason::Missing;
use crate::terms::state::State;
use crate::terms::year::FiscalYear;
use crate::yaml::bound::Bound;
use crate::yaml::cell;
use crate::yaml::node::Node;
use crate::yaml::number::decimal;

/// The value of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A number, exact and with the decimals of the sheet.
    Number(Decimal),
    /// `800以上`
    Bound(Box<Bound>),
    /// A word of a 選択.
    Chosen(EcoString),
    /// Words in the place of a figure.
    Words(EcoString),
    /// Nothing, and the reason.
    Missing(Missing),
}

/// A cell.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Its text as written, with its place.
    pub at: At,
    /// Its value.
    pub value: Value,
    /// Remarks; `None` where there are none.
    pub more: Option<Box<More>>,
}

/// Remarks on a value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct More {
    /// True for a value in brackets, which means provisional (暫定).
    pub bracketed: bool,
    /// 併記: text in brackets after it.
    pub beside: Option<EcoString>,
    /// 注: keys of notes, or their texts.
    pub notes: Vec<At>,
    /// 状態
    pub state: Option<State>,
    /// 値の年度
    pub of_year: Option<(At, FiscalYear)>,
    /// 公表予定
    pub expected: Option<EcoString>,
    /// 別の読み
    pub alternative: Option<(At, Decimal)>,
}

impl Cell {
    /// Reads a checked cell: a number or a reason.
    pub(super) fn read(form: &Form, node: &Node) -> Self {
        Self::of(form, node, &|text| {
            let absent = |word: &str| form.reason(word).is_some();
            let minus = form.minus.as_deref();
            match cell::parse(text, &absent, minus) {
                Ok((cell::Cell::Number(number), bracketed)) => (Value::Number(number), bracketed),
                Ok((cell::Cell::Bound(bound), bracketed)) => {
                    (Value::Bound(Box::new(bound)), bracketed)
                }
                // Unreadable cells have been reported, and nothing is published.
                Ok((cell::Cell::Absent, _)) | Err(_) => (missing(form, text), false),
            }
        })
    }

    /// Reads a checked word of a 選択.
    pub(super) fn chosen(form: &Form, node: &Node) -> Self {
        Self::of(form, node, &|text| {
            let value = match form.reason(text) {
                Some(reason) => Value::Missing(reason),
                None => Value::Chosen(text.into()),
            };
            (value, false)
        })
    }

    /// A cell with a word for a missing value.
    pub(super) fn absent(form: &Form, at: At) -> Self {
        Self { value: missing(form, &at.text), at, more: None }
    }

    fn of(form: &Form, node: &Node, value: &dyn Fn(&str) -> (Value, bool)) -> Self {
        let given = node.get("値").or(node.get("文")).unwrap_or(node);
        let at = crate::section::written::at(given)
            .unwrap_or_else(|| At { text: String::new().into(), span: node.span.clone() });
        let written = |key: &str| node.get(key).and_then(crate::section::written::at);
        let text = |key: &str| written(key).map(|at| at.text);
        let (value, bracketed) = match node.get("文") {
            Some(_) => (Value::Words(at.text.clone()), false),
            None => value(&at.text),
        };
        let notes = node.get("注").map_or_else(Vec::new, |notes| match notes.word() {
            Some(_) => crate::section::written::at(notes).into_iter().collect(),
            None => notes.items().iter().filter_map(crate::section::written::at).collect(),
        });
        let mut more = More {
            bracketed,
            beside: text("併記"),
            notes,
            state: text("状態").and_then(|word| State::from_word(&word)),
            of_year: written("値の年度").and_then(|at| {
                let (year, _) = FiscalYear::parse(&at.text).ok()?;
                Some((at, year))
            }),
            expected: text("公表予定"),
            alternative: written("別の読み").and_then(|at| {
                let number = decimal(&at.text).ok()?;
                Some((at, number))
            }),
        };
        // `{ 値: B, 併記: A※1 }`: the text after the value may end with the key of a note.
        if let (Some(beside), Some(mark)) = (&more.beside, &form.note_mark)
            && let Some(start) = beside.find(mark.as_str())
        {
            let key = beside[start..].to_owned();
            let span =
                node.get("併記").map_or_else(|| Span::whole(FileId(0)), |node| node.span.clone());
            if !more.notes.iter().any(|note| note.text == key) {
                more.notes.push(At { text: key.into(), span });
            }
        }
        let more = (more != More::default()).then(|| Box::new(more));
        Self { at, value, more }
    }

    /// The number, if there is one.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The alternative number; the adopted one where there is no alternative.
    #[must_use]
    pub fn otherwise(&self) -> Option<Decimal> {
        let other = self.alternative().map(|(_, number)| *number);
        self.number().map(|number| other.unwrap_or(number))
    }

    /// 別の読み
    #[must_use]
    pub fn alternative(&self) -> Option<&(At, Decimal)> {
        self.more.as_ref()?.alternative.as_ref()
    }

    /// The keys and texts of its notes.
    #[must_use]
    pub fn notes(&self) -> &[At] {
        self.more.as_ref().map_or(&[], |more| &more.notes)
    }
}

fn missing(form: &Form, text: &str) -> Value {
    Value::Missing(form.reason(text).unwrap_or(Missing::Unstated))
}

/// True for a part that has an unknown figure, so that no sum can be computed.
pub(super) fn leaves_open(cell: &Cell) -> bool {
    match cell.value {
        Value::Number(_) => false,
        Value::Bound(_) | Value::Words(_) | Value::Chosen(_) => true,
        Value::Missing(reason) => match reason {
            Missing::NotSet
            | Missing::NotYet
            | Missing::NotPublished
            | Missing::NotSurveyed
            | Missing::Unfilled => true,
            Missing::NotApplicable
            | Missing::Blank
            | Missing::NoRole
            | Missing::Empty
            | Missing::Unstated => false,
        },
    }
}
