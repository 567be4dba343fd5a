//! Publishing: the same bytes each time, an atomic swap of sites, nobody's files harmed.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{self, Run};

fn workplace() -> TempDir {
    let folder = TempDir::new().unwrap();
    support::copy_folder("content".as_ref(), &folder.path().join("content"));
    folder
}

fn build(folder: &Path, more: &[&str]) -> Run {
    let mut arguments = vec!["build"];
    arguments.extend(more);
    support::kohyo(&arguments, folder)
}

fn replace(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{from} is not in {}", path.display());
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn the_output_is_laid_out_as_promised() {
    let out = support::built();
    let files = support::snapshot(out);
    let mut wanted = vec![
        "index.html",
        "h25/index.html",
        "manifest.json",
        "404.html",
        "assets/css/site.css",
        "assets/js/filter.js",
        "indicators/index.html",
        "indicators/name.html",
        "indicators/short.html",
    ];
    wanted.extend(["h25/52.html", "h25/521.html", "h25/522.html", "h25/523.html", "h25/524.html"]);
    wanted.extend(["h25/52.pdf", "h25/521.pdf", "h25/522.pdf", "h25/523.pdf", "h25/524.pdf"]);
    wanted.extend(["plans/index.html", "plans/healthtech.html", "plans/healthtech.pdf"]);
    wanted.extend(["data/indicators.csv", "data/tables.csv", "data/texts.csv", "data/notes.csv"]);
    wanted.extend(["data/outcomes.csv", "data/codebook.csv", "data/package.json"]);
    wanted.sort_unstable();
    assert_eq!(files.keys().map(String::as_str).collect::<Vec<_>>(), wanted);
}

#[test]
fn sheets_have_the_pages_of_the_paper_form() {
    let out = support::built();
    for (pdf, pages) in [("52", "2"), ("521", "1"), ("522", "1"), ("523", "1"), ("524", "1")] {
        let output =
            Command::new("pdfinfo").arg(out.join(format!("h25/{pdf}.pdf"))).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let line = text.lines().find(|line| line.starts_with("Pages:")).unwrap();
        assert_eq!(line.split_whitespace().last(), Some(pages), "{pdf}.pdf");
    }
}

#[test]
fn links_state_the_real_size() {
    let out = support::built();
    let html = fs::read_to_string(out.join("h25/52.html")).unwrap();
    let size = fs::metadata(out.join("h25/52.pdf")).unwrap().len();
    assert!(html.contains(&format!("（PDF形式、{}KB）", (size + 512) / 1024)), "{size}");
}

#[test]
fn two_builds_are_the_same_bytes() {
    let folder = workplace();
    let fonts = support::fonts();
    let run = |out: &str, threads: &str| {
        let mut command = support::command(
            &["build", "-q", "--no-cache", "--out", out, "--fonts"],
            folder.path(),
        );
        let status = command
            .arg(&fonts)
            .env("RAYON_NUM_THREADS", threads)
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert!(status.success());
        support::snapshot(&folder.path().join(out))
    };
    let (one, two) = (run("one", "1"), run("two", "4"));
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    for (path, bytes) in &one {
        assert!(bytes == &two[path], "{path} differs between two builds");
    }
}

#[test]
fn a_second_build_writes_nothing_new() {
    let folder = workplace();
    assert_eq!(build(folder.path(), &["--no-pdf"]).exit, 0);
    let again = build(folder.path(), &["--no-pdf"]);
    assert!(again.stdout.contains("新しいか変わったファイル 0"), "{}", again.stdout);
}

#[test]
fn without_pdf_no_page_offers_one() {
    let folder = workplace();
    assert_eq!(build(folder.path(), &["--no-pdf"]).exit, 0);
    for (path, bytes) in support::snapshot(&folder.path().join("output")) {
        assert!(!path.ends_with(".pdf"), "{path}");
        assert!(!String::from_utf8_lossy(&bytes).contains(".pdf\""), "{path} links to a PDF");
    }
}

#[test]
fn only_remakes_what_it_names_and_keeps_the_rest() {
    let folder = workplace();
    assert_eq!(build(folder.path(), &["--no-pdf"]).exit, 0);
    let before = support::snapshot(&folder.path().join("output"));
    for code in ["521", "522"] {
        let sheet = folder.path().join(format!("content/h25/projects/{code}.yaml"));
        replace(&sheet, "出典: 盛岡市", "出典: 見本市");
    }
    let run = build(folder.path(), &["--no-pdf", "--only", "522"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let after = support::snapshot(&folder.path().join("output"));
    assert_eq!(before["h25/521.html"], after["h25/521.html"]);
    assert_ne!(before["h25/522.html"], after["h25/522.html"]);
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
}

#[test]
fn a_foreign_folder_is_left_alone() {
    let folder = workplace();
    let out = folder.path().join("output");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("大事な書類.xlsx"), "x").unwrap();
    let run = build(folder.path(), &["--no-pdf"]);
    assert_eq!(run.exit, 1);
    assert!(run.stderr.contains("kohyoが作ったフォルダーではありません"), "{}", run.stderr);
    assert_eq!(support::snapshot(&out).len(), 1);
}

#[test]
fn a_foreign_file_in_the_output_stops_the_build() {
    let folder = workplace();
    assert_eq!(build(folder.path(), &["--no-pdf"]).exit, 0);
    let out = folder.path().join("output");
    fs::write(out.join("h25/メモ.txt"), "x").unwrap();
    let before = support::snapshot(&out);
    let run = build(folder.path(), &["--no-pdf"]);
    assert_eq!(run.exit, 1);
    assert!(run.stderr.contains("h25/メモ.txt"), "{}", run.stderr);
    assert_eq!(support::snapshot(&out), before);
}

#[test]
fn the_content_folder_is_never_the_output() {
    let folder = workplace();
    for out in ["content", "content/h25", ".", "/"] {
        let run = build(folder.path(), &["--no-pdf", "--out", out]);
        assert_eq!(run.exit, 1, "{out}");
        assert!(run.stderr.contains("対処"), "{out}: {}", run.stderr);
    }
    assert!(folder.path().join("content/city.yaml").exists());
}

#[test]
fn missing_fonts_are_named_and_nothing_is_published() {
    let folder = workplace();
    assert_eq!(build(folder.path(), &["--no-pdf"]).exit, 0);
    let before = support::snapshot(&folder.path().join("output"));
    fs::create_dir(folder.path().join("empty")).unwrap();
    let run = build(folder.path(), &["--fonts", "empty"]);
    assert_eq!(run.exit, 1);
    for word in ["BIZ UDMincho", "BIZ UDGothic", "tools/setup.sh"] {
        assert!(run.stderr.contains(word), "{word}: {}", run.stderr);
    }
    assert_eq!(support::snapshot(&folder.path().join("output")), before);
}

/// The doubt about the only indicator of sheet 522: when renaming the indicator, it is changed to be about the
/// section.
const DOUBT: &str = "箇所: 成果指標.市内での企業団地移転社数\n";

fn code_of(file: &str) -> &str {
    file.rsplit('/').next().unwrap().trim_end_matches(".yaml")
}

#[test]
fn a_character_without_a_glyph_is_named() {
    let fonts = support::fonts();
    for (file, from, to) in [
        ("h25/projects/522.yaml", "対象: 製造業", "対象: 製造業😀"),
        ("h25/projects/522.yaml", "指標名: 市内での", "指標名: 𠮷内での"),
        ("h25/policies/52.yaml", "    青森市: [", "    青森𠮷市: ["),
    ] {
        let folder = workplace();
        let sheet = folder.path().join("content").join(file);
        if code_of(file) == "522" {
            replace(&sheet, DOUBT, "箇所: 成果指標\n");
        }
        replace(&sheet, from, to);
        let run = build(folder.path(), &["--fonts", &fonts.to_string_lossy()]);
        let wanted: Vec<char> = to.chars().filter(|c| !from.contains(*c)).collect();
        assert_eq!(run.exit, 1, "{to}");
        assert!(wanted.iter().all(|c| run.stderr.contains(*c)), "{}", run.stderr);
        assert!(run.stderr.contains("対処"), "{}", run.stderr);
        let code = code_of(file);
        let (kind, name) = if code == "52" {
            ("施策", "まちに活力")
        } else {
            ("基本事業", "工場集団化")
        };
        let pdf = format!("のPDF（h25/{code}.pdf）の");
        for named in [kind, name, &pdf] {
            assert!(run.stderr.contains(named), "{named}: {}", run.stderr);
        }
        assert!(!folder.path().join("output").exists());
    }
}

/// A typesetter that fails on one sheet.
#[cfg(unix)]
#[test]
fn a_sheet_that_cannot_be_set_is_named_and_the_old_site_stays() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = workplace();
    assert_eq!(build(folder.path(), &["--no-pdf"]).exit, 0);
    let before = support::snapshot(&folder.path().join("output"));
    let fake = folder.path().join("typst");
    let faces = ["BIZ UDGothic", "BIZ UDMincho"].map(|family| {
        format!("{family}\\n  Style: Normal, Weight: 400\\n  Style: Normal, Weight: 700\\n")
    });
    let script = format!(
        "#!/bin/sh\ncase \"$1\" in\n--version) echo 'typst 0.15.1' ;;\nfonts) printf '{}' ;;\n\
         *) echo 'single.typ:3:1: error: nothing can be set' >&2; exit 1 ;;\nesac\n",
        faces.concat()
    );
    fs::write(&fake, script).unwrap();
    fs::set_permissions(&fake, fs::Permissions::from_mode(0o755)).unwrap();
    let fonts = support::fonts();
    let run = build(folder.path(), &["--typst", "./typst", "--fonts", &fonts.to_string_lossy()]);
    assert_eq!(run.exit, 1);
    for told in [
        "施策52",
        "まちに活力を与える工業の振興",
        "のPDF（h25/52.pdf）を組版できませんでした",
        "票の書き方の誤りではありません",
        "single.typ:3: nothing can be set",
    ] {
        assert!(run.stderr.contains(told), "{told}: {}", run.stderr);
    }
    assert_eq!(support::snapshot(&folder.path().join("output")), before);
}

#[test]
fn a_shape_is_set_or_named() {
    let fonts = support::fonts();
    let folder = workplace();
    let sheet = folder.path().join("content/h25/projects/522.yaml");
    let args =
        ["--fonts".as_ref(), fonts.as_os_str()].map(|arg| arg.to_string_lossy().into_owned());
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    replace(&sheet, DOUBT, "箇所: 成果指標\n");
    replace(&sheet, "指標名: 市内での", "指標名: 葛\u{e0100}飾と辻\u{e0100}での");
    let run = build(folder.path(), &args);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let out = folder.path().join("output");
    let html = fs::read_to_string(out.join("h25/522.html")).unwrap();
    assert!(html.contains("葛\u{e0100}飾と辻\u{e0100}での"));
    let before = support::snapshot(&out);
    // The fonts have only one variant of this character.
    replace(&sheet, "指標名: 葛", "指標名: 近\u{e0101}隣と葛");
    let run = build(folder.path(), &args);
    assert_eq!(run.exit, 1);
    assert!(run.stderr.contains("「近」（U+8FD1 U+E0101）の字形が"), "{}", run.stderr);
    assert!(!run.stderr.contains('葛'), "{}", run.stderr);
    assert_eq!(support::snapshot(&out), before);
}

/// Asserts that every file exists, is whole, and matches the manifest.
fn assert_whole(out: &Path) {
    let files = support::snapshot(out);
    let manifest: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let entries = manifest["entries"].as_array().unwrap();
    assert_eq!(entries.len() + 1, files.len());
    for entry in entries {
        let path = entry["path"].as_str().unwrap();
        assert_eq!(
            blake3::hash(&files[path]).to_string(),
            entry["blake3"].as_str().unwrap(),
            "{path}"
        );
    }
}

#[test]
fn killed_at_any_moment_the_site_is_whole() {
    let folder = workplace();
    let sheet = folder.path().join("content/h25/projects/522.yaml");
    assert_eq!(build(folder.path(), &["--no-pdf"]).exit, 0);
    let out = folder.path().join("output");
    let mut seen_old = 0;
    let mut seen_new = 0;
    for round in 0..60_u64 {
        let (from, to) = if round % 2 == 0 {
            ("出典: 盛岡市", "出典: 見本市")
        } else {
            ("出典: 見本市", "出典: 盛岡市")
        };
        replace(&sheet, from, to);
        let before = fs::read(out.join("h25/522.html")).unwrap();
        let mut child = support::command(&["build", "--no-pdf", "-q"], folder.path())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_micros(round * 500));
        child.kill().unwrap();
        child.wait().unwrap();
        assert_whole(&out);
        if fs::read(out.join("h25/522.html")).unwrap() == before {
            seen_old += 1;
        } else {
            seen_new += 1;
        }
        assert_eq!(build(folder.path(), &["--no-pdf"]).exit, 0);
    }
    assert!(seen_old > 0, "never killed before the swap ({seen_new} after)");
    assert!(fs::read_dir(folder.path()).unwrap().all(|entry| {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        !name.contains("kohyo-work")
    }));
}

