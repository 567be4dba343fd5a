//! Other contents of a release: CMS fragments, handouts, addresses, and the files that replace those of the previous
//! release. Also the message when the disk is full.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use kohyo::site::archive;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{self, Run};

fn workplace() -> TempDir {
    let folder = TempDir::new().unwrap();
    support::copy_folder("content".as_ref(), &folder.path().join("content"));
    folder
}

fn release(folder: &Path, name: &str, more: &[&str]) -> Run {
    let fonts = support::fonts();
    let mut arguments = vec!["release", name, "--fonts", fonts.to_str().unwrap()];
    arguments.extend(more);
    support::kohyo(&arguments, folder)
}

fn diff(release: &Path) -> Value {
    serde_json::from_slice(&fs::read(release.join("diff.json")).unwrap()).unwrap()
}

#[test]
fn fragments_and_handouts_are_frozen_as_they_are_made_on_their_own() {
    let folder = workplace();
    let made = release(folder.path(), "v1", &["-q"]);
    assert_eq!(made.exit, 0, "{}", made.stderr);
    let fonts = support::fonts();
    let fonts = fonts.to_str().unwrap();
    for words in [
        &["build", "-q", "--cms", "cms", "--fonts", fonts],
        &["handout", "-q", "--out", "booklets", "--fonts", fonts],
    ] {
        let run = support::kohyo(words.as_slice(), folder.path());
        assert_eq!(run.exit, 0, "{}", run.stderr);
    }
    let frozen = folder.path().join("releases/v1");
    let mut fragments = support::snapshot(&folder.path().join("cms"));
    fragments.remove("manifest.json");
    assert_eq!(support::snapshot(&frozen.join("cms")), fragments);
    let ending = |ending: &str| fragments.keys().filter(|path| path.ends_with(ending)).count();
    assert!(ending(".svg") > 0 && ending(".svg") == ending(".png"));
    assert_eq!(
        support::snapshot(&frozen.join("handouts")),
        support::snapshot(&folder.path().join("booklets"))
    );

    // The manifest of the release covers all of it.
    fs::write(frozen.join("handouts/shisaku52.pdf"), "%PDF-1.7").unwrap();
    fs::remove_file(frozen.join("cms/h25/52/body.html")).unwrap();
    let found = support::kohyo(&["verify", "releases/v1"], folder.path());
    assert_eq!(found.exit, 1);
    for wanted in [
        "足りないファイル（1個）\n  cms/h25/52/body.html\n",
        "中身が変わったファイル（1個）\n  handouts/shisaku52.pdf\n",
    ] {
        assert!(found.stdout.contains(wanted), "{wanted}: {}", found.stdout);
    }
}

#[test]
fn with_an_address_there_are_sitemap_and_feed_and_the_notes_say_so() {
    let folder = workplace();
    let notes = |name: &str| {
        let path = folder.path().join("releases").join(name).join("notes.md");
        fs::read_to_string(path).unwrap()
    };
    assert_eq!(release(folder.path(), "v1", &["-q"]).exit, 0);
    assert!(notes("v1").contains("sitemap.xml と更新情報（feed.xml）は作っていない"));
    let city = folder.path().join("content/city.yaml");
    let text = fs::read_to_string(&city).unwrap();
    let text =
        text.replacen("サイト:\n", "サイト:\n  アドレス: https://www.example.jp/hyoka/\n", 1);
    let text = format!(
        "{text}\n公表の記録:\n  - {{ 年月日: 令和8年11月21日, 件名: 公表しました（見本）, 内容: 見本です。 }}\n"
    );
    fs::write(&city, text).unwrap();
    let made = release(folder.path(), "v2", &["-q"]);
    assert_eq!(made.exit, 0, "{}", made.stderr);
    for file in ["sitemap.xml", "feed.xml"] {
        let there = folder.path().join("releases/v2/site").join(file).exists();
        assert!(there && notes("v2").contains(file), "{file}");
    }
}

