//! Declarations -> the context for reading sheets: years and other folders, the forms of their levels, and the
//! schemas of those.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use serde_json::{Map, Value, json};

use super::draft;
use crate::diag::near::nearest;
use crate::diag::{Diag, Diags, Shared, messages};
use crate::form::year::{self, Level, Year};
use crate::form::{self, Form, Forms, Name, Results};
use crate::key::{self, Key};
use crate::sheet::forms::EverySheet;
use crate::sheet::items;
use crate::sheet::schema::{required, schema_of};
use crate::sheet::texts::{self, Texts};
use crate::source::{FileKind, PLANS, SourceFile, Sources, is_year};
use crate::terms::year::FiscalYear;
use crate::yaml::check;
use crate::yaml::node::{self, Node};

/// The file that declares the levels of a year.
pub(super) const FILE: &str = "/evaluation.yaml";

/// The years, with everything needed to read their sheets.
#[derive(Debug)]
pub(crate) struct Years {
    /// By folder.
    pub(super) by_folder: BTreeMap<String, Found>,
    /// All forms.
    pub(super) forms: Vec<Arc<Form>>,
    /// Whether a sheet that says nothing of it is a draft.
    pub(super) drafts: bool,
    /// The folders without a file to say what is wrong with them.
    without: Vec<String>,
    /// Problems with the forms.
    of_forms: Vec<Shared>,
}

/// A year, if it could be read, and the schemas of its forms.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) year: Option<Arc<Year>>,
    pub(super) schemas: Schemas,
    /// The texts of its file, and every value of it.
    pub(super) said: Option<(Arc<Texts>, Vec<items::Item>)>,
    pub(super) problems: Shared,
}

/// The forms of a year with the schemas of their sheets, by name and by whether columns have free years.
type Schemas = BTreeMap<(String, bool), (Arc<Form>, Value)>;

fn schemas(year: &Year, forms: &Forms) -> Schemas {
    let of = |level: &'_ Level| {
        let free = level.free;
        level.forms.clone().into_iter().map(move |(name, _)| (name, free))
    };
    let all = year.levels.iter().flat_map(of).filter_map(|(name, free)| {
        let form = forms.get(&name.text)?.form.as_ref()?;
        let form = if free { Arc::new(form.freed()) } else { Arc::clone(form) };
        let results = year.dated.as_ref().map(|dated| dated.results);
        let schema = schema_of_year(&form, results);
        Some(((name.text, free), (form, schema)))
    });
    all.collect()
}

static YEAR: LazyLock<Value> = LazyLock::new(|| year::schema(true));

/// Of a folder that is not a year.
static UNDATED: LazyLock<Value> = LazyLock::new(|| year::schema(false));

/// The items of every sheet other than its sections.
pub(super) static EVERY: LazyLock<Map<String, Value>> = LazyLock::new(|| {
    let schema = schema_of::<EverySheet>();
    let items = schema.get("properties").and_then(Value::as_object).cloned();
    let mut items = items.unwrap_or_default();
    let line = json!({ "x-kohyo": "text", "type": ["string", "number"] });
    let keyed = json!({ "x-kohyo": "names", "type": "object", "additionalProperties": line });
    let notes = json!({
        "type": "array",
        "description": "この票の注。1文ずつ。「※1: 文」のように書くと、値の「注: ※1」がそれを指します。",
        "items": { "x-kohyo": "shape", "anyOf": [line, keyed] },
    });
    items.insert("注".to_owned(), notes);
    items
});

/// The schema of the sheets of a form for editors: they do not see CSV files next to the sheet, so sections that may
/// be there are not required.
#[must_use]
pub fn schema(form: &Form) -> Value {
    let mut schema = form::schema(form, Results::Unknown, &EVERY);
    if let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut) {
        let beside = |name: &str| {
            let kind = form.section(name).map(|section| &section.kind);
            matches!(kind, Some(form::Kind::Table(_) | form::Kind::List(_)))
        };
        required.retain(|name| !name.as_str().is_some_and(beside));
    }
    schema
}

/// The schema of the sheets of a form in a year with these results; in a folder that is not a year, sheets state
/// theirs.
#[must_use]
pub fn schema_of_year(form: &Form, results: Option<FiscalYear>) -> Value {
    let results = results.map_or(Results::OfSheet(None), Results::OfYear);
    form::schema(form, results, &EVERY)
}

impl Years {
    /// Key of the years: the names of all files, and the contents of those that are not sheets.
    pub(crate) fn key(sources: &Sources) -> Key {
        let parts = sources.files.iter().map(|file| {
            let is_of_a_level = file.path.bytes().filter(|byte| *byte == b'/').count() > 1;
            if is_of_a_level { file.key_of_name() } else { file.key() }
        });
        let parts: Vec<Key> = parts.collect();
        key::of(parts.iter().map(<[u8; 32]>::as_slice))
    }

