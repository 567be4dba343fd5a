//! Sentences about handouts (資料).

use crate::diag::codes::Code;
use crate::diag::messages::sentence::diag;
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// A level that a year does not have: what is near to it, and the folder that has such a level.
#[must_use]
pub fn no_level(
    span: Span,
    written: &str,
    (near, folder): (Option<&str>, Option<&str>),
    known: &[&str],
) -> Diag {
    let cure = match (near, folder) {
        (Some(near), _) => format!("「{near}」の書き誤りではありませんか。"),
        (None, Some(folder)) => format!(
            "{folder} の票を載せるなら、種類が票の資料に「フォルダー: {folder}」を書き添えてください。"
        ),
        (None, None) => "evaluation.yaml の階層の呼び名か置き場所に直してください。".to_owned(),
    };
    diag(
        Code::DanglingReference,
        span,
        format!("「{written}」という階層がありません"),
        "この階層です",
        format!("{cure}あるのは {} です", known.join("、")),
    )
}

/// A folder without a year that is not there.
#[must_use]
pub fn no_folder(span: Span, written: &str, known: &[&str]) -> Diag {
    let list = if known.is_empty() {
        "まだ1つもありません".to_owned()
    } else {
        format!("あるのは {} です", known.join("、"))
    };
    diag(
        Code::DanglingReference,
        span,
        format!("年度のないフォルダー「{written}」がありません"),
        "このフォルダーです",
        format!(
            "フォルダーの名を直してください（{list}）。年度の票を載せるときは、この項目を消してください"
        ),
    )
}

/// A year without sheets.
#[must_use]
pub fn no_sheet_of_year(span: Span, written: &str) -> Diag {
    diag(
        Code::NothingChosen,
        span,
        format!("「{written}」の票が1つもありません"),
        "この年度です",
        "年度を直すか、その年度の票を加えてください",
    )
}

/// The conditions leave no sheet.
#[must_use]
pub fn no_sheet_chosen(span: Span) -> Diag {
    diag(
        Code::NothingChosen,
        span,
        "絞り込みに合う票が1つもありません".to_owned(),
        "この条件です",
        "条件を減らすか、直してください。書いた条件に全て合う票と、その下の階層の票だけを載せます。主管部は、欄の課の名称か職名の始まりの言葉です",
    )
}

/// A sheet that a part names, and that is not printed.
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

/// An item that only a part of the kind 票 has.
#[must_use]
pub fn item_of_another_kind(span: Span, item: &str, kind: &str) -> Diag {
    diag(
        Code::UnknownKey,
        span,
        format!("種類が「{kind}」の資料に、「{item}」は書けません"),
        "ここです",
        format!("この項目を消してください。「{item}」は、種類が票の資料に書けます"),
    )
}
