//! One source file -> what it says as a sheet, with what is wrong with it. Finds its form by its place.

use std::sync::{Arc, LazyLock};

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::diag::messages::NotRead;
use crate::diag::{Code, Diags, Severity, Shared, messages};
use crate::sheet::chosen::Chosen;
use crate::sheet::schema::Form;
use crate::sheet::texts::{self, Texts};
use crate::sheet::{Sheet, decode, forms, series};
use crate::source::{FileKind, PLANS, SourceFile, is_year};
use crate::terms::place::Span;
use crate::yaml::check;
use crate::yaml::node::{self, Kind, Node};

/// A file as it was read.
#[derive(Debug, Clone)]
pub(super) struct File {
    /// Its name without ending, for one that lies in no place that Kōhyō looks in.
    pub name: String,
    /// Where it lies; `None` for such a one, and for one that could be read: its sheet says so.
    pub place: Option<Place>,
    pub parsed: Option<Parsed>,
    /// Its texts, where it could be read.
    pub texts: Option<Arc<Texts>>,
    pub problems: Shared,
}

/// Where a file lies: its form, the folder of its year, its stem.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub form: Form,
    /// False where the year does not say clearly which form its sheets have: then the sheet itself decides.
    pub sure: bool,
    pub dir: String,
    pub stem: String,
}

/// What a file says.
#[derive(Debug, Clone)]
pub(super) enum Parsed {
    City(Arc<Sheet<forms::City>>),
    Evaluation(Arc<Sheet<forms::Evaluation>>),
    Policy(Arc<Sheet<forms::Policy>>),
    Project(Arc<Sheet<forms::Project>>),
    Plan(Arc<Sheet<forms::Plan>>),
    Review(Arc<Sheet<forms::Review>>),
    Handout(Arc<Sheet<forms::Handout>>),
}

/// The schemas of all forms, which take longer to make than a sheet to read.
static SCHEMAS: LazyLock<Vec<(Form, Value)>> = LazyLock::new(|| {
    let forms = Form::ALL.iter();
    forms.map(|form| (*form, form.schema())).collect()
});

fn schema(form: Form) -> &'static Value {
    let found = SCHEMAS.iter().find(|(other, _)| *other == form);
    found.map_or(&Value::Null, |(_, schema)| schema)
}

/// Reads a file. Its tree, without what is wrong in it, is given as well where the sheet could be read.
pub(super) fn read(source: &SourceFile, chosen: &Chosen) -> (File, Option<Node>) {
    let mut diags = Diags::default();
    let place = place(source, chosen);
    let mut name = String::new();
    if place.is_none() {
        // What could not be opened may well have its place: it is told of as that.
        let opened = source.readable || !source.text.is_empty();
        // Beside plans of the known form, a table is nothing that anybody knows.
        if source.kind == FileKind::Table && source.path.starts_with(PLANS) {
            let span = Span::whole(source.id);
            diags.push(messages::not_read(span, &source.path, &NotRead::Unknown));
        } else if source.kind != FileKind::NotRead && opened {
            diags.push(messages::misplaced_file(Span::whole(source.id), meant(&source.path)));
        }
        let mut own = diags.sorted().into_iter().chain(source.problems.iter());
        if own.any(|diag| diag.severity() == Severity::Error) {
            let last = source.path.rsplit('/').next().unwrap_or_default();
            let stem = last.split(['.', '．', '。']).next();
            stem.unwrap_or_default().trim().clone_into(&mut name);
        }
    }
    let parsed = place.as_ref().and_then(|place| {
        let (form, tree) = tree(source, place, &mut diags)?;
        let parsed = parsed(source, place, form, &tree, &mut diags)?;
        let at = (form, place.dir.as_str(), place.stem.as_str());
        let texts = texts::of(source, at, (&tree, schema(form)), &mut diags);
        Some((parsed, (Arc::new(texts), tree)))
    });
    let (parsed, read) = parsed.unzip();
    let (texts, tree) = read.unzip();
    let file = File {
        name,
        place: place.filter(|_| parsed.is_none()),
        parsed,
        texts,
        problems: diags.into_shared(),
    };
    (file, tree)
}

