//! Sentences about folders that are no year, and about indicators that a sheet takes from the sheet above it (もと).

use crate::diag::alike;
use crate::diag::codes::Code;
use crate::diag::messages::sentence::{REASONS, diag, slip_hint};
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// A sheet that says no year although its form has columns of 実績年度; each with its section.
#[must_use]
pub fn no_year_of_sheet(span: Span, columns: &[[String; 2]]) -> Diag {
    let columns = columns.iter().map(|[section, column]| format!("「{section}」の「{column}」"));
    let columns = columns.collect::<Vec<_>>().join("、");
    diag(
        Code::MissingItem,
        span,
        format!("この票の様式には実績年度の列（{columns}）がありますが、票に年度がありません"),
        "この票です",
        "この票が何年度の実績の票かを、票に「年度: 令和4」のように書いてください。年度のないフォルダーでは、これが実績年度になります",
    )
}

/// A sheet beside the levels of a folder that is no year.
#[must_use]
pub fn outside_the_levels(
    span: Span,
    dir: &str,
    folders: &[&str],
    near: Option<[&str; 2]>,
) -> Diag {
    let slip = near.map_or_else(String::new, |[folder, meant]| {
        format!("フォルダーの名前「{folder}」は「{meant}」の書き誤りではありませんか。")
    });
    let places: Vec<String> = folders.iter().map(|folder| format!("{dir}/{folder}")).collect();
    diag(
        Code::MisplacedFile,
        span,
        format!("{dir} の階層の置き場所にないファイルです"),
        "このファイルです",
        format!(
            "{slip}{dir} の票は、{dir}/evaluation.yaml の「置き場所」のとおり、{} のどれかに置いてください。使わないファイルは content の外へ移してください",
            places.join("、")
        ),
    )
}

/// A word of a list that the city does not have (選択肢 of `city.yaml`).
#[must_use]
pub fn word_of_no_city(span: Span, item: &str, text: &str, list: &str) -> Diag {
    diag(
        Code::BadChoice,
        span,
        format!("「{item}」に「{text}」は書けません（city.yaml に「{list}」の言葉がありません）"),
        "ここです",
        format!(
            "city.yaml に「選択肢: {{ {list}: {{ 言葉: 意味 }} }}」のように、市の決めた言葉と意味を書いてください。市の決まりがないときは、言葉の代わりに理由（{REASONS}）を書いてください"
        ),
    )
}

/// An indicator of the sheet above that is written twice.
#[must_use]
pub fn taken_twice(span: Span, section: &str, name: &str, first: Span) -> Diag {
    let mut diag = diag(
        Code::DuplicateName,
        span,
        format!("「{section}」に「{name}」が2回書かれています"),
        "2回めです",
        "上の票の指標を1回ずつ書く区画です。指標名の直し忘れでないか、上の票と照らしてください",
    );
    diag.related.push((first, "1回めはここです".to_owned()));
    diag
}

/// A section that is shown in two places among the texts of a sheet.
#[must_use]
pub fn section_placed_twice(span: Span, name: &str, first: Span) -> Diag {
    let mut diag = diag(
        Code::DuplicateName,
        span,
        format!("区画「{name}」を示す所が2つあります"),
        "2つめです",
        "区画は1か所に載ります。どちらか一方だけを残してください",
    );
    diag.related.push((first, "1つめはここです".to_owned()));
    diag
}

/// A form that takes indicators from above, in a level above which no sheet is. `form` is that form, its section, and
/// the section that it names; `above` is the level above.
#[must_use]
pub fn source_without_sheets(span: Span, form: [&str; 3], above: Option<&str>) -> Diag {
    let [form, section, source] = form;
    let why = above.map_or_else(
        || "上の階層がありません".to_owned(),
        |above| format!("上の階層「{above}」には票がありません"),
    );
    diag(
        Code::DanglingReference,
        span,
        format!(
            "様式「{form}」の「{section}」は、上の票の区画「{source}」から指標を取りますが、{why}"
        ),
        "この様式です",
        format!(
            "「{source}」のある様式の階層を、この階層のすぐ上に加えるか、様式の「もと」を消してください"
        ),
    )
}

/// No form of the level above has a section of that name with indicators; with the form are given that level and the
/// kind that is wanted.
#[must_use]
pub fn source_not_there(
    span: Span,
    (form, of): ([&str; 3], [&str; 2]),
    near: Option<&str>,
    all: &[&str],
) -> Diag {
    let ([form, section, source], [above, kind]) = (form, of);
    let hint = slip_hint(source, near);
    let all = if all.is_empty() {
        format!("上の階層「{above}」の様式には、種類が{kind}の区画がありません")
    } else {
        format!("上の階層「{above}」の様式にある、種類が{kind}の区画は「{}」です", all.join("」「"))
    };
    diag(
        Code::DanglingReference,
        span,
        format!(
            "様式「{form}」の「{section}」は、上の票の区画「{source}」から指標を取りますが、種類が{kind}のその区画がありません"
        ),
        "この様式です",
        format!("{hint}{all}。様式の「もと」を直してください"),
    )
}

