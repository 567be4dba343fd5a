//! Content as written: Sources -> Sheets. Finds each file's form by its place, reads, checks, and decodes it.
//! Knows the forms and their keys; knows nothing of what the figures mean.

mod answers;
pub mod check;
mod chosen;
pub mod decode;
pub mod forms;
pub mod items;
pub mod node;
pub mod schema;
mod series;
pub mod value;

use std::convert::Infallible;

use rayon::prelude::*;

use crate::diag::{Diags, Span, messages};
use crate::memo::{Key, Memo};
use crate::model::year::FiscalYear;
use crate::sheet::chosen::Chosen;
use crate::sheet::items::Item;
use crate::sheet::node::{Kind, Node};
use crate::sheet::schema::Form;
use crate::source::{FileId, SourceFile, Sources};

/// One decoded file.
#[derive(Debug, Clone)]
pub struct Sheet<T> {
    /// The file.
    pub file: FileId,
    /// Folder of the year, `h25`, or of the plan of a review; empty for `city.yaml` and plans.
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
    /// `plans/*/*.yaml`
    pub reviews: Vec<Sheet<forms::Review>>,
    /// `handouts/*.yaml`, and those that a command named elsewhere.
    pub handouts: Vec<Sheet<forms::Handout>>,
    /// Forms, folders and stems of files that are there but could not be read: their absence is not reported again.
    pub unread: Vec<(Form, String, String)>,
    /// Names without ending of files that lie in no place Kōhyō looks in: likewise.
    pub misplaced: Vec<String>,
    /// Every value of every file that could be read, by its place in the form.
    pub items: Vec<Item>,
}

#[derive(Debug, Clone)]
enum Parsed {
    City(Box<forms::City>),
    Evaluation(Box<forms::Evaluation>),
    Policy(Box<forms::Policy>),
    Project(Box<forms::Project>),
    Plan(Box<forms::Plan>),
    Review(Box<forms::Review>),
    Handout(Box<forms::Handout>),
}

/// A file that was read: what it says, and its values one by one.
type Read = (Parsed, Vec<Item>);

/// Where a file lies: its form, the folder of its year, its stem.
#[derive(Debug, Clone)]
struct Place {
    form: Form,
    /// False where the year does not say clearly which form its sheets have: then the sheet itself decides.
    sure: bool,
    dir: String,
    stem: String,
}

/// A file as it was read, with what is wrong with it.
#[derive(Debug, Clone)]
struct File {
    place: Option<Place>,
    read: Option<Read>,
    diags: Diags,
}

/// Files that were read before, for a program that reads the same folder again and again.
#[derive(Debug, Default)]
pub struct Memory(Memo<File>);

impl Memory {
    /// Forgets the files that were not there at the last two readings.
    pub fn forget(&self) {
        self.0.forget(2);
    }
}

/// Decodes every file; what is wrong is collected, and what is right goes on.
pub fn parse(sources: &Sources, diags: &mut Diags) -> Sheets {
    parse_with(sources, None, diags)
}

