//! Every sentence that Kōhyō says about the content, as a function. What, where, remedy; plain Japanese.

use crate::diag::{Code, Diag, Span};

fn diag(code: Code, span: Span, title: String, label: &str, remedy: impl Into<String>) -> Diag {
    Diag { code, span: Some(span), title, label: label.to_owned(), related: Vec::new(), remedy: remedy.into() }
}

/// The words offered wherever a value may be missing.
const REASONS: &str = "設定なし、評価前、未公表、調査なし、該当なし、記載なし、役割なし";

/// The file is in another encoding; `guess` names it.
#[must_use]
pub fn not_utf8(span: Span, guess: &str) -> Diag {
    diag(
        Code::NotUtf8,
        span,
        format!("ファイルの文字コードがUTF-8ではありません（{guess}のようです）"),
        "",
        "テキストエディターで開き、文字コードを「UTF-8」にして保存し直してください",
    )
}

/// A character that must not be in a text.
#[must_use]
pub fn control_char(span: Span, c: char) -> Diag {
    let what = match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => "文字の並ぶ向きを変える制御文字",
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => "幅のない（目に見えない）文字",
        '\u{fffd}' => "文字化けの跡（置換文字）",
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}' => "外字（私用領域の文字）",
        _ => "制御文字",
    };
    diag(
        Code::ControlChar,
        span,
        format!("{what}（U+{:04X}）が入っています", u32::from(c)),
        "ここに入っています",
        "この文字を消すか、標準の文字に置き換えてください。見えない文字は、前後の文字ごと消して打ち直すと確実です",
    )
}

/// The file is larger than any sheet.
#[must_use]
pub fn too_long(span: Span, limit: u64) -> Diag {
    diag(
        Code::TooLong,
        span,
        format!("ファイルが大きすぎます（{}KBまで）", limit / 1024),
        "",
        "1つの票の内容だけが入っているか確かめてください。画像や別の票が混ざっていれば取り除いてください",
    )
}

/// The file nests deeper than any sheet.
#[must_use]
pub fn too_deep(span: Span, limit: usize) -> Diag {
    diag(
        Code::TooDeep,
        span,
        format!("項目の入れ子が深すぎます（{limit}段まで）"),
        "この段が深すぎます",
        "字下げや { } [ ] の数を見直してください",
    )
}

/// A line is indented with U+3000.
#[must_use]
pub fn wide_indent(span: Span) -> Diag {
    diag(
        Code::WideIndent,
        span,
        "行の字下げに全角の空白が使われています".to_owned(),
        "全角の空白です",
        "半角の空白に置き換えてください（1段につき半角2つ）",
    )
}

/// A line is indented with a tab.
#[must_use]
pub fn tab_indent(span: Span) -> Diag {
    diag(
        Code::TabIndent,
        span,
        "行の字下げにタブが使われています".to_owned(),
        "タブです",
        "半角の空白に置き換えてください（1段につき半角2つ）",
    )
}

/// A full-width colon after a key.
#[must_use]
pub fn wide_colon(span: Span) -> Diag {
    diag(
        Code::WideColon,
        span,
        "項目名の後のコロンが全角です".to_owned(),
        "全角のコロンです",
        "半角のコロンと半角の空白「: 」に置き換えてください",
    )
}

/// Not YAML; `detail` is the parser's own English, turned into what a person can look for.
#[must_use]
pub fn yaml_syntax(span: Span, detail: &str) -> Diag {
    let detail_ja = if detail.contains("quoted") || detail.contains("quote") {
        "引用符（\" や '）が閉じられていないようです"
    } else if detail.contains("flow") || detail.contains("',' or") || detail.contains("'}'") || detail.contains("']'") {
        "{ } や [ ] の閉じ忘れ、又は項目の間のカンマ「, 」の抜けのようです"
    } else if detail.contains("indent") || detail.contains("'-'") || detail.contains("block") {
        "字下げの幅が前後の行とそろっていないようです"
    } else if detail.contains("mapping values") || detail.contains("simple key") || detail.contains("':'") {
        "コロン「: 」の位置か、項目の字下げがおかしいようです"
    } else if detail.contains("key must be a word") {
        "項目名が文字ではありません"
    } else {
        "記号の使い方か字下げがおかしいようです"
    };
    diag(
        Code::YamlSyntax,
        span,
        format!("この行を読み取れません。{detail_ja}"),
        "ここで読めなくなりました",
        "この行と1つ前の行の、字下げ（半角の空白）・コロン「: 」・引用符・かっこを見直してください。文中に「: 」や「#」があるときは、文全体を \" \" で囲んでください",
    )
}

