//! Files in the content folder that are not readable sheets: reported by name, never opened, never skipped silently.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::support::{self, Run};

struct Folder(TempDir);

impl Folder {
    fn new(content: &str) -> Self {
        let folder = TempDir::new().unwrap();
        support::copy_folder(content.as_ref(), &folder.path().join("content"));
        Self(folder)
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn check(&self) -> Run {
        support::kohyo(&["check"], self.0.path())
    }
}

/// Places and codes of the messages.
fn reported_by(run: &Run) -> Vec<(String, String)> {
    let mut lines = run.stdout.lines().peekable();
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        let Some((_, rest)) =
            line.split_once('[').filter(|(head, _)| matches!(*head, "誤り" | "注意"))
        else {
            continue;
        };
        let code = rest.split(']').next().unwrap().to_owned();
        let place = lines.peek().map_or("", |line| line.trim_start_matches([' ', '-', '>']));
        found.push((code, place.to_owned()));
    }
    found
}

fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn what_is_no_file_is_never_opened() {
    let folder = Folder::new("tests/fixtures/forms");
    fifo(&folder.path("content/h25/projects/119.yaml"));
    fifo(&folder.path("content/pipe"));
    let _socket = UnixListener::bind(folder.path("content/h25/socket.yaml")).unwrap();
    symlink("/dev/zero", folder.path("content/h25/zero.yaml")).unwrap();
    let run = folder.check();
    assert_eq!(run.exit, 1);
    let places: Vec<(String, String)> = [
        "content/h25/projects/119.yaml",
        "content/h25/socket.yaml",
        "content/h25/zero.yaml",
        "content/pipe",
    ]
    .map(|place| ("unreadable-file".to_owned(), place.to_owned()))
    .into();
    assert_eq!(reported_by(&run), places, "{}", run.stdout);
    // A spec named on the command line may be anywhere, but must be a file.
    let run = support::kohyo(&["handout", "content/pipe"], folder.0.path());
    assert!(run.exit == 1 && run.stderr.contains("普通のファイル"), "{run:?}");
}

#[test]
fn a_year_that_is_a_link_outside_is_an_error_and_nothing_is_built() {
    let folder = Folder::new("tests/fixtures/forms");
    assert_eq!(folder.check().exit, 0);
    fs::rename(folder.path("content/h29"), folder.path("h29")).unwrap();
    symlink("../h29", folder.path("content/h29")).unwrap();
    let run = folder.check();
    let wanted = [("unreadable-file".to_owned(), "content/h29".to_owned())];
    assert_eq!((run.exit, reported_by(&run)), (1, wanted.into()), "{}", run.stdout);
    let run = support::kohyo(&["build", "--no-pdf"], folder.0.path());
    assert_eq!(run.exit, 1);
    assert!(!folder.path("output").exists());
}

#[test]
fn a_link_inside_the_content_is_followed() {
    let folder = Folder::new("tests/fixtures/forms");
    let before = folder.check().stdout;
    fs::create_dir(folder.path("content/.kept")).unwrap();
    for path in ["h29", "h25/projects/111.yaml"] {
        let kept = format!("content/.kept/{}", path.replace('/', "-"));
        fs::rename(folder.path(&format!("content/{path}")), folder.path(&kept)).unwrap();
        symlink(folder.path(&kept), folder.path(&format!("content/{path}"))).unwrap();
    }
    assert_eq!(folder.check().stdout, before);
    // The content folder itself may be a link.
    fs::rename(folder.path("content"), folder.path("real")).unwrap();
    symlink("real", folder.path("content")).unwrap();
    assert_eq!(folder.check().stdout, before);
}

#[test]
fn links_that_lead_to_each_other_end() {
    let folder = Folder::new("tests/fixtures/forms");
    for name in ["a", "b", "c", "d", "e", "f"] {
        fs::create_dir(folder.path(&format!("content/{name}"))).unwrap();
    }
    for (from, to) in ["a", "b", "c", "d", "e", "f"]
        .iter()
        .flat_map(|from| ["a", "b", "c", "d", "e", "f"].map(move |to| (from, to)))
    {
        symlink(format!("../{to}"), folder.path(&format!("content/{from}/{to}"))).unwrap();
    }
    symlink("x", folder.path("content/x")).unwrap();
    let run = folder.check();
    assert_eq!(run.exit, 1);
    let reported = reported_by(&run);
    assert!(
        reported.iter().all(|(code, _)| code == "unreadable-file") && reported.len() < 300,
        "{}",
        reported.len()
    );
    assert!(reported.iter().any(|(_, place)| place == "content/x"), "{}", run.stdout);
}

