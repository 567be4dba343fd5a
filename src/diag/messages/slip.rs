//! Slips of the pen that make a file unreadable -> one sentence each. The parser's own messages are never shown.

use crate::diag::messages::sentence::REASONS;

/// What was probably meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// `単位:社`
    NoSpaceAfterColon,
    /// `単位 社`, or a sentence that continues on a new line.
    NoColon,
    /// `-指標名: …`, `－ 指標名: …`, `・指標名: …`; holds the mark.
    Bullet(char),
    /// `単位: 社: 組合`
    SecondColon,
    /// An indentation that fits no line above, and the right one where it is known.
    Indent {
        /// Spaces it has.
        blanks: usize,
        /// Spaces it needs.
        wanted: Option<usize>,
    },
    /// A line indented deeper than the one above, which can have nothing below it: spaces of that line and of this
    /// one.
    IndentOfTwo([usize; 2]),
    /// An opening bracket without its closing one.
    Unclosed(char),
    /// A closing bracket without its opening one.
    Unopened(char),
    /// `{ 平成23: 0 平成24: 1 }`
    NoComma,
    /// `[ 1, , 3 ]`
    Gap,
    /// A full-width form of this mark.
    Wide(char),
    /// A quote that is never closed.
    Quote,
    /// `"52"番`, `[社] 移転`; holds the mark before which the text should have ended.
    Trailing(char),
    /// `"C:\data"`
    Backslash,
    /// A text that starts with a mark of YAML.
    Mark(char),
    /// `役割の内容: | 文`
    AfterBar,
    /// The text under a `|` is not indented.
    BarIndent,
    /// `社 #2社`: the rest would silently be dropped as a comment.
    Comment,
    /// A text over several lines without a `|`, or with a `>` (true): line ends would become spaces.
    Folded(bool),
    /// `{ 注: 市は,県は }`: a comma inside brackets splits a text.
    Cut,
    /// `比率: -`
    Dash,
    /// `[a]: 1`
    KeyIsNoWord,
    /// None of these.
    Unknown,
}

const QUOTE: &str = "文全体を \" \" で囲んでください";