/// A field that a form shows of the sheets below it, which no form of that level has. `form` is that form, its section,
/// and the name that is wanted.
#[must_use]
pub fn field_below_not_there(
    span: Span,
    form: [&str; 3],
    below: &str,
    near: Option<&str>,
    all: &[String],
) -> Diag {
    let [form, section, wanted] = form;
    let hint = slip_hint(wanted, near);
    let all = if all.is_empty() {
        format!("下の階層「{below}」の様式には、種類が欄の区画がありません")
    } else {
        format!("下の階層「{below}」の様式にある欄は「{}」です", all.join("」「"))
    };
    diag(
        Code::DanglingReference,
        span,
        format!(
            "様式「{form}」の「{section}」に載せる欄「{wanted}」が、下の階層「{below}」の様式にありません"
        ),
        "この欄です",
        format!("{hint}{all}。欄の名を直してください"),
    )
}

/// The same, where two sections of a form below have a field of that name.
#[must_use]
pub fn field_below_of_two(span: Span, form: [&str; 3], homes: [&str; 2]) -> Diag {
    let ([form, section, wanted], [first, second]) = (form, homes);
    diag(
        Code::DanglingReference,
        span,
        format!(
            "様式「{form}」の「{section}」に載せる欄「{wanted}」は、下の票の「{first}」と「{second}」の両方にあります"
        ),
        "この欄です",
        format!("「{first}.{wanted}」か「{second}.{wanted}」のように、区画の名を付けてください"),
    )
}

/// 上 names what has no sheet, so that there are no indicators to take.
#[must_use]
pub fn taken_from_a_name(span: Span, level: &str, code: &str) -> Diag {
    diag(
        Code::DanglingReference,
        span,
        format!("{level}「{code}」には票がないので、この票の指標が取れません"),
        "「上」はここです",
        format!("{level}「{code}」の票を作るか、票のあるコードを「上」に書いてください"),
    )
}

/// An indicator, or a series of one, that the sheet above does not have in its section `source`.
#[must_use]
pub fn not_taken(
    span: Span,
    [source, name]: [&str; 2],
    near: Option<&str>,
    known: &[&str],
) -> Diag {
    let remedy = match (near, known) {
        (Some(near), _) => {
            format!(
                "上の票では「{near}」です{}。上の票のとおりに書いてください",
                alike::note(name, near)
            )
        }
        (None, []) => {
            "上の票には1つもありません。上の票を直すか、この票から消してください".to_owned()
        }
        (None, known) => {
            format!(
                "上の票にあるのは「{}」です。上の票のとおりに書いてください",
                known.join("」「")
            )
        }
    };
    diag(
        Code::DanglingReference,
        span,
        format!("上の票の「{source}」に「{name}」がありません"),
        "この名です",
        remedy,
    )
}

/// An indicator of the sheet above that a sheet leaves out.
#[must_use]
pub fn not_there_of_those_above(span: Span, [section, source]: [&str; 2], name: &str) -> Diag {
    diag(
        Code::MissingItem,
        span,
        format!("「{section}」に、上の票の「{source}」にある指標「{name}」がありません"),
        "この並びにありません",
        format!(
            "「指標名: {name}」と、この票の列の値を加えてください。値が無いときは、数値の代わりに理由（{REASONS}）を書いてください"
        ),
    )
}

/// Two sheets state different actuals of one indicator: this one and the first, which may be the sheet above.
#[must_use]
pub fn differs_from_above(
    span: Span,
    name: &str,
    [own, first]: [&str; 2],
    (place, above): (Span, bool),
) -> Diag {
    let other = if above { "上の票" } else { "同じ年度のほかの票" };
    let more = if above {
        "上の票の実績を「未公表」としておくと、この票の実績が使われます"
    } else {
        "同じ年度の検証でないなら、票の「年度」を確かめてください"
    };
    let mut diag = diag(
        Code::ReviewDiffers,
        span,
        format!("「{name}」の実績が、この票では{own}、{other}では{first}です"),
        "この票の実績です",
        format!("原典と照らして、どちらかを直してください。{more}"),
    );
    diag.related.push((place, format!("{other}の実績です")));
    diag
}
