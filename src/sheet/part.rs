//! Removes the sheets with errors from the content, for a preview of the rest. The level keeps code and name of a removed
//! sheet, so that the sheets below it still have their parent.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::form::Name;
use crate::form::year::{Entry, Level, Year};
use crate::sheet::Sheets;
use crate::source::{FileKind, SourceFile, Sources};
use crate::terms::place::{FileId, Span};

/// The name of a sheet that cannot be read.
const UNREAD: &str = "（誤りのため読めない票）";
/// Follows the name of a sheet with errors.
const LEFT_OUT: &str = "（誤りのため載せていません）";

impl Sheets {
    /// Removes the sheets and handouts of these files, and the record of unread files: the rules then check the rest as if
    /// it were everything.
    #[must_use]
    pub fn without(mut self, files: &BTreeSet<FileId>, sources: &Sources) -> Self {
        let beside: Vec<&str> = files
            .iter()
            .map(|file| sources.file(*file))
            .filter(|file| file.kind == FileKind::Table)
            .filter_map(|table| Some(table.path.split_once('.')?.0))
            .collect();
        let goes = |file: &SourceFile| {
            files.contains(&file.id)
                || beside.iter().any(|stem| file.path == format!("{stem}.yaml"))
        };
        let mut left: BTreeMap<String, Vec<(usize, Entry)>> = BTreeMap::new();
        let mut known: BTreeSet<FileId> = BTreeSet::new();
        self.all.retain(|sheet| {
            known.insert(sheet.source.id);
            if !goes(&sheet.source) {
                return true;
            }
            let name =
                |(text, span): (&str, &Span)| Name { text: text.to_owned(), span: span.clone() };
            let of_file = Name { text: sheet.stem.clone(), span: Span::whole(sheet.source.id) };
            let entry = Entry {
                code: sheet.head("コード").map_or(of_file, name),
                name: sheet
                    .head("名称")
                    .map_or_else(|| UNREAD.to_owned(), |(name, _)| format!("{name}{LEFT_OUT}")),
                parent: sheet.head("上").map(name),
            };
            left.entry(sheet.dir.clone()).or_default().push((sheet.level, entry));
            false
        });
        self.handouts.retain(|handout| !files.contains(&handout.file));
        for year in &mut self.evaluations {
            let mut entries = left.remove(&year.dir).unwrap_or_default();
            entries.extend(unread(year, sources, &known));
            if entries.is_empty() {
                continue;
            }
            let year = Arc::make_mut(year);
            for (place, level) in year.levels.iter_mut().enumerate() {
                let own =
                    self.all.iter().any(|sheet| sheet.dir == year.dir && sheet.level == place);
                // A level whose sheets are all gone has names only.
                level.folder = level.folder.take().filter(|_| own);
            }
            for (level, entry) in entries {
                let own = &mut year.levels[level].entries;
                if !own.iter().any(|other| other.code.text == entry.code.text) {
                    own.push(entry);
                }
            }
        }
        self.texts.retain(|file, _| !goes(sources.file(*file)));
        self.unread.clear();
        self.misplaced.clear();
        self.unread_folders.clear();
        self
    }
}

/// The names of files that are no sheets yet, each in the level of its folder. What it belongs to is read from its text as
/// far as that goes: a mistake in one place leaves the head of most sheets as it is.
fn unread(year: &Year, sources: &Sources, known: &BTreeSet<FileId>) -> Vec<(usize, Entry)> {
    let entry = |file: &Arc<SourceFile>| {
        let (folder, name) =
            file.path.strip_prefix(&year.dir)?.strip_prefix('/')?.split_once('/')?;
        let of_level = |level: &Level| level.folder.as_ref().is_some_and(|own| own.text == folder);
        let place = year.levels.iter().position(of_level)?;
        let said = |text: &str| Name { text: text.to_owned(), span: Span::whole(file.id) };
        let parent = after(&file.text, "上:").map(said);
        if parent.is_none() && place > 0 {
            return None;
        }
        let name_of = after(&file.text, "名称:").map(|name| format!("{name}{LEFT_OUT}"));
        let name_of = name_of.unwrap_or_else(|| UNREAD.to_owned());
        Some((place, Entry { code: said(name.strip_suffix(".yaml")?), name: name_of, parent }))
    };
    let files = sources.files.iter().filter(|file| file.kind == FileKind::Sheet);
    files.filter(|file| !known.contains(&file.id)).filter_map(entry).collect()
}

/// The word after a key of the head of a sheet that cannot be read.
fn after<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    let rest = text.get(text.find(key)? + key.len()..)?.lines().next()?;
    let word = rest.split([',', '}', '#']).next()?.trim().trim_matches(['"', '\'']);
    (!word.is_empty()).then_some(word)
}
