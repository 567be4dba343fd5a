//! 検算: a name that is to be the sum or the product of others, as a form writes it. Text in, parts out.

use rust_decimal::Decimal;

use crate::terms::place::Span;
use crate::yaml::number::decimal;

/// A sum or product that a form has checked.
#[derive(Debug, Clone)]
pub struct Sum {
    /// As written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// 許容: how far the stated figure may be off.
    pub tolerance: Decimal,
    /// Its parts, or why it cannot be read.
    pub parts: Result<Parts, Fault>,
}

/// The parts of a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// What is stated.
    pub stated: String,
    /// What it is made of, the first with a plus.
    pub terms: Vec<(Operator, Operand)>,
}

/// What is done with a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// +
    Add,
    /// -
    Subtract,
    /// ×
    Multiply,
    /// ÷
    Divide,
}

/// A part of a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operand {
    /// A row, a column, a field, or a number of another section.
    Name(String),
    /// 前の列(名): the same row in the column before.
    Before(String),
    /// 計(名): the field in all entries of a list.
    Total(String),
    /// A number as written.
    Number(Decimal),
}

/// Why a sum cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No `名 = …` with blanks.
    Form,
    /// Both + or - and × or ÷.
    Mixed,
}

impl Sum {
    /// Reads a sum.
    #[must_use]
    pub fn new(text: &str, span: Span, tolerance: Decimal) -> Self {
        Self { text: text.to_owned(), span, tolerance, parts: parts(text) }
    }

    /// As written, with the difference that is let pass.
    #[must_use]
    pub fn said(&self) -> String {
        let Self { text, span: _, tolerance, parts: _ } = self;
        if tolerance.is_zero() {
            text.clone()
        } else {
            format!("{text}。{tolerance}までの違いは認める")
        }
    }
}

fn parts(text: &str) -> Result<Parts, Fault> {
    let (stated, rest) = text.split_once(" = ").ok_or(Fault::Form)?;
    let words: Vec<&str> = rest.split(' ').collect();
    if stated.is_empty() || stated.contains(' ') || words.len().is_multiple_of(2) {
        return Err(Fault::Form);
    }
    let mut terms = Vec::new();
    let mut operator = Operator::Add;
    for (place, word) in words.into_iter().enumerate() {
        if place % 2 == 1 {
            operator = match word {
                "+" | "＋" => Operator::Add,
                "-" | "－" | "−" => Operator::Subtract,
                "×" => Operator::Multiply,
                "÷" => Operator::Divide,
                _ => return Err(Fault::Form),
            };
        } else if word.is_empty() {
            return Err(Fault::Form);
        } else {
            terms.push((operator, operand(word)));
        }
    }
    let product = |operator: &Operator| matches!(operator, Operator::Multiply | Operator::Divide);
    let mut operators = terms.iter().skip(1).map(|(operator, _)| product(operator));
    let first = operators.next();
    if operators.any(|other| Some(other) != first) {
        return Err(Fault::Mixed);
    }
    Ok(Parts { stated: stated.to_owned(), terms })
}

/// Marks that stand for others on a keyboard.
const REPLACED: [(char, char); 9] = [
    ('＝', '='),
    ('*', '×'),
    ('＊', '×'),
    ('x', '×'),
    ('X', '×'),
    ('✕', '×'),
    ('/', '÷'),
    ('／', '÷'),
    ('　', ' '),
];

