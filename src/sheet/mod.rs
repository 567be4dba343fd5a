//! Content as written: Sources -> Sheets. Determines each file's form from its path, reads, checks, and decodes it.
//! Knows the forms and their keys; knows nothing of what the figures mean.

mod answers;
mod checked;
pub mod decode;
mod file;
pub mod forms;
pub mod items;
mod part;
pub mod predecessors;
pub mod progress;
pub mod schema;
pub mod texts;
pub mod value;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::Diags;
use crate::form::Forms;
use crate::form::year::Year;
use crate::reuse::Cache;
pub use crate::sheet::checked::{CheckedSheet, schema as form_schema, schema_of_year};
use crate::sheet::checked::{Reader, Years};
use crate::sheet::file::{File, Parsed, Place};
use crate::sheet::items::Item;
use crate::sheet::schema::Form;
use crate::sheet::texts::Texts;
use crate::source::{SourceFile, Sources};
use crate::terms::place::FileId;

/// One decoded file.
#[derive(Debug, Clone)]
pub struct Sheet<T> {
    /// The file.
    pub file: FileId,
    /// File name without `.yaml`.
    pub stem: String,
    /// Its decoded content.
    pub data: T,
}

/// Every decoded file, by form, in the order of paths.
#[derive(Debug, Clone, Default)]
pub struct Sheets {
    /// `city.yaml`
    pub city: Option<Arc<Sheet<forms::City>>>,
    /// `handouts/*.yaml`, and specs named on the command line.
    pub handouts: Vec<Arc<Sheet<forms::Handout>>>,
    /// The years.
    pub evaluations: Vec<Arc<Year>>,
    /// Their sheets.
    pub all: Vec<Arc<CheckedSheet>>,
    /// The texts of every file that could be read.
    pub texts: BTreeMap<FileId, Arc<Texts>>,
    /// Stems and forms of files that exist but could not be read: they are not reported as missing.
    pub unread: BTreeSet<(String, Form)>,
    /// Names, without ending, of files in unknown places: likewise.
    pub misplaced: BTreeSet<String>,
    /// Folders with files that are not sheets, or could not be read as one.
    pub unread_folders: BTreeSet<String>,
}

/// Cache for reading the same content again after a change.
#[derive(Debug)]
pub struct Reading {
    years: Cache<Arc<Years>>,
    sheets: Cache<checked::Read>,
}

impl Default for Reading {
    fn default() -> Self {
        // Three rounds: while a declaration has a mistake, the sheets that depend on it stay in the cache.
        Self { years: Cache::new(3), sheets: Cache::new(3) }
    }
}

impl Reading {
    /// Reads content, taking unchanged sheets from the cache.
    pub fn parse(&self, sources: &Sources, diags: &mut Diags) -> Sheets {
        let key = Years::key(sources);
        let years = self.years.get(key, || Arc::new(Years::of(sources)));
        let declared = Reader::new(years, sources, Some((key, &self.sheets)));
        let sheets = parsed(&declared, sources, diags);
        self.years.end_round();
        self.sheets.end_round();
        sheets
    }
}

/// Decodes every file; collects problems, and continues with the rest.
pub fn parse(sources: &Sources, diags: &mut Diags) -> Sheets {
    parsed(&Reader::new(Arc::new(Years::of(sources)), sources, None), sources, diags)
}

fn parsed(declared: &Reader<'_>, sources: &Sources, diags: &mut Diags) -> Sheets {
    let mut sheets = Sheets::default();
    for problems in declared.years.problems() {
        diags.push_shared(problems);
    }
    let (of_declared, others) = sheets.divide(sources, declared, diags);
    let read: Vec<File> = others.par_iter().map(|file| file::read(file).0).collect();
    for file in read {
        sheets.add(file, diags);
    }
    sheets.all = of_declared;
    sheets
}

