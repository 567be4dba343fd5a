//! All texts of sheets reach page, PDF, CMS and data unchanged.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use kohyo::pipeline;
use kohyo::render::texts::{self, PrintedTexts};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use tempfile::TempDir;

use crate::parity::{pdf_text, squeezed, strip_tags};
use crate::support::{self, Run};

/// A role of a basic project of Morioka whose text the tests replace.
const BEFORE: &str = "      あらゆる機会を通じて";

fn workplace() -> TempDir {
    let folder = TempDir::new().unwrap();
    support::copy_folder("content".as_ref(), &folder.path().join("content"));
    folder
}

/// Writes prose into a sheet of Morioka, as a block below its item.
fn write(folder: &Path, prose: &str) {
    let sheet = folder.join("content/h25/projects/522.yaml");
    let text = fs::read_to_string(&sheet).unwrap();
    assert_eq!(text.matches(BEFORE).count(), 1);
    let lines: Vec<String> = prose.lines().map(|line| format!("      {line}")).collect();
    fs::write(sheet, text.replacen(BEFORE, &format!("{}\n\n{BEFORE}", lines.join("\n")), 1))
        .unwrap();
}

fn release(folder: &Path) -> Run {
    let fonts = support::fonts().to_string_lossy().into_owned();
    support::kohyo(&["release", "v1", "-q", "--fonts", &fonts], folder)
}

fn plain(html: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    let text = entities.iter().fold(strip_tags(html), |text, (from, to)| text.replace(from, to));
    squeezed(&text)
}

/// Asserts that every line is on the page, in its PDF, in the CMS fragment and, exactly, in the data. A line may lose
/// its list mark, and a link all but its text: `shown` returns the visible rest.
fn is_everywhere(folder: &Path, lines: &[&str], shown: &dyn Fn(&str) -> String) {
    let release = folder.join("releases/v1");
    let read = |path: &str| plain(&fs::read_to_string(release.join(path)).unwrap());
    let page = read("site/h25/522.html");
    let cms = read("cms/h25/522/body.html");
    let pdf = pdf_text(&release.join("site/h25/522.pdf"));
    let csv = fs::read(release.join("site/data/texts.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(&csv[3..]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    for line in lines.iter().filter(|line| !line.trim().is_empty()) {
        let wanted = squeezed(&shown(line));
        for (place, text) in [("page", &page), ("PDF", &pdf), ("CMS", &cms)] {
            assert!(text.contains(&wanted), "{place} lacks {line:?}");
        }
        // The tables guard a text against being read as a formula by a spreadsheet.
        let cell = |row: &&csv::StringRecord| {
            let text = &row[5];
            text == line.replace('\t', " ") || text.strip_prefix('\'') == Some(line)
        };
        let row = rows.iter().find(cell).unwrap_or_else(|| panic!("texts.csv lacks {line:?}"));
        assert_eq!(&row[0], "h25.522");
    }
}

/// Text that other Markdown readers would turn into bullets, numbers, emphasis, definitions and code.
const WRITTEN: &str = r"[備考]: 令和５年度から対象を変更した。

[注1]: 12,345件は速報値である。
会員は[注1]12,345件であった。

2. 課題の整理
5. 方向の決定

1) 甲を行った
3) 乙を行った

24. 4月に開設した。
25. 6月に拡張した。

人口*1は50万人、世帯*2は20万世帯である。
倉庫の床は5*10*2の区画である。
A_1_B区画と 甲 _乙_ 丙。**強**

- 5.3ポイント（製造業）
+ 2.1ポイント（小売業）
△ 0.4ポイント（建設業）
▲5、－5

①販路の開拓
②人材の育成

　第一に、研修を開いた。
　第二に、相談を受けた。
    四つの空白
