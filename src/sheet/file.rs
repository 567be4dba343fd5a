//! One source file -> its sheet, with its problems. Determines the form from the path.

use std::sync::{Arc, LazyLock};

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::diag::{Diags, Severity, Shared, messages};
use crate::sheet::schema::Form;
use crate::sheet::texts::{self, Texts};
use crate::sheet::{Sheet, decode, forms};
use crate::source::{FileKind, PLANS, SourceFile, is_year};
use crate::terms::place::Span;
use crate::yaml::check;
use crate::yaml::node::{self, Node};

/// The result of reading a file.
#[derive(Debug, Clone)]
pub(super) struct File {
    /// Its name without ending, for a file in an unknown place.
    pub name: String,
    /// Its place; `None` for an unknown place, and for a file that could be read, whose sheet has it.
    pub place: Option<Place>,
    pub parsed: Option<Parsed>,
    /// Its texts, if it could be read.
    pub texts: Option<Arc<Texts>>,
    pub problems: Shared,
}

/// Place of a file: its form and its stem.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub form: Form,
    pub stem: String,
}

/// The sheet in a file.
#[derive(Debug, Clone)]
pub(super) enum Parsed {
    City(Arc<Sheet<forms::City>>),
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

/// Reads a file. If the sheet could be read, also returns its tree without what is wrong in it.
pub(super) fn read(source: &SourceFile) -> (File, Option<Node>) {
    let mut diags = Diags::default();
    let place = place(source);
    let mut name = String::new();
    if place.is_none() {
        // A file that could not be opened may well be in the right place; that problem is reported instead.
        let opened = source.readable || !source.text.is_empty();
        if source.kind != FileKind::NotRead && opened {
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
        let tree = tree(source, place.form, &mut diags)?;
        let parsed = parsed(source, place, &tree, &mut diags)?;
        let schema = schema(place.form);
        let texts = texts::of(source, (place.form, &place.stem), (&tree, schema), &mut diags);
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

/// The tree of a file, checked, without what is wrong.
fn tree(source: &SourceFile, form: Form, diags: &mut Diags) -> Option<Node> {
    if !source.readable {
        return None;
    }
    let mut node = node::read(source, diags)?;
    check::check(&mut node, schema(form), &source.text, diags);
    Some(node)
}

/// Decodes a checked tree.
fn parsed(source: &SourceFile, place: &Place, tree: &Node, diags: &mut Diags) -> Option<Parsed> {
    let decoded = match place.form {
        Form::City => decode::decode(tree).map(|data| Parsed::City(sheet(data, source, place))),
        Form::Handout => {
            decode::decode(tree).map(|data| Parsed::Handout(sheet(data, source, place)))
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

fn sheet<T>(data: T, source: &SourceFile, place: &Place) -> Arc<Sheet<T>> {
    Arc::new(Sheet { file: source.id, stem: place.stem.clone(), data })
}

fn place(file: &SourceFile) -> Option<Place> {
    let path = &file.path;
    let name = path.rsplit('/').next()?;
    if file.kind == FileKind::NotRead {
        return None;
    }
    if file.kind == FileKind::Apart {
        // A file named on the command line may have any ending.
        return Some(Place { form: Form::Handout, stem: name.split('.').next()?.to_owned() });
    }
    let stem = name.strip_suffix(".yaml")?.to_owned();
    let form = match path.split('/').collect::<Vec<_>>().as_slice() {
        ["city.yaml"] => Form::City,
        ["handouts", _] => Form::Handout,
        _ => return None,
    };
    Some(Place { form, stem })
}

/// For a file name close to a known one: the folder, and the known name.
fn meant(path: &str) -> Option<(&str, String)> {
    const FOLDERS: [&str; 3] = [PLANS, "handouts", "forms"];
    let (folder, _) = path.split_once('/')?;
    let plain = folder.nfkc().collect::<String>().to_lowercase();
    let year = plain.trim_end_matches("年度").replace("平成", "h").replace("令和", "r");
    let year = year.replace('元', "1");
    if is_year(&year) {
        return Some((folder, year));
    }
    let near = |name: &&&str| strsim::osa_distance(&plain, name) <= 3;
    let found = FOLDERS.iter().filter(|name| **name != folder).find(near);
    found.map(|name| (folder, (*name).to_owned()))
}