/// The file has nothing in it.
#[must_use]
pub fn empty_file(span: Span) -> Diag {
    diag(Code::YamlSyntax, span, "ファイルに何も書かれていません".to_owned(), "", "票の内容を書くか、ファイルを消してください")
}

/// A YAML anchor, alias, tag, or merge key.
#[must_use]
pub fn alias(span: Span) -> Diag {
    diag(
        Code::Alias,
        span,
        "「&」「*」「!」「<<」で始まる書き方は使えません".to_owned(),
        "ここです",
        "値をそのまま書いてください。文として「*」などで始めたいときは、文全体を \" \" で囲んでください",
    )
}

/// More than one document in a file.
#[must_use]
pub fn many_documents(span: Span) -> Diag {
    diag(
        Code::ManyDocuments,
        span,
        "1つのファイルに2つ以上の票が書かれています".to_owned(),
        "ここから2つめです",
        "「---」より後を別のファイルに分けてください",
    )
}

/// A key is written twice.
#[must_use]
pub fn duplicate_key(span: Span, key: &str, first: Span) -> Diag {
    let mut diag = diag(
        Code::DuplicateKey,
        span,
        format!("項目「{key}」が2回書かれています"),
        "2回めです",
        "どちらか一方だけを残してください",
    );
    diag.related.push((first, "1回めはここです".to_owned()));
    diag
}

/// A key that the form does not have; `near` is the closest key it has.
#[must_use]
pub fn unknown_key(span: Span, key: &str, near: Option<&str>, known: &[String]) -> Diag {
    let remedy = match near {
        Some(near) => format!("「{near}」の書き誤りではありませんか"),
        None => format!("ここに書ける項目は {} です", known.join("、")),
    };
    diag(Code::UnknownKey, span, format!("項目「{key}」は様式にありません"), "この項目です", remedy)
}

/// A required item is not there; `parent` names where.
#[must_use]
pub fn missing_item(span: Span, key: &str, parent: &str) -> Diag {
    let place = if parent.is_empty() { "この票".to_owned() } else { format!("「{parent}」") };
    diag(
        Code::MissingItem,
        span,
        format!("{place}に項目「{key}」がありません"),
        "この中にありません",
        format!("「{key}: 」の行を加えてください"),
    )
}

/// A blank without a reason. `reasons` is true where a reason may stand.
#[must_use]
pub fn missing_reason(span: Span, item: &str, figure: bool) -> Diag {
    let want = if figure { "数値" } else { "文" };
    diag(
        Code::MissingReason,
        span,
        format!("「{item}」が空です"),
        "ここが空です",
        format!("{want}を書いてください。無いときは理由（{REASONS}）を書いてください。0 は「0である」という意味になります"),
    )
}

/// A blank where a text must stand.
#[must_use]
pub fn blank_text(span: Span, item: &str) -> Diag {
    diag(Code::MissingReason, span, format!("「{item}」が空です"), "ここが空です", format!("「{item}」を書いてください"))
}

/// A list where a text is wanted, and the like.
#[must_use]
pub fn wrong_type(span: Span, item: &str, want: &str) -> Diag {
    diag(
        Code::WrongType,
        span,
        format!("「{item}」の書き方が様式と違います"),
        "ここです",
        format!("ここには{want}を書いてください"),
    )
}

/// Full-width digits or signs in a figure.
#[must_use]
pub fn wide_digits(span: Span, item: &str, half: &str) -> Diag {
    diag(
        Code::WideDigits,
        span,
        format!("「{item}」の数値に全角の文字が使われています"),
        "全角の文字があります",
        format!("半角で {half} と書いてください"),
    )
}

/// Not a number and not a reason.
#[must_use]
pub fn bad_number(span: Span, item: &str, text: &str, reasons: bool) -> Diag {
    let or = if reasons { format!("か、理由（{REASONS}）") } else { String::new() };
    diag(
        Code::BadNumber,
        span,
        format!("「{item}」の「{text}」は数値として読めません"),
        "ここです",
        format!("単位や記号、桁区切りのカンマを付けずに半角の数値だけ{or}を書いてください。負の数は -5 のように書きます"),
    )
}