/// The one script, on the overview of indicators only.
const FILTER: &str = "<script src=\"../assets/js/filter.js\" defer></script>";

#[test]
fn pages_open_from_the_disk_and_from_any_sub_path() {
    for (path, bytes) in
        support::snapshot(support::built()).into_iter().filter(|(path, _)| path.ends_with(".html"))
    {
        let mut html = String::from_utf8(bytes).unwrap();
        if path.starts_with("indicators/") {
            assert!(html.contains("; script-src 'self'\""), "{path}");
            html = html.replacen(FILTER, "", 1);
        } else {
            assert!(!html.contains("script-src"), "{path}");
        }
        for attribute in ["href=\"/", "src=\"/", "href=\"file:", "<script", " style=\"", "<style"] {
            assert!(!html.contains(attribute), "{path} has {attribute}");
        }
        assert!(html.contains("Content-Security-Policy"), "{path}");
    }
}

#[test]
fn a_build_from_the_cache_is_the_same_as_a_clean_one() {
    let folder = TempDir::new().unwrap();
    support::copy_folder("content".as_ref(), &folder.path().join("content"));
    let fonts = support::fonts();
    let build = |out: &str, more: &[&str]| {
        let mut arguments = vec!["build", "--fonts", fonts.to_str().unwrap(), "--out", out];
        arguments.extend(more);
        let run = support::kohyo(&arguments, folder.path());
        assert_eq!(run.exit, 0, "{}", run.stderr);
        support::snapshot(&folder.path().join(out))
    };
    let clean = build("clean", &["--no-cache"]);
    assert!(!folder.path().join(".kohyo-cache").exists());
    assert_eq!(build("first", &[]), clean);
    let kept = |path: &String| path.ends_with(".pdf");
    let cache = || support::snapshot(&folder.path().join(".kohyo-cache"));
    assert_eq!(cache().keys().filter(|path| kept(path)).count(), 6);
    assert_eq!(build("second", &[]), clean);
    // An edited figure that no other sheet shows: one more PDF, and no other.
    let sheet = folder.path().join("content/h25/projects/524.yaml");
    let text = fs::read_to_string(&sheet).unwrap();
    fs::write(&sheet, text.replace("平成23: 1100", "平成23: 1110")).unwrap();
    let changed = build("third", &[]);
    assert_eq!(cache().keys().filter(|path| kept(path)).count(), 7);
    assert_eq!(changed, build("fourth", &["--no-cache"]));
    // A damaged cached PDF is made again.
    for path in cache().keys().filter(|path| kept(path)) {
        fs::write(folder.path().join(".kohyo-cache").join(path), "broken").unwrap();
    }
    assert_eq!(build("fifth", &[]), changed);
}

#[test]
fn a_pdf_with_more_pages_than_its_form_wants_is_told() {
    let folder = TempDir::new().unwrap();
    support::copy_folder("tests/fixtures/shisetsu".as_ref(), &folder.path().join("content"));
    let fonts = support::fonts();
    let fonts = ["--fonts", fonts.to_str().unwrap()];
    let run = build(folder.path(), &fonts);
    assert_eq!((run.exit, run.stderr.contains("枚数")), (0, false), "{}", run.stderr);
    let sheet = folder.path().join("content/r6/shisetsu/002.yaml");
    let line = "屋根の改修の時期を決める必要がある（見本）。";
    let many = "  見本の課題の1つである。\n\n".repeat(120);
    replace(&sheet, &format!("課題: {line}"), &format!("課題: |\n{many}"));
    let run = build(folder.path(), &fonts);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let told = run.stderr.lines().filter(|line| line.contains("枚です")).collect::<Vec<_>>();
    assert!(matches!(told[..], [one] if one.starts_with("  r6/002.pdf は")), "{}", run.stderr);
    // Warnings are also reported for PDFs from the cache.
    assert_eq!(build(folder.path(), &fonts).stderr, run.stderr);
}
