//! Sentences about the sheets: their sums, their codes, their notes.

use crate::diag::alike;
use crate::diag::codes::Code;
use crate::diag::messages::sentence::{diag, plain, slip_hint};
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// Number of codes that a remedy lists.
const LISTED: usize = 12;

/// Codes for a remedy, limited in number.
fn listed(all: &[&str]) -> String {
    match all.get(..LISTED) {
        Some(first) if all.len() > LISTED => {
            format!("{} など{}個", first.join("、"), all.len())
        }
        _ => all.join("、"),
    }
}

/// Where something missing could be added.
#[derive(Debug, Clone, Copy)]
pub enum Place<'a> {
    /// The file of a sheet.
    File(&'a str),
    /// The file with a list of names.
    List(&'a str),
}

const AS_STATED: &str = "票の値は、このまま載せます。写し間違いでないか、原典と照らしてください。原典のとおりなら「警告の確認」に理由を書くと、この注意は出なくなります";

messages! {
    /// A stated figure that is not the sum of its parts: `stated` and computed (`made`). `address` is its place in
    /// the sheet.
    sum_differs(span, address: &str, [stated, made]: [&str; 2], sum: &str) = SumDiffers {
        title "「{address}」は票では {stated} ですが、計算では {made} です（{sum}）"
        here "ここです"
        remedy AS_STATED
    }

    /// A stated 比重, or the stated sum of all, that does not follow from shares and weights.
    product_differs(
        span, address: &str, [stated, made, sum]: [&str; 3], parts: Vec<(Span, String)>,
    ) = ShareDiffers {
        title "「{address}」は票では {stated} ですが、計算では {made} です（{sum}）"
        here "ここです"
        also parts
        remedy AS_STATED
    }

    /// A stated 0 whose parts are all blank.
    zero_of_blanks(span, address: &str, sum: &str) = ZeroOfBlanks {
        title "「{address}」は票では 0 ですが、もとになる値がどれも空欄です（{sum}）"
        here "ここです"
        remedy "表計算ソフトの式が空欄を 0 と数えたのかもしれません。原典でも空欄なら「空欄」と書き、0 が正しければ「警告の確認」に理由を書いてください"
    }

    /// A sheet whose code is not the name of its file.
    code_is_not_the_file(span, code: &str, stem: &str) = MisplacedFile {
        title "票のコード「{code}」が、ファイルの名「{stem}.yaml」と違います"
        here "このコードです"
        remedy "コードを \"{stem}\" に直すか、ファイルの名を {code}.yaml に改めてください"
    }

    /// Two sheets or names of one level with the same code, or with codes that differ in case or width only.
    code_of_two(span, level: &str, code: &str, same: bool, first: Span) = DuplicateCode {
        title "{level}のコード「{code}」が2つあります"
        here "2つめです"
        also first "1つめはここです"
        remedy if same {
            "どちらかのコードを直してください。同じものが2つあるときは、片方を消してください"
        } else {
            "コードはファイルの名とページのアドレスになります。大文字と小文字、全角と半角だけの違いでは見分けられません。どちらかのコードを改めてください"
        }
    }

    /// Sheets of two levels with the same code, so that their pages would share an address.
    code_of_two_levels(span, [first, second]: [&str; 2], code: &str, place: Span) = DuplicateCode {
        title "{second}のコード「{code}」が、{first}のコードと同じです"
        here "2つめです"
        also place "1つめはここです"
        remedy "どちらのページも同じアドレスになります。どちらかのコードを直してください。同じ票が2つあるときは、片方を消してください"
    }

    /// 上 names a code that the level above does not have.
    nothing_above(
        span, code: &str, (level, place): (&str, Place<'_>), near: Option<&str>, all: &[&str],
    ) = DanglingReference {
        let hint = slip_hint(code, near);
        let cure = words!(match place {
            Place::File(path) => "{path} を加えてください",
            Place::List(path) => "{path} の階層「{level}」の「一覧」に加えてください",
        });
        let known = listed(all);
        title "{level}「{code}」がありません"
        here "「上」はここです"
        remedy match all {
            [] => "{hint}コードを直すか、{cure}（まだ1つもありません）",
            _ => "{hint}コードを直すか、{cure}（あるのは {known} です）",
        }
    }

    /// 上 is missing below the first level.
    no_parent(span, level: &str, above: &str) = MissingItem {
        title "この{level}に項目「上」がありません"
        here "ここにありません"
        remedy "「上: \"コード\"」と、この{level}が属する{above}のコードを書いてください"
    }

    /// 上 on the first level.
    parent_of_the_top(span, level: &str) = UnknownKey {
        title "いちばん上の階層「{level}」に「上」は書けません"
        here "ここです"
        remedy "「上」とその値を消してください。上の階層があるなら、evaluation.yaml の階層に加えてください"
    }

    /// A code that does not begin with the code of the sheet above, where the form requires it.
    code_does_not_nest(
        span, [code, parent]: [&str; 2], [level, above]: [&str; 2],
    ) = ForeignProject {
        title "{level}「{code}」のコードが、{above}「{parent}」のコードで始まっていません"
        here "このコードです"
        remedy "{above}「{parent}」の{level}のコードは {parent} で始まります（様式の「コードは上で始まる」）。コードか「上」のどちらかを直してください"
    }

    /// Two entries of a list with figures that have the same name.
    entry_of_two(span, section: &str, name: &str, (other, first): (&str, Span)) = DuplicateName {
        let note = alike::note(name, other);
        title "「{section}」に「{name}」が2つあります"
        here "2つめです"
        also first "1つめはここです"
        remedy "同じものを2回書いたときは、どちらか一方を消してください。違うものであれば、どちらの数値か分からなくなるので、1件ごとに「識別: 」で別の名を付けてください{note}"
    }

    /// Two columns of a form that mean the same one in a year: 実績年度 and 令和5, 平成31 and 令和元.
    column_of_two(span, name: &str, first: Span) = DuplicateName {
        title "列「{name}」が2つになります。この様式の票では、どちらも同じ年度です"
        here "2つめです"
        also first "1つめはここです"
        remedy "どちらの数値か分からなくなります。「年度」を直すか、「区分」で見分けがつくようにしてください（実績年度は evaluation.yaml の年度に置き換わります）"
    }

    /// A folder of a level without sheets.
    no_sheet_of_level(span, level: &str, folder: &str) = MissingFile {
        title "階層「{level}」の置き場所「{folder}」に、票がありません"
        here "この置き場所です"
        remedy "「置き場所」を票のあるフォルダーの名に直すか、{folder} というフォルダーを evaluation.yaml の隣に作り、票（コード.yaml）を置いてください"
    }

    /// An indicator without a column that its form requires.
    missing_column(span, indicator: &str, column: &str, csv: bool) = MissingItem {
        let key = plain(column);
        title "「{indicator}」に列「{column}」がありません"
        here "この指標です"
        remedy if csv {
            "1行めに見出し「{column}」を加え、1行ごとに値を書いてください。紙の欄が空なら、欄を空けておきます"
        } else {
            "「{key}: 」と値を加えてください。紙の欄が空なら「{key}: 空欄」と書きます"
        }
    }

    /// A comparison without the required direction; `item` is the key that states it, with one of these words.
    no_direction(span, indicator: &str, item: &str, words: &[&str], csv: bool) = MissingItem {
        let words = words.join("、");
        title "「{indicator}」に項目「{item}」がありません"
        here "この指標です"
        remedy if csv {
            "実績と目標を比べるために、1行めに見出し「{item}」を加え、1行ごとに {words} のどれかを書いてください。比べないときは、見出し「比べる」を加えて「算出しない」と書いてください"
        } else {
            "実績と目標を比べるために、「{item}: 」と、{words} のどれかを加えてください。比べないときは「比べる: 算出しない」と書いてください"
        }
    }

    /// A stated rate that its method does not give; `fitting` is another method that does.
    stated_rate_differs(
        span, address: &str, [stated, made]: [&str; 2], method: &str, fitting: Option<&str>,
    ) = RateDiffers {
        let fitting = words!(if let Some(other) = fitting { "票の値は「{other}」の計算と同じです。この指標がその方法なら「比べる: {other}」と書いてください。" });
        title "「{address}」は票では {stated} ですが、計算では {made} です（{method}）"
        here "ここです"
        remedy "票の値は、このまま載せます。{fitting}写し間違いでないか、比べ方（比べる）と端数の扱い（端数）が市の計算と同じかを確かめてください。原典のとおりなら「警告の確認」に理由を書くと、この注意は出なくなります"
    }

    /// A stated rate without the figures it is computed from.
    rate_alone(span, address: &str, stated: &str) = RateAlone {
        title "「{address}」に {stated} とありますが、同じ年度の実績か目標の数値がありません"
        here "ここです"
        remedy "表計算ソフトの式が空欄から計算した値かもしれません。原典でも空欄なら「空欄」と書き、この値が正しければ「警告の確認」に理由を書いてください"
    }

    /// A stated grade that the rule of the form does not give.
    grade_differs(span, address: &str, [stated, made]: [&str; 2], rate: &str) = GradeDiffers {
        title "「{address}」は票では {stated} ですが、率 {rate}％ からは {made} です"
        here "ここです"
        remedy "票の区分は、このまま載せます。写し間違いでないか、様式の「基準」が市の決まりと同じかを確かめてください。原典のとおりなら「警告の確認」に理由を書くと、この注意は出なくなります"
    }

    /// A stated total that is not the sum of its years.
    total_differs(
        span, address: &str, [stated, made]: [&str; 2], parts: Vec<(Span, String)>,
    ) = KpiSum {
        title "「{address}」は票では {stated} ですが、年度ごとの値の合計は {made} です"
        here "ここです"
        also parts
        remedy "票の値は、このまま載せます。年度ごとの値と累計を、原典と照らしてください。原典のとおりなら「警告の確認」に理由を書くと、この注意は出なくなります"
    }

    /// Two municipalities of a comparison that both claim to be the city itself.
    own_of_two(span, first: Span) = DuplicateName {
        title "「自団体: はい」の団体が2つあります"
        here "2つめです"
        also first "1つめはここです"
        remedy "票を作った団体だけに書いてください"
    }

    /// A row for something that is not below the sheet. `level` is the level below; `None` where there is none.
    row_of_nothing_below(
        span,
        [section, code]: [&str; 2],
        level: Option<(&str, Option<String>)>,
        near: Option<&str>,
        all: &[&str],
    ) = match level {
        None => DanglingReference {
            title "「{section}」の「{code}」は、下の階層のものではありません"
            here "このコードです"
            remedy "この票より下の階層がありません。evaluation.yaml の階層を確かめてください"
        }
        Some((level, file)) => DanglingReference {
            let hint = slip_hint(code, near);
            let cure = words!(match file {
                Some(path) => "コードを直すか、{path} を加えてください",
                None => "コードを直してください",
            });
            let known = listed(all);
            title "「{section}」の「{code}」は、この票の{level}ではありません"
            here "このコードです"
            remedy match all {
                [] => "{hint}{cure}（この票のコードを「上」に書いた{level}は、1つもありません）",
                _ => "{hint}{cure}（この票のコードを「上」に書いた{level}は {known} です）",
            }
        }
    }

    /// A row for something below another sheet.
    row_of_what_lies_elsewhere(
        span, [section, code]: [&str; 2], level: &str, [own, parent]: [&str; 2],
    ) = DanglingReference {
        title "「{section}」の「{code}」は、この票の{level}ではありません"
        here "このコードです"
        remedy "{level}「{code}」の「上」は「{parent}」です。この行を消すか、{level}の票の「上」を「{own}」に直してください"
    }

    /// Something below the sheet has no row; with the place of its code.
    row_missing_below(span, section: &str, (code, place): (&str, Span), level: &str) = MissingItem {
        title "「{section}」に、{level}「{code}」の行がありません"
        here "ここにありません"
        also place "この{level}です"
        remedy "「\"{code}\": 値」を書き足してください。紙で空なら「空欄」と書きます。この票の{level}でなければ、{level}の「上」を確かめてください"
    }

    /// A doubt about a place that the sheet does not have.
    doubt_of_nothing(span, place: &str, like: &[&str]) = DanglingReference {
        let like = like.join("、");
        title "疑義の箇所「{place}」が、この票にありません"
        here "この箇所です"
        remedy "区画の名か、数値の所在を書いてください。近いものは {like} です"
    }
}

/// Parts that do not add up to their whole. `what` names the parts; `whole` says how much they should give, and in
/// which reading.
#[must_use]
pub fn shares_sum(
    code: Code,
    span: Span,
    what: &str,
    [total, whole]: [&str; 2],
    parts: Vec<(Span, String)>,
) -> Diag {
    let title = format!("{what}の合計が、{whole}になりません（合計{total}）");
    diag(code, span, title, "", AS_STATED).also(parts)
}
