//! Sentences about handouts (資料).

use super::diag;
use crate::diag::{Code, Diag};
use crate::terms::place::Span;

/// A year whose forms are declared: its sheets are in no booklet yet.
#[must_use]
pub fn handout_of_declared_year(span: Span, written: &str) -> Diag {
    diag(
        Code::DanglingReference,
        span,
        format!(
            "「{written}」の評価には、様式を宣言した票があります。様式を宣言した年度の票は、まだ資料に入れられません"
        ),
        "この年度です",
        "様式を宣言していない年度を書くか、この資料の構成を content の外へ移してください。票は1枚ずつの印刷用PDFで配れます",
    )
}

/// A year that has no evaluation.
#[must_use]
pub fn handout_of_no_year(span: Span, written: &str, known: &[String]) -> Diag {
    let list = if known.is_empty() {
        "まだ1つもありません".to_owned()
    } else {
        format!("あるのは {} です", known.join("、"))
    };
    diag(
        Code::DanglingReference,
        span,
        format!("「{written}」の評価年度がありません"),
        "この年度です",
        format!("年度を直すか、その年度のフォルダーと evaluation.yaml を加えてください（{list}）"),
    )
}

/// A number that two parts have.
#[must_use]
pub fn duplicate_number(span: Span, number: &str, first: Span) -> Diag {
    let mut diag = diag(
        Code::DuplicateNumber,
        span,
        format!("資料番号「{number}」が2つあります"),
        "2つめです",
        "会議で指し示すときに取り違えないように、どちらかの資料番号を変えてください",
    );
    diag.related.push((first, "1つめはここです".to_owned()));
    diag
}

/// The conditions leave no sheet.
#[must_use]
pub fn nothing_chosen(span: Span) -> Diag {
    diag(
        Code::NothingChosen,
        span,
        "絞り込みに合う施策が1つもありません".to_owned(),
        "この条件です",
        "条件を減らすか、直してください。書いた条件に全て合う施策だけを載せます。主管部は、評価責任者の職名か施策主管部の始まりの言葉です",
    )
}

/// A part that holds nothing.
#[must_use]
pub fn empty_part(span: Span, kind: &str) -> Diag {
    diag(
        Code::NothingChosen,
        span,
        format!("「{kind}」に載せるものが1つもありません"),
        "この資料です",
        "この資料を消すか、載せるものの条件を直してください",
    )
}

/// A sheet that a part names and the conditions leave out.
#[must_use]
pub fn left_out(span: Span, code: &str, filter: Span) -> Diag {
    let mut diag = diag(
        Code::NothingChosen,
        span,
        format!("コード「{code}」の票は、「絞り込み」に合わないため載りません"),
        "このコードです",
        "このコードを消すか、「絞り込み」を直してください",
    );
    diag.related.push((filter, "絞り込みはここです".to_owned()));
    diag
}

/// An item that a part of this kind does not have.
#[must_use]
pub fn item_of_another_kind(span: Span, item: &str, kind: &str, wanted: &str) -> Diag {
    diag(
        Code::UnknownKey,
        span,
        format!("種類が「{kind}」の資料に、「{item}」は書けません"),
        "このコードです",
        format!("この項目を消してください。「{item}」は、種類が{wanted}の資料に書けます"),
    )
}
