//! Sentences about the declaration of a form, and about the levels of a year that name forms.

use crate::diag::messages::sentence::{REASONS, plain, slip_hint};
use crate::terms::place::Span;

messages! {
    /// 様式 differs from the name of its file.
    form_name_differs(span, name: &str, stem: &str) = BadForm {
        title "様式の名「{name}」が、ファイルの名「{stem}.yaml」と違います"
        here "様式の名はここです"
        remedy "「様式: {stem}」と書くか、ファイルの名を {name}.yaml に改めてください"
    }

    /// A form of the city with the name of a built-in one.
    form_is_built_in(span, name: &str) = DuplicateName {
        title "様式「{name}」は、はじめから入っている様式の名です"
        here "様式の名はここです"
        remedy "どちらの様式か分からなくなります。様式の名とファイルの名を、ほかの名に改めてください"
    }

    /// A mark whose meaning is already fixed.
    mark_is_no_mark(span, mark: &str) = BadForm {
        title "「{mark}」は印にできません"
        here "この印です"
        remedy "数値と、決められた理由（{REASONS}、空欄）は、そのままの意味で読みます。この印を消してください"
    }

    /// A mark that is also a word to choose; with the place and name of what has the word.
    mark_is_word(span, mark: &str, meaning: &str, (place, name): (Span, &str)) = BadForm {
        title "「{mark}」が、印にも、「{name}」の選択の言葉にもあります"
        here "この印です"
        also place "「{name}」の選択に「{mark}」があります"
        remedy "票に「{mark}」とあっても、{meaning}なのか、選んだ言葉なのか、分かりません。紙で同じ印なら、印と選択のどちらか一方に、見分けのつく別の言葉を使ってください（選択の言葉を「{mark}」とするときは、印から消し、値がない所には「{meaning}」と書きます）"
    }

    /// A section with the name of a key of every sheet.
    reserved_name(span, name: &str) = BadForm {
        title "「{name}」は区画の名にできません"
        here "この名です"
        remedy "どの票にもある項目の名です。区画にはほかの名を付け、紙の見出しは「見出し」に書いてください"
    }

    /// Two sections, rows, columns or fields with the same name.
    name_twice_in_form(span, what: &str, name: &str, first: Span) = DuplicateName {
        title "{what}の名「{name}」が2つあります"
        here "2つめです"
        also first "1つめはここです"
        remedy match what {
            "行" => "同じ名の行が紙にあるときは、どちらかに「識別: 」で別の名を付けてください",
            "列" => "年度か区分、又は名を改め、列を見分けられるようにしてください",
            "主体、重み、比重" => "どちらかの名を改めてください。1つの行に並ぶものには、違う名が要ります",
            _ => "どちらかの名を改めてください。紙の見出しが同じときは、「見出し」に書けます",
        }
    }

    /// 型: 選択 without its words.
    choice_without_words(span, name: &str) = MissingItem {
        title "「{name}」に、選ぶ言葉がありません"
        here "ここです"
        remedy "「選択: [ 拡充, 継続, 縮小 ]」のように、選ぶ言葉を加えてください"
    }

    /// A word to choose that is listed twice.
    choice_twice(span, name: &str, word: &str) = BadForm {
        title "「{name}」の選択に「{word}」が2回あります"
        here "この選択です"
        remedy "1回だけ書いてください"
    }

    /// A word to choose that is a reserved reason.
    choice_is_reason(span, name: &str, word: &str) = BadForm {
        title "「{name}」の選択の「{word}」は、値がない理由として決められた言葉です"
        here "この選択です"
        remedy "選択から消してください。理由（{REASONS}、空欄）は、選択に無くても票に書けます"
    }

    /// A year of a column that cannot be read; `half` is the likely reading in half-width digits.
    bad_form_year(span, text: &str, half: Option<&str>) = BadYear {
        let half = words!(if let Some(half) = half { "記号と数字を半角にし、空白を入れずに {half} と書いてください。" });
        title "「{text}」は列の年度として読めません"
        here "ここです"
        remedy "{half}年度ごとに動く列は 実績年度、実績年度+1、実績年度-1 のように、決まった年度の列は 令和5 のように書いてください"
    }

    /// A key that only sections of other kinds have.
    key_of_another_kind(span, key: &str, own: &str, kinds: &[&str]) = UnknownKey {
        let kinds = kinds.join("、");
        title "項目「{key}」は、種類「{own}」の区画には書けません"
        here "この項目です"
        remedy "「{key}」を書けるのは、種類が {kinds} の区画です。種類を改めるか、この項目を消してください"
    }

    /// A name that repeats the year put before it: `title` is the combined name, `rest` the name without the year.
    year_in_name(span, name: &str, title: &str, rest: Option<&str>) = YearTwice {
        let bare = plain(rest.unwrap_or_default());
        title "名称「{name}」に年度があります。ページの題名は「{title}」になります"
        here "この名称です"
        remedy match rest {
            Some(_) => "年度は、名称の前に付きます。「名称: {bare}」と書いてください",
            None => "年度は、名称の前に付きます。年度を付けずに書いてください",
        }
    }

    /// More levels than a year has.
    too_many_levels(span, count: usize, most: usize) = TooMany {
        title "「階層」が{count}段あります（{most}段まで）"
        here "ここから後が多すぎます"
        remedy "{most}段までにまとめてください"
    }

    /// Two levels with their sheets in one folder.
    level_folder_twice(span, folder: &str, first: Span) = DuplicateName {
        title "置き場所「{folder}」が2つの階層にあります"
        here "2つめです"
        also first "1つめはここです"
        remedy "階層ごとに別のフォルダーに票を置き、その名を書いてください"
    }

    /// A level with neither sheets nor names.
    level_of_nothing(span, name: &str) = MissingItem {
        title "階層「{name}」に、票も一覧もありません"
        here "この階層です"
        remedy "票があれば「様式」と「置き場所」を、名称だけの階層なら「一覧」を加えてください"
    }

    /// A level with a folder and no form, or the other way round.
    level_without(span, name: &str, key: &str) = MissingItem {
        title "階層「{name}」に項目「{key}」がありません"
        here "この階層です"
        remedy "票のある階層には、「様式」と「置き場所」の両方を書いてください"
    }

    /// An unknown form; `near` is the closest name.
    no_such_form(span, name: &str, near: Option<&str>, all: &[&str]) = DanglingReference {
        let hint = slip_hint(name, near);
        let fits = name.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-'));
        let file = words!(if fits {
            "content/forms/{name}.yaml に宣言します"
        } else {
            "半角の英小文字、数字、「-」だけの名を付けて、content/forms に宣言します"
        });
        let all = all.join("、");
        title "様式「{name}」がありません"
        here "この様式です"
        remedy "{hint}使える様式は {all} です。新しい様式は、{file}"
    }

    /// 様式 of a sheet names a form that its level does not have.
    form_of_no_level(
        span, name: &str, near: Option<&str>, names: &[&str], level: &str,
    ) = BadChoice {
        let hint = slip_hint(name, near);
        let names = names.join("、");
        title "様式「{name}」は、階層「{level}」の様式ではありません"
        here "この様式です"
        remedy "{hint}この階層の様式は {names} です（evaluation.yaml の階層）"
    }

    /// A year that a column of an indicator must state but does not.
    missing_year_of_column(span, year: &str, item: &str) = MissingItem {
        title "「{item}」に{year}年度がありません"
        here "この並びにありません"
        remedy "「{year}: 数値」を加えてください。紙の欄が空なら「{year}: 空欄」と、理由があれば数値の代わりに理由（{REASONS}）を書いてください"
    }

    /// A year without a column in the form, on a level that could free its columns.
    unknown_column_of_level(span, year: &str, allowed: &str) = UnknownYear {
        title "{year}は、この票に無い年度です"
        here "この年度です"
        remedy "ここに書けるのは、{allowed}です。ほかの年度も載せるときは、evaluation.yaml のこの階層に「年度の列: 自由」と書いてください"
    }

    /// A column of indicators with the name of a key of every indicator.
    reserved_column(span, name: &str) = BadForm {
        title "「{name}」は指標の列の名にできません"
        here "この名です"
        remedy "どの指標にもある項目の名です。列にはほかの名を付けてください"
    }

    /// A question with the name of a fixed key of surveys.
    reserved_question(span, name: &str) = BadForm {
        title "「{name}」は問の名にできません"
        here "この名です"
        remedy "どのアンケートの票にも書く項目の名です。問にはほかの名を付けてください"
    }

    /// A column of totals in a section that adds nothing up.
    total_of_no_increments(span, name: &str) = BadForm {
        title "「{name}」の役を 累計 にできるのは、増加分の区画だけです"
        here "この列です"
        remedy "毎年の増えた分を書く区画なら、「種類: 増加分」にしてください。そうでなければ、ほかの役を書いてください"
    }

    /// A rule for a word that the column does not have.
    grade_of_no_word(span, name: &str, word: &str) = BadForm {
        title "「{name}」の基準の「{word}」が、選択にありません"
        here "この列です"
        remedy "基準の言葉は、選択の言葉と同じにしてください"
    }

    /// Shares with neither participants nor rows.
    shares_of_nothing(span, section: &str) = BadForm {
        title "割合の区画「{section}」に、「主体」も「行」もありません"
        here "この区画です"
        remedy "割合を分け合うものを「主体: [ 市, 市民 ]」のように書くか、下の階層の票ごとの割合なら「行: 下位」と書いてください"
    }

    /// A text column next to each share where a row has several.
    text_of_shared_rows(span) = BadForm {
        title "「主体」と「行」の両方がある割合に、「文」は書けません"
        here "この文です"
        remedy "「文」は、主体ごとか、下の階層の票ごとの割合に1つずつ付きます。「文」を消すか、種類 文 の区画を別に作ってください"
    }

    /// A text column with the same name as the share column.
    text_called_as_shares(span) = BadForm {
        title "割合の「文」の名を「比率」にはできません"
        here "この名です"
        remedy "票では、割合を「比率」、文をこの名で書きます。文にはほかの名を付けてください（例 役割の内容）"
    }

    /// 重み or 比重 without rows.
    weight_without_rows(span, key: &str) = BadForm {
        title "「{key}」は、「行: 下位」と「主体」の両方がある割合だけに書けます"
        here "ここです"
        remedy "「行: 下位」と「主体」を書き足すか、「{key}」を消してください"
    }

    /// 比重 without 重み.
    product_without_weight(span) = BadForm {
        title "「比重」を求めるための「重み」がありません"
        here "この比重です"
        remedy "比重は、主体の割合×重み÷100です。「重み: 名」を書き足してください"
    }

    /// 比重 of a name that is no 主体.
    product_of_nobody(span, party: &str, near: Option<&str>, all: &[&str]) = BadForm {
        let hint = slip_hint(party, near);
        let all = all.join("、");
        title "比重の主体「{party}」が、区画の「主体」にありません"
        here "この主体です"
        remedy "{hint}主体は {all} です"
    }

    /// No list of words of this name in `city.yaml`.
    no_such_choices(span, name: &str, known: &[&str]) = DanglingReference {
        let all = known.join("、");
        let known = words!(match known {
            [] => "city.yaml に「選択肢」がありません",
            _ => "city.yaml の選択肢は {all} です",
        });
        title "選択肢「{name}」がありません"
        here "ここです"
        remedy "{known}。「選択肢: {{ {name}: {{ 言葉: 意味 }} }}」を加えるか、言葉をここに [ 言葉, 言葉 ] と書いてください"
    }
}
