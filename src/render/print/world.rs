//! Fonts, templates and the files of one document -> what the compiler may read, and nothing else. Knows nothing of
//! disk, network, packages, clock or content of a page.

use std::collections::BTreeMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

/// Shared by all documents: standard library, fonts and templates. Immutable, so that threads read it without locks.
pub(super) struct Engine {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    templates: BTreeMap<String, Source>,
}

impl Engine {
    /// Takes templates by file name, and fonts. A template whose name is no valid path is left out, and then reported
    /// as missing when used.
    pub(super) fn new(templates: &BTreeMap<String, String>, fonts: Vec<Font>) -> Self {
        // Row headers (`pdf.header-cell`) need this feature in Typst 0.15.
        let features = [Feature::A11yExtras].into_iter().collect();
        let templates = templates
            .iter()
            .filter_map(|(name, text)| {
                let id = file_id(name)?;
                Some((path_of(id).to_owned(), Source::new(id, text.clone())))
            })
            .collect();
        Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            templates,
        }
    }

    /// The fonts, to query their properties and coverage.
    pub(super) fn fonts(&self) -> &[Font] {
        &self.fonts
    }

    /// The world of one document. `None` when `main` is no valid path.
    pub(super) fn job(
        &self,
        main: &str,
        files: impl Iterator<Item = (String, Bytes)>,
        today: Datetime,
    ) -> Option<JobWorld<'_>> {
        let main = file_id(main)?;
        let files = files
            .filter_map(|(name, data)| Some((path_of(file_id(&name)?).to_owned(), data)))
            .collect();
        Some(JobWorld { engine: self, main, files, today })
    }
}

/// One document: its main template and its own files (`/data.json`, the charts).
pub(super) struct JobWorld<'a> {
    engine: &'a Engine,
    main: FileId,
    files: BTreeMap<String, Bytes>,
    today: Datetime,
}

impl World for JobWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.engine.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.engine.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        in_project(id)?;
        self.engine.templates.get(path_of(id)).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        in_project(id)?;
        if let Some(data) = self.files.get(path_of(id)) {
            return Ok(data.clone());
        }
        self.source(id).map(Bytes::from_string)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.engine.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        Some(self.today)
    }
}

/// Ids are interned for the life of the process (65,535 at most), so names must come from a small fixed set:
/// templates, `data.json`, and chart ids counted from 1 on every page.
fn file_id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// Path of a file inside the project, with a leading slash.
pub(super) fn path_of(id: FileId) -> &'static str {
    id.get().vpath().get_with_slash()
}

fn in_project(id: FileId) -> FileResult<()> {
    match id.get().root() {
        VirtualRoot::Project => Ok(()),
        VirtualRoot::Package(_) => Err(FileError::AccessDenied),
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(path_of(id).into())
}
