//! Sentences about the declaration of a form, and about the levels of a year that name forms.

use crate::diag::codes::Code;
use crate::diag::messages::sentence::{REASONS, diag, plain, slip_hint};
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// 様式 that is not called as its file is.
#[must_use]
pub fn form_name_differs(span: Span, name: &str, stem: &str) -> Diag {
    diag(
        Code::BadForm,
        span,
        format!("様式の名「{name}」が、ファイルの名「{stem}.yaml」と違います"),
        "様式の名はここです",
        format!("「様式: {stem}」と書くか、ファイルの名を {name}.yaml に改めてください"),
    )
}

/// A form of the city that is called like one of the program.
#[must_use]
pub fn form_is_built_in(span: Span, name: &str) -> Diag {
    diag(
        Code::DuplicateName,
        span,
        format!("様式「{name}」は、はじめから入っている様式の名です"),
        "様式の名はここです",
        "どちらの様式か分からなくなります。様式の名とファイルの名を、ほかの名に改めてください",
    )
}

/// A mark that says already what it means.
#[must_use]
pub fn mark_is_no_mark(span: Span, mark: &str) -> Diag {
    diag(
        Code::BadForm,
        span,
        format!("「{mark}」は印にできません"),
        "この印です",
        format!(
            "数値と、決められた理由（{REASONS}、空欄）は、そのままの意味で読みます。この印を消してください"
        ),
    )
}

/// A mark that is one of the words to choose from as well; `place` is what has the word, and its name.
#[must_use]
pub fn mark_is_word(span: Span, mark: &str, meaning: &str, place: (Span, &str)) -> Diag {
    let (other, name) = place;
    let mut diag = diag(
        Code::BadForm,
        span,
        format!("「{mark}」が、印にも、「{name}」の選択の言葉にもあります"),
        "この印です",
        format!(
            "票に「{mark}」とあっても、{meaning}なのか、選んだ言葉なのか、分かりません。紙で同じ印なら、印と選択のどちらか一方に、見分けのつく別の言葉を使ってください（選択の言葉を「{mark}」とするときは、印から消し、値がない所には「{meaning}」と書きます）"
        ),
    );
    diag.related.push((other, format!("「{name}」の選択に「{mark}」があります")));
    diag
}

/// A section that is called like a key of every sheet.
#[must_use]
pub fn reserved_name(span: Span, name: &str) -> Diag {
    diag(
        Code::BadForm,
        span,
        format!("「{name}」は区画の名にできません"),
        "この名です",
        "どの票にもある項目の名です。区画にはほかの名を付け、紙の見出しは「見出し」に書いてください",
    )
}

/// Two sections, rows, columns or fields of one name.
#[must_use]
pub fn name_twice_in_form(span: Span, what: &str, name: &str, first: Span) -> Diag {
    let remedy = match what {
        "行" => "同じ名の行が紙にあるときは、どちらかに「識別: 」で別の名を付けてください",
        "列" => "年度か区分、又は名を改め、列を見分けられるようにしてください",
        "主体、重み、比重" => {
            "どちらかの名を改めてください。1つの行に並ぶものには、違う名が要ります"
        }
        _ => "どちらかの名を改めてください。紙の見出しが同じときは、「見出し」に書けます",
    };
    let mut diag = diag(
        Code::DuplicateName,
        span,
        format!("{what}の名「{name}」が2つあります"),
        "2つめです",
        remedy,
    );
    diag.related.push((first, "1つめはここです".to_owned()));
    diag
}

/// 型: 選択 without its words.
#[must_use]
pub fn choice_without_words(span: Span, name: &str) -> Diag {
    diag(
        Code::MissingItem,
        span,
        format!("「{name}」に、選ぶ言葉がありません"),
        "ここです",
        "「選択: [ 拡充, 継続, 縮小 ]」のように、選ぶ言葉を加えてください",
    )
}

/// A word to choose that is there twice.
#[must_use]
pub fn choice_twice(span: Span, name: &str, word: &str) -> Diag {
    diag(
        Code::BadForm,
        span,
        format!("「{name}」の選択に「{word}」が2回あります"),
        "この選択です",
        "1回だけ書いてください",
    )
}

/// A word to choose that is a reason.
#[must_use]
pub fn choice_is_reason(span: Span, name: &str, word: &str) -> Diag {
    diag(
        Code::BadForm,
        span,
        format!("「{name}」の選択の「{word}」は、値がない理由として決められた言葉です"),
        "この選択です",
        format!("選択から消してください。理由（{REASONS}、空欄）は、選択に無くても票に書けます"),
    )
}