/// Not one of the words to choose from.
#[must_use]
pub fn bad_choice(span: Span, item: &str, text: &str, near: Option<&str>, choices: &[String]) -> Diag {
    let hint = near.map_or(String::new(), |near| format!("「{near}」の書き誤りではありませんか。"));
    diag(
        Code::BadChoice,
        span,
        format!("「{item}」に「{text}」は書けません"),
        "ここです",
        format!("{hint}{} のどれかを書いてください", choices.join("、")),
    )
}

/// A fiscal year that cannot be read.
#[must_use]
pub fn bad_year(span: Span, text: &str) -> Diag {
    diag(
        Code::BadYear,
        span,
        format!("「{text}」は年度として読めません"),
        "ここです",
        "平成24、H24、令和元、2012 のように書いてください",
    )
}

/// Two spellings of one fiscal year.
#[must_use]
pub fn same_year(span: Span, text: &str, first: Span) -> Diag {
    let mut diag = diag(
        Code::DuplicateKey,
        span,
        format!("「{text}」は、同じ年度が別の書き方で既に書かれています"),
        "2回めです",
        "どちらか一方だけを残してください",
    );
    diag.related.push((first, "1回めはここです".to_owned()));
    diag
}

/// A date that cannot be read.
#[must_use]
pub fn bad_date(span: Span, text: &str) -> Diag {
    diag(
        Code::BadDate,
        span,
        format!("「{text}」は日付として読めません"),
        "ここです",
        "令和8年11月21日、2026-11-21 のように書いてください",
    )
}

/// A date that never was.
#[must_use]
pub fn no_such_day(span: Span, text: &str) -> Diag {
    diag(
        Code::BadDate,
        span,
        format!("「{text}」という日はありません"),
        "ここです",
        "元号・月・日を暦で確かめてください（平成は1月8日、令和は5月1日から始まります）",
    )
}

/// A code that cannot be part of an address.
#[must_use]
pub fn bad_code(span: Span, text: &str) -> Diag {
    diag(
        Code::BadCode,
        span,
        format!("コード「{text}」は使えません"),
        "ここです",
        "コードはページのアドレスになります。半角の英小文字・数字・ハイフンだけで書いてください（例 52、23-3、healthtech）",
    )
}

/// A file that every site needs is not there.
#[must_use]
pub fn missing_file(path: &str, what: &str) -> Diag {
    Diag {
        code: Code::MissingFile,
        span: None,
        title: format!("{what}のファイル {path} がありません"),
        label: String::new(),
        related: Vec::new(),
        remedy: format!("{path} を作ってください。書き方は README.md と、盛岡市の content/ を見てください"),
    }
}

/// A file lies where Kōhyō does not look.
#[must_use]
pub fn misplaced_file(span: Span) -> Diag {
    diag(
        Code::MisplacedFile,
        span,
        "このファイルは、決められた場所にありません".to_owned(),
        "",
        "city.yaml、h25/evaluation.yaml、h25/policies/コード.yaml、h25/projects/コード.yaml、plans/コード.yaml のどれかの場所に置いてください（拡張子は .yaml）。使わないファイルは content の外へ移してください",
    )
}

/// The folder of a year is not named after the year.
#[must_use]
pub fn misnamed_year(span: Span, dir: &str, wanted: &str) -> Diag {
    diag(
        Code::MisplacedFile,
        span,
        format!("評価年度とフォルダーの名前が違います（フォルダーは {dir}）"),
        "この年度です",
        format!("フォルダーの名前を {wanted} に変えるか、年度を直してください"),
    )
}

/// A file is not named after its code.
#[must_use]
pub fn misnamed_file(span: Span, stem: &str, code: &str) -> Diag {
    diag(
        Code::MisplacedFile,
        span,
        format!("コードとファイルの名前が違います（ファイルは {stem}.yaml）"),
        "このコードです",
        format!("ファイルの名前を {code}.yaml に変えるか、コードを直してください"),
    )
}

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

/// A code that no sheet has.
#[must_use]
pub fn dangling_reference(span: Span, what: &str, code: &str, known: &[String]) -> Diag {
    let list = if known.is_empty() { "まだ1つもありません".to_owned() } else { format!("あるのは {} です", known.join("、")) };
    diag(
        Code::DanglingReference,
        span,
        format!("コード「{code}」の{what}がありません"),
        "このコードです",
        format!("コードを直すか、{what}のファイルを加えてください（{list}）"),
    )
}