/// The previous site after adding and removing the files named by the release.
fn brought_up(before: &Path, release: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut site = support::snapshot(&before.join("site"));
    let changed = fs::read(release.join("changed.zip")).unwrap();
    let changed = archive::read(&changed).unwrap();
    let mut told = BTreeMap::new();
    for change in diff(release)["files"].as_array().unwrap() {
        let path = change["id"].as_str().unwrap().to_owned();
        told.insert(path, change["what"].as_str().unwrap().to_owned());
    }
    for (path, what) in &told {
        match what.as_str() {
            "removed" => assert!(site.remove(path).is_some() && !changed.contains_key(path)),
            "added" => assert!(!site.contains_key(path) && changed.contains_key(path)),
            _ => assert_ne!(site.get(path), changed.get(path), "{path}"),
        }
    }
    assert!(changed.keys().all(|path| told.contains_key(path)));
    site.extend(changed);
    site
}

#[test]
fn the_changed_files_alone_make_the_new_site_of_the_old_one() {
    let folder = workplace();
    let releases = folder.path().join("releases");
    assert_eq!(release(folder.path(), "v1", &["-q"]).exit, 0);
    let sheet = folder.path().join("content/h25/projects/524.yaml");
    support::edit(&sheet, "平成23: 1100,", "平成23: 1101,");
    let text = fs::read_to_string(&sheet).unwrap();
    let answer =
        "警告の確認:\n  - { 符号: unrecorded-change, 理由: 見本です。, 確認した課: 見本課 }\n";
    fs::write(&sheet, format!("{text}{answer}")).unwrap();
    assert_eq!(release(folder.path(), "v2", &["-q"]).exit, 0);
    // The change has been published: the answer no longer applies.
    fs::write(&sheet, text).unwrap();
    assert_eq!(
        brought_up(&releases.join("v1"), &releases.join("v2")),
        support::snapshot(&releases.join("v2/site"))
    );
    let whole = fs::metadata(releases.join("v2/site.zip")).unwrap().len();
    let changed = fs::metadata(releases.join("v2/changed.zip")).unwrap().len();
    assert!(changed < whole, "{changed} of {whole}");

    // Removed pages are listed, and are not part of the zip file.
    fs::remove_dir_all(folder.path().join("content/plans")).unwrap();
    let made = release(folder.path(), "v3", &[]);
    assert_eq!(made.exit, 0, "{}", made.stderr);
    assert!(made.stdout.contains("changed.zip"), "{}", made.stdout);
    assert_eq!(
        brought_up(&releases.join("v2"), &releases.join("v3")),
        support::snapshot(&releases.join("v3/site"))
    );
    let notes = fs::read_to_string(releases.join("v3/notes.md")).unwrap();
    assert!(
        notes.contains("次の3個のファイルを消すと") && notes.contains("- plans/healthtech.html")
    );
    let text = fs::read_to_string(releases.join("v3/diff.txt")).unwrap();
    assert!(text.contains("を消すと、「v3」になります。"), "{text}");

    // Nothing has changed, so nothing has to be uploaded.
    assert_eq!(release(folder.path(), "v4", &["-q"]).exit, 0);
    assert!(!releases.join("v4/changed.zip").exists());
    let verified = support::kohyo(&["verify", "releases/v3"], folder.path());
    assert_eq!(verified.exit, 0, "{}", verified.stdout);
}

#[test]
fn a_site_is_compared_with_a_release_file_by_file() {
    let folder = workplace();
    assert_eq!(release(folder.path(), "v1", &["-q"]).exit, 0);
    let built = support::built();
    for (old, new) in
        [("releases/v1", built.to_str().unwrap()), ("releases/v1/site.zip", "releases/v1/site")]
    {
        let run = support::kohyo(&["diff", old, new, "--exit-code"], folder.path());
        assert_eq!(run.exit, 0, "{}", run.stdout);
    }
}

/// A small file system of its own, which only root can mount.
#[cfg(target_os = "linux")]
struct Disk(TempDir);

