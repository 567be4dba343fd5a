//! Sentences about folders that are not a year, and about indicators taken from the sheet above (もと).

use crate::diag::alike;
use crate::diag::messages::sentence::{REASONS, slip_hint};
use crate::terms::place::Span;

messages! {
    /// A sheet without a year although its form has columns of 実績年度; each with its section.
    no_year_of_sheet(span, columns: &[[String; 2]]) = MissingItem {
        let one = |[section, column]: &[String; 2]| format!("「{section}」の「{column}」");
        let columns = columns.iter().map(one).collect::<Vec<_>>().join("、");
        title "この票の様式には実績年度の列（{columns}）がありますが、票に年度がありません"
        here "この票です"
        remedy "この票が何年度の実績の票かを、票に「年度: 令和4」のように書いてください。年度のないフォルダーでは、これが実績年度になります"
    }

    /// A sheet outside the level folders of a folder that is not a year.
    outside_the_levels(span, dir: &str, folders: &[&str], near: Option<[&str; 2]>) = MisplacedFile {
        let slip = words!(if let Some([folder, meant]) = near { "フォルダーの名前「{folder}」は「{meant}」の書き誤りではありませんか。" });
        let places = folders.iter().map(|folder| format!("{dir}/{folder}")).collect::<Vec<_>>();
        let places = places.join("、");
        title "{dir} の階層の置き場所にないファイルです"
        here "このファイルです"
        remedy "{slip}{dir} の票は、{dir}/evaluation.yaml の「置き場所」のとおり、{places} のどれかに置いてください。使わないファイルは content の外へ移してください"
    }

    /// A word that is not in the city's list (選択肢 of `city.yaml`).
    word_of_no_city(span, item: &str, text: &str, list: &str) = BadChoice {
        title "「{item}」に「{text}」は書けません（city.yaml に「{list}」の言葉がありません）"
        here "ここです"
        remedy "city.yaml に「選択肢: {{ {list}: {{ 言葉: 意味 }} }}」のように、市の決めた言葉と意味を書いてください。市の決まりがないときは、言葉の代わりに理由（{REASONS}）を書いてください"
    }

    /// An indicator of the sheet above that is written twice.
    taken_twice(span, section: &str, name: &str, first: Span) = DuplicateName {
        title "「{section}」に「{name}」が2回書かれています"
        here "2回めです"
        also first "1回めはここです"
        remedy "上の票の指標を1回ずつ書く区画です。指標名の直し忘れでないか、上の票と照らしてください"
    }

    /// A section shown in two places among the texts of a sheet.
    section_placed_twice(span, name: &str, first: Span) = DuplicateName {
        title "区画「{name}」を示す所が2つあります"
        here "2つめです"
        also first "1つめはここです"
        remedy "区画は1か所に載ります。どちらか一方だけを残してください"
    }

    /// A form that takes indicators from above, on a level below one without sheets: the form, its section, and the
    /// section it names; `above` is the level above.
    source_without_sheets(
        span, [form, section, source]: [&str; 3], above: Option<&str>,
    ) = DanglingReference {
        let why = words!(match above {
            Some(above) => "上の階層「{above}」には票がありません",
            None => "上の階層がありません",
        });
        title "様式「{form}」の「{section}」は、上の票の区画「{source}」から指標を取りますが、{why}"
        here "この様式です"
        remedy "「{source}」のある様式の階層を、この階層のすぐ上に加えるか、様式の「もと」を消してください"
    }

    /// No form of the level above has an indicator section of that name; also names that level and the required kind.
    source_not_there(
        span,
        ([form, section, source], [above, kind]): ([&str; 3], [&str; 2]),
        near: Option<&str>,
        all: &[&str],
    ) = DanglingReference {
        let hint = slip_hint(source, near);
        let known = all.join("」「");
        let there = words!(match all {
            [] => "上の階層「{above}」の様式には、種類が{kind}の区画がありません",
            _ => "上の階層「{above}」の様式にある、種類が{kind}の区画は「{known}」です",
        });
        title "様式「{form}」の「{section}」は、上の票の区画「{source}」から指標を取りますが、種類が{kind}のその区画がありません"
        here "この様式です"
        remedy "{hint}{there}。様式の「もと」を直してください"
    }

    /// A field that a form shows of the sheets below, but that no form of that level has: the form, its section, and
    /// the field.
    field_below_not_there(
        span,
        [form, section, wanted]: [&str; 3],
        below: &str,
        near: Option<&str>,
        all: &[String],
    ) = DanglingReference {
        let hint = slip_hint(wanted, near);
        let known = all.join("」「");
        let there = words!(match all {
            [] => "下の階層「{below}」の様式には、種類が欄の区画がありません",
            _ => "下の階層「{below}」の様式にある欄は「{known}」です",
        });
        title "様式「{form}」の「{section}」に載せる欄「{wanted}」が、下の階層「{below}」の様式にありません"
        here "この欄です"
        remedy "{hint}{there}。欄の名を直してください"
    }

    /// The same where a form below has the field in two sections.
    field_below_of_two(
        span, [form, section, wanted]: [&str; 3], [first, second]: [&str; 2],
    ) = DanglingReference {
        title "様式「{form}」の「{section}」に載せる欄「{wanted}」は、下の票の「{first}」と「{second}」の両方にあります"
        here "この欄です"
        remedy "「{first}.{wanted}」か「{second}.{wanted}」のように、区画の名を付けてください"
    }

    /// 上 names something without a sheet, so there are no indicators to take.
    taken_from_a_name(span, level: &str, code: &str) = DanglingReference {
        title "{level}「{code}」には票がないので、この票の指標が取れません"
        here "「上」はここです"
        remedy "{level}「{code}」の票を作るか、票のあるコードを「上」に書いてください"
    }

    /// An indicator or series that the sheet above does not have in its section `source`.
    not_taken(
        span, [source, name]: [&str; 2], near: Option<&str>, known: &[&str],
    ) = DanglingReference {
        let note = near.map_or_else(String::new, |near| alike::note(name, near));
        let all = known.join("」「");
        title "上の票の「{source}」に「{name}」がありません"
        here "この名です"
        remedy match (near, known) {
            (Some(near), _) => "上の票では「{near}」です{note}。上の票のとおりに書いてください",
            (None, []) => "上の票には1つもありません。上の票を直すか、この票から消してください",
            (None, _) => "上の票にあるのは「{all}」です。上の票のとおりに書いてください",
        }
    }

    /// An indicator of the sheet above that this sheet omits.
    not_there_of_those_above(span, [section, source]: [&str; 2], name: &str) = MissingItem {
        title "「{section}」に、上の票の「{source}」にある指標「{name}」がありません"
        here "この並びにありません"
        remedy "「指標名: {name}」と、この票の列の値を加えてください。値が無いときは、数値の代わりに理由（{REASONS}）を書いてください"
    }

    /// Two sheets state different actuals of one indicator: this one and the first one, which may be the sheet above.
    differs_from_above(
        span, name: &str, [own, first]: [&str; 2], (place, above): (Span, bool),
    ) = ReviewDiffers {
        let other = if above { "上の票" } else { "同じ年度のほかの票" };
        title "「{name}」の実績が、この票では{own}、{other}では{first}です"
        here "この票の実績です"
        also place "{other}の実績です"
        remedy if above {
            "原典と照らして、どちらかを直してください。上の票の実績を「未公表」としておくと、この票の実績が使われます"
        } else {
            "原典と照らして、どちらかを直してください。同じ年度の検証でないなら、票の「年度」を確かめてください"
        }
    }
}
