//! Words of the methods (達成率の方法): heads of columns, formulas with the figures put in, the sentence
//! of a headline. Figures come here already formatted; nothing is reckoned here.

use crate::model::indicator::{Direction, Method};
use crate::report::achieve::Outcome;

/// Head of the column of rates, and label of a rate.
pub(crate) fn rate_label(method: Method) -> &'static str {
    match method {
        Method::Progress => "当初値からの進み",
        Method::Path => "目安値との比較",
        Method::Inverse => "実績に対する計画",
        Method::Ratio
        | Method::Maintain
        | Method::Range
        | Method::Threshold
        | Method::Zero
        | Method::None => "計画に対する実績",
    }
}

/// The method as the form calls it.
pub(crate) fn name(method: Method) -> &'static str {
    match method {
        Method::Ratio => "実績÷計画",
        Method::Inverse => "計画÷実績",
        Method::Progress => "基準からの進み",
        Method::Path => "目安値との比較",
        Method::Maintain => "維持（許容幅）",
        Method::Range => "範囲",
        Method::Threshold => "以上・以下",
        Method::Zero => "目標0",
        Method::None => "算出しない",
    }
}

/// The method in one sentence, for the page; empty for the one that its column already says.
pub(crate) fn explained(method: Method, tolerance: &str) -> String {
    match method {
        Method::Ratio | Method::None => String::new(),
        Method::Inverse => "減らす指標のため、計画÷実績×100で表します。実績が0以下のときは算出しません。".to_owned(),
        Method::Progress => {
            "（実績−当初値）÷（計画−当初値）×100で表します。計画が当初値と同じときは算出しません。0より小さい値は、当初より悪くなったことを示します。".to_owned()
        }
        Method::Path => {
            "各年度の目安値と比べます。増やす指標では実績÷目安値×100、減らす指標では目安値÷実績×100です。".to_owned()
        }
        Method::Maintain => format!(
            "実績と計画の差が計画の{tolerance}以内であれば、維持とみなします。"
        ),
        Method::Range => "実績が下限以上で上限以下であれば、計画の範囲内とします。割合は算出しません。".to_owned(),
        Method::Threshold => {
            "実績が計画の値に届いているかどうかだけを見ます。割合は算出しません。".to_owned()
        }
        Method::Zero => {
            "計画が0のため、割合は算出しません。実績が0であるかどうかだけを見ます。".to_owned()
        }
    }
}

/// The formula with its figures.
pub(crate) fn formula(
    (method, direction): (Method, Direction),
    [actual, plan, path, base]: [&str; 4],
) -> String {
    let falling = matches!(direction, Direction::Down | Direction::AtMost);
    match method {
        Method::Inverse => format!("計画{plan}÷実績{actual}×100"),
        Method::Progress => {
            format!("（実績{actual}−当初値{base}）÷（計画{plan}−当初値{base}）×100")
        }
        Method::Path if falling => format!("目安値{path}÷実績{actual}×100"),
        Method::Path => format!("実績{actual}÷目安値{path}×100"),
        _ => format!("実績{actual}÷計画{plan}×100"),
    }
}

/// A rate in the middle of a sentence: 計画の52.7％.
pub(crate) fn said(method: Method, rate: &str) -> String {
    match method {
        Method::Inverse => format!("計画÷実績で{rate}"),
        Method::Progress => format!("当初値から計画まで進む量の{rate}"),
        Method::Path => format!("目安値との比較で{rate}"),
        _ => format!("計画の{rate}"),
    }
}

/// How the index decides where a method has a rule of its own: method, direction, outcome, rule.
pub(crate) const RULES: [(Method, Direction, Outcome, &str); 8] = [
    (
        Method::Path,
        Direction::Up,
        Outcome::Ahead,
        "目安値と比べる指標で、実績が目安値と同じか、望ましい側にあります（減らす指標では「目安値以下」）。数は「計画以上」に含めています。",
    ),
    (
        Method::Path,
        Direction::Up,
        Outcome::Behind,
        "目安値と比べる指標で、実績が目安値に達していません（減らす指標では「目安値を上回る」）。数は「計画に届かず」に含めています。",
    ),
    (
        Method::Maintain,
        Direction::Keep,
        Outcome::Inside,
        "維持が望ましい指標で、実績と計画の差が、指標ごとに決めた許容幅の中です。数は「計画以上」に含めています。",
    ),
    (
        Method::Maintain,
        Direction::Keep,
        Outcome::Outside,
        "維持が望ましい指標で、実績と計画の差が許容幅を超えています。数は「計画に届かず」に含めています。",
    ),
    (
        Method::Range,
        Direction::Within,
        Outcome::Inside,
        "実績が計画の下限以上で上限以下です。数は「計画以上」に含めています。",
    ),
    (
        Method::Range,
        Direction::Within,
        Outcome::Outside,
        "実績が計画の下限より小さいか、上限より大きい指標です。数は「計画に届かず」に含めています。",
    ),
    (
        Method::Zero,
        Direction::Down,
        Outcome::Reached,
        "計画が0の指標で、実績も0です。数は「計画以上」に含めています。",
    ),
    (
        Method::Zero,
        Direction::Down,
        Outcome::Short,
        "計画が0の指標で、実績が0ではありません。数は「計画に届かず」に含めています。",
    ),
];

/// True where [`RULES`] say how the method is decided.
pub(crate) fn has_rule(method: Method) -> bool {
    RULES.iter().any(|(known, ..)| *known == method)
}
