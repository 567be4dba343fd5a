//! Finds the fonts of the print forms: in the folder named by the user, in the program itself, or in the usual
//! folders.

#![expect(clippy::disallowed_methods, reason = "fonts are read here and nowhere else")]

use std::fs;
use std::path::{Path, PathBuf};

use crate::render::print::FontFile;
use crate::theme;

/// File names of the faces, as Debian, npm and Windows name them.
const STEMS: [&str; 6] = [
    "BIZUDGothic-Regular",
    "BIZUDGothic-Bold",
    "BIZUDMincho-Regular",
    "BIZ-UDGothicR",
    "BIZ-UDGothicB",
    "BIZ-UDMinchoM",
];

/// Folders searched, in this order, when no folder was named and no fonts are built in.
const USUAL: [&str; 6] = [
    "fonts",
    "assets/fonts",
    "/usr/share/fonts/truetype/bizud-gothic",
    "/usr/share/fonts/truetype/bizud-mincho",
    "/usr/share/fonts/opentype/bizud",
    "C:\\Windows\\Fonts",
];

/// Reads the fonts. An empty list is no error here: the typesetter reports which ones are missing.
pub(super) fn read(named: Option<&Path>) -> Vec<FontFile> {
    if named.is_none() {
        let built_in = theme::embedded_fonts();
        if !built_in.is_empty() {
            return built_in.into_iter().map(|(name, data)| FontFile { name, data }).collect();
        }
    }
    let font =
        |path: PathBuf| Some(FontFile { name: file_name(&path), data: fs::read(&path).ok()? });
    paths(named).into_iter().filter_map(font).collect()
}

/// Paths of the font files that are not built into the program.
pub(super) fn paths(named: Option<&Path>) -> Vec<PathBuf> {
    if let Some(folder) = named {
        return in_folder(folder);
    }
    let mut fonts: Vec<PathBuf> = Vec::new();
    // Whoever has the finished program has its fonts beside it.
    let program = std::env::current_exe().ok();
    let beside = program.and_then(|program| Some(program.parent()?.join("fonts")));
    let folders = beside.into_iter().chain(USUAL.iter().map(PathBuf::from));
    for font in folders.flat_map(|folder| in_folder(&folder)) {
        if !fonts.iter().any(|other| other.file_name() == font.file_name()) {
            fonts.push(font);
        }
    }
    fonts
}

fn in_folder(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| is_ours(path)).collect();
    paths.sort();
    paths
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_default()
}

fn is_ours(path: &Path) -> bool {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let extension =
        path.extension().map(|ext| ext.to_string_lossy().to_lowercase()).unwrap_or_default();
    matches!(extension.as_str(), "ttf" | "ttc" | "otf") && STEMS.contains(&stem.as_str())
}
