//! Sentences about characters that no text may hold: which one, by its number, and what to write in its place.

use crate::diag::codes::Code;
use crate::diag::messages::sentence::diag;
use crate::diag::problem::Diag;
use crate::source::characters::{Found, Refused};
use crate::terms::place::{FileId, Span};

/// A character that must not be in a text.
#[must_use]
pub fn odd_character(file: FileId, found: &Found) -> Diag {
    let Found { c, why, at, instead, count } = found;
    let number = number(*c);
    let what = words!(match why {
        Refused::Control => "制御文字（{number}）",
        Refused::Direction => "文字の並ぶ向きを変える制御文字（{number}）",
        Refused::Invisible => "幅のない（目に見えない）文字（{number}）",
        Refused::Variation => "前の文字の字形を選ぶ、目に見えない文字（{number}）",
        Refused::Blank => "普通の空白と見分けの付かない空白（{number}）",
        Refused::Lost => "文字化けの跡（置換文字）（{number}）",
        Refused::Private => "外字（私用領域の文字）（{number}）",
        Refused::Noncharacter => "文字ではない番号（{number}）",
        Refused::Radical => "漢字と見分けの付かない部首の記号「{c}」（{number}）",
        Refused::Apart => "前の文字と分かれた濁点などの印（{number}）",
    });
    let code = match why {
        Refused::Blank | Refused::Radical | Refused::Apart => Code::LookAlike,
        _ => Code::ControlChar,
    };
    let many = words!(match count {
        0 | 1 => "",
        _ => "（このファイルに{count}箇所）",
    });
    let span = Span::new(file, at.clone());
    let title = format!("{what}が入っています{many}");
    diag(code, span, title, "ここに入っています", remedy(*why, instead))
}

fn remedy(why: Refused, instead: &str) -> String {
    let written: Vec<String> =
        instead.chars().map(|c| format!("「{c}」（{}）", number(c))).collect();
    let written = written.join("か");
    words!(match why {
        Refused::Radical if written.is_empty() =>
            "漢字に置き換えてください。PDFから写した文に入ることがあります",
        Refused::Radical =>
            "漢字の{written}に置き換えてください。PDFから写した文に入ることがあるので、ほかの文字も確かめてください",
        Refused::Apart =>
            "{written}のように、1つの文字で打ち直してください。Macのファイルの名前などから写した文に入ることがあります",
        Refused::Blank =>
            "半角か全角の空白に置き換えてください。Webのページや文書から写した文に入ることがあります",
        _ =>
            "この文字を消すか、標準の文字に置き換えてください。見えない文字は、前後の文字ごと消して打ち直すと確実です",
    })
}

fn number(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}
