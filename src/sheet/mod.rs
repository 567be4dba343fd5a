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

use rayon::prelude::*;

use crate::diag::{Diags, Span, messages};
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
struct Place {
    form: Form,
    /// False where the year does not say clearly which form its sheets have: then the sheet itself decides.
    sure: bool,
    dir: String,
    stem: String,
}

/// Decodes every file; what is wrong is collected, and what is right goes on.
pub fn parse(sources: &Sources, diags: &mut Diags) -> Sheets {
    let schemas: Vec<(Form, serde_json::Value)> = Form::ALL
        .iter()
        .map(|form| (*form, form.schema()))
        .collect();
    let chosen = Chosen::of(sources);
    let parsed: Vec<(Option<Place>, Option<Read>, Diags)> = sources
        .files
        .par_iter()
        .enumerate()
        .map(|(index, file)| {
            let mut diags = Diags::default();
            let id = FileId(index);
            let Some(place) = place(file, &chosen) else {
                diags.push(messages::misplaced_file(Span::whole(id), &file.path));
                return (None, None, diags);
            };
            let data = read(id, file, &place, &schemas, &mut diags);
            (Some(place), data, diags)
        })
        .collect();
    let mut sheets = Sheets::default();
    for (index, (place, data, found)) in parsed.into_iter().enumerate() {
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
