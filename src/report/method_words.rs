//! Words of the methods (比べる): headings of columns, formulas with the figures inserted, the sentence of a headline.
//! Figures arrive formatted; nothing is computed here.

use crate::model::indicator::Method;

/// Heading of the column of rates, and label of a rate.
pub(crate) fn rate_label(method: Method) -> &'static str {
    match method {
        Method::Progress => "当初値からの進み",
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

/// The name of the method in forms.
pub(crate) fn name(method: Method) -> &'static str {
    match method {
        Method::Ratio => "実績÷計画",
        Method::Inverse => "計画÷実績",
        Method::Mirrored => "2−実績÷計画",
        Method::Progress => "基準からの進み",
        Method::Maintain => "維持（許容幅）",
        Method::Range => "範囲",
        Method::Threshold => "以上・以下",
        Method::Zero => "目標0",
        Method::None => "算出しない",
    }
}

/// A rate in the middle of a sentence: 計画の52.7％.
pub(crate) fn in_sentence(method: Method, target: &str, rate: &str) -> String {
    match method {
        Method::Inverse => format!("{target}÷実績で{rate}"),
        Method::Mirrored => format!("2−実績÷{target}で{rate}"),
        Method::Progress => format!("当初値から{target}まで進む量の{rate}"),
        _ => format!("{target}の{rate}"),
    }
}