/// The same, with every value of every readable file that is not a sheet, by its place in the form.
#[must_use]
pub fn parse_whole(sources: &Sources) -> (Sheets, Vec<Item>) {
    let declared = Reader::new(Arc::new(Years::of(sources)), sources, None);
    let mut sheets = Sheets::default();
    let mut all: Vec<Item> = declared.years.items().cloned().collect();
    let (of_declared, others) = sheets.divide(sources, &declared, &mut Diags::default());
    let read: Vec<(File, Vec<Item>)> = others
        .par_iter()
        .map(|file| {
            let (file, tree) = file::read(file);
            (file, tree.as_ref().map(|tree| items::of(tree, &())).unwrap_or_default())
        })
        .collect();
    for (file, items) in read {
        sheets.add(file, &mut Diags::default());
        all.extend(items);
    }
    sheets.all = of_declared;
    (sheets, all)
}

/// The sheets, and the files that are neither sheets nor declarations.
type Divided<'a> = (Vec<Arc<CheckedSheet>>, Vec<&'a Arc<SourceFile>>);

impl Sheets {
    /// Reads the files that belong to years, and leaves the others.
    fn divide<'a>(
        &mut self,
        sources: &'a Sources,
        declared: &Reader<'_>,
        diags: &mut Diags,
    ) -> Divided<'a> {
        let files: Vec<&Arc<SourceFile>> =
            sources.files.iter().filter(|file| !Forms::is_declaration(file)).collect();
        let read: Vec<_> = files.par_iter().map(|file| declared.read(file)).collect();
        self.unread_folders.extend(declared.years.unread().map(str::to_owned));
        let (mut sheets, mut others) = (Vec::new(), Vec::new());
        for (file, read) in files.into_iter().zip(read) {
            match read {
                None => {
                    self.unread_folders
                        .extend(file.path.rsplit_once('/').map(|(folder, _)| folder.to_owned()));
                    others.push(file);
                }
                Some(checked::File::Year(year, said, problems)) => {
                    diags.push_shared(problems);
                    self.texts.extend(said.map(|(texts, _)| (file.id, Arc::clone(texts))));
                    self.evaluations.extend(year);
                }
                Some(checked::File::Sheet(sheet, problems)) => {
                    diags.push_shared(&problems);
                    let texts = sheet.iter().map(|sheet| (file.id, Arc::clone(&sheet.texts)));
                    self.texts.extend(texts);
                    if sheet.is_none() {
                        self.pass_over(file);
                    }
                    sheets.extend(sheet);
                }
                Some(checked::File::Section(problems)) => diags.push_shared(&problems),
                Some(checked::File::Waiting(waits)) => {
                    self.pass_over(file);
                    diags.wait(waits);
                }
            }
        }
        (sheets, others)
    }

    /// Records a sheet that exists but cannot be read, so that it is not reported as missing.
    fn pass_over(&mut self, file: &SourceFile) {
        let (folder, name) = file.path.rsplit_once('/').unwrap_or_default();
        self.misplaced.insert(name.trim_end_matches(".yaml").to_owned());
        self.unread_folders.insert(folder.to_owned());
    }

    fn add(&mut self, file: File, diags: &mut Diags) {
        let File { name, place, parsed, texts, problems } = file;
        diags.push_shared(&problems);
        self.texts.extend(texts.map(|texts| (texts.file, texts)));
        match parsed {
            Some(parsed) => self.set(parsed),
            None => match place {
                Some(Place { form, stem }) => _ = self.unread.insert((stem, form)),
                None => _ = self.misplaced.insert(name),
            },
        }
    }

    fn set(&mut self, parsed: Parsed) {
        match parsed {
            Parsed::City(sheet) => self.city = Some(sheet),
            Parsed::Handout(sheet) => self.handouts.push(sheet),
        }
    }

    /// True when a file of that form exists but could not be read.
    #[must_use]
    pub fn is_unread(&self, form: Form, stem: &str) -> bool {
        self.misplaced.contains(stem) || self.unread.contains(&(stem.to_owned(), form))
    }
}