> 引用
# 見出し
`値`と```と~~取消~~
<b>太字</b>と&amp;と&#x41;
|年度|値|
|---|---|
終わりの逆斜線\
![図](図の位置)
[資料1](別紙のとおり)を配った。
[甲](javascript:alert)
・研修を6回開いた。
・相談を30件受けた。
詳しくは[第524](524.html)と[計画](../plans/healthtech.pdf)と[市](https://example.jp/a_b)。";

fn as_read(line: &str) -> String {
    let line = line.strip_prefix('・').unwrap_or(line);
    let links = ["](524.html)", "](../plans/healthtech.pdf)", "](https://example.jp/a_b)"];
    if !links.iter().any(|link| line.contains(link)) {
        return line.to_owned();
    }
    links.iter().fold(line.replace('[', ""), |line, link| line.replace(link, ""))
}

#[test]
fn every_line_is_read_everywhere() {
    let folder = workplace();
    write(folder.path(), WRITTEN);
    let run = release(folder.path());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let lines: Vec<&str> = WRITTEN.lines().collect();
    is_everywhere(folder.path(), &lines, &as_read);
    let html = fs::read_to_string(folder.path().join("releases/v1/site/h25/522.html")).unwrap();
    assert!(html.contains("<li>研修を6回開いた。</li><li>相談を30件受けた。</li>"));
    assert!(html.contains("2. 課題の整理<br>5. 方向の決定</p>"));
    assert!(html.contains("<a href=\"524.html\">第524</a>"));
    assert!(!html.contains("href=\"javascript:"));
}

#[test]
fn generated_prose_is_read_everywhere() {
    let marks = "!\"#$%&'*+,-./:;<=>?@\\^_`{|}~（）＊＋－／＜＝＞＿｜～△▲※①、。「」";
    let mark = prop::sample::select(marks.chars().collect::<Vec<_>>()).prop_map(String::from);
    let words = prop::sample::select(vec![
        "研修",
        "12,345件",
        "５年度",
        "1) ",
        "24. 4月",
        "[注1]: ",
        "[^1]",
        "**",
        "    ",
        "- ",
        "&lt;",
        "<b>",
        "甲",
    ]);
    let line = prop::collection::vec(prop_oneof![mark, words.prop_map(str::to_owned)], 1..14);
    let line = line.prop_map(|pieces| format!("行{}。", pieces.concat()));
    let lines = prop::collection::vec((line, prop::sample::select(vec![1, 5])), 24..25);
    let mut runner = TestRunner::deterministic();
    let folder = workplace();
    let prose = lines.new_tree(&mut runner).unwrap().current();
    let lines: Vec<String> = prose
        .into_iter()
        .map(|(line, cut)| {
            // At the beginning of a line as well as inside.
            let at = if cut == 1 { "行".len() } else { 0 };
            line[at..].to_owned()
        })
        .filter(|line| !line.starts_with([' ', '・']))
        .collect();
    write(folder.path(), &lines.join("\n"));
    let run = release(folder.path());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    is_everywhere(folder.path(), &lines, &str::to_owned);
}

#[test]
fn a_text_that_a_page_lacks_is_told_with_its_item() {
    let model = pipeline::check("content".as_ref(), None).unwrap().model.unwrap();
    let mut files = support::snapshot(support::built());
    let lost = |files: &BTreeMap<String, Vec<u8>>| {
        let file = |path: &str| files.get(path).map(Vec::as_slice);
        texts::check(&model.texts, &file, &PrintedTexts::new())
    };
    assert_eq!(lost(&files), []);
    let html = String::from_utf8(files["h25/522.html"].clone()).unwrap();
    assert!(html.contains("あらゆる機会を通じて，入居を"));
    let html = html.replace("あらゆる機会を通じて，入居を", "あらゆる機会を通じて入居を");
    files.insert("h25/522.html".to_owned(), html.into_bytes());
    let found = lost(&files);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].file, "h25/522.html");
    assert_eq!(found[0].item, "役割分担 市 役割の内容");
    assert_eq!(found[0].there, "あらゆる機会を通じて");
    assert!(found[0].wanted.starts_with("，入居を"));
    // Every letter is there, in another order.
    let html =
        String::from_utf8(support::snapshot(support::built()).remove("h25/52.html").unwrap());
    let html = html.unwrap();
    let all = html.match_indices("<div class=\"prose\"");
    let all = all.map(|(start, _)| &html[start..start + html[start..].find("</div>").unwrap()]);
    let own = all.into_iter().find(|own| own.matches("<p>").count() > 1).unwrap();
    let paragraphs: Vec<&str> =
        own.split_inclusive("</p>").filter(|part| part.contains("<p>")).collect();
    let [one, .., other] = paragraphs.as_slice() else { panic!("{own}") };
    let one = &one[one.find("<p>").unwrap()..];
    let other = &other[other.find("<p>").unwrap()..];
    let swapped = own.replace(one, "\0").replace(other, one).replace('\0', other);
    files = support::snapshot(support::built());
    files.insert("h25/52.html".to_owned(), html.replace(own, &swapped).into_bytes());
    let found = lost(&files);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].file, "h25/52.html");
    // A missing page lacks all of them.
    files.remove("h25/522.html");
    assert!(lost(&files).len() > 10);
    // A PDF is searched page by page.
    let pdf = BTreeMap::from([("h25/522.pdf".to_owned(), vec!["別の文".to_owned()])]);
    let file = |_: &str| None::<&[u8]>;
    assert!(texts::check(&model.texts, &file, &pdf).len() > 10);
}