/// How a sum that cannot be read is probably meant, and which marks were replaced: those that stand alone, then those
/// inside words; blanks are put where none are.
#[must_use]
pub(super) fn meant(text: &str) -> Option<(String, Vec<(char, char)>)> {
    let replaced = |wanted: &dyn Fn(usize, char) -> bool| {
        let mut marks = Vec::new();
        let mut said = String::new();
        for (at, c) in text.char_indices() {
            let other = REPLACED.iter().find(|(from, _)| *from == c && wanted(at, c));
            said.push(other.map_or(c, |(_, to)| *to));
            if let Some(pair) = other.filter(|pair| !marks.contains(*pair) && pair.1 != ' ') {
                marks.push(*pair);
            }
        }
        (said, marks)
    };
    let alone = |at: usize, c: char| {
        c == '　'
            || text[..at].ends_with([' ', '　'])
                && text[at + c.len_utf8()..].starts_with([' ', '　'])
    };
    let apart = |said: &str| {
        let signs = ['=', '+', '-', '×', '÷', '＋', '－', '−'];
        let mut spaced = String::new();
        for c in said.chars() {
            if signs.contains(&c) { spaced.extend([' ', c, ' ']) } else { spaced.push(c) }
        }
        spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let (as_words, marks) = replaced(&alone);
    if parts(&as_words).is_ok() {
        return Some((as_words, marks));
    }
    let (anywhere, marks) = replaced(&|_, c| !matches!(c, 'x' | 'X'));
    let spaced = apart(&anywhere);
    parts(&spaced).is_ok().then_some((spaced, marks))
}

fn operand(word: &str) -> Operand {
    let of = |function: &str| word.strip_prefix(function)?.strip_suffix(')').map(str::to_owned);
    if let Some(name) = of("前の列(") {
        Operand::Before(name)
    } else if let Some(name) = of("計(") {
        Operand::Total(name)
    } else {
        decimal(word).map_or_else(|_| Operand::Name(word.to_owned()), Operand::Number)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sums_are_read_in_their_parts() {
        let parts = parts("一般財源 = 合計 - 国支出金 + 5").unwrap();
        assert_eq!(parts.stated, "一般財源");
        let name = |name: &str| Operand::Name(name.to_owned());
        assert_eq!(
            parts.terms,
            [
                (Operator::Add, name("合計")),
                (Operator::Subtract, name("国支出金")),
                (Operator::Add, Operand::Number(Decimal::from(5))),
            ]
        );
    }

    #[test]
    fn functions_and_products() {
        let one = parts("増減 = 決算額 - 前の列(決算額)").unwrap();
        assert_eq!(one.terms[1], (Operator::Subtract, Operand::Before("決算額".to_owned())));
        let two = parts("事業費 = 計(実績額)").unwrap();
        assert_eq!(two.terms, [(Operator::Add, Operand::Total("実績額".to_owned()))]);
        let three = parts("単価 = 負担 ÷ 利用者数").unwrap();
        assert_eq!(three.terms[1].0, Operator::Divide);
    }

    #[test]
    fn what_cannot_be_read_is_offered_as_it_is_meant() {
        for (text, said) in [
            ("合計 ＝ 甲 ＋ 乙", "合計 = 甲 ＋ 乙"),
            ("合計 = 甲 * 乙", "合計 = 甲 × 乙"),
            ("率 = 甲 / 乙 x 100", "率 = 甲 ÷ 乙 × 100"),
            ("合計=甲+乙", "合計 = 甲 + 乙"),
            ("合計　=　甲　+　乙", "合計 = 甲 + 乙"),
        ] {
            assert_eq!(meant(text).map(|(said, _)| said).as_deref(), Some(said), "{text}");
        }
        for text in ["合計", "合計 = ", "合計 = 甲 乙", "甲 + 乙"] {
            assert_eq!(meant(text), None, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        for text in [
            "合計",
            "合計 = ",
            "= 甲 + 乙",
            "合計=甲+乙",
            "合計 = 甲 乙",
            "合計 = 甲 +",
            "合 計 = 甲",
            "合計 = 甲 * 乙",
        ] {
            assert_eq!(parts(text), Err(Fault::Form), "{text}");
        }
        assert_eq!(parts("甲 = 乙 - 丙 ÷ 丁"), Err(Fault::Mixed));
    }

    const SIGNS: [(&str, Operator); 4] = [
        ("+", Operator::Add),
        ("-", Operator::Subtract),
        ("×", Operator::Multiply),
        ("÷", Operator::Divide),
    ];

    fn written(operand: &Operand) -> String {
        match operand {
            Operand::Name(name) => name.clone(),
            Operand::Before(name) => format!("前の列({name})"),
            Operand::Total(name) => format!("計({name})"),
            Operand::Number(number) => number.to_string(),
        }
    }

    fn part() -> impl Strategy<Value = Operand> {
        let name = "[ぁ-ん一二（）・a-z][ぁ-ん一二（）・a-z0-9.]{0,4}";
        prop_oneof![
            name.prop_map(Operand::Name),
            name.prop_map(Operand::Before),
            name.prop_map(Operand::Total),
            (0_i64..10_000, 0_u32..3)
                .prop_map(|(units, places)| Operand::Number(Decimal::new(units, places))),
        ]
    }

    proptest! {
        /// What is written with its blanks is read as its parts, and without them it is offered with them.
        #[test]
        fn a_sum_is_read_as_it_is_written(
            stated in "[ぁ-ん一二（）・]{1,5}", first in part(), more in prop::collection::vec(part(), 0..4), sign in 0_usize..4
        ) {
            let (sign, operator) = SIGNS[sign];
            let parts_of: Vec<&Operand> = std::iter::once(&first).chain(&more).collect();
            let words: Vec<String> = parts_of.iter().map(|operand| written(operand)).collect();
            let text = format!("{stated} = {}", words.join(&format!(" {sign} ")));
            let rest = more.iter().map(|operand| (operator, operand.clone()));
            let terms = std::iter::once((Operator::Add, first.clone())).chain(rest).collect();
            prop_assert_eq!(parts(&text), Ok(Parts { stated, terms }));
            let close = text.replace(' ', "");
            prop_assert_eq!(parts(&close), Err(Fault::Form));
            prop_assert_eq!(meant(&close).map(|(said, _)| said), Some(text));
        }

        #[test]
        fn what_is_offered_for_a_sum_can_be_read(text in "[甲乙=＝+＋×*xX/÷－ 　()計1-3.]{0,12}|\\PC{0,12}") {
            if let Some((said, _)) = meant(&text) {
                prop_assert!(parts(&said).is_ok(), "{} {}", text, said);
            }
            let _ = parts(&text);
        }
    }
}