/// The same; files that `memory` knows are not read again.
pub fn parse_with(sources: &Sources, memory: Option<&Memory>, diags: &mut Diags) -> Sheets {
    let schemas: Vec<(Form, serde_json::Value)> = Form::ALL
        .iter()
        .map(|form| (*form, form.schema()))
        .collect();
    let chosen = Chosen::of(sources);
    let parse_file = |(index, file): (usize, &SourceFile)| {
        let id = FileId(index);
        let mut diags = Diags::default();
        let place = place(file, &chosen);
        let Some(known) = &place else {
            diags.push(messages::misplaced_file(Span::whole(id), &file.path));
            return File {
                place,
                read: None,
                diags,
            };
        };
        let read = |mut diags| File {
            read: read(id, file, known, &schemas, &mut diags),
            place: place.clone(),
            diags,
        };
        let Some(Memory(memo)) = memory else {
            return read(diags);
        };
        let made = memo.try_get(key(id, file, known), || Ok::<_, Infallible>(read(diags)));
        let Ok(file) = made;
        (*file).clone()
    };
    let files = sources.files.par_iter().enumerate();
    let parsed: Vec<File> = files.map(parse_file).collect();
    let mut sheets = Sheets::default();
    for (index, file) in parsed.into_iter().enumerate() {
        let File {
            place,
            read: data,
            diags: found,
        } = file;
        diags.extend(found);
        let Some(place) = place else {
            let name = sources
                .file(FileId(index))
                .path
                .rsplit('/')
                .next()
                .unwrap_or_default();
            sheets
                .misplaced
                .push(name.split('.').next().unwrap_or_default().to_owned());
            continue;
        };
        let data = data.map(|(data, items)| {
            sheets.items.extend(items);
            data
        });
        sheets.add(FileId(index), place, data);
    }
    sheets
}

impl Sheets {
    fn add(&mut self, file: FileId, place: Place, data: Option<Parsed>) {
        let Place {
            form,
            sure: _,
            dir,
            stem,
        } = place;
        match data {
            Some(Parsed::City(data)) => {
                self.city = Some(Sheet {
                    file,
                    dir,
                    stem,
                    data: *data,
                });
            }
            Some(Parsed::Evaluation(data)) => self.evaluations.push(Sheet {
                file,
                dir,
                stem,
                data: *data,
            }),
            Some(Parsed::Policy(mut data)) => {
                data.indicators = data.indicators.take().map(series::take_apart);
                self.policies.push(Sheet {
                    file,
                    dir,
                    stem,
                    data: *data,
                });
            }
            Some(Parsed::Project(mut data)) => {
                data.indicators = data.indicators.take().map(series::take_apart);
                self.projects.push(Sheet {
                    file,
                    dir,
                    stem,
                    data: *data,
                });
            }
            Some(Parsed::Plan(data)) => self.plans.push(Sheet {
                file,
                dir,
                stem,
                data: *data,
            }),
            Some(Parsed::Review(data)) => self.reviews.push(Sheet {
                file,
                dir,
                stem,
                data: *data,
            }),
            Some(Parsed::Handout(data)) => self.handouts.push(Sheet {
                file,
                dir,
                stem,
                data: *data,
            }),
            None => self.unread.push((form, dir, stem)),
        }
    }

    /// True when a file of that form is there but could not be read.
    #[must_use]
    pub fn is_unread(&self, form: Form, dir: &str, stem: &str) -> bool {
        self.misplaced.iter().any(|name| name == stem)
            || self.unread.iter().any(|(f, d, s)| {
                d == dir && (s == stem || (*f == form && form == Form::Evaluation))
            })
    }
}

fn place(file: &SourceFile, chosen: &Chosen) -> Option<Place> {
    let path = &file.path;
    let name = path.rsplit('/').next()?;
    if file.apart {
        // A file that a command named may have any ending.
        return Some(Place {
            form: Form::Handout,
            sure: true,
            dir: String::new(),
            stem: name.split('.').next()?.to_owned(),
        });
    }
    let stem = name.strip_suffix(".yaml")?.to_owned();
    let parts: Vec<&str> = path.split('/').collect();
    let forms = chosen.forms(parts[0]);
    let [policy, project] = forms.unwrap_or([Form::Policy, Form::Project]);
    let (form, dir) = match parts.as_slice() {
        ["city.yaml"] => (Form::City, ""),
        ["plans", _] => (Form::Plan, ""),
        ["plans", plan, _] => (Form::Review, *plan),
        ["handouts", _] => (Form::Handout, ""),
        [dir, "evaluation.yaml"] if is_year(dir) => (Form::Evaluation, *dir),
        [dir, "policies", _] if is_year(dir) => (policy, *dir),
        [dir, "projects", _] if is_year(dir) => (project, *dir),
        _ => return None,
    };
    Some(Place {
        form,
        sure: forms.is_some(),
        dir: dir.to_owned(),
        stem,
    })
}

