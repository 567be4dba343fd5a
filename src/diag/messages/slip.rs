//! Slips of the pen that keep a file from being read -> one sentence each. The parser's own words never get here.

use crate::diag::codes::Code;
use crate::diag::messages::sentence::{REASONS, diag};
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// What was probably meant, and went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// `単位:社`
    NoSpaceAfterColon,
    /// `単位 社`, or a sentence that ran on into a line of its own.
    NoColon,
    /// `-指標名: …`, `－ 指標名: …`, `・指標名: …`; the mark that stands there.
    Bullet(char),
    /// `単位: 社: 組合`
    SecondColon,
    /// A line indented by so many blanks, which fits no line above it, and how many it needs where that is known.
    Indent {
        /// Those that it has.
        blanks: usize,
        /// Those that it needs.
        wanted: Option<usize>,
    },
    /// A line that is deeper than the one above, below which nothing can be: the blanks of that one and of this one.
    IndentOfTwo([usize; 2]),
    /// A bracket that nothing closes.
    Unclosed(char),
    /// A bracket that nothing opened.
    Unopened(char),
    /// `{ 平成23: 0 平成24: 1 }`
    NoComma,
    /// `[ 1, , 3 ]`
    Gap,
    /// A full-width mark in the place of this one.
    Wide(char),
    /// A quote that nothing closes.
    Quote,
    /// `"52"番`, `[社] 移転`; the mark before which the text should have ended.
    Trailing(char),
    /// `"C:\data"`
    Backslash,
    /// A text that starts with a mark of YAML.
    Mark(char),
    /// `役割の内容: | 文`
    AfterBar,
    /// The text under a `|` is not indented.
    BarIndent,
    /// `社 #2社`: what follows would silently be left out.
    Comment,
    /// A text over several lines without a `|`, or with a `>` (true): line ends would become blanks.
    Folded(bool),
    /// `{ 注: 市は,県は }`: a comma inside brackets cut a text.
    Cut,
    /// `比率: -`
    Dash,
    /// `[a]: 1`
    KeyIsNoWord,
    /// None of these.
    Unknown,
}

/// The file is not YAML, because of a slip.
#[must_use]
pub fn yaml_syntax(span: Span, slip: Slip) -> Diag {
    let (title, label, remedy) = structure(slip).unwrap_or_else(|| marks(slip));
    diag(Code::YamlSyntax, span, title, &label, remedy)
}

const QUOTE: &str = "文全体を \" \" で囲んでください";

/// Slips of lines, colons and indentation: title, label, remedy.
fn structure(slip: Slip) -> Option<(String, String, String)> {
    let (title, label, remedy) = match slip {
        Slip::NoSpaceAfterColon => (
            "コロンの後に半角の空白がありません",
            "この後に空白が要ります".to_owned(),
            "「項目名: 内容」のように、コロンの後に半角の空白を1つ入れてください".to_owned(),
        ),
        Slip::NoColon => (
            "この行に、項目名と内容を分けるコロン「: 」がありません",
            "この行です".to_owned(),
            "項目の行なら「項目名: 内容」の形にしてください。前の行の文の続きなら、前の行と同じかそれより深く字下げしてください".to_owned(),
        ),
        Slip::Bullet('-') => (
            "「-」の後に半角の空白がありません",
            "この後に空白が要ります".to_owned(),
            "「- 」のように、半角の「-」の後に半角の空白を1つ入れてください".to_owned(),
        ),
        Slip::Bullet(mark) => (
            "1件ごとの行の初めが、半角の「- 」ではありません",
            format!("「{mark}」です"),
            "半角の「-」と半角の空白「- 」に置き換えてください".to_owned(),
        ),
        Slip::Gap => (
            "[ ] の中に、値のない所があります",
            "このカンマの前に値がありません".to_owned(),
            "値か、値がない理由を書いてください（様式を宣言した票では、紙の欄が空なら「空欄」）。カンマが余分なら、消してください".to_owned(),
        ),
        Slip::SecondColon => (
            "文の中に、コロンと空白「: 」があります",
            "このコロンです".to_owned(),
            format!("文の一部なら、{QUOTE}。別の項目なら、行を分けてください"),
        ),
        Slip::Indent { blanks, wanted } => (
            "この行の字下げが、ほかの行とそろっていません",
            if blanks == 0 { "字下げがありません".to_owned() } else { format!("半角の空白が{blanks}つです") },
            match wanted.filter(|wanted| *wanted != blanks) {
                Some(0) => "行の初めの空白を消してください（同じまとまりの項目は、空白の数をそろえます）".to_owned(),
                Some(wanted) => format!(
                    "行の初めの半角の空白を{wanted}つにしてください（同じまとまりの項目は、空白の数をそろえます。1段につき2つ）"
                ),
                None => "同じまとまりの項目は、行の初めの半角の空白の数をそろえてください（1段につき2つ）".to_owned(),
            },
        ),
        Slip::IndentOfTwo([above, here]) => (
            "この行か、1つ前の行の字下げが、ほかの行とそろっていません",
            format!("この行は半角の空白が{here}、1つ前の行は{above}です"),
            format!(
                "1つ前の行の空白を{here}にする（1つ前の行がこの行と同じまとまりのとき）か、この行の空白を{above}にして（この行が1つ前の行と同じまとまりのとき）、そろえてください"
            ),
        ),
        Slip::AfterBar => (
            "「|」や「>」の後に、文が続いています",
            "ここからです".to_owned(),
            format!("「|」の後で改行し、次の行から字下げして文を書いてください。1行の文なら「|」を消すか、{QUOTE}"),
        ),
        Slip::BarIndent => (
            "「|」の下の文が、項目名より深く字下げされていません",
            "この行です".to_owned(),
            "「|」の下の文は、どの行も、項目名より半角2つ深く字下げしてください".to_owned(),
        ),
        Slip::Unknown => (
            "この辺りを読み取れません",
            "ここで読めなくなりました".to_owned(),
            format!("この行と1つ前の行の、字下げ（半角の空白）・コロン「: 」・引用符・かっこを見直してください。文に記号が入っているときは、{QUOTE}"),
        ),
        _ => return None,
    };
    Some((title.to_owned(), label, remedy))
}

