//! Prose as people write it, and the blocks it parses to.

use proptest::prelude::*;

use super::{Block, Inline, is_whole, parse, texts};

fn t(text: &str) -> Inline {
    Inline::Text { text: text.into() }
}

fn link(href: &str, text: &str) -> Inline {
    Inline::Link { href: href.into(), text: text.into() }
}

fn p(inlines: Vec<Inline>) -> Block {
    Block::P { inlines }
}

#[test]
fn blank_lines_divide_and_line_ends_stay() {
    assert_eq!(
        parse("一行目、\n二行目。\n\n次の段落"),
        [p(vec![t("一行目、"), Inline::Break, t("二行目。")]), p(vec![t("次の段落")])]
    );
    assert_eq!(parse("\r\n甲\r\n\u{3000}\r\n乙\r\n"), [p(vec![t("甲")]), p(vec![t("乙")])]);
    assert!(parse("").is_empty());
}

#[test]
fn only_a_leading_dot_makes_an_item() {
    let list = |items: &[&str]| Block::List { items: items.iter().map(|i| vec![t(i)]).collect() };
    assert_eq!(
        parse("次のとおり。\n・甲\n・乙\n\n・丙\n以上"),
        [p(vec![t("次のとおり。")]), list(&["甲", "乙", "丙"]), p(vec![t("以上")])]
    );
    assert_eq!(parse("\u{3000}・甲"), [p(vec![t("\u{3000}・甲")])]);
}

/// Marks that other Markdown readers would interpret.
const WRITTEN: [&str; 40] = [
    "[備考]: 令和５年度から対象を変更した。",
    "[注1]: 12,345件は速報値である。",
    "会員は[注1]12,345件であった。[^1]",
    "2. 課題の整理",
    "1) 甲を行った",
    "24. 4月に開設した。",
    "人口*1は50万人、世帯*2は20万世帯である。",
    "倉庫の床は5*10*2の区画である。**強**",
    "A_1_B区画と 甲 _乙_ 丙。",
    "- 5.3ポイント（製造業）",
    "+ 2.1ポイント（小売業）",
    "* 甲",
    "△ 0.4ポイント（建設業）",
    "▲5",
    "－5",
    "①販路の開拓",
    "\u{3000}第一に、研修を開いた。",
    "    四つの空白",
    "\tタブ",
    "終わりに空白  ",
    "終わりに逆斜線\\",
    "\\* \\[甲\\] \\\\",
    "> 引用",
    "# 見出し",
    "```",
    "~~~",
    "`値` ``二``",
    "<b>太字</b> <!-- 注 --> <https://example.jp>",
    "&amp; &#x41; &nbsp;",
    "~~取消~~",
    "|年度|値|",
    "|---|--:|",
    "---",
    "===",
    "![図](a.png)",
    "[資料1](別紙のとおり)",
    "[甲](a.pdf \"題\")",
    "[甲](a.pdf (題))",
    "[甲]( a.pdf )",
    "[](a.pdf) [甲][乙] [甲]() (甲)[乙] 甲](乙)",
];

#[test]
fn what_is_no_mark_stays_as_written() {
    for line in WRITTEN.iter().filter(|line| **line != "![図](a.png)") {
        assert_eq!(parse(line), [p(vec![t(line)])], "{line}");
    }
    let all = WRITTEN.join("\n");
    assert_eq!(texts(&parse(&all)), [all.replace("[図](a.png)", "図")]);
    for (line, again) in WRITTEN.iter().zip(WRITTEN.iter().skip(1)) {
        for text in [format!("{line}\n\n{again}"), format!("・{line}\n・{again}")] {
            let kept = [*line, *again].map(|line| line.replace("[図](a.png)", "図"));
            assert_eq!(texts(&parse(&text)), kept);
        }
    }
}

#[test]
fn links_lead_to_addresses_only() {
    for href in [
        "https://example.jp/",
        "HTTP://example.jp/a_(b)?c=d&e=*f*#g",
        "mailto:a@example.jp",
        "tel:0190000000",
        "../52.html#a",
        "524.html",
        "計画書.pdf",
        "#chu",
        "../",
    ] {
        let text = format!("前[先*1]({href})後");
        assert_eq!(parse(&text), [p(vec![t("前"), link(href, "先*1"), t("後")])], "{href}");
    }
    for href in [
        "javascript:alert(1)",
        "JaVa&#x0A;script:x",
        "data:text/html,x.html",
        "//host/a.html",
        "\\\\host\\a.html",
        "別紙のとおり",
        "3.5",
        "https:",
        "mailto:",
        "<a.html>",
    ] {
        let text = format!("[先]({href})");
        assert_eq!(parse(&text), [p(vec![t(&text)])], "{href}");
    }
    assert_eq!(
        parse("[外[内](a.html)外](b.html)"),
        [p(vec![t("[外"), link("a.html", "内"), t("外](b.html)")])]
    );
}

#[test]
fn long_and_deep_prose_is_read_at_once() {
    for piece in ["[", "](", "[甲](", "・", "[甲](a.html)", "> ", "*。", "(", "\\"] {
        let text = piece.repeat(20_000);
        assert!(is_whole(&text, &parse(&text)), "{piece}");
    }
}

/// A line of Japanese prose with marks of every kind at its start, inside and at its end.
fn line() -> impl Strategy<Value = String> {
    let mark = prop::sample::select(
        "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~！＂＃（）＊＋，－．／：；＜＝＞［］＿｀｛｜｝～△▲・※①〇、。「」 \t\u{3000}"
            .chars()
            .collect::<Vec<_>>(),
    );
    let piece = prop_oneof![
        mark.prop_map(String::from),
        "[0-9０-９a-zA-Z市民の研修を開催した]{1,4}",
        prop::sample::select(vec![
            "1) ",
            "24. ",
            "[注1]: ",
            "[^1]",
            "](",
            "![",
            "    ",
            "```",
            "---",
            "&lt;",
            "<b>",
            "https://example.jp/",
            "[資料](a.html)",
            "[資料](別紙)",
            "**",
            "- ",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn nothing_is_ever_lost(lines in prop::collection::vec(line(), 0..8)) {
        let text = lines.join("\n");
        let blocks = parse(&text);
        prop_assert!(is_whole(&text, &blocks), "{text:?} {blocks:?}");
    }

    #[test]
    fn no_text_at_all_is_lost(text in any::<String>()) {
        prop_assert!(is_whole(&text, &parse(&text)), "{text:?}");
    }
}

#[test]
fn what_is_lost_is_noticed() {
    assert!(!is_whole("甲\n乙", &parse("甲")));
    assert!(!is_whole("・甲", &parse("甲")));
    assert!(!is_whole("甲 乙", &parse("甲乙")));
}