/// Everything that the reading of a file depends on.
fn key(id: FileId, file: &SourceFile, place: &Place) -> Key {
    let Place {
        form,
        sure,
        dir,
        stem,
    } = place;
    let SourceFile {
        path,
        text,
        readable,
        apart,
    } = file;
    let mut hasher = blake3::Hasher::new();
    let head = format!("{id:?} {form:?} {sure} {dir:?} {stem:?} {path:?} {readable} {apart} ");
    hasher.update(head.as_bytes());
    hasher.update(text.as_bytes());
    *hasher.finalize().as_bytes()
}

/// `h25`, `r5`: era letter in lower case and year.
fn is_year(dir: &str) -> bool {
    dir.chars().next().is_some_and(|c| c.is_ascii_lowercase())
        && FiscalYear::parse(&dir.to_uppercase()).is_ok()
}

/// The form that a file seems to be of, when that is not the form of its place: most of its keys are of the other.
fn other_form(node: &Node, form: Form, schemas: &[(Form, serde_json::Value)]) -> Option<Form> {
    let Kind::Map(entries) = &node.kind else {
        return None;
    };
    let known = |schema: &serde_json::Value| {
        entries
            .iter()
            .filter(|(key, _)| schema["properties"].get(&key.text).is_some())
            .count()
    };
    let own = schemas
        .iter()
        .find(|(other, _)| *other == form)
        .map_or(0, |(_, schema)| known(schema));
    let (count, other) = schemas
        .iter()
        .map(|(other, schema)| (known(schema), *other))
        .max()?;
    (count >= own + 3).then_some(other)
}

fn read(
    id: FileId,
    file: &SourceFile,
    place: &Place,
    schemas: &[(Form, serde_json::Value)],
    diags: &mut Diags,
) -> Option<Read> {
    let mut form = place.form;
    if !file.readable {
        return None;
    }
    let mut node = node::read(id, file, diags)?;
    match other_form(&node, form, schemas) {
        Some(other) if !place.sure && form.sibling() == Some(other) => form = other,
        Some(other) => {
            let span = Span::whole(id);
            diags.push(if form.sibling() == Some(other) {
                let (found, wanted) = (other.chosen_by(), form.chosen_by());
                messages::form_of_another_year(span, found, wanted, &place.dir)
            } else {
                messages::other_form(span, other.title(), form.title())
            });
            return None;
        }
        None => {}
    }
    let (_, schema) = schemas.iter().find(|(other, _)| *other == form)?;
    check::check(&mut node, schema, diags);
    let parsed = match form {
        Form::City => decode::decode(&node).map(|city| Parsed::City(Box::new(city))),
        Form::Evaluation => decode::decode(&node).map(|data| Parsed::Evaluation(Box::new(data))),
        Form::Policy => decode::decode(&node).map(|data| Parsed::Policy(Box::new(data))),
        Form::PolicyH29 => decode::decode(&node)
            .map(|data: forms::PolicyH29| Parsed::Policy(Box::new(data.into()))),
        Form::Project => decode::decode(&node).map(|data| Parsed::Project(Box::new(data))),
        Form::Measure => {
            decode::decode(&node).map(|data: forms::Measure| Parsed::Project(Box::new(data.into())))
        }
        Form::Plan => decode::decode(&node).map(|data| Parsed::Plan(Box::new(data))),
        Form::Review => decode::decode(&node).map(|data| Parsed::Review(Box::new(data))),
        Form::Handout => decode::decode(&node).map(|data| Parsed::Handout(Box::new(data))),
    };
    match parsed {
        Ok(parsed) => Some((parsed, items::of(&node))),
        Err(error) => {
            diags.push(messages::not_decoded(Span::whole(id), &error.to_string()));
            None
        }
    }
}
