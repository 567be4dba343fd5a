//! Output for other systems: fragments for a city's CMS, sitemap, feed, page for unknown addresses.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::support;

/// A site and its fragments: of 見本市, which has an address, and of Morioka, which has none.
struct Built {
    _folder: TempDir,
    site: PathBuf,
    fragments: PathBuf,
}

fn build(content: &str) -> Built {
    let folder = TempDir::new().unwrap();
    let fonts = support::fonts();
    support::copy_folder(content.as_ref(), &folder.path().join("content"));
    // A site in a subfolder of its server, where links break most easily.
    let city = folder.path().join("content/city.yaml");
    let text = read(&city)
        .replace("アドレス: https://example.jp\n", "アドレス: https://example.jp/hyoka\n");
    fs::write(&city, text).unwrap();
    let run = support::kohyo(
        &[
            "build".as_ref(),
            "--fonts".as_ref(),
            fonts.as_os_str(),
            "--cms".as_ref(),
            "cms".as_ref(),
        ],
        folder.path(),
    );
    assert_eq!(run.exit, 0, "{}", run.stderr);
    Built {
        site: folder.path().join("output"),
        fragments: folder.path().join("cms"),
        _folder: folder,
    }
}

fn years() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| build("tests/fixtures/years"))
}

fn morioka() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| build("content"))
}

fn second_city() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| build("tests/fixtures/city"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn bodies(built: &Built) -> Vec<(PathBuf, String)> {
    let files = support::snapshot(&built.fragments).into_keys();
    let bodies = files.filter(|path| path.ends_with("body.html"));
    bodies
        .map(|path| {
            let path = built.fragments.join(path);
            let text = read(&path);
            (path, text)
        })
        .collect()
}

/// The text outside tags, without spaces and line breaks.
fn words(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside && !c.is_whitespace() => text.push(c),
            _ => {}
        }
    }
    text
}

/// The parts of `text` between `start` and the next `end`.
fn between<'t>(text: &'t str, start: &str, end: &str) -> Vec<&'t str> {
    let parts = text.split(start).skip(1);
    parts.filter_map(|part| part.split(end).next()).collect()
}

#[test]
fn fragments_hold_what_a_cms_takes_and_nothing_else() {
    for built in [years(), morioka(), second_city()] {
        let bodies = bodies(built);
        assert!(bodies.len() > 8);
        for (path, text) in bodies {
            for unwanted in [
                "<h1", "<h5", "<nav", "<svg", "<script", "<span", "class=", "data-", "aria-",
                "style=", "tabindex", "hidden",
            ] {
                assert!(!text.contains(unwanted), "{unwanted} in {}", path.display());
            }
            assert!(text.contains("<h2"), "{}", path.display());
            for shown in between(&text, "<img src=\"", "\"") {
                let picture = path.parent().unwrap().join(shown);
                let bytes = fs::read(&picture).unwrap();
                assert!(bytes.starts_with(b"\x89PNG"), "{}", picture.display());
                assert!(picture.with_extension("svg").exists());
            }
        }
    }
}

#[test]
fn every_figure_of_a_page_is_in_its_fragment() {
    let mut figures = 0;
    for (path, text) in bodies(morioka()) {
        let folder = path.parent().unwrap();
        let page = folder.strip_prefix(&morioka().fragments).unwrap();
        let page = read(&morioka().site.join(page).with_extension("html"));
        let shown = words(&text);
        for figure in between(&page, "<data value=", "</data>") {
            let figure = figure.split_once('>').unwrap().1;
            assert!(shown.contains(&words(figure)), "{figure} is not in {}", path.display());
            figures += 1;
        }
    }
    assert!(figures > 250, "{figures}");
}

#[test]
fn files_are_offered_with_type_and_size_beside_the_fragment() {
    let text = read(&morioka().fragments.join("h25/52/body.html"));
    let pdf = fs::metadata(morioka().fragments.join("h25/52/52.pdf")).unwrap();
    let size = format!("（PDF形式、{}KB）", (pdf.len() + 512) / 1024);
    assert!(text.contains("href=\"52.pdf\""), "{text}");
    assert!(text.contains(&size), "{size}");
    // Without an address, other pages cannot be linked; with one they are.
    assert!(!text.contains("521.html"));
    let text = read(&years().fragments.join("r1/1/body.html"));
    assert!(text.contains("href=\"https://example.jp/hyoka/data/indicators.csv\""), "{text}");
}

#[test]
fn a_site_with_an_address_has_a_sitemap_a_feed_and_addresses_on_its_pages() {
    let site = &years().site;
    let map = read(&site.join("sitemap.xml"));
    let listed = between(&map, "<loc>", "</loc>");
    let pages = support::snapshot(site).into_keys().filter(|path| path.ends_with(".html"));
    // All but 404.html.
    assert_eq!(listed.len(), pages.count() - 1);
    assert!(listed.contains(&"https://example.jp/hyoka/r1/1.html"));
    assert!(listed.contains(&"https://example.jp/hyoka/"));
    let page = read(&site.join("r1/1.html"));
    assert!(page.contains("<link rel=\"canonical\" href=\"https://example.jp/hyoka/r1/1.html\">"));
    assert!(
        page.contains("<meta property=\"og:url\" content=\"https://example.jp/hyoka/r1/1.html\">")
    );
    let feed = read(&site.join("feed.xml"));
    assert_eq!(
        between(&feed, "<updated>", "</updated>").first(),
        Some(&"2020-03-01T00:00:00+09:00")
    );
    assert!(feed.contains("図書館の指標の名称を改めました &lt;見本&gt;。"), "{feed}");
    let mut ids = between(&feed, "<id>", "</id>");
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "{feed}");
    let home = read(&site.join("index.html"));
    assert!(home.contains("公表の記録") && home.contains("令和元年度の評価結果を公表しました。"));
}

#[test]
fn without_an_address_nothing_is_said_of_it() {
    let site = &morioka().site;
    assert!(!site.join("sitemap.xml").exists() && !site.join("feed.xml").exists());
    let page = read(&site.join("h25/52.html"));
    assert!(
        page.contains("<meta property=\"og:title\" content=\"施策52 まちに活力を与える工業の振興"),
        "{page}"
    );
    assert!(!page.contains("og:url") && !page.contains("canonical"));
}

#[test]
fn the_page_for_wrong_addresses_works_at_any_depth() {
    let page = read(&years().site.join("404.html"));
    assert!(
        page.contains("href=\"/hyoka/assets/css/site.css\"")
            && page.contains("href=\"/hyoka/r1/index.html\"")
    );
    let page = read(&morioka().site.join("404.html"));
    assert!(page.contains("href=\"assets/css/site.css\""));
}