/// A project whose policy does not give it a weight.
#[must_use]
pub fn unweighted_project(span: Span, code: &str, policy: &str, weights: Span) -> Diag {
    let mut diag = diag(
        Code::DanglingReference,
        span,
        format!("基本事業「{code}」の比重が、施策「{policy}」に書かれていません"),
        "この基本事業です",
        format!("施策「{policy}」の「基本事業の比重」に「\"{code}\": 数値」を加え、合計を100にしてください"),
    );
    diag.related.push((weights, "ここにありません".to_owned()));
    diag
}

/// A project whose code does not belong to its policy.
#[must_use]
pub fn foreign_project(span: Span, code: &str, policy: &str) -> Diag {
    diag(
        Code::ForeignProject,
        span,
        format!("基本事業「{code}」は施策「{policy}」のものではありません"),
        "このコードです",
        format!("施策「{policy}」の基本事業のコードは {policy} で始まります。コードか施策のどちらかを直してください"),
    )
}

/// Weights that do not sum to 100.
#[must_use]
pub fn weight_sum(span: Span, total: &str, parts: Vec<(Span, String)>) -> Diag {
    let mut diag = diag(
        Code::WeightSum,
        span,
        format!("基本事業の比重の合計が100になりません（合計{total}）"),
        "",
        "比重の合計が100になるように直してください",
    );
    diag.related = parts;
    diag
}

/// Role shares that do not sum to 100. `reading` says which reading, when there are two.
#[must_use]
pub fn role_sum(span: Span, total: &str, reading: &str, parts: Vec<(Span, String)>) -> Diag {
    let mut diag = diag(
        Code::RoleSum,
        span,
        format!("役割分担比率の合計が100になりません（{reading}合計{total}）"),
        "",
        "各主体の比率の合計が100になるように直してください",
    );
    diag.related = parts;
    diag
}

/// KPI increments that do not sum to the total.
#[must_use]
pub fn kpi_sum(span: Span, name: &str, sum: &str, total: &str, parts: Vec<(Span, String)>) -> Diag {
    let mut diag = diag(
        Code::KpiSum,
        span,
        format!("「{name}」の増加分の合計{sum}が、累計{total}と合いません"),
        "累計はここです",
        "増加分か累計のどちらかを、原典と照らして直してください",
    );
    diag.related = parts;
    diag
}

/// An actual in a year that has not been.
#[must_use]
pub fn future_actual(span: Span, year: &str, limit: &str) -> Diag {
    diag(
        Code::FutureActual,
        span,
        format!("{year}の実績は、まだあるはずがありません（{limit}）"),
        "ここに数値があります",
        "年度を確かめてください。まだ実績が無い年度には「評価前」と書くか、行を消してください",
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
        format!("{allowed}の年度を書いてください"),
    )
}

/// A figure that changed by half or more within a year.
#[must_use]
pub fn year_jump(span: Span, what: &str, from: &str, to: &str, change: &str) -> Diag {
    diag(
        Code::YearJump,
        span,
        format!("{what}が1年で大きく変わっています（{from}から{to}、{change}）"),
        "この数値です",
        "桁や単位の誤りでないか、原典と照らしてください。正しければ、{ 値: 数値, 注: 理由 } の形で理由を書くと、この注意は出なくなります",
    )
}

/// A plan that goes against the preferred direction.
#[must_use]
pub fn against_direction(span: Span, direction: &str, from: &str, to: &str) -> Diag {
    diag(
        Code::AgainstDirection,
        span,
        format!("望ましい方向は「{direction}」ですが、計画が{from}から{to}へ逆に動いています"),
        "この計画です",
        "計画の値か、望ましい方向を確かめてください。正しければ、{ 値: 数値, 注: 理由 } の形で理由を書くと、この注意は出なくなります",
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
        format!("改元の前に作られた文書の写しなら、このままで構いません。ページには「{written}（{now}）」と載ります"),
    )
}

/// The checks passed a file that the types refuse: a fault of Kōhyō, reported instead of a panic.
#[must_use]
pub fn not_decoded(span: Span, detail: &str) -> Diag {
    diag(
        Code::WrongType,
        span,
        format!("この票を読み取れませんでした（{detail}）"),
        "",
        "書き方を見本と比べてください。直らないときは、このファイルを添えて開発者に知らせてください",
    )
}
