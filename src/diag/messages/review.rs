//! Sentences about reviews (検証) of regional revitalization plans.

use super::{REASONS, diag};
use crate::diag::{Code, Diag, alike};
use crate::terms::place::Span;

/// A review does not lie in the folder of its plan.
#[must_use]
pub fn review_elsewhere(span: Span, folder: &str, plan: &str) -> Diag {
    diag(
        Code::MisplacedFile,
        span,
        format!("検証の計画とフォルダーの名前が違います（フォルダーは plans/{folder}）"),
        "この計画です",
        format!("ファイルを plans/{plan} に移すか、計画のコードを直してください"),
    )
}

/// The file of a review is not named after its year.
#[must_use]
pub fn misnamed_review(span: Span, stem: &str, year: &str) -> Diag {
    diag(
        Code::MisplacedFile,
        span,
        format!("検証の年度とファイルの名前が違います（ファイルは {stem}.yaml）"),
        "この年度です",
        format!("ファイルの名前を {year}.yaml に変えるか、年度を直してください"),
    )
}

/// A KPI that the plan does not have.
#[must_use]
pub fn unknown_kpi(span: Span, name: &str, near: Option<&str>, known: &[String]) -> Diag {
    let remedy = near.map_or_else(
        || {
            format!(
                "計画の「数値目標」にある指標名は「{}」です。計画のとおりに書いてください",
                known.join("」「")
            )
        },
        |near| {
            let alike = alike::note(name, near);
            format!("計画の「数値目標」では「{near}」です{alike}。計画のとおりに書いてください")
        },
    );
    diag(
        Code::DanglingReference,
        span,
        format!("計画に「{name}」という数値目標がありません"),
        "この指標名です",
        remedy,
    )
}

/// A KPI of the plan that the review leaves out.
#[must_use]
pub fn kpi_left_out(span: Span, name: &str) -> Diag {
    diag(
        Code::MissingItem,
        span,
        format!("「KPIの実績」に、計画の数値目標「{name}」がありません"),
        "この並びにありません",
        format!(
            "「指標名: {name}」と「実績」を加えてください。実績が無いときは、数値の代わりに理由（{REASONS}）を書いてください"
        ),
    )
}

/// A KPI that the review has twice.
#[must_use]
pub fn kpi_twice(span: Span, name: &str, first: Span) -> Diag {
    let mut diag = diag(
        Code::DuplicateKey,
        span,
        format!("「KPIの実績」に「{name}」が2回書かれています"),
        "2回めです",
        "どちらか一方だけを残してください",
    );
    diag.related.push((first, "1回めはここです".to_owned()));
    diag
}

/// A review and its plan state different actuals.
#[must_use]
pub fn review_differs(span: Span, name: &str, figures: [&str; 2], plan: Span) -> Diag {
    let [review, stated] = figures;
    let mut diag = diag(
        Code::ReviewDiffers,
        span,
        format!("「{name}」の実績が、検証では{review}、計画では{stated}です"),
        "検証の実績です",
        "原典と照らして、どちらかを直してください。計画の「実績」を「未公表」としておくと、検証の実績が使われます",
    );
    diag.related.push((plan, "計画の実績です".to_owned()));
    diag
}

/// A graded effect although the city gives no rule.
#[must_use]
pub fn effect_without_rule(span: Span, word: &str) -> Diag {
    diag(
        Code::EffectWithoutRule,
        span,
        format!("事業効果を「{word}」としていますが、区分の基準が city.yaml にありません"),
        "この区分です",
        "市が決めた区分と基準を、city.yaml に「事業効果の区分」として書いてください。基準が無いときは区分を付けず、「未公表」か「記載なし」としてください",
    )
}

/// A blank where a day or a reason must stand.
#[must_use]
pub fn missing_day(span: Span, item: &str) -> Diag {
    diag(
        Code::MissingReason,
        span,
        format!("「{item}」が空です"),
        "ここが空です",
        "日付（例 令和5年11月10日）を書いてください。無いときは理由（未公表、記載なしなど）を書いてください",
    )
}

/// A day after the date the content stands for.
#[must_use]
pub fn future_date(span: Span, item: &str, as_of: &str) -> Diag {
    diag(
        Code::FutureDate,
        span,
        format!("「{item}」が、基準日（{as_of}）より後の日付です"),
        "この日付です",
        "日付を確かめてください。まだ済んでいないときは「未公表」と書いてください。公表の予定は、計画の「検証の予定」に書けます",
    )
}

/// Something published after the date the content stands for.
#[must_use]
pub fn future_announcement(span: Span, as_of: &str) -> Diag {
    diag(
        Code::FutureDate,
        span,
        format!("「公表の記録」の年月日が、基準日（{as_of}）より後の日付です"),
        "この日付です",
        "年月日か基準日を確かめてください。これから公表することは、公表した日に書き、基準日も改めてください",
    )
}

/// The content stands for a day before its figures could be known; `as_of` where that day is written.
#[must_use]
pub fn early_as_of(span: Span, as_of: Option<Span>, year: &str, day: &str) -> Diag {
    let mut diag = diag(
        Code::EarlyAsOf,
        span,
        format!("基準日（{day}）が、実績の年度（{year}）の終わりより前の日付です"),
        "実績の年度です",
        "基準日か年度の誤りでないか確かめてください。年度の途中の実績を載せるのであれば、このままで構いません",
    );
    diag.related.extend(as_of.map(|span| (span, "基準日です".to_owned())));
    diag
}

/// A review that was published before it was held.
#[must_use]
pub fn date_order(span: Span, reviewed: Span) -> Diag {
    let mut diag = diag(
        Code::DateOrder,
        span,
        "「公表日」が「検証日」より前の日付です".to_owned(),
        "公表日です",
        "どちらかの日付を、原典と照らして直してください",
    );
    diag.related.push((reviewed, "検証日です".to_owned()));
    diag
}

/// A review held before its fiscal year ended.
#[must_use]
pub fn early_review(span: Span, year: &str) -> Diag {
    diag(
        Code::EarlyReview,
        span,
        format!("{year}が終わる前の日に、{year}の検証をしたことになっています"),
        "この日付です",
        "年度か日付の誤りでないか、原典と照らしてください。年度の途中で検証したのであれば、このままで構いません",
    )
}