#[cfg(target_os = "linux")]
impl Disk {
    /// Returns `None` where mounting is not allowed.
    fn mounted(options: &str) -> Option<Self> {
        let folder = TempDir::new().unwrap();
        let mount = std::process::Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(folder.path())
            .stderr(std::process::Stdio::null())
            .status();
        mount.is_ok_and(|status| status.success()).then_some(Self(folder))
    }
}

#[cfg(target_os = "linux")]
impl Drop for Disk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_disk_without_room_or_for_reading_only_is_told_and_nothing_half_is_left() {
    let folder = workplace();
    for (options, word) in
        [("size=300k", "ディスクの空きがありません"), ("size=300k,ro", "書き込めない場所です")]
    {
        let Some(disk) = Disk::mounted(options) else {
            let told = writeln!(io::stderr(), "skipped: nothing can be mounted ({options})");
            told.unwrap();
            return;
        };
        let out = disk.0.path().to_str().unwrap();
        let run = release(folder.path(), "v1", &["--out", out]);
        assert_eq!(run.exit, 1);
        for wanted in [word, "/v1」を作れませんでした", "これまでの公表版は元のままです"]
        {
            assert!(run.stderr.contains(wanted), "{wanted}: {}", run.stderr);
        }
        assert!(!run.stderr.contains("前の出力"), "{}", run.stderr);
        let left = support::snapshot(disk.0.path());
        assert!(left.values().all(Vec::is_empty), "{:?}", left.keys());
        assert!(!disk.0.path().join("v1").exists());
    }
}

/// Writes a 公表日 on every sheet and plan, and a 基準日 for the city.
fn dated(folder: &Path, published: &str, as_of: &str) {
    for path in support::snapshot(&folder.join("content")).keys() {
        let is_sheet =
            ["policies/", "projects/", "keikaku/"].iter().any(|part| path.contains(part));
        let place = folder.join("content").join(path);
        let text = fs::read_to_string(&place).unwrap();
        let lines = text.lines().map(|line| match line.split_once(": ") {
            Some(("基準日", _)) => format!("基準日: {as_of}\n"),
            _ => format!("{line}\n"),
        });
        let mut text: String = lines.collect();
        if is_sheet
            && !text.contains("\n公表日:")
            && place.extension().is_some_and(|end| end == "yaml")
        {
            writeln!(text, "公表日: {published}").unwrap();
        }
        fs::write(place, text).unwrap();
    }
}

