//! Sentences about handouts (資料).

use super::diag;
use crate::diag::{Code, Diag};
use crate::terms::place::Span;

/// An item that only years of forms of the program have.
#[must_use]
pub fn item_of_program(span: Span, item: &str) -> Diag {
    diag(
        Code::UnknownKey,
        span,
        format!("様式を宣言した年度の資料で、この「{item}」は使えません"),
        "ここです",
        "載せる票は、「票: [ { 階層: 置き場所, コード: [ コード ] } ]」のように書いてください。種類は「票」です",
    )
}

/// Sheets by levels, of a year of forms of the program.
#[must_use]
pub fn sheets_of_program(span: Span) -> Diag {
    diag(
        Code::UnknownKey,
        span,
        "階層で票を選べるのは、様式を宣言した年度の資料だけです".to_owned(),
        "この階層です",
        "「施策」か「基本事業」に、載せる票のコードを書いてください",
    )
}

/// A level that a year does not have.
#[must_use]
pub fn no_level(span: Span, written: &str, known: &[String]) -> Diag {
    diag(
        Code::DanglingReference,
        span,
        format!("「{written}」という階層がありません"),
        "この階層です",
        format!(
            "evaluation.yaml の階層の置き場所か呼び名に直してください（あるのは {} です）",
            known.join("、")
        ),
    )
}

/// The conditions leave no sheet of a declared form.
#[must_use]
pub fn no_sheet_chosen(span: Span) -> Diag {
    diag(
        Code::NothingChosen,
        span,
        "絞り込みに合う票が1つもありません".to_owned(),
        "この条件です",
        "条件を減らすか、直してください。書いたコードの票と、その下の階層の票を載せます",
    )
}

/// A sheet of a declared form that a part names, and that is not printed.
#[must_use]
pub fn sheet_left_out(span: Span, code: &str, filter: Option<Span>) -> Diag {
    let mut diag = diag(
        Code::NothingChosen,
        span,
        format!("コード「{code}」は、票がないか「絞り込み」に合わないため載りません"),
        "このコードです",
        "このコードを消すか、「絞り込み」を直してください。「一覧」に名称だけがあるものに、票はありません",
    );
    diag.related.extend(filter.map(|filter| (filter, "絞り込みはここです".to_owned())));
    diag
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
