//! Sentences about what must hold between items and between sheets.

use super::diag;
use crate::diag::{Code, Diag, alike};
use crate::terms::place::Span;

/// Two sheets of the same code.
#[must_use]
pub fn duplicate_code(span: Span, code: &str, first: Span) -> Diag {
    let mut diag = diag(
        Code::DuplicateCode,
        span,
        format!("コード「{code}」が2つあります"),
        "2つめです",
        "どちらかのコードを直してください。同じ票が2つあるときは、片方を消してください",
    );
    diag.related.push((first, "1つめはここです".to_owned()));
    diag
}

/// Number of codes that a remedy lists.
const LISTED: usize = 12;

/// A code that nothing has. `cure` is where it could be added.
#[must_use]
pub fn dangling_reference(
    span: Span,
    what: &str,
    code: &str,
    cure: &str,
    known: &[String],
) -> Diag {
    let list = match known {
        [] => "まだ1つもありません".to_owned(),
        _ if known.len() <= LISTED => format!("あるのは {} です", known.join("、")),
        _ => format!("あるのは {} など{}個です", known[..LISTED].join("、"), known.len()),
    };
    let alike: String = known.iter().map(|known| alike::note(code, known)).collect();
    diag(
        Code::DanglingReference,
        span,
        format!("コード「{code}」の{what}がありません"),
        "このコードです",
        format!("コードを直すか、{cure}加えてください（{list}）{alike}"),
    )
}

/// What a weight is called in the sheets of a year, and where it is written.
#[derive(Debug, Clone, Copy)]
pub struct WeightWords<'a> {
    /// Levels of the year: above, policy, below.
    pub levels: &'a [String; 3],
    /// True for the form of 2017.
    pub later: bool,
}

impl WeightWords<'_> {
    /// 基本事業の比重
    pub(super) fn name(&self) -> String {
        if self.later {
            "小施策間指数".to_owned()
        } else {
            format!("{}の比重", self.levels[2])
        }
    }

    /// The entry of a sheet of this code, for the remedy.
    fn entry(&self, code: &str) -> String {
        if self.later {
            format!("「役割分担分析」に「\"{code}\"」とその比率と小施策間指数")
        } else {
            format!("「基本事業の比重」に「\"{code}\": 数値」")
        }
    }
}

/// A project whose policy does not give it a weight.
#[must_use]
pub fn unweighted_project(
    span: Span,
    words: WeightWords<'_>,
    code: &str,
    policy: &str,
    weights: Span,
) -> Diag {
    let [_, above, own] = words.levels;
    let weight = if words.later { "小施策間指数" } else { "比重" };
    let mut diag = diag(
        Code::DanglingReference,
        span,
        format!("{own}「{code}」の{weight}が、{above}「{policy}」に書かれていません"),
        &format!("この{own}です"),
        format!("{above}「{policy}」の{}を加え、合計を100にしてください", words.entry(code)),
    );
    diag.related.push((weights, "ここにありません".to_owned()));
    diag
}

/// A project whose code does not belong to its policy.
#[must_use]
pub fn foreign_project(span: Span, levels: &[String; 3], code: &str, policy: &str) -> Diag {
    let [_, above, own] = levels;
    diag(
        Code::ForeignProject,
        span,
        format!("{own}「{code}」は{above}「{policy}」のものではありません"),
        "このコードです",
        format!(
            "{above}「{policy}」の{own}のコードは {policy} で始まります。コードか{above}のどちらかを直してください"
        ),
    )
}

/// An actual in a year that has not been.
#[must_use]
pub fn future_actual(span: Span, year: &str, limit: &str) -> Diag {
    diag(
        Code::FutureActual,
        span,
        format!("{year}の実績は、まだあるはずがありません（{limit}）"),
        "ここに数値があります",
        "年度を確かめてください。まだ実績が無い年度には「評価前」と書くか、その年度を消してください",
    )
}

/// A fiscal year outside what the sheet can state.
#[must_use]
pub fn unknown_year(span: Span, year: &str, allowed: &str) -> Diag {
    diag(
        Code::UnknownYear,
        span,
        format!("{year}は、この票に無い年度です"),
        "この年度です",
        format!("ここに書けるのは、{allowed}です"),
    )
}

/// A fiscal year that the form of the year has no column for, unless the year has free columns.
#[must_use]
pub fn unknown_column(span: Span, year: &str, allowed: &str) -> Diag {
    let mut diag = unknown_year(span, year, allowed);
    diag.remedy.push_str(
        "。ほかの年度も載せるときは、同じ評価年度の evaluation.yaml に「年度の列: 自由」と書いてください",
    );
    diag
}

/// A plan or expected value (`what`) that goes against the preferred direction.
#[must_use]
pub fn against_direction(span: Span, what: &str, direction: &str, from: &str, to: &str) -> Diag {
    diag(
        Code::AgainstDirection,
        span,
        format!("望ましい方向は「{direction}」ですが、{what}が{from}から{to}へ逆に動いています"),
        "この数値です",
        "値か、望ましい方向を確かめてください。正しければ、{ 値: 数値, 注: 理由 } の形で理由を書くと、この注意は出なくなります",
    )
}

/// A year or date after its era ended.
#[must_use]
pub fn era_range(span: Span, written: &str, now: &str) -> Diag {
    diag(
        Code::EraRange,
        span,
        format!("「{written}」は、元号が改まった後の日付です"),
        "この日付です",
        format!(
            "改元の前に作られた文書の写しなら、このままで構いません。ページには「{written}（{now}）」と載ります"
        ),
    )
}

/// A fiscal year after its era ended.
#[must_use]
pub fn era_year(span: Span, written: &str, now: &str) -> Diag {
    diag(
        Code::EraRange,
        span,
        format!("「{written}」は、元号が改まった後の年度です"),
        "この年度です",
        format!("{now}のことなら、このままで構いません。違うときは、年度を直してください"),
    )
}
