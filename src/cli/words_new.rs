//! Sentences of `kohyo new`: what must be said to begin, what has been written, how to go on.

use std::path::Path;

use super::words::{message, unwritten};
use crate::site::one_file::OneFileError;

/// An example that can be typed as it is.
const EXAMPLE: &str = "kohyo new . --city 見本市 --year 令和6";

/// Where nothing is there and nothing was asked for.
pub(super) const OFFER: &str = "このフォルダーには、まだ内容（content）がありません。新しく始めるには、「kohyo new . --city 見本市 --year 令和6」のように打ってください（見本市は、団体の名称に替えます）。";

/// Nobody has said which city it is.
pub(super) fn no_name() -> String {
    message(
        "団体の名称がありません",
        &format!("「{EXAMPLE}」のように、--city に続けて団体の名称を書いてください"),
    )
}

/// The name of the city has letters that no name has.
pub(super) fn bad_name(name: &str) -> String {
    message(
        &format!("「{name}」は、団体の名称にできません"),
        "記号と空白を入れずに書いてください（例 見本市）",
    )
}

/// Nobody has said the code of the city.
pub(super) fn no_code() -> String {
    message(
        "団体コードがありません",
        "--code に続けて、6桁の全国地方公共団体コードを書いてください（例 --code 032018）。試すだけなら、「見本市」のように「見本」の入った名称にすると、要りません",
    )
}

/// The code of the city is none.
pub(super) fn bad_code(code: &str) -> String {
    message(
        &format!("「{code}」は、全国地方公共団体コードではありません"),
        "検査数字を含む6桁の半角数字で書いてください（例 032018）",
    )
}

/// The year is none.
pub(super) fn bad_year(text: &str) -> String {
    message(&format!("「{text}」は、年度として読めません"), "令和6 のように書いてください")
}

/// A form that is nowhere.
pub(super) fn no_form(name: &str, near: Option<&str>, all: &[&str]) -> String {
    super::words_form::no_such_form(name, near, all)
}

/// The files were not written.
pub(super) fn refused(error: &OneFileError) -> String {
    if let OneFileError::Foreign(path) = error {
        return message(
            &format!("「{}」が、もうあります", path.display()),
            "失わないように、何も書き込みませんでした。新しく始めるときは、空のフォルダーか、まだないフォルダーの名を書いてください。次の年度の票は「kohyo year」で作れます",
        );
    }
    unwritten(
        error,
        "空のフォルダーか、まだないフォルダーの名を書いてください。次の年度の票は、ここでは作れません",
    )
}

/// The folder has been made; what comes next.
pub(super) fn begun(place: &Path, dir: &str, sheets: usize) -> String {
    let here = place == Path::new(".");
    let go = if here {
        String::new()
    } else {
        format!("  「cd {}」で、そのフォルダーに移る\n", place.display())
    };
    let place =
        if here { "このフォルダー".to_owned() } else { format!("{} ", place.display()) };
    format!(
        "{place}に、未記入の票{sheets}枚（content/{dir}）と、始めるのに要るファイルを作りました。\n次にすること:\n{go}  はじめに.html をブラウザーで開いて読む\n  content/city.yaml の公式サイトと問い合わせ先を書き替える\n  「kohyo serve --open」で、ページを見ながら票を書く（保存するたびに新しくなる）\n  「kohyo status」で、未記入の残りを見る"
    )
}