/// A year of a column that cannot be read; `half` is how it would be read.
#[must_use]
pub fn bad_form_year(span: Span, text: &str, half: Option<&str>) -> Diag {
    let half = half.map_or_else(String::new, |half| {
        format!("記号と数字を半角にし、空白を入れずに {half} と書いてください。")
    });
    diag(
        Code::BadYear,
        span,
        format!("「{text}」は列の年度として読めません"),
        "ここです",
        half + "年度ごとに動く列は 実績年度、実績年度+1、実績年度-1 のように、決まった年度の列は 令和5 のように書いてください",
    )
}

/// A key that sections of other kinds have.
#[must_use]
pub fn key_of_another_kind(span: Span, key: &str, own: &str, kinds: &[&str]) -> Diag {
    diag(
        Code::UnknownKey,
        span,
        format!("項目「{key}」は、種類「{own}」の区画には書けません"),
        "この項目です",
        format!(
            "「{key}」を書けるのは、種類が {} の区画です。種類を改めるか、この項目を消してください",
            kinds.join("、")
        ),
    )
}

/// A name that says the year which is put before it: `title` is what results, `rest` the name without it.
#[must_use]
pub fn year_in_name(span: Span, name: &str, title: &str, rest: Option<&str>) -> Diag {
    let how = rest.map_or_else(
        || "年度を付けずに書いてください".to_owned(),
        |rest| format!("「名称: {}」と書いてください", plain(rest)),
    );
    diag(
        Code::YearTwice,
        span,
        format!("名称「{name}」に年度があります。ページの題名は「{title}」になります"),
        "この名称です",
        format!("年度は、名称の前に付きます。{how}"),
    )
}

/// More levels than a year has.
#[must_use]
pub fn too_many_levels(span: Span, count: usize, most: usize) -> Diag {
    diag(
        Code::TooMany,
        span,
        format!("「階層」が{count}段あります（{most}段まで）"),
        "ここから後が多すぎます",
        format!("{most}段までにまとめてください"),
    )
}

/// Two levels with their sheets in one folder.
#[must_use]
pub fn level_folder_twice(span: Span, folder: &str, first: Span) -> Diag {
    let mut diag = diag(
        Code::DuplicateName,
        span,
        format!("置き場所「{folder}」が2つの階層にあります"),
        "2つめです",
        "階層ごとに別のフォルダーに票を置き、その名を書いてください",
    );
    diag.related.push((first, "1つめはここです".to_owned()));
    diag
}

/// A level with neither sheets nor names.
#[must_use]
pub fn level_of_nothing(span: Span, name: &str) -> Diag {
    diag(
        Code::MissingItem,
        span,
        format!("階層「{name}」に、票も一覧もありません"),
        "この階層です",
        "票があれば「様式」と「置き場所」を、名称だけの階層なら「一覧」を加えてください",
    )
}

/// A level with a folder and no form, or the other way round.
#[must_use]
pub fn level_without(span: Span, name: &str, key: &str) -> Diag {
    diag(
        Code::MissingItem,
        span,
        format!("階層「{name}」に項目「{key}」がありません"),
        "この階層です",
        "票のある階層には、「様式」と「置き場所」の両方を書いてください",
    )
}

/// A form that is nowhere; `near` is what was probably meant.
#[must_use]
pub fn no_such_form(span: Span, name: &str, near: Option<&str>, all: &[&str]) -> Diag {
    let hint = slip_hint(name, near);
    let fits = name.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-'));
    let file = if fits {
        format!("content/forms/{name}.yaml に宣言します")
    } else {
        "半角の英小文字、数字、「-」だけの名を付けて、content/forms に宣言します".to_owned()
    };
    diag(
        Code::DanglingReference,
        span,
        format!("様式「{name}」がありません"),
        "この様式です",
        format!("{hint}使える様式は {} です。新しい様式は、{file}", all.join("、")),
    )
}

/// 様式 of a sheet that its level does not have.
#[must_use]
pub fn form_of_no_level(
    span: Span,
    name: &str,
    near: Option<&str>,
    names: &[&str],
    level: &str,
) -> Diag {
    let hint = slip_hint(name, near);
    diag(
        Code::BadChoice,
        span,
        format!("様式「{name}」は、階層「{level}」の様式ではありません"),
        "この様式です",
        format!("{hint}この階層の様式は {} です（evaluation.yaml の階層）", names.join("、")),
    )
}

/// A year that a column of an indicator must state, and does not.
#[must_use]
pub fn missing_year_of_column(span: Span, year: &str, item: &str) -> Diag {
    diag(
        Code::MissingItem,
        span,
        format!("「{item}」に{year}年度がありません"),
        "この並びにありません",
        format!(
            "「{year}: 数値」を加えてください。紙の欄が空なら「{year}: 空欄」と、理由があれば数値の代わりに理由（{REASONS}）を書いてください"
        ),
    )
}

