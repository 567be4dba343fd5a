//! Sentences of `kohyo year`.

use std::path::Path;

use super::words::message;

/// There is no year to go on from.
pub(super) fn no_year() -> String {
    message(
        "もとにする年度がありません",
        "初めての年度は「kohyo new」で作ります（「kohyo new --help」で、作り方が出ます）",
    )
}

/// The year to go on from is not there.
pub(super) fn no_such_year(from: &str, known: &[String]) -> String {
    message(
        &format!("年度「{from}」がありません"),
        &format!("--from には、内容にある年度（{}）を書いてください", known.join("、")),
    )
}

/// The year is none.
pub(super) fn bad_year(text: &str) -> String {
    message(&format!("「{text}」は、年度として読めません"), "令和7 のように書いてください")
}

/// The year to make is not after that to go on from.
pub(super) fn not_after(year: &str, before: &str) -> String {
    message(
        &format!("{year}年度は、もとにする{before}年度の後の年度ではありません"),
        "もとにする年度を --from に書くか、作る年度を直してください",
    )
}

/// The folder of the year is there.
pub(super) fn there_already(place: &Path) -> String {
    message(
        &format!("{} が、もうあります", place.display()),
        "失わないように、何も書き込みませんでした。ほかの年度を書くか、そのフォルダーを別の所に移してください",
    )
}

/// A sheet of the year before could not be read.
pub(super) fn unread(path: &str) -> String {
    message(
        &format!("{path} を、票として読めません"),
        "「kohyo check」で示す誤りを直してから、もう一度打ってください。何も書き込みませんでした",
    )
}

/// What has been written; what comes next.
pub(super) fn written(place: &Path, count: usize, before: &str, results: &str) -> String {
    let place = place.display();
    format!(
        "{place} に、{before}年度の票をもとにした下書き{count}枚を作りました。\n\
         移したもの: 名称、課、目標、{results}年度より前の実績、変わらない文、識別\n\
         未記入のもの: {results}年度の実績、毎年書く文、評価の区分（前の年度のものを「# 」の行に示しています）\n\
         次にすること:\n  {place}/evaluation.yaml の名称と表題の年度を確かめる\n  なくなった事業のファイルを消し、始まった事業のファイルを足す\n  「kohyo status」で、未記入の残りを見る"
    )
}
