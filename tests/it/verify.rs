//! What `verify`, `diff` and `release` report about folders and zip files that somebody has tampered with.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::support::{self, Run};

fn verify(path: &Path) -> Run {
    support::kohyo(&["verify".as_ref(), path.as_os_str()], path.parent().unwrap())
}

/// A copy of a published site.
fn site() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let site = folder.path().join("site");
    support::copy_folder(support::built(), &site);
    (folder, site)
}

#[test]
#[cfg(unix)]
fn whatever_is_added_to_a_folder_is_found() {
    type Change = fn(&Path);
    let changes: [(&str, Change); 8] = [
        ("extra/", |site| fs::create_dir(site.join("extra")).unwrap()),
        ("h25/deep/", |site| fs::create_dir_all(site.join("h25/deep/er")).unwrap()),
        ("link", |site| std::os::unix::fs::symlink("index.html", site.join("link")).unwrap()),
        (".DS_Store", |site| {
            std::os::unix::fs::symlink("/etc/passwd", site.join(".DS_Store")).unwrap();
        }),
        ("index.html", |site| {
            fs::rename(site.join("index.html"), site.with_file_name("moved")).unwrap();
            std::os::unix::fs::symlink("../moved", site.join("index.html")).unwrap();
        }),
        ("h25", |site| {
            fs::rename(site.join("h25"), site.with_file_name("elsewhere")).unwrap();
            std::os::unix::fs::symlink("../elsewhere", site.join("h25")).unwrap();
        }),
        ("pipe", |site| {
            let made = std::process::Command::new("mkfifo").arg(site.join("pipe")).status();
            assert!(made.unwrap().success());
        }),
        ("index.html", |site| {
            fs::remove_file(site.join("index.html")).unwrap();
            let made = std::process::Command::new("mkfifo").arg(site.join("index.html")).status();
            assert!(made.unwrap().success());
        }),
    ];
    for (name, change) in changes {
        let (_folder, site) = site();
        assert_eq!(verify(&site).exit, 0);
        change(&site);
        let found = verify(&site);
        assert_eq!(found.exit, 1, "{name}");
        assert!(found.stdout.lines().any(|line| line.trim() == name), "{name}: {}", found.stdout);
    }
    // Files that systems put into any folder are accepted.
    let (_folder, site) = site();
    fs::write(site.join("h25/.DS_Store"), "x").unwrap();
    assert_eq!(verify(&site).exit, 0);
}

/// A zip file of a site as packed by another program, with some further change.
fn packed(site: &Path, besides: impl FnOnce(&mut ZipWriter<Cursor<Vec<u8>>>)) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let deflated = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (path, bytes) in support::snapshot(site) {
        zip.start_file(path, deflated).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    besides(&mut zip);
    zip.finish().unwrap().into_inner()
}

#[test]
fn every_byte_of_a_zip_file_is_accounted_for() {
    let (folder, site) = site();
    let place = folder.path().join("a.zip");
    let told = |bytes: &[u8]| {
        fs::write(&place, bytes).unwrap();
        let run = verify(&place);
        (run.exit, run.stdout + &run.stderr)
    };
    let whole = packed(&site, |_| {});
    assert_eq!(told(&whole).0, 0);
    let plain = SimpleFileOptions::default();
    for (bytes, wanted) in [
        ([b"MZ foreign".as_slice(), &whole].concat(), "紛れています"),
        ([whole.as_slice(), b"foreign"].concat(), "紛れています"),
        (packed(&site, |zip| zip.set_comment("foreign").unwrap()), "紛れています"),
        (packed(&site, |zip| zip.add_directory("empty", plain).unwrap()), "empty/"),
        (packed(&site, |zip| zip.add_symlink("x", "/etc/passwd", plain).unwrap()), "リンク"),
        (packed(&site, |zip| zip.start_file("x.html", plain).unwrap()), "x.html"),
    ] {
        let (exit, text) = told(&bytes);
        assert_eq!(exit, 1, "{wanted}");
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    // A name twice: programs may show either file.
    let mut twice = packed(&site, |zip| {
        zip.start_file("index.htmX", plain).unwrap();
        zip.write_all("<p>別の数値</p>".as_bytes()).unwrap();
    });
    for at in 0..twice.len() - 10 {
        if twice[at..].starts_with(b"index.htmX") {
            twice[at..at + 10].copy_from_slice(b"index.html");
        }
    }
    let (exit, text) = told(&twice);
    assert!(exit == 1 && text.contains("「index.html」が2つ入っています"), "{text}");
}

#[test]
fn a_zip_file_costs_no_more_than_its_manifest_says() {
    let (folder, site) = site();
    // 2 GB of zeros in 2 MB, once as an unlisted file, once in place of a page.
    for name in ["extra.html", "index.html"] {
        if name == "index.html" {
            fs::remove_file(site.join(name)).unwrap();
        }
        let bytes = packed(&site, |zip| {
            let deflated =
                SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
            zip.start_file(name, deflated).unwrap();
            let nothing = vec![0; 1 << 20];
            for _ in 0..2048 {
                zip.write_all(&nothing).unwrap();
            }
        });
        let place = folder.path().join("bomb.zip");
        fs::write(&place, bytes).unwrap();
        // With half a gigabyte of address space it cannot be unpacked.
        let run = std::process::Command::new("sh")
            .arg("-c")
            .arg("ulimit -v 1500000; exec \"$0\" verify \"$1\"")
            .arg(env!("CARGO_BIN_EXE_kohyo"))
            .arg(&place)
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&run.stdout);
        assert_eq!(run.status.code(), Some(1), "{text}");
        assert!(text.lines().any(|line| line.trim() == name), "{text}");
    }
}

#[test]
fn a_damaged_release_is_never_passed_over_for_an_older_one() {
    let folder = TempDir::new().unwrap();
    let fixture = support::repository().join("tests/fixtures/forms");
    support::copy_folder(&fixture, &folder.path().join("content"));
    let fonts = support::fonts();
    let release = |name: &str| {
        let fonts = fonts.to_str().unwrap();
        support::kohyo(&["release", name, "-q", "--fonts", fonts], folder.path())
    };
    for name in ["v1", "v2"] {
        let run = release(name);
        assert_eq!(run.exit, 0, "{}", run.stderr);
    }
    let manifest = folder.path().join("releases/v2/manifest.json");
    let whole = fs::read(&manifest).unwrap();
    let text = String::from_utf8(whole.clone()).unwrap();
    let spoilt: [Option<String>; 4] = [
        Some(text[..text.len() / 2].to_owned()),
        Some(String::new()),
        Some(text.replacen("\"release\": {\"name\"", "\"release\": {\"nam\"", 1)),
        None,
    ];
    for spoilt in spoilt {
        match &spoilt {
            Some(text) => fs::write(&manifest, text).unwrap(),
            None => fs::remove_file(&manifest).unwrap(),
        }
        for run in
            [release("v3"), support::kohyo(&["diff", "releases/v1", "releases/v2"], folder.path())]
        {
            assert_eq!(run.exit, 1, "{spoilt:?}");
            assert!(run.stderr.contains("v2"), "{}", run.stderr);
        }
        assert!(!folder.path().join("releases/v3").exists());
    }
    fs::write(&manifest, whole).unwrap();
    // What is not a release is ignored.
    fs::create_dir(folder.path().join("releases/メモ")).unwrap();
    fs::write(folder.path().join("releases/読んでください.txt"), "x").unwrap();
    assert_eq!(release("v3").exit, 0);
}