/// A year that the form has no column for, on a level that could free its columns.
#[must_use]
pub fn unknown_column_of_level(span: Span, year: &str, allowed: &str) -> Diag {
    let mut diag = super::unknown_year(span, year, allowed);
    diag.remedy.push_str(
        "。ほかの年度も載せるときは、evaluation.yaml のこの階層に「年度の列: 自由」と書いてください",
    );
    diag
}

/// A column of indicators that is called like a key of every indicator.
#[must_use]
pub fn reserved_column(span: Span, name: &str) -> Diag {
    diag(
        Code::BadForm,
        span,
        format!("「{name}」は指標の列の名にできません"),
        "この名です",
        "どの指標にもある項目の名です。列にはほかの名を付けてください",
    )
}

/// A question called like what every survey says.
#[must_use]
pub fn reserved_question(span: Span, name: &str) -> Diag {
    diag(
        Code::BadForm,
        span,
        format!("「{name}」は問の名にできません"),
        "この名です",
        "どのアンケートの票にも書く項目の名です。問にはほかの名を付けてください",
    )
}

/// A column of totals where nothing is added up.
#[must_use]
pub fn total_of_no_increments(span: Span, name: &str) -> Diag {
    diag(
        Code::BadForm,
        span,
        format!("「{name}」の役を 累計 にできるのは、増加分の区画だけです"),
        "この列です",
        "毎年の増えた分を書く区画なら、「種類: 増加分」にしてください。そうでなければ、ほかの役を書いてください",
    )
}

/// A rule for a word that the column does not have.
#[must_use]
pub fn grade_of_no_word(span: Span, name: &str, word: &str) -> Diag {
    diag(
        Code::BadForm,
        span,
        format!("「{name}」の基準の「{word}」が、選択にありません"),
        "この列です",
        "基準の言葉は、選択の言葉と同じにしてください",
    )
}

/// Shares of nothing: neither who shares, nor rows.
#[must_use]
pub fn shares_of_nothing(span: Span, section: &str) -> Diag {
    diag(
        Code::BadForm,
        span,
        format!("割合の区画「{section}」に、「主体」も「行」もありません"),
        "この区画です",
        "割合を分け合うものを「主体: [ 市, 市民 ]」のように書くか、下の階層の票ごとの割合なら「行: 下位」と書いてください",
    )
}

/// A text beside each share where a row has several.
#[must_use]
pub fn text_of_shared_rows(span: Span) -> Diag {
    diag(
        Code::BadForm,
        span,
        "「主体」と「行」の両方がある割合に、「文」は書けません".to_owned(),
        "この文です",
        "「文」は、主体ごとか、下の階層の票ごとの割合に1つずつ付きます。「文」を消すか、種類 文 の区画を別に作ってください",
    )
}

/// A text called as the share beside it.
#[must_use]
pub fn text_called_as_shares(span: Span) -> Diag {
    diag(
        Code::BadForm,
        span,
        "割合の「文」の名を「比率」にはできません".to_owned(),
        "この名です",
        "票では、割合を「比率」、文をこの名で書きます。文にはほかの名を付けてください（例 役割の内容）",
    )
}

/// 重み or 比重 without the rows that have them.
#[must_use]
pub fn weight_without_rows(span: Span, key: &str) -> Diag {
    diag(
        Code::BadForm,
        span,
        format!("「{key}」は、「行: 下位」と「主体」の両方がある割合だけに書けます"),
        "ここです",
        format!("「行: 下位」と「主体」を書き足すか、「{key}」を消してください"),
    )
}

/// 比重 without 重み.
#[must_use]
pub fn product_without_weight(span: Span) -> Diag {
    diag(
        Code::BadForm,
        span,
        "「比重」を求めるための「重み」がありません".to_owned(),
        "この比重です",
        "比重は、主体の割合×重み÷100です。「重み: 名」を書き足してください",
    )
}

/// 比重 of somebody who is no 主体.
#[must_use]
pub fn product_of_nobody(span: Span, party: &str, near: Option<&str>, all: &[&str]) -> Diag {
    let hint = slip_hint(party, near);
    diag(
        Code::BadForm,
        span,
        format!("比重の主体「{party}」が、区画の「主体」にありません"),
        "この主体です",
        format!("{hint}主体は {} です", all.join("、")),
    )
}

/// Words to choose from that the city does not have under this name.
#[must_use]
pub fn no_such_choices(span: Span, name: &str, known: &[&str]) -> Diag {
    let known = if known.is_empty() {
        "city.yaml に「選択肢」がありません".to_owned()
    } else {
        format!("city.yaml の選択肢は {} です", known.join("、"))
    };
    diag(
        Code::DanglingReference,
        span,
        format!("選択肢「{name}」がありません"),
        "ここです",
        format!(
            "{known}。「選択肢: {{ {name}: {{ 言葉: 意味 }} }}」を加えるか、言葉をここに [ 言葉, 言葉 ] と書いてください"
        ),
    )
}
