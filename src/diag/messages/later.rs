//! Sentences about the later forms: surveys, the shares of the city, which form a year has.

use super::diag;
use crate::diag::{Code, Diag};
use crate::terms::place::Span;

/// A sheet of one form in a year whose sheets have the other.
#[must_use]
pub fn form_of_another_year(span: Span, found: &str, wanted: &str, dir: &str) -> Diag {
    diag(
        Code::MisplacedFile,
        span,
        format!("この年度の様式は「{wanted}」ですが、この票は「{found}」の様式で書かれています"),
        "",
        format!(
            "{dir}/evaluation.yaml の「様式」（例 様式: {{ 施策: H29, 下位: 小施策 }}）を直すか、この票をその年度の様式で書いてください"
        ),
    )
}

/// Answers of a survey that do not sum to what they should.
#[must_use]
pub fn survey_sum(
    span: Span,
    question: &str,
    total: &str,
    wanted: &str,
    parts: Vec<(Span, String)>,
) -> Diag {
    let mut diag = diag(
        Code::SurveySum,
        span,
        format!("「{question}」の値の合計{total}が、{wanted}と合いません"),
        "",
        "区分の値を原典と照らしてください。原典のとおりなら、どれかの区分を { 値: 数値, 注: 理由 } の形にすると、この注意は出なくなります",
    );
    diag.related = parts;
    diag
}

/// A stated share of the city that its formula does not give.
#[must_use]
pub fn share_differs(span: Span, stated: &str, formula: &str, parts: Vec<(Span, String)>) -> Diag {
    let mut diag = diag(
        Code::ShareDiffers,
        span,
        format!("市の役割分担比重{stated}が、式で求めた値と合いません（{formula}）"),
        "票の値です",
        "原典と照らしてください。原典のとおりなら、{ 値: 数値, 注: 理由 } の形で理由を書くと、この注意は出なくなります。書かなければ、式で求めた値を「参考（計算値）」として載せます",
    );
    diag.related = parts;
    diag
}

/// A survey in a year that has not been.
#[must_use]
pub fn future_survey(span: Span, year: &str, limit: &str) -> Diag {
    diag(
        Code::FutureActual,
        span,
        format!("{year}の調査の結果は、まだあるはずがありません（{limit}）"),
        "この年度です",
        "調査の年度を確かめてください",
    )
}
