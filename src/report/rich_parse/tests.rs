//! What people write in the prose of a sheet, and the tree it becomes.

use super::super::rich::{Block, Inline};
use super::parse;

fn t(text: &str) -> Inline {
    Inline::Text { text: text.into() }
}

fn p(inlines: Vec<Inline>) -> Block {
    Block::P { inlines }
}

fn strong(text: &str) -> Inline {
    Inline::Strong { inlines: vec![t(text)] }
}

#[test]
fn paragraphs_and_joined_lines() {
    assert_eq!(
        parse("一行目、\n二行目。\n\n次の段落"),
        [p(vec![t("一行目、二行目。")]), p(vec![t("次の段落")])]
    );
    assert_eq!(parse("open\ndata"), [p(vec![t("open data")])]);
    assert_eq!(parse("年間80\n時間"), [p(vec![t("年間80時間")])]);
    assert_eq!(parse("**強**\n続き"), [p(vec![strong("強"), t("続き")])]);
    assert!(parse("").is_empty());
}

#[test]
fn emphasis_beside_japanese_punctuation() {
    assert_eq!(
        parse("これは**重要。**だから"),
        [p(vec![t("これは"), strong("重要。"), t("だから")])]
    );
    assert_eq!(parse("太郎は**「はい」**と"), [p(vec![t("太郎は"), strong("「はい」"), t("と")])]);
    assert_eq!(
        parse("**A（B）**と**C（D）**の間"),
        [p(vec![strong("A（B）"), t("と"), strong("C（D）"), t("の間")])]
    );
    assert_eq!(
        parse("**甲**、（**乙**）"),
        [p(vec![strong("甲"), t("、（"), strong("乙"), t("）")])]
    );
    assert_eq!(parse("*強調。*が"), [p(vec![Inline::Em { inlines: vec![t("強調。")] }, t("が")])]);
    assert_eq!(parse("2 * 3 * 4"), [p(vec![t("2 * 3 * 4")])]);
    assert_eq!(parse("\\**しない。**文"), [p(vec![t("**しない。**文")])]);
}

#[test]
fn lists_keep_their_numbers_and_nesting() {
    let item = |text: &str| vec![p(vec![t(text)])];
    assert_eq!(
        parse("3. 甲\n4. 乙"),
        [Block::List { ordered: true, start: "3".into(), items: vec![item("甲"), item("乙")] }]
    );
    let inner = Block::List { ordered: false, start: String::new(), items: vec![item("乙")] };
    assert_eq!(
        parse("- 甲\n  - 乙"),
        [Block::List {
            ordered: false,
            start: String::new(),
            items: vec![vec![p(vec![t("甲")]), inner]]
        }]
    );
}

#[test]
fn quotations_and_tables() {
    assert_eq!(parse("> 引用"), [Block::Quote { blocks: vec![p(vec![t("引用")])] }]);
    assert_eq!(
        parse("|年度|値|\n|---|--:|\n|平成24|**12**|"),
        [Block::Table {
            head: vec![vec![t("年度")], vec![t("値")]],
            rows: vec![vec![vec![t("平成24")], vec![strong("12")]]],
        }]
    );
}

#[test]
fn html_is_text() {
    assert_eq!(parse("行内<b onclick=x>html</b>"), [p(vec![t("行内<b onclick=x>html</b>")])]);
    assert_eq!(parse("<script>alert(1)</script>"), [p(vec![t("<script>alert(1)</script>")])]);
}

#[test]
fn links_of_other_schemes_lose_the_link() {
    let link = |href: &str| p(vec![Inline::Link { href: href.into(), inlines: vec![t("先")] }]);
    for href in ["https://example.jp/", "mailto:a@example.jp", "tel:0190000000", "../52.html#a"] {
        assert_eq!(parse(&format!("[先]({href})")), [link(href)]);
    }
    for href in
        ["javascript:alert(1)", "JaVa&#x0A;script:x", "data:text/html,x", "//host/", "<\\\\host>"]
    {
        assert_eq!(parse(&format!("[先]({href})")), [p(vec![t("先")])], "{href}");
    }
}

#[test]
fn headings_code_images_and_rules_are_plain() {
    assert_eq!(parse("# 見出し"), [p(vec![t("見出し")])]);
    assert_eq!(parse("`値`です"), [p(vec![t("値です")])]);
    assert_eq!(parse("    甲\n    乙"), [p(vec![t("甲"), Inline::Break, t("乙")])]);
    assert_eq!(parse("![図の説明](a.png)"), [p(vec![t("図の説明")])]);
    assert_eq!(parse("前\n\n---\n\n後"), [p(vec![t("前")]), p(vec![t("---")]), p(vec![t("後")])]);
    assert_eq!(parse("一  \n二"), [p(vec![t("一"), Inline::Break, t("二")])]);
}

#[test]
fn depth_is_bounded() {
    let deep = format!("{}底", "> ".repeat(4000));
    let mut blocks = &parse(&deep);
    let mut depth = 0;
    while let Some(Block::Quote { blocks: inner }) = blocks.first() {
        blocks = inner;
        depth += 1;
    }
    assert!(depth <= super::DEPTH);
    assert_eq!(blocks.as_slice(), [p(vec![t("底")])]);
    assert!(!parse(&"- ".repeat(2000)).is_empty());
    assert!(!parse(&"*。".repeat(500)).is_empty());
}
