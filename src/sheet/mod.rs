//! Content as written: Sources -> Sheets. Finds each file's form by its place, reads, checks, and decodes it.
//! Knows the forms and their keys; knows nothing of what the figures mean.

mod answers;
mod chosen;
pub mod decode;
mod file;
pub mod forms;
pub mod items;
pub mod schema;
mod series;
pub mod texts;
pub mod value;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::Diags;
use crate::sheet::chosen::Chosen;
use crate::sheet::file::{File, Parsed, Place};
use crate::sheet::items::Item;
use crate::sheet::schema::Form;
use crate::sheet::texts::Texts;
use crate::source::Sources;
use crate::terms::place::FileId;

/// One decoded file.
#[derive(Debug, Clone)]
pub struct Sheet<T> {
    /// The file.
    pub file: FileId,
    /// Folder of the year, `h25`, or of the plan of a review; empty for `city.yaml` and plans.
    pub dir: String,
    /// File name without `.yaml`.
    pub stem: String,
    /// True when something is written twice: sums and gaps that follow from it are not reported as well.
    pub twice: bool,
    /// What it says.
    pub data: T,
}

/// Every decoded file, by form, in the order of paths.
#[derive(Debug, Clone, Default)]
pub struct Sheets {
    /// `city.yaml`
    pub city: Option<Arc<Sheet<forms::City>>>,
    /// `*/evaluation.yaml`
    pub evaluations: Vec<Arc<Sheet<forms::Evaluation>>>,
    /// `*/policies/*.yaml`
    pub policies: Vec<Arc<Sheet<forms::Policy>>>,
    /// `*/projects/*.yaml`
    pub projects: Vec<Arc<Sheet<forms::Project>>>,
    /// `plans/*.yaml`
    pub plans: Vec<Arc<Sheet<forms::Plan>>>,
    /// `plans/*/*.yaml`
    pub reviews: Vec<Arc<Sheet<forms::Review>>>,
    /// `handouts/*.yaml`, and those that a command named elsewhere.
    pub handouts: Vec<Arc<Sheet<forms::Handout>>>,
    /// The texts of every file that could be read.
    pub texts: BTreeMap<FileId, Arc<Texts>>,
    /// Folders, stems and forms of files that are there but could not be read: their absence is not reported again.
    pub unread: BTreeSet<(String, String, Form)>,
    /// Names without ending of files that lie in no place Kōhyō looks in: likewise.
    pub misplaced: BTreeSet<String>,
}

/// Decodes every file; what is wrong is collected, and what is right goes on.
pub fn parse(sources: &Sources, diags: &mut Diags) -> Sheets {
    let chosen = Chosen::of(sources);
    let files = sources.files.par_iter();
    let read: Vec<File> = files.map(|file| file::read(file, &chosen).0).collect();
    let mut sheets = Sheets::default();
    for file in read {
        sheets.add(file, diags);
    }
    sheets
}

/// The same, with every value of every file that could be read, by its place in the form.
#[must_use]
pub fn parse_whole(sources: &Sources) -> (Sheets, Vec<Item>) {
    let chosen = Chosen::of(sources);
    let files = sources.files.par_iter();
    let read: Vec<(File, Vec<Item>)> = files
        .map(|file| {
            let (file, tree) = file::read(file, &chosen);
            (file, tree.as_ref().map(items::of).unwrap_or_default())
        })
        .collect();
    let (mut sheets, mut all) = (Sheets::default(), Vec::new());
    for (file, items) in read {
        sheets.add(file, &mut Diags::default());
        all.extend(items);
    }
    (sheets, all)
}

impl Sheets {
    fn add(&mut self, file: File, diags: &mut Diags) {
        let File { name, place, parsed, texts, problems } = file;
        diags.push_shared(&problems);
        self.texts.extend(texts.map(|texts| (texts.file, texts)));
        match parsed {
            Some(parsed) => self.set(parsed),
            None => match place {
                Some(Place { form, sure: _, dir, stem }) => {
                    self.unread.insert((dir, stem, form));
                }
                None => _ = self.misplaced.insert(name),
            },
        }
    }

    fn set(&mut self, parsed: Parsed) {
        match parsed {
            Parsed::City(sheet) => self.city = Some(sheet),
            Parsed::Evaluation(sheet) => self.evaluations.push(sheet),
            Parsed::Policy(sheet) => self.policies.push(sheet),
            Parsed::Project(sheet) => self.projects.push(sheet),
            Parsed::Plan(sheet) => self.plans.push(sheet),
            Parsed::Review(sheet) => self.reviews.push(sheet),
            Parsed::Handout(sheet) => self.handouts.push(sheet),
        }
    }

    /// True when a file of that form is there but could not be read.
    #[must_use]
    pub fn is_unread(&self, form: Form, dir: &str, stem: &str) -> bool {
        let there = |stem: &str| {
            let from = (dir.to_owned(), stem.to_owned(), Form::City);
            let next = self.unread.range(from..).next();
            next.is_some_and(|(d, s, _)| d == dir && s == stem)
        };
        self.misplaced.contains(stem)
            || there(stem)
            || (form == Form::Evaluation && there("evaluation"))
    }
}
