//! Sentences about the sheets of declared forms: their sums, their codes, their notes.

use crate::diag::alike;
use crate::diag::codes::Code;
use crate::diag::messages::sentence::{diag, plain, slip_hint};
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// A stated figure that its parts do not give: what is `stated` and `made`. `address` is where it stands in the sheet.
#[must_use]
pub fn sum_differs(span: Span, address: &str, [stated, made]: [&str; 2], sum: &str) -> Diag {
    differs(Code::SumDiffers, span, address, [stated, made, sum])
}

/// A stated 比重, or the sum of all, that shares and weights do not give.
#[must_use]
pub fn product_differs(
    span: Span,
    address: &str,
    figures: [&str; 3],
    parts: Vec<(Span, String)>,
) -> Diag {
    let mut diag = differs(Code::ShareDiffers, span, address, figures);
    diag.related = parts;
    diag
}

/// Number of codes that a remedy lists.
const LISTED: usize = 12;

/// Codes for a remedy, which is no place for hundreds of them.
fn listed(all: &[&str]) -> String {
    match all.get(..LISTED) {
        Some(first) if all.len() > LISTED => {
            format!("{} など{}個", first.join("、"), all.len())
        }
        _ => all.join("、"),
    }
}

fn differs(code: Code, span: Span, address: &str, [stated, made, sum]: [&str; 3]) -> Diag {
    diag(
        code,
        span,
        format!("「{address}」は票では {stated} ですが、計算では {made} です（{sum}）"),
        "ここです",
        "票の値は、このまま載せます。写し間違いでないか、原典と照らしてください。原典のとおりなら「警告の確認」に理由を書くと、この注意は出なくなります",
    )
}

/// A stated 0 of which all parts are blank.
#[must_use]
pub fn zero_of_blanks(span: Span, address: &str, sum: &str) -> Diag {
    diag(
        Code::ZeroOfBlanks,
        span,
        format!("「{address}」は票では 0 ですが、もとになる値がどれも空欄です（{sum}）"),
        "ここです",
        "表計算ソフトの式が空欄を 0 と数えたのかもしれません。原典でも空欄なら「空欄」と書き、0 が正しければ「警告の確認」に理由を書いてください",
    )
}

/// A sheet whose file is not named by its code.
#[must_use]
pub fn code_is_not_the_file(span: Span, code: &str, stem: &str) -> Diag {
    diag(
        Code::MisplacedFile,
        span,
        format!("票のコード「{code}」が、ファイルの名「{stem}.yaml」と違います"),
        "このコードです",
        format!("コードを \"{stem}\" に直すか、ファイルの名を {code}.yaml に改めてください"),
    )
}

/// Two sheets or names of one level with the same code, or with codes that differ in case or width only.
#[must_use]
pub fn code_of_two(span: Span, level: &str, code: &str, same: bool, first: Span) -> Diag {
    let remedy = if same {
        "どちらかのコードを直してください。同じものが2つあるときは、片方を消してください"
    } else {
        "コードはファイルの名とページのアドレスになります。大文字と小文字、全角と半角だけの違いでは見分けられません。どちらかのコードを改めてください"
    };
    let mut diag = diag(
        Code::DuplicateCode,
        span,
        format!("{level}のコード「{code}」が2つあります"),
        "2つめです",
        remedy,
    );
    diag.related.push((first, "1つめはここです".to_owned()));
    diag
}

/// Sheets of two levels with the same code, whose pages would have one address.
#[must_use]
pub fn code_of_two_levels(span: Span, [first, second]: [&str; 2], code: &str, place: Span) -> Diag {
    let mut diag = diag(
        Code::DuplicateCode,
        span,
        format!("{second}のコード「{code}」が、{first}のコードと同じです"),
        "2つめです",
        "どちらのページも同じアドレスになります。どちらかのコードを直してください。同じ票が2つあるときは、片方を消してください",
    );
    diag.related.push((place, "1つめはここです".to_owned()));
    diag
}

