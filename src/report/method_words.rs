//! Words of the methods (達成率の方法): heads of columns, formulas with the figures put in, the sentence
//! of a headline. Figures come here already formatted; nothing is reckoned here.

use crate::model::indicator::Method;

/// Head of the column of rates, and label of a rate.
pub(crate) fn rate_label(method: Method) -> &'static str {
    match method {
        Method::Progress => "当初値からの進み",
        Method::Path => "目安値との比較",
        Method::Inverse => "実績に対する計画",
        Method::Mirrored => "計画に対する減り方",
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
        Method::Mirrored => "2−実績÷計画",
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
        Method::Inverse => "減らす指標のため、計画÷実績×100で表します。実績か計画が0以下のときは算出しません。".to_owned(),
        Method::Mirrored => "減らす指標のため、（2−実績÷計画）×100で表します。計画が0以下のときは算出しません。0より小さい値は、実績が計画の2倍を超えたことを示します。".to_owned(),
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

/// The formula with its figures; `target` is 計画, 目安値 or the plan of a later year.
pub(crate) fn formula(
    (method, falling): (Method, bool),
    target: &str,
    [actual, aim, base]: [&str; 3],
) -> String {
    match method {
        Method::Inverse => format!("{target}{aim}÷実績{actual}×100"),
        Method::Path if falling => format!("{target}{aim}÷実績{actual}×100"),
        Method::Mirrored => format!("（2−実績{actual}÷{target}{aim}）×100"),
        Method::Progress => {
            format!("（実績{actual}−当初値{base}）÷（{target}{aim}−当初値{base}）×100")
        }
        _ => format!("実績{actual}÷{target}{aim}×100"),
    }
}

/// A rate in the middle of a sentence: 計画の52.7％.
pub(crate) fn said(method: Method, target: &str, rate: &str) -> String {
    match method {
        Method::Inverse => format!("{target}÷実績で{rate}"),
        Method::Mirrored => format!("2−実績÷{target}で{rate}"),
        Method::Progress => format!("当初値から{target}まで進む量の{rate}"),
        Method::Path => format!("{target}との比較で{rate}"),
        _ => format!("{target}の{rate}"),
    }
}