/// Slips of brackets, quotes and other marks: title, label, remedy.
fn marks(slip: Slip) -> (String, String, String) {
    let here = "ここです".to_owned();
    match slip {
        Slip::Unclosed(open) => {
            let close = partner(open);
            (
                format!("「{open}」に対応する「{close}」がありません"),
                "ここで始まっています".to_owned(),
                format!("この「{open}」の内容の終わりに、半角の「{close}」を書いてください"),
            )
        }
        Slip::Unopened(close) => {
            let open = partner(close);
            (
                format!("「{close}」に対応する「{open}」がありません"),
                here,
                format!("「{close}」を消すか、内容の初めに半角の「{open}」を書いてください。文の一部なら、{QUOTE}"),
            )
        }
        Slip::NoComma => (
            "かっこの中の項目の間に、カンマ「, 」がありません".to_owned(),
            "この前に要ります".to_owned(),
            "「{ 平成24: 1, 平成25: 2 }」のように、項目の間を半角のカンマと空白「, 」で区切ってください".to_owned(),
        ),
        Slip::Wide(half) => (
            format!("半角の「{half}」を書くところに、全角の記号があります"),
            "全角の記号です".to_owned(),
            format!("半角の「{half}」に置き換えてください。文の一部なら、{QUOTE}"),
        ),
        Slip::Quote => (
            "引用符（\" や '）が閉じられていません".to_owned(),
            "ここで始まっています".to_owned(),
            "内容の終わりに、初めと同じ半角の引用符を書いてください".to_owned(),
        ),
        Slip::Trailing(mark) => (
            format!("「{mark}」で終わった後に、文が続いています"),
            "ここからです".to_owned(),
            format!("続きの文を消すか、{QUOTE}。文の中の引用符は「 」に替えてください"),
        ),
        Slip::Backslash => (
            "「\\」は、\" \" の中では別の文字や改行に変わります".to_owned(),
            here,
            "\" \" の代わりに ' ' で囲むか、「\\」を消してください".to_owned(),
        ),
        Slip::Mark(mark) => (
            format!("「{mark}」で始まる文は、そのままでは読み取れません"),
            "この記号です".to_owned(),
            format!("文の一部なら、{QUOTE}。要らない記号なら消してください"),
        ),
        Slip::Comment => (
            "「#」から行の終わりまでは、覚え書きとみなされて公表されません".to_owned(),
            "ここからです".to_owned(),
            format!("文の一部なら、{QUOTE}。覚え書きなら、「内容  # 覚え書き」のように、「#」の前に半角の空白を2つ、後に1つ入れてください"),
        ),
        Slip::Folded(marked) => (
            "文が途中で改行されていて、このままでは、行の切れ目が空白に変わります".to_owned(),
            "ここから次の行です".to_owned(),
            if marked {
                "行の切れ目のとおりに載せるときは、「>」を「|」に替えてください。続けて載せるときは、1行にまとめてください".to_owned()
            } else {
                "続けて載せるときは、1行にまとめてください。行の切れ目のとおりに載せるときは、「項目名: |」の次の行から、半角2つ深く字下げして、引用符を付けずに書いてください".to_owned()
            },
        ),
        Slip::Cut => (
            "文が、半角のカンマ「,」の所で切れています".to_owned(),
            "この全体が1つの文ではありませんか".to_owned(),
            format!("{{ }} や [ ] の中の半角のカンマは、内容の区切りとして読まれます。{QUOTE}"),
        ),
        Slip::Dash => (
            "内容の代わりに「-」だけが書かれています".to_owned(),
            here,
            format!("内容を書くか、無い理由（{REASONS}）を書いてください。「-」だけを書くときや、文を「-」で始めるときは、{QUOTE}"),
        ),
        _ => (
            "項目名の所に、かっこで囲んだ内容があります".to_owned(),
            here,
            "「項目名: 内容」の形で書いてください".to_owned(),
        ),
    }
}

fn partner(bracket: char) -> char {
    match bracket {
        '{' => '}',
        '}' => '{',
        '[' => ']',
        _ => '[',
    }
}