/// Where what is missing could be added.
#[derive(Debug, Clone, Copy)]
pub enum Place<'a> {
    /// The file of a sheet.
    File(&'a str),
    /// The file with a list of names.
    List(&'a str),
}

/// 上 names a code that the level above does not have.
#[must_use]
pub fn nothing_above(
    span: Span,
    code: &str,
    (level, place): (&str, Place<'_>),
    near: Option<&str>,
    all: &[&str],
) -> Diag {
    let hint = slip_hint(code, near);
    let cure = match place {
        Place::File(path) => format!("{path} を加えてください"),
        Place::List(path) => format!("{path} の階層「{level}」の「一覧」に加えてください"),
    };
    let all = if all.is_empty() {
        format!("コードを直すか、{cure}（まだ1つもありません）")
    } else {
        format!("コードを直すか、{cure}（あるのは {} です）", listed(all))
    };
    diag(
        Code::DanglingReference,
        span,
        format!("{level}「{code}」がありません"),
        "「上」はここです",
        format!("{hint}{all}"),
    )
}

/// 上 is missing below the first level.
#[must_use]
pub fn no_parent(span: Span, level: &str, above: &str) -> Diag {
    diag(
        Code::MissingItem,
        span,
        format!("この{level}に項目「上」がありません"),
        "ここにありません",
        format!("「上: \"コード\"」と、この{level}が属する{above}のコードを書いてください"),
    )
}

/// 上 on the first level.
#[must_use]
pub fn parent_of_the_top(span: Span, level: &str) -> Diag {
    diag(
        Code::UnknownKey,
        span,
        format!("いちばん上の階層「{level}」に「上」は書けません"),
        "ここです",
        "「上」とその値を消してください。上の階層があるなら、evaluation.yaml の階層に加えてください",
    )
}

/// A code that does not begin with that of the sheet above, where the form says that it does.
#[must_use]
pub fn code_does_not_nest(
    span: Span,
    [code, parent]: [&str; 2],
    [level, above]: [&str; 2],
) -> Diag {
    diag(
        Code::ForeignProject,
        span,
        format!("{level}「{code}」のコードが、{above}「{parent}」のコードで始まっていません"),
        "このコードです",
        format!(
            "{above}「{parent}」の{level}のコードは {parent} で始まります（様式の「コードは上で始まる」）。コードか「上」のどちらかを直してください"
        ),
    )
}

/// Two entries of a list with figures, called the same.
#[must_use]
pub fn entry_of_two(span: Span, section: &str, name: &str, (other, first): (&str, Span)) -> Diag {
    let mut diag = diag(
        Code::DuplicateName,
        span,
        format!("「{section}」に「{name}」が2つあります"),
        "2つめです",
        format!(
            "同じものを2回書いたときは、どちらか一方を消してください。違うものであれば、どちらの数値か分からなくなるので、1件ごとに「識別: 」で別の名を付けてください{}",
            alike::note(name, other)
        ),
    );
    diag.related.push((first, "1つめはここです".to_owned()));
    diag
}

/// Two columns of a form that are the same one in a year: 実績年度 and 令和5, 平成31 and 令和元.
#[must_use]
pub fn column_of_two(span: Span, name: &str, first: Span) -> Diag {
    let mut diag = diag(
        Code::DuplicateName,
        span,
        format!("列「{name}」が2つになります。この様式の票では、どちらも同じ年度です"),
        "2つめです",
        "どちらの数値か分からなくなります。「年度」を直すか、「区分」で見分けがつくようにしてください（実績年度は evaluation.yaml の年度に置き換わります）",
    );
    diag.related.push((first, "1つめはここです".to_owned()));
    diag
}

/// A folder of a level without sheets.
#[must_use]
pub fn no_sheet_of_level(span: Span, level: &str, folder: &str) -> Diag {
    diag(
        Code::MissingFile,
        span,
        format!("階層「{level}」の置き場所「{folder}」に、票がありません"),
        "この置き場所です",
        format!(
            "「置き場所」を票のあるフォルダーの名に直すか、{folder} というフォルダーを evaluation.yaml の隣に作り、票（コード.yaml）を置いてください"
        ),
    )
}

/// An indicator without a column that its form wants.
#[must_use]
pub fn missing_column(span: Span, indicator: &str, column: &str, csv: bool) -> Diag {
    let remedy = if csv {
        format!(
            "1行めに見出し「{column}」を加え、1行ごとに値を書いてください。紙の欄が空なら、欄を空けておきます"
        )
    } else {
        let column = plain(column);
        format!("「{column}: 」と値を加えてください。紙の欄が空なら「{column}: 空欄」と書きます")
    };
    diag(
        Code::MissingItem,
        span,
        format!("「{indicator}」に列「{column}」がありません"),
        "この指標です",
        remedy,
    )
}

/// A comparison without the direction that it needs, which `item` says by one of these words.
#[must_use]
pub fn no_direction(span: Span, indicator: &str, item: &str, words: &[&str], csv: bool) -> Diag {
    let words = words.join("、");
    let remedy = if csv {
        format!(
            "実績と目標を比べるために、1行めに見出し「{item}」を加え、1行ごとに {words} のどれかを書いてください。比べないときは、見出し「比べる」を加えて「算出しない」と書いてください"
        )
    } else {
        format!(
            "実績と目標を比べるために、「{item}: 」と、{words} のどれかを加えてください。比べないときは「比べる: 算出しない」と書いてください"
        )
    };
    diag(
        Code::MissingItem,
        span,
        format!("「{indicator}」に項目「{item}」がありません"),
        "この指標です",
        remedy,
    )
}

/// A stated rate that its method does not give; `fitting` is another method that gives it.
#[must_use]
pub fn stated_rate_differs(
    span: Span,
    address: &str,
    [stated, made]: [&str; 2],
    method: &str,
    fitting: Option<&str>,
) -> Diag {
    let fitting = fitting.map_or_else(String::new, |other| {
        format!("票の値は「{other}」の計算と同じです。この指標がその方法なら「比べる: {other}」と書いてください。")
    });
    diag(
        Code::RateDiffers,
        span,
        format!("「{address}」は票では {stated} ですが、計算では {made} です（{method}）"),
        "ここです",
        format!(
            "票の値は、このまま載せます。{fitting}写し間違いでないか、比べ方（比べる）と端数の扱い（端数）が市の計算と同じかを確かめてください。原典のとおりなら「警告の確認」に理由を書くと、この注意は出なくなります"
        ),
    )
}

/// A stated rate without the figures that it is made of.
#[must_use]
pub fn rate_alone(span: Span, address: &str, stated: &str) -> Diag {
    diag(
        Code::RateAlone,
        span,
        format!("「{address}」に {stated} とありますが、同じ年度の実績か目標の数値がありません"),
        "ここです",
        "表計算ソフトの式が空欄から計算した値かもしれません。原典でも空欄なら「空欄」と書き、この値が正しければ「警告の確認」に理由を書いてください",
    )
}

/// A stated grade that the rule of the form does not give.
#[must_use]
pub fn grade_differs(span: Span, address: &str, [stated, made]: [&str; 2], rate: &str) -> Diag {
    diag(
        Code::GradeDiffers,
        span,
        format!("「{address}」は票では {stated} ですが、率 {rate}％ からは {made} です"),
        "ここです",
        "票の区分は、このまま載せます。写し間違いでないか、様式の「基準」が市の決まりと同じかを確かめてください。原典のとおりなら「警告の確認」に理由を書くと、この注意は出なくなります",
    )
}

/// A stated total that the years do not give.
#[must_use]
pub fn total_differs(
    span: Span,
    address: &str,
    [stated, made]: [&str; 2],
    parts: Vec<(Span, String)>,
) -> Diag {
    let mut diag = diag(
        Code::KpiSum,
        span,
        format!("「{address}」は票では {stated} ですが、年度ごとの値の合計は {made} です"),
        "ここです",
        "票の値は、このまま載せます。年度ごとの値と累計を、原典と照らしてください。原典のとおりなら「警告の確認」に理由を書くと、この注意は出なくなります",
    );
    diag.related = parts;
    diag
}

/// Two municipalities of a comparison that are both the own one.
#[must_use]
pub fn own_of_two(span: Span, first: Span) -> Diag {
    let mut diag = diag(
        Code::DuplicateName,
        span,
        "「自団体: はい」の団体が2つあります".to_owned(),
        "2つめです",
        "票を作った団体だけに書いてください",
    );
    diag.related.push((first, "1つめはここです".to_owned()));
    diag
}

/// Parts that do not make up their whole. `what` says which parts; `whole`, how much, and in which reading.
#[must_use]
pub fn shares_sum(
    code: Code,
    span: Span,
    what: &str,
    [total, whole]: [&str; 2],
    parts: Vec<(Span, String)>,
) -> Diag {
    let mut diag = diag(
        code,
        span,
        format!("{what}の合計が、{whole}になりません（合計{total}）"),
        "",
        "票の値は、このまま載せます。写し間違いでないか、原典と照らしてください。原典のとおりなら「警告の確認」に理由を書くと、この注意は出なくなります",
    );
    diag.related = parts;
    diag
}

/// A row for something that does not lie below the sheet. `level` is what lies below; `None` where nothing can.
#[must_use]
pub fn row_of_nothing_below(
    span: Span,
    [section, code]: [&str; 2],
    level: Option<(&str, Option<String>)>,
    near: Option<&str>,
    all: &[&str],
) -> Diag {
    let hint = slip_hint(code, near);
    let (what, remedy) = match (level, all) {
        (None, _) => (
            "下の階層のもの".to_owned(),
            "この票より下の階層がありません。evaluation.yaml の階層を確かめてください".to_owned(),
        ),
        (Some((level, file)), all) => {
            let cure = file.map_or_else(
                || "コードを直してください".to_owned(),
                |path| format!("コードを直すか、{path} を加えてください"),
            );
            let all = if all.is_empty() {
                format!("この票のコードを「上」に書いた{level}は、1つもありません")
            } else {
                format!("この票のコードを「上」に書いた{level}は {} です", listed(all))
            };
            (format!("この票の{level}"), format!("{hint}{cure}（{all}）"))
        }
    };
    diag(
        Code::DanglingReference,
        span,
        format!("「{section}」の「{code}」は、{what}ではありません"),
        "このコードです",
        remedy,
    )
}

/// A row for something that lies below another sheet.
#[must_use]
pub fn row_of_what_lies_elsewhere(
    span: Span,
    [section, code]: [&str; 2],
    level: &str,
    [own, parent]: [&str; 2],
) -> Diag {
    diag(
        Code::DanglingReference,
        span,
        format!("「{section}」の「{code}」は、この票の{level}ではありません"),
        "このコードです",
        format!(
            "{level}「{code}」の「上」は「{parent}」です。この行を消すか、{level}の票の「上」を「{own}」に直してください"
        ),
    )
}

/// Something that lies below the sheet and has no row; with where its code stands.
#[must_use]
pub fn row_missing_below(
    span: Span,
    section: &str,
    (code, place): (&str, Span),
    level: &str,
) -> Diag {
    let mut diag = diag(
        Code::MissingItem,
        span,
        format!("「{section}」に、{level}「{code}」の行がありません"),
        "ここにありません",
        format!(
            "「\"{code}\": 値」を書き足してください。紙で空なら「空欄」と書きます。この票の{level}でなければ、{level}の「上」を確かめてください"
        ),
    );
    diag.related.push((place, format!("この{level}です")));
    diag
}

/// A doubt about something that is not on the sheet.
#[must_use]
pub fn doubt_of_nothing(span: Span, place: &str, like: &[&str]) -> Diag {
    diag(
        Code::DanglingReference,
        span,
        format!("疑義の箇所「{place}」が、この票にありません"),
        "この箇所です",
        format!("区画の名か、数値の所在を書いてください。近いものは {} です", like.join("、")),
    )
}