#[test]
fn what_may_not_be_read_is_named() {
    let folder = Folder::new("tests/fixtures/forms");
    let closed = ["content/h25/projects/111.yaml", "content/h29/projects"];
    for path in closed {
        fs::set_permissions(folder.path(path), fs::Permissions::from_mode(0o000)).unwrap();
    }
    // Root can read everything, so the test runs as another user.
    let program = PathBuf::from(env!("CARGO_BIN_EXE_kohyo"));
    let own = folder.path("kohyo");
    fs::copy(&program, &own).unwrap();
    fs::set_permissions(folder.0.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let root = fs::read(folder.path(closed[0])).is_ok();
    let mut command = Command::new(if root { "setpriv".as_ref() } else { own.as_os_str() });
    if root {
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&own);
    }
    let output = command.arg("check").current_dir(folder.0.path()).env("NO_COLOR", "1").output();
    let output = output.unwrap();
    let run = Run {
        exit: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    };
    for path in closed {
        fs::set_permissions(folder.path(path), fs::Permissions::from_mode(0o755)).unwrap();
    }
    assert_eq!(run.exit, 1, "{}", run.stderr);
    for path in closed {
        let one = ("unreadable-file".to_owned(), path.to_owned());
        assert!(reported_by(&run).contains(&one), "{}{}", run.stdout, run.stderr);
    }
    assert!(run.stdout.contains("許可がありません"), "{}", run.stdout);
}

#[test]
fn odd_names_do_not_reach_the_terminal() {
    let folder = Folder::new("tests/fixtures/forms");
    let odd = ["a\u{1b}[31m.yaml", "b\u{202e}txt.yaml", "c\n誤り.yaml", "d\u{200b}.docx"];
    for name in odd {
        fs::write(folder.path("content/h25").join(name), "様式の版: 1\n").unwrap();
    }
    let bytes: &std::ffi::OsStr = std::os::unix::ffi::OsStrExt::from_bytes(b"h25/\x83\x65.yaml");
    fs::write(folder.path("content").join(bytes), "様式の版: 1\n").unwrap();
    let run = folder.check();
    assert_eq!(run.exit, 1);
    assert_eq!(reported_by(&run).len(), 5, "{}", run.stdout);
    assert!(reported_by(&run).iter().all(|(code, _)| code == "unreadable-file"), "{}", run.stdout);
    for c in ['\u{1b}', '\u{202e}', '\u{200b}'] {
        assert!(!run.stdout.contains(c), "{:?}", run.stdout);
    }
    assert!(
        run.stdout.contains("〔U+001B〕") && run.stdout.contains("c〔U+000A〕誤り"),
        "{}",
        run.stdout
    );
    let json = support::kohyo(&["check", "--format", "json"], folder.0.path());
    assert!(!json.stdout.contains('\u{202e}') && json.stdout.contains("b〔U+202E〕"));
}

#[test]
fn names_with_blanks_at_the_end_are_told_of() {
    let folder = Folder::new("tests/fixtures/forms");
    for name in ["118.yaml ", "118.yaml.", "118.yaml\u{3000}"] {
        fs::write(folder.path("content/h25/projects").join(name), "様式の版: 1\n").unwrap();
    }
    fs::create_dir(folder.path("content/h26")).unwrap();
    fs::create_dir(folder.path("content/plans")).unwrap();
    let run = folder.check();
    let codes: Vec<String> = reported_by(&run).into_iter().map(|(code, _)| code).collect();
    assert_eq!(
        codes,
        ["misplaced-file", "misplaced-file", "misplaced-file", "unknown-file"],
        "{}",
        run.stdout
    );
}

#[test]
fn a_release_has_a_name_that_can_be_seen() {
    let folder = Folder::new("tests/fixtures/forms");
    for name in
        ["r8\u{202e}", "r8\u{200b}x", "r8\u{a0}", "r8\u{1b}[0m", "nul", "COM1", "r8.", "r8 ", "⾼"]
    {
        let run = support::kohyo(&["release", name], folder.0.path());
        assert_eq!(run.exit, 1, "{name:?}");
        assert!(run.stderr.contains("公表版の名前"), "{name:?}: {}", run.stderr);
        assert!(!run.stderr.contains(['\u{202e}', '\u{200b}', '\u{1b}']), "{:?}", run.stderr);
    }
    assert!(!folder.path("releases").exists());
}