    /// Reads the years.
    pub(crate) fn of(sources: &Sources) -> Self {
        let forms = &Forms::of(sources);
        let years = sources.files.iter().filter_map(|file| {
            let dir = file.path.strip_suffix(FILE)?;
            let schema = match dir {
                PLANS => &UNDATED,
                dir if is_year(dir) => &YEAR,
                _ => return None,
            };
            Some((dir.to_owned(), Found::read(file, (dir, schema), forms)))
        });
        let mut years: BTreeMap<_, _> = years.collect();
        // Without this file nothing is known about the sheets of a year.
        let mut without = Vec::new();
        let sheets = sources.files.iter().filter(|file| file.kind == FileKind::Sheet);
        for (dir, _) in sheets.filter_map(|file| file.path.split_once('/')) {
            if (is_year(dir) || dir == PLANS) && !years.contains_key(dir) {
                let mut diags = Diags::default();
                let schema = if dir == PLANS { &UNDATED } else { &YEAR };
                diags.push(missing(sources, dir, schema));
                years.insert(dir.to_owned(), Found::unread(diags));
                without.push(dir.to_owned());
            }
        }
        Self {
            by_folder: years,
            without,
            drafts: form::city(sources).is_some_and(|city| draft::usual(&city)),
            forms: forms.iter().filter_map(|(_, entry)| entry.form.clone()).collect(),
            of_forms: forms.problems().map(Arc::clone).collect(),
        }
    }

    /// Problems with the forms, and with years that have no file to report them in.
    pub(crate) fn problems(&self) -> impl Iterator<Item = &Shared> {
        let without = self.without.iter().filter_map(|dir| self.by_folder.get(dir));
        self.of_forms.iter().chain(without.map(|found| &found.problems))
    }

    /// The folders of years that could not be read.
    pub(crate) fn unread(&self) -> impl Iterator<Item = &str> {
        let unread = self.by_folder.iter().filter(|(_, found)| found.year.is_none());
        unread.map(|(dir, _)| dir.as_str())
    }

    /// Every value of the files of years.
    pub(crate) fn items(&self) -> impl Iterator<Item = &items::Item> {
        self.by_folder.values().flat_map(|found| &found.said).flat_map(|(_, items)| items)
    }
}

impl Found {
    /// Reads a year, and makes the schemas of its forms.
    fn read(file: &SourceFile, (dir, schema): (&str, &Value), forms: &Forms) -> Self {
        let mut diags = Diags::default();
        let mut found =
            Self { year: None, schemas: BTreeMap::new(), said: None, problems: Arc::new([]) };
        let tree = file.readable.then(|| node::read(file, &mut diags)).flatten();
        if let Some(mut tree) = tree {
            let whole = check::check(&mut tree, schema, &file.text, &mut diags);
            let year = year::read(&tree, file.id, dir).filter(|_| whole);
            found.year = year.map(|mut year| {
                year.tell_apart(forms);
                year::check(&year, forms, &mut diags);
                found.schemas = schemas(&year, forms);
                Arc::new(year)
            });
            let page = format!("{dir}/index.html");
            let texts = texts::of_sheet(file, &page, dir.to_owned(), (&tree, schema), &mut diags);
            found.said = Some((Arc::new(texts), items::of(&tree, &())));
        }
        found.problems = diags.into_shared();
        found
    }

    /// A year that could not be read.
    fn unread(diags: Diags) -> Self {
        Self { year: None, schemas: BTreeMap::new(), said: None, problems: diags.into_shared() }
    }

    pub(super) fn forms_of<'a>(
        &'a self,
        level: &'a Level,
    ) -> impl Iterator<Item = &'a Arc<Form>> + Clone {
        let names = level.forms.iter();
        let of = |(name, _): &(Name, Option<Name>)| {
            self.schemas.get(&(name.text.clone(), level.free)).map(|(form, _)| form)
        };
        names.filter_map(of)
    }

    pub(super) fn form(
        &self,
        tree: &Node,
        level: &Level,
        diags: &mut Diags,
    ) -> Result<&(Arc<Form>, Value), Option<String>> {
        let own = tree.get("様式").and_then(|node| Some((node, node.word()?.trim())));
        let name = match own {
            Some((node, word)) => {
                let names: Vec<&str> =
                    level.forms.iter().map(|(name, _)| name.text.as_str()).collect();
                if !names.contains(&word) {
                    let near = nearest(word, names.iter().copied());
                    diags.push(messages::form_of_no_level(
                        node.span.clone(),
                        word,
                        near,
                        &names,
                        &level.name.text,
                    ));
                    return Err(None);
                }
                word
            }
            None => level.forms.first().map(|(name, _)| name.text.as_str()).ok_or(None)?,
        };
        // A missing or unreadable form is already reported.
        self.schemas.get(&(name.to_owned(), level.free)).ok_or_else(|| Some(name.to_owned()))
    }
}

/// The file of a year is missing; a file with a similar name may be meant.
fn missing(sources: &Sources, dir: &str, schema: &Value) -> Diag {
    let beside =
        sources.files.iter().filter_map(|file| file.path.strip_prefix(dir)?.strip_prefix('/'));
    let near = beside.filter(|name| !name.contains('/')).min_by_key(|name| distance(name));
    let near = near.filter(|name| distance(name) <= 3);
    messages::missing_file(&format!("{dir}{FILE}"), "評価年度", &required(schema), near)
}

/// Edit distance between a name and that of the file of a year.
fn distance(name: &str) -> usize {
    strsim::osa_distance(name, &FILE[1..])
}