messages! {
    /// The file is not valid YAML because of a slip.
    yaml_syntax(span, slip: Slip) = match slip {
        Slip::NoSpaceAfterColon => YamlSyntax {
            title "コロンの後に半角の空白がありません"
            here "この後に空白が要ります"
            remedy "「項目名: 内容」のように、コロンの後に半角の空白を1つ入れてください"
        }
        Slip::NoColon => YamlSyntax {
            title "この行に、項目名と内容を分けるコロン「: 」がありません"
            here "この行です"
            remedy "項目の行なら「項目名: 内容」の形にしてください。前の行の文の続きなら、前の行と同じかそれより深く字下げしてください"
        }
        Slip::Bullet('-') => YamlSyntax {
            title "「-」の後に半角の空白がありません"
            here "この後に空白が要ります"
            remedy "「- 」のように、半角の「-」の後に半角の空白を1つ入れてください"
        }
        Slip::Bullet(mark) => YamlSyntax {
            title "1件ごとの行の初めが、半角の「- 」ではありません"
            here "「{mark}」です"
            remedy "半角の「-」と半角の空白「- 」に置き換えてください"
        }
        Slip::Gap => YamlSyntax {
            title "[ ] の中に、値のない所があります"
            here "このカンマの前に値がありません"
            remedy "値か、値がない理由を書いてください（様式を宣言した票では、紙の欄が空なら「空欄」）。カンマが余分なら、消してください"
        }
        Slip::SecondColon => YamlSyntax {
            title "文の中に、コロンと空白「: 」があります"
            here "このコロンです"
            remedy "文の一部なら、{QUOTE}。別の項目なら、行を分けてください"
        }
        Slip::Indent { blanks, wanted } => YamlSyntax {
            let found = words!(match blanks {
                0 => "字下げがありません",
                _ => "半角の空白が{blanks}つです",
            });
            title "この行の字下げが、ほかの行とそろっていません"
            here found
            remedy match wanted {
                Some(0) if blanks > 0 => "行の初めの空白を消してください（同じまとまりの項目は、空白の数をそろえます）",
                Some(wanted) if wanted != blanks => "行の初めの半角の空白を{wanted}つにしてください（同じまとまりの項目は、空白の数をそろえます。1段につき2つ）",
                _ => "同じまとまりの項目は、行の初めの半角の空白の数をそろえてください（1段につき2つ）",
            }
        }
        Slip::IndentOfTwo([above, here]) => YamlSyntax {
            title "この行か、1つ前の行の字下げが、ほかの行とそろっていません"
            here "この行は半角の空白が{here}、1つ前の行は{above}です"
            remedy "1つ前の行の空白を{here}にする（1つ前の行がこの行と同じまとまりのとき）か、この行の空白を{above}にして（この行が1つ前の行と同じまとまりのとき）、そろえてください"
        }
        Slip::AfterBar => YamlSyntax {
            title "「|」や「>」の後に、文が続いています"
            here "ここからです"
            remedy "「|」の後で改行し、次の行から字下げして文を書いてください。1行の文なら「|」を消すか、{QUOTE}"
        }
        Slip::BarIndent => YamlSyntax {
            title "「|」の下の文が、項目名より深く字下げされていません"
            here "この行です"
            remedy "「|」の下の文は、どの行も、項目名より半角2つ深く字下げしてください"
        }
        Slip::Unclosed(open) => YamlSyntax {
            let close = partner(open);
            title "「{open}」に対応する「{close}」がありません"
            here "ここで始まっています"
            remedy "この「{open}」の内容の終わりに、半角の「{close}」を書いてください"
        }
        Slip::Unopened(close) => YamlSyntax {
            let open = partner(close);
            title "「{close}」に対応する「{open}」がありません"
            here "ここです"
            remedy "「{close}」を消すか、内容の初めに半角の「{open}」を書いてください。文の一部なら、{QUOTE}"
        }
        Slip::NoComma => YamlSyntax {
            title "かっこの中の項目の間に、カンマ「, 」がありません"
            here "この前に要ります"
            remedy "「{{ 平成24: 1, 平成25: 2 }}」のように、項目の間を半角のカンマと空白「, 」で区切ってください"
        }
        Slip::Wide(half) => YamlSyntax {
            title "半角の「{half}」を書くところに、全角の記号があります"
            here "全角の記号です"
            remedy "半角の「{half}」に置き換えてください。文の一部なら、{QUOTE}"
        }
        Slip::Quote => YamlSyntax {
            title "引用符（\" や '）が閉じられていません"
            here "ここで始まっています"
            remedy "内容の終わりに、初めと同じ半角の引用符を書いてください"
        }
        Slip::Trailing(mark) => YamlSyntax {
            title "「{mark}」で終わった後に、文が続いています"
            here "ここからです"
            remedy "続きの文を消すか、{QUOTE}。文の中の引用符は「 」に替えてください"
        }
        Slip::Backslash => YamlSyntax {
            title "「\\」は、\" \" の中では別の文字や改行に変わります"
            here "ここです"
            remedy "\" \" の代わりに ' ' で囲むか、「\\」を消してください"
        }
        Slip::Mark(mark) => YamlSyntax {
            title "「{mark}」で始まる文は、そのままでは読み取れません"
            here "この記号です"
            remedy "文の一部なら、{QUOTE}。要らない記号なら消してください"
        }
        Slip::Comment => YamlSyntax {
            title "「#」から行の終わりまでは、覚え書きとみなされて公表されません"
            here "ここからです"
            remedy "文の一部なら、{QUOTE}。覚え書きなら、「内容  # 覚え書き」のように、「#」の前に半角の空白を2つ、後に1つ入れてください"
        }
        Slip::Folded(marked) => YamlSyntax {
            title "文が途中で改行されていて、このままでは、行の切れ目が空白に変わります"
            here "ここから次の行です"
            remedy if marked {
                "行の切れ目のとおりに載せるときは、「>」を「|」に替えてください。続けて載せるときは、1行にまとめてください"
            } else {
                "続けて載せるときは、1行にまとめてください。行の切れ目のとおりに載せるときは、「項目名: |」の次の行から、半角2つ深く字下げして、引用符を付けずに書いてください"
            }
        }
        Slip::Cut => YamlSyntax {
            title "文が、半角のカンマ「,」の所で切れています"
            here "この全体が1つの文ではありませんか"
            remedy "{{ }} や [ ] の中の半角のカンマは、内容の区切りとして読まれます。{QUOTE}"
        }
        Slip::Dash => YamlSyntax {
            title "内容の代わりに「-」だけが書かれています"
            here "ここです"
            remedy "内容を書くか、無い理由（{REASONS}）を書いてください。「-」だけを書くときや、文を「-」で始めるときは、{QUOTE}"
        }
        Slip::KeyIsNoWord => YamlSyntax {
            title "項目名の所に、かっこで囲んだ内容があります"
            here "ここです"
            remedy "「項目名: 内容」の形で書いてください"
        }
        Slip::Unknown => YamlSyntax {
            title "この辺りを読み取れません"
            here "ここで読めなくなりました"
            remedy "この行と1つ前の行の、字下げ（半角の空白）・コロン「: 」・引用符・かっこを見直してください。文に記号が入っているときは、{QUOTE}"
        }
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