/// The tree of a file and its form, checked and without what is wrong.
fn tree(source: &SourceFile, place: &Place, diags: &mut Diags) -> Option<(Form, Node)> {
    let mut form = place.form;
    if !source.readable {
        return None;
    }
    let mut node = node::read(source, diags)?;
    match other_form(&node, form) {
        Some(other) if !place.sure && form.sibling() == Some(other) => form = other,
        Some(other) => {
            let span = Span::whole(source.id);
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
    check::check(&mut node, schema(form), &source.text, diags);
    Some((form, node))
}

/// The sheet that a checked tree is of.
fn parsed(
    source: &SourceFile,
    place: &Place,
    form: Form,
    tree: &Node,
    diags: &mut Diags,
) -> Option<Parsed> {
    let twice = diags.has(Code::DuplicateKey, source.id);
    let decoded =
        match form {
            Form::City => {
                decode::decode(tree).map(|data| Parsed::City(sheet(data, twice, source, place)))
            }
            Form::Evaluation => decode::decode(tree)
                .map(|data| Parsed::Evaluation(sheet(data, twice, source, place))),
            Form::Policy => {
                decode::decode(tree).map(|data| Parsed::Policy(policy(data, twice, source, place)))
            }
            Form::PolicyH29 => decode::decode(tree).map(|data: forms::PolicyH29| {
                Parsed::Policy(policy(data.into(), twice, source, place))
            }),
            Form::Project => decode::decode(tree)
                .map(|data| Parsed::Project(project(data, twice, source, place))),
            Form::Measure => decode::decode(tree).map(|data: forms::Measure| {
                Parsed::Project(project(data.into(), twice, source, place))
            }),
            Form::Plan => {
                decode::decode(tree).map(|data| Parsed::Plan(sheet(data, twice, source, place)))
            }
            Form::Review => {
                decode::decode(tree).map(|data| Parsed::Review(sheet(data, twice, source, place)))
            }
            Form::Handout => {
                decode::decode(tree).map(|data| Parsed::Handout(sheet(data, twice, source, place)))
            }
        };
    match decoded {
        Ok(parsed) => Some(parsed),
        Err(error) => {
            let span = Span::whole(source.id);
            diags.push(messages::not_decoded(span, &error.to_string()));
            None
        }
    }
}

fn sheet<T>(data: T, twice: bool, source: &SourceFile, place: &Place) -> Arc<Sheet<T>> {
    Arc::new(Sheet {
        file: source.id,
        dir: place.dir.clone(),
        stem: place.stem.clone(),
        twice,
        data,
    })
}

fn policy(
    mut data: forms::Policy,
    twice: bool,
    source: &SourceFile,
    place: &Place,
) -> Arc<Sheet<forms::Policy>> {
    data.indicators = data.indicators.take().map(series::take_apart);
    sheet(data, twice, source, place)
}

fn project(
    mut data: forms::Project,
    twice: bool,
    source: &SourceFile,
    place: &Place,
) -> Arc<Sheet<forms::Project>> {
    data.indicators = data.indicators.take().map(series::take_apart);
    sheet(data, twice, source, place)
}

fn place(file: &SourceFile, chosen: &Chosen) -> Option<Place> {
    let path = &file.path;
    let name = path.rsplit('/').next()?;
    if file.kind == FileKind::NotRead {
        return None;
    }
    if file.kind == FileKind::Apart {
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
    let forms = chosen.of_file(file);
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
    Some(Place { form, sure: forms.is_some(), dir: dir.to_owned(), stem })
}

/// A folder on the way to a file whose name is nearly that of one that is read, and that name.
fn meant(path: &str) -> Option<(&str, String)> {
    let parts: Vec<&str> = path.split('/').collect();
    let (folder, known): (&str, &[&str]) = match parts.as_slice() {
        [top, _, ..] if !is_year(top) => (top, &["plans", "handouts"]),
        [_, below, _, ..] => (below, &["policies", "projects"]),
        _ => return None,
    };
    let plain = folder.nfkc().collect::<String>().to_lowercase();
    let year = plain.trim_end_matches("年度").replace("平成", "h").replace("令和", "r");
    let year = year.replace('元', "1");
    if folder == parts[0] && is_year(&year) {
        return Some((folder, year));
    }
    let near = |name: &&&str| strsim::osa_distance(&plain, name) <= 3;
    let found = known.iter().filter(|name| **name != folder).find(near);
    found.map(|name| (folder, (*name).to_owned()))
}

/// The form that a file seems to be of, when that is not the form of its place: most of its keys are of the other.
fn other_form(node: &Node, form: Form) -> Option<Form> {
    let Kind::Map(entries) = &node.kind else {
        return None;
    };
    let known = |schema: &Value| {
        entries.iter().filter(|(key, _)| schema["properties"].get(&key.text).is_some()).count()
    };
    let own = known(schema(form));
    if own == entries.len() {
        return None;
    }
    let (count, other) = SCHEMAS.iter().map(|(other, schema)| (known(schema), *other)).max()?;
    (count >= own + 3).then_some(other)
}