#[test]
fn names_and_terms_are_published_only_where_the_city_says_so() {
    let folder = workplace();
    let city = folder.path().join("content/city.yaml");
    let text = fs::read_to_string(&city).unwrap();
    let kept = text.lines().filter(|line| {
        !["氏名の公表", "公表者", "作成者", "利用条件"].iter().any(|key| line.starts_with(key))
    });
    let silent = kept.flat_map(|line| [line, "\n"]).collect::<String>();
    assert_ne!(silent, text);
    fs::write(&city, &silent).unwrap();
    let run = release(folder.path());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let site = folder.path().join("releases/v1/site");
    for (path, bytes) in support::snapshot(&site) {
        if path.ends_with(".html") || path.starts_with("data/") {
            let text = String::from_utf8(bytes).unwrap();
            for word in ["佐々木", "村井", "利用条件：", "公表者：", "再利用", "\"publisher\""]
            {
                assert!(!text.contains(word), "{path} has {word}");
            }
        }
    }
    let texts = fs::read_to_string(site.join("data/texts.csv")).unwrap();
    assert!(texts.contains("\"商工観光部次長\""));
    // A date is in the data as written, and for machines; on page and paper also in its own era.
    assert!(texts.contains("\"計画期間.終期\",1,1,\"平成34年3月31日\",\"2022-03-31\""), "{texts}");
    let both = "平成34年3月31日（令和4年3月31日）";
    assert!(fs::read_to_string(site.join("plans/healthtech.html")).unwrap().contains(both));
    assert!(pdf_text(&site.join("plans/healthtech.pdf")).contains(both));
    assert!(!pdf_text(&site.join("h25/522.pdf")).contains("佐々木"));

    let stated =
        format!("{silent}氏名の公表: する\n公表者: 見本市\n作成者: 見本課\n利用条件: 見本の条件\n");
    fs::write(&city, stated).unwrap();
    fs::remove_dir_all(folder.path().join("releases")).unwrap();
    let run = release(folder.path());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let html = fs::read_to_string(site.join("h25/522.html")).unwrap();
    for words in ["公表者：見本市", "作成者：見本課", "利用条件：見本の条件", "佐々木"]
    {
        assert!(html.contains(words), "{words}");
    }
    let package = fs::read(site.join("data/package.json")).unwrap();
    let package: serde_json::Value = serde_json::from_slice(&package).unwrap();
    assert_eq!(package["publisher"], "見本市");
    assert_eq!(package["author"], "見本課");
    assert_eq!(package["licence"], "見本の条件");
    let texts = fs::read_to_string(site.join("data/texts.csv")).unwrap();
    assert!(texts.contains("\"担当.評価シート作成者.氏名\"") && texts.contains("\"佐々木 東\""));
}

/// A field of words that is called 氏名 is on the page whatever the city says of people, and so it is in the data.
#[test]
fn what_is_dropped_of_people_is_counted_and_nothing_else_is_dropped() {
    let folder = TempDir::new().unwrap();
    let city = "自治体: { 名称: 見本市, 団体コード: \"999993\", 公式サイト: \"https://www.example.lg.jp/\" }\nサイト: { 名称: 見本, 説明: 見本です。 }\n基準日: 令和7年12月1日\n問い合わせ: [ 見本課 ]\n注記: [ 見本です。 ]\n様式の版: 1\n";
    let form = "様式: x\n表題: 見本\n区画:\n  - { 名: 担当, 種類: 欄, 欄: [ { 名: 責任者, 型: 人 } ] }\n  - { 名: 委員, 種類: 一覧, 欄: [ { 名: 氏名, 型: 言葉 } ] }\n";
    let year = "年度: 令和6\n実績年度: 令和5\n名称: 見本\n階層: [ { 呼び名: 見本, 様式: x, 置き場所: a } ]\n";
    let sheet = "票: { コード: \"1\", 名称: 見本 }\n担当: { 責任者: { 職名: 見本課長, 氏名: 見本 太郎, 内線番号: \"1234\" } }\n委員: [ { 氏名: 見本 花子 } ]\n出典: 見本\n";
    for (path, text) in [
        ("city.yaml", city),
        ("forms/x.yaml", form),
        ("r6/evaluation.yaml", year),
        ("r6/a/1.yaml", sheet),
    ] {
        let path = folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let run = support::kohyo(&["build", "--no-pdf"], folder.path());
    let told = "  氏名1件、内線番号1件は、city.yaml の設定により公表されません";
    assert!(run.exit == 0 && run.stdout.contains(told), "{}{}", run.stdout, run.stderr);
    for path in ["r6/1.html", "data/texts.csv"] {
        let text = fs::read_to_string(folder.path().join("output").join(path)).unwrap();
        assert!(text.contains("見本 花子"), "{path}");
        assert!(!text.contains("見本 太郎") && !text.contains("1234"), "{path}");
        assert!(!text.contains("公表されません"), "{path}");
    }
}