#[test]
fn a_correction_under_a_new_day_changes_only_the_pages_that_show_it() {
    let folder = workplace();
    // There is a correction already: the first one adds a table, which the codebook mentions, and every sheet states
    // the size of the codebook.
    let other = folder.path().join("content/h25/projects/522.yaml");
    let text = fs::read_to_string(&other).unwrap();
    let first = "訂正:\n  - { 対象: 出典の表記, 前: 見本, 後: 見本の表記, 訂正日: 令和8年9月1日, 理由: 表記の誤りのため（見本） }\n";
    fs::write(&other, text + first).unwrap();
    dated(folder.path(), "令和8年10月1日", "令和8年10月1日");
    assert_eq!(release(folder.path(), "v1", &["-q"]).exit, 0);
    dated(folder.path(), "", "令和8年12月1日");
    let sheet = folder.path().join("content/h25/projects/524.yaml");
    support::edit(&sheet, "平成23: 1100,", "平成23: 1101,");
    let correction = "訂正:\n  - { 対象: 平成23年度の実績, 前: 1100, 後: 1101, 訂正日: 令和8年12月1日, 理由: 集計の誤りのため（見本）, 事実: \"成果指標.経営改善等研修会の参加者数（商工会議所，商工会など）.実績.平成23\" }\n";
    let text = fs::read_to_string(&sheet).unwrap();
    fs::write(&sheet, text + correction).unwrap();
    let made = release(folder.path(), "v2", &["-q"]);
    assert_eq!(made.exit, 0, "{}", made.stderr);
    let releases = folder.path().join("releases");
    let [before, after] =
        ["v1", "v2"].map(|name| support::snapshot(&releases.join(name).join("site")));
    let changed: Vec<&str> = after
        .iter()
        .filter(|(path, bytes)| before.get(*path) != Some(*bytes))
        .map(|(path, _)| path.as_str())
        .collect();
    let [sheets, lists] = [["h25/", "plans/"], ["h25/index.html", "plans/index.html"]];
    let sheets = changed.iter().filter(|path| {
        sheets.iter().any(|folder| path.starts_with(folder)) && !lists.contains(path)
    });
    assert_eq!(sheets.copied().collect::<Vec<_>>(), ["h25/524.html", "h25/524.pdf"]);
    let zip = fs::read(releases.join("v2/changed.zip")).unwrap();
    let zip = archive::read(&zip).unwrap();
    assert_eq!(zip.keys().map(String::as_str).collect::<Vec<_>>(), changed);

    let text = |path: &str| String::from_utf8(after[path].clone()).unwrap();
    let day = |label: &str, iso: &str, words: &str| {
        format!("<dt>{label}</dt><dd><time datetime=\"{iso}\">{words}</time></dd>")
    };
    let wanted = [
        ("h25/524.html", day("更新日", "2026-12-01", "令和8年12月1日")),
        ("h25/523.html", day("更新日", "2026-10-01", "令和8年10月1日")),
        ("h25/52.html", day("更新日", "2026-10-01", "令和8年10月1日")),
        ("plans/healthtech.html", day("更新日", "2026-10-01", "令和8年10月1日")),
        ("h25/index.html", day("基準日", "2026-12-01", "令和8年12月1日")),
        ("plans/index.html", day("基準日", "2026-12-01", "令和8年12月1日")),
        ("index.html", day("基準日", "2026-12-01", "令和8年12月1日")),
    ];
    for (path, wanted) in wanted {
        assert!(text(path).contains(&wanted), "{path}: {wanted}");
    }
    assert!(text("data/package.json").contains("\"as_of\": \"2026-12-01\""));
    let pdf = crate::parity::pdf_text(&releases.join("v2/site/h25/524.pdf"));
    assert!(pdf.contains("更新日：令和8年12月1日"), "{pdf}");
    // The CMS fragments as well.
    let [before, after] =
        ["v1", "v2"].map(|name| support::snapshot(&releases.join(name).join("cms")));
    let pages = after
        .iter()
        .filter(|(path, bytes)| path.ends_with("body.html") && before.get(*path) != Some(*bytes));
    let pages: Vec<&str> = pages.map(|(path, _)| path.as_str()).collect();
    assert!(pages.contains(&"h25/524/body.html"), "{pages:?}");
    assert!(!pages.contains(&"h25/523/body.html"), "{pages:?}");
}

#[test]
fn files_bear_times_made_of_the_day_and_their_content() {
    use std::os::unix::fs::MetadataExt as _;
    let folder = workplace();
    for name in ["v1", "v2"] {
        assert_eq!(release(folder.path(), name, &["-q"]).exit, 0);
    }
    let time =
        |path: &str| fs::metadata(folder.path().join("releases").join(path)).unwrap().mtime();
    let mut seen = std::collections::BTreeSet::new();
    let day = 1_795_186_800; // 2026-11-21 in Japan
    let files = support::snapshot(&folder.path().join("releases/v1/site"));
    for path in files.keys() {
        let own = time(&format!("v1/site/{path}"));
        assert_eq!(own, time(&format!("v2/site/{path}")), "{path}");
        assert!((315_500_000..=day).contains(&own), "{path}: {own}");
        seen.insert(own);
    }
    assert_eq!(seen.len(), files.len(), "each content has a time of its own");
    let notes = fs::read_to_string(folder.path().join("releases/v1/notes.md")).unwrap();
    assert!(notes.contains("Cache-Control: no-cache"), "{notes}");
}
