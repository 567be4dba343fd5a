//! The frame of every page, tested on a front page with hostile words in it.

use std::collections::BTreeMap;

use super::{FEW, FileInfo, Html, PLACE, filled, offers};
use crate::report::page::{Body, Download, HomeEntry, HomePage, Link, Note, Page, Site};
use crate::theme::Theme;

fn templates() -> BTreeMap<String, String> {
    Theme::builtin().html
}

fn page() -> Page {
    let entry = HomeEntry {
        title: "<script>\"甲\"&'乙'</script>".into(),
        href: "a.html?\"><b>".into(),
        text: "一文。".into(),
        counts: Vec::new(),
    };
    Page {
        path: "index.html".into(),
        root: String::new(),
        pdf: String::new(),
        url: String::new(),
        title: "見本市の政策評価".into(),
        description: "説明です。".into(),
        breadcrumbs: vec![],
        day_label: "基準日".into(),
        as_of: "令和8年11月21日".into(),
        as_of_iso: "2026-11-21".into(),
        day: jiff::civil::date(2026, 11, 21),
        source: String::new(),
        stage: None,
        unpublished: Vec::new(),
        body: Body::Home(HomePage {
            heading: "見本市の政策評価".into(),
            lead: "一文。二文。".into(),
            years_heading: "施策達成度評価".into(),
            years: vec![entry],
            count_rule: String::new(),
            corrections: Vec::new(),
            announcements: Vec::new(),
            plans_heading: String::new(),
            plans: vec![],
        }),
        notes: vec![Note {
            mark: "注1".into(),
            id: "chu-1".into(),
            whole: false,
            text: "注の文。".into(),
        }],
        downloads: ["a.csv", "b.pdf"]
            .map(|path| Download { text: "票".into(), href: path.into(), path: path.into() })
            .into(),
        site: Site {
            name: "見本市の政策評価".into(),
            city: "見本市".into(),
            home: Link { text: "見本市公式".into(), href: "https://example.jp/".into() },
            contact: vec!["見本市".into()],
            author: String::new(),
            terms: Vec::new(),
            about: vec!["注記。".into()],
            feed: String::new(),
        },
    }
}

fn shown() -> String {
    let info = FileInfo { kind: "CSV".into(), size: "2KB".into() };
    let files = BTreeMap::from([("a.csv".to_string(), info)]);
    let html = Html::new(&templates()).expect("templates parse");
    let offers = offers(&page(), &|path| files.get(path).cloned());
    html.page(&page(), &BTreeMap::new(), &offers).expect("page renders")
}

#[test]
fn what_people_write_never_becomes_markup() {
    let html = shown();
    assert!(!html.contains("<script"), "{html}");
    assert!(html.contains("&lt;script&gt;&quot;甲&quot;&amp;"), "{html}");
    assert!(html.contains("href=\"a.html?&quot;&gt;&lt;b&gt;\""), "{html}");
}

#[test]
fn a_file_that_was_not_made_is_not_offered() {
    let html = shown();
    assert!(html.contains("<span>票（CSV形式、2KB）</span>"), "{html}");
    assert!(!html.contains("b.pdf"), "{html}");
}

#[test]
fn the_frame_is_complete() {
    let html = shown();
    for part in [
        "<html lang=\"ja\">",
        "<title>見本市の政策評価</title>",
        "<a class=\"skip\" href=\"#main\">",
        "<div id=\"chu-1\"><dt data-lint=\"off\">注1</dt>",
        "<time datetime=\"2026-11-21\">令和8年11月21日</time>",
        "default-src 'none'",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert_eq!(html.matches("<h1").count(), 1);
    assert!(!html.contains(" style="), "{html}");
}

#[test]
fn errors_name_the_template_and_the_line() {
    let mut broken = templates();
    broken.insert("home.html".into(), "一行目\n{{ page.nothing }}".into());
    let html = Html::new(&broken).expect("templates parse");
    let error = html.page(&page(), &BTreeMap::new(), &[]).expect_err("field is unknown");
    assert_eq!((error.template.as_str(), error.line), ("home.html", Some(2)), "{error}");
    broken.insert("home.html".into(), "{% if %}".into());
    let error = Html::new(&broken).err().expect("does not parse");
    assert_eq!((error.template.as_str(), error.line), ("home.html", Some(1)), "{error}");
}

#[test]
fn lists_stand_where_they_belong_and_a_page_without_is_as_it_is() {
    let lists = |texts: &[&[&str]]| {
        let pieces = |pieces: &&[&str]| pieces.iter().map(ToString::to_string).collect();
        texts.iter().map(pieces).collect()
    };
    let around = format!("a{PLACE}b{PLACE}c");
    let whole = filled(around.clone(), lists(&[&["1", "2"], &[]]));
    assert_eq!(whole, "a12bc");
    assert_eq!(filled(around.clone(), Vec::new()), around);
}

#[test]
fn a_list_of_many_rows_is_the_same_as_one_written_at_once() {
    let model = crate::report::sample::model();
    let report = crate::report::report(&model, &model.city.as_of);
    let html = Html::new(&Theme::builtin().html).expect("templates parse");
    let mut pages = report.pages.into_iter();
    let page = pages.find(|page| page.path == "indicators/index.html");
    let mut page = page.expect("a list of indicators");
    let Body::Indicators(list) = &mut page.body else {
        panic!("{}", page.path);
    };
    let first = list.entries[0].clone();
    list.entries = vec![first; 3 * FEW + 1];
    let text = html.page(&page, &BTreeMap::new(), &[]);
    let text = text.expect("the page is made");
    let (_, rows) = text.split_once("id=\"shihyo-ichiran\">").expect("a list");
    let (rows, _) = rows.split_once("\n</ul></section>").expect("its end");
    let one = &rows[..rows.len() / (3 * FEW + 1)];
    assert!(one.starts_with("\n<li>") && one.ends_with("</li>"), "{one}");
    assert_eq!(rows, one.repeat(3 * FEW + 1));
    let escaped = Page { title: PLACE.to_owned(), ..page.without_rows() };
    let text = html.page(&escaped, &BTreeMap::new(), &[]);
    assert!(text.expect("the page is made").contains("&lt;!--list"));
}
