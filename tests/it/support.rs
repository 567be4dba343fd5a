//! Helpers: running the program and inspecting folders.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use kohyo::render::print::{FontFile, Printer};
use kohyo::theme::Theme;
use tempfile::TempDir;
use walkdir::WalkDir;

/// Result of a run.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) exit: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Whether `SNAPSHOTS=overwrite` asks to overwrite expected output.
pub(crate) fn overwrite() -> bool {
    std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite")
}

/// The folder of the repository.
pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs `kohyo` in a folder.
pub(crate) fn kohyo<A: AsRef<OsStr>>(arguments: &[A], folder: &Path) -> Run {
    let output = command(arguments, folder).output().unwrap();
    Run {
        exit: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The command of a run that the test controls itself.
pub(crate) fn command<A: AsRef<OsStr>>(arguments: &[A], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kohyo"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1");
    command
}

/// Fonts of the print forms, installed by `tools/setup.sh`.
pub(crate) fn fonts() -> PathBuf {
    let folder = repository().join("assets/fonts");
    assert!(
        folder.join("BIZUDMincho-Regular.ttf").exists(),
        "run tools/setup.sh first: the tests print PDFs"
    );
    folder
}

/// The built-in typesetter with the fonts of the print forms.
pub(crate) fn printer() -> Printer {
    let fonts = fs::read_dir(fonts()).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        FontFile {
            name: path.file_name().unwrap().to_string_lossy().into_owned(),
            data: fs::read(path).unwrap(),
        }
    });
    let fonts = fonts.filter(|font| font.name.ends_with(".ttf")).collect();
    Printer::new(&Theme::builtin().print, fonts).unwrap()
}

/// The site and PDFs of Morioka, built once for all tests.
pub(crate) fn built() -> &'static Path {
    static BUILT: OnceLock<TempDir> = OnceLock::new();
    let folder = BUILT.get_or_init(|| site_of("content"));
    static OUT: OnceLock<PathBuf> = OnceLock::new();
    OUT.get_or_init(|| folder.path().join("output"))
}

/// The site and PDFs of the invented city with indicators of every kind, built once for all tests.
pub(crate) fn kinds() -> &'static Path {
    static BUILT: OnceLock<TempDir> = OnceLock::new();
    let folder = BUILT.get_or_init(|| site_of("tests/fixtures/kinds"));
    static OUT: OnceLock<PathBuf> = OnceLock::new();
    OUT.get_or_init(|| folder.path().join("output"))
}

/// Builds the site and PDFs of a content folder.
fn site_of(content: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    copy_folder(content.as_ref(), &folder.path().join("content"));
    let fonts = fonts();
    let run = kohyo(&["build".as_ref(), "--fonts".as_ref(), fonts.as_os_str()], folder.path());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    folder
}

/// Copies a folder with everything below it.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    for entry in WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Replaces a text in a file, where it must occur exactly once.
#[track_caller]
pub(crate) fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert_eq!(text.matches(from).count(), 1, "{from} in {}", path.display());
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

/// Every file below a folder, by relative path.
pub(crate) fn snapshot(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path =
                entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}
