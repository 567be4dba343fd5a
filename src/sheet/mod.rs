//! Content as written: Sources -> Sheets. Finds each file's form by its place, reads, checks, and decodes it.
//! Knows the forms and their keys; knows nothing of what the figures mean.

pub mod check;
pub mod decode;
pub mod forms;
pub mod node;
pub mod schema;
pub mod value;

use rayon::prelude::*;

use crate::diag::{Diags, Span, messages};
use crate::model::year::FiscalYear;
use crate::sheet::schema::Form;
use crate::source::{FileId, SourceFile, Sources};

/// One decoded file.
#[derive(Debug, Clone)]
pub struct Sheet<T> {
    /// The file.
    pub file: FileId,
    /// Folder of the year, `h25`; empty for `city.yaml` and plans.
    pub dir: String,
    /// File name without `.yaml`.
    pub stem: String,
    /// What it says.
    pub data: T,
}

/// Every decoded file, by form, in the order of paths.
#[derive(Debug, Clone, Default)]
pub struct Sheets {
    /// `city.yaml`
    pub city: Option<Sheet<forms::City>>,
    /// `*/evaluation.yaml`
    pub evaluations: Vec<Sheet<forms::Evaluation>>,
    /// `*/policies/*.yaml`
    pub policies: Vec<Sheet<forms::Policy>>,
    /// `*/projects/*.yaml`
    pub projects: Vec<Sheet<forms::Project>>,
    /// `plans/*.yaml`
    pub plans: Vec<Sheet<forms::Plan>>,
    /// Codes of files that are there but could not be read: their absence is not reported again.
    pub unread: Vec<(Form, String, String)>,
}

enum Parsed {
    City(forms::City),
    Evaluation(forms::Evaluation),
    Policy(Box<forms::Policy>),
    Project(Box<forms::Project>),
    Plan(Box<forms::Plan>),
}

/// Where a file lies: its form, the folder of its year, its stem.
struct Place {
    form: Form,
    dir: String,
    stem: String,
}

/// Decodes every file; what is wrong is collected, and what is right goes on.
pub fn parse(sources: &Sources, diags: &mut Diags) -> Sheets {
    let schemas: Vec<(Form, serde_json::Value)> = Form::ALL.iter().map(|form| (*form, form.schema())).collect();
    let parsed: Vec<(Option<Place>, Option<Parsed>, Diags)> = sources
        .files
        .par_iter()
        .enumerate()
        .map(|(index, file)| {
            let mut diags = Diags::default();
            let id = FileId(index);
            let Some(place) = place(&file.path) else {
                diags.push(messages::misplaced_file(Span::whole(id)));
                return (None, None, diags);
            };
            let data = read(id, file, place.form, &schemas, &mut diags);
            (Some(place), data, diags)
        })
        .collect();
    let mut sheets = Sheets::default();
    for (index, (place, data, found)) in parsed.into_iter().enumerate() {
        diags.extend(found);
        let Some(place) = place else { continue };
        sheets.add(FileId(index), place, data);
    }
    sheets
}

impl Sheets {
    fn add(&mut self, file: FileId, place: Place, data: Option<Parsed>) {
        let Place { form, dir, stem } = place;
        match data {
            Some(Parsed::City(data)) => self.city = Some(Sheet { file, dir, stem, data }),
            Some(Parsed::Evaluation(data)) => self.evaluations.push(Sheet { file, dir, stem, data }),
            Some(Parsed::Policy(data)) => self.policies.push(Sheet { file, dir, stem, data: *data }),
            Some(Parsed::Project(data)) => self.projects.push(Sheet { file, dir, stem, data: *data }),
            Some(Parsed::Plan(data)) => self.plans.push(Sheet { file, dir, stem, data: *data }),
            None => self.unread.push((form, dir, stem)),
        }
    }

    /// True when a file of that form is there but could not be read.
    #[must_use]
    pub fn is_unread(&self, form: Form, dir: &str, stem: &str) -> bool {
        self.unread.iter().any(|(f, d, s)| *f == form && d == dir && (s == stem || form == Form::Evaluation))
    }
}

fn place(path: &str) -> Option<Place> {
    let stem = path.rsplit('/').next()?.strip_suffix(".yaml")?.to_owned();
    let parts: Vec<&str> = path.split('/').collect();
    let (form, dir) = match parts.as_slice() {
        ["city.yaml"] => (Form::City, ""),
        ["plans", _] => (Form::Plan, ""),
        [dir, "evaluation.yaml"] if is_year(dir) => (Form::Evaluation, *dir),
        [dir, "policies", _] if is_year(dir) => (Form::Policy, *dir),
        [dir, "projects", _] if is_year(dir) => (Form::Project, *dir),
        _ => return None,
    };
    Some(Place { form, dir: dir.to_owned(), stem })
}

/// `h25`, `r5`: era letter in lower case and year.
fn is_year(dir: &str) -> bool {
    dir.chars().next().is_some_and(|c| c.is_ascii_lowercase()) && FiscalYear::parse(&dir.to_uppercase()).is_ok()
}

fn read(
    id: FileId,
    file: &SourceFile,
    form: Form,
    schemas: &[(Form, serde_json::Value)],
    diags: &mut Diags,
) -> Option<Parsed> {
    if !file.readable {
        return None;
    }
    let mut node = node::read(id, file, diags)?;
    let (_, schema) = schemas.iter().find(|(other, _)| *other == form)?;
    check::check(&mut node, schema, diags);
    let parsed = match form {
        Form::City => decode::decode(&node).map(Parsed::City),
        Form::Evaluation => decode::decode(&node).map(Parsed::Evaluation),
        Form::Policy => decode::decode(&node).map(|data| Parsed::Policy(Box::new(data))),
        Form::Project => decode::decode(&node).map(|data| Parsed::Project(Box::new(data))),
        Form::Plan => decode::decode(&node).map(|data| Parsed::Plan(Box::new(data))),
    };
    match parsed {
        Ok(parsed) => Some(parsed),
        Err(error) => {
            diags.push(messages::not_decoded(Span::whole(id), &error.to_string()));
            None
        }
    }
}
