//! Years, plans and sheets of declared forms: Sources -> trees checked along the schemas of their forms. A section may lie
//! in a CSV file beside its sheet; it becomes part of the tree.

mod condition;
mod csv;
mod misfit;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use serde_json::{Map, Value, json};

use crate::diag::near::nearest;
use crate::diag::{Diag, Diags, Shared, Waits, messages};
use crate::form::year::{self, Level, Year};
use crate::form::{self, Form, Forms, Kind as SectionKind, Name, Results};
use crate::sheet::forms::EverySheet;
use crate::sheet::schema::{required, schema_of};
use crate::sheet::texts::{self, Texts};
use crate::sheet::{decode, items};
use crate::source::{FileKind, PLANS, SourceFile, Sources, is_year};
use crate::terms::place::Span;
use crate::terms::reason::Missing;
use crate::terms::year::FiscalYear;
use crate::yaml::check;
use crate::yaml::node::{self, Key, Kind, Node};

/// The file that says which levels a year has.
const FILE: &str = "/evaluation.yaml";

/// A sheet of a declared form.
#[derive(Debug, Clone)]
pub struct DeclaredSheet {
    /// The file.
    pub source: Arc<SourceFile>,
    /// Folder of its year.
    pub dir: String,
    /// Its level, by its place in the year.
    pub level: usize,
    /// File name without `.yaml`.
    pub stem: String,
    /// True when nothing was left out for a mistake and nothing is written twice.
    pub whole: bool,
    /// True where it has a 上 that cannot be read.
    pub misread_above: bool,
    /// The year whose results it states; `None` where nobody says one.
    pub results: Option<FiscalYear>,
    /// Its form.
    pub form: Arc<Form>,
    /// What it says: checked, without what is wrong in it.
    pub tree: Node,
    /// What every sheet says besides its sections.
    pub every: EverySheet,
    /// Begins the ids of its figures: `r6.001`.
    pub id: String,
    /// What it says in words.
    pub texts: Arc<Texts>,
}

/// The years, with what is needed to read their sheets.
#[derive(Debug, Default)]
pub(super) struct Declared {
    /// By folder.
    years: BTreeMap<String, Found>,
    files: ByPath,
    /// Every form that there is.
    forms: Vec<Arc<Form>>,
}

/// Every file of the content by its path: what lies beside a sheet is found without a look at all files.
#[derive(Debug, Default)]
struct ByPath(Vec<Arc<SourceFile>>);

impl ByPath {
    fn of(sources: &Sources) -> Self {
        let mut files = sources.files.clone();
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Self(files)
    }

    /// The files whose paths begin so.
    fn beginning<'a>(&'a self, head: &'a str) -> impl Iterator<Item = &'a Arc<SourceFile>> {
        let first = self.0.partition_point(|file| file.path.as_str() < head);
        self.0[first..].iter().take_while(move |file| file.path.starts_with(head))
    }

    fn has(&self, path: &str) -> bool {
        self.0.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok()
    }
}

/// A year, where it could be read, and the schemas of its forms.
#[derive(Debug)]
struct Found {
    year: Option<Arc<Year>>,
    schemas: Schemas,
    /// What its file says in words, and every value of it.
    said: Option<(Arc<Texts>, Vec<items::Item>)>,
    problems: Shared,
}

/// What a file of such a year is.
pub(super) enum File<'a> {
    /// `evaluation.yaml`, with its texts and its values.
    Year(Option<Arc<Year>>, Option<&'a (Arc<Texts>, Vec<items::Item>)>, &'a Shared),
    /// A sheet, where it could be read, with its problems.
    Sheet(Option<Box<DeclaredSheet>>, Shared),
    /// A section of a sheet, read with it, or what is wrong with its name.
    Section(Shared),
    /// A sheet that can be checked only once something else is right.
    Waiting(Waits),
}

/// The forms of a year with the schemas of their sheets, by name and by whether their years are free.
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

/// Of a folder that is no year.
static UNDATED: LazyLock<Value> = LazyLock::new(|| year::schema(false));

/// The items of every sheet besides its sections.
static EVERY: LazyLock<Map<String, Value>> = LazyLock::new(|| {
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

/// The schema of the sheets of a form, as editors read it: they do not know what lies in a CSV file beside the sheet,
/// so they ask for no section that may.
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

/// The schema of the sheets of a form in a year with these results; in a folder that is no year sheets say theirs.
#[must_use]
pub fn schema_of_year(form: &Form, results: Option<FiscalYear>) -> Value {
    let results = results.map_or(Results::OfSheet(None), Results::OfYear);
    form::schema(form, results, &EVERY)
}

impl Declared {
    /// Reads the years.
    pub(super) fn of(sources: &Sources, forms: &Forms) -> Self {
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
        // Without its file nothing can be said of the sheets of a year.
        let sheets = sources.files.iter().filter(|file| file.kind == FileKind::Sheet);
        for (dir, _) in sheets.filter_map(|file| file.path.split_once('/')) {
            if (is_year(dir) || dir == PLANS) && !years.contains_key(dir) {
                let mut diags = Diags::default();
                let schema = if dir == PLANS { &UNDATED } else { &YEAR };
                diags.push(missing(sources, dir, schema));
                years.insert(dir.to_owned(), Found::unread(diags));
            }
        }
        let forms = forms.iter().filter_map(|(_, entry)| entry.form.clone()).collect();
        Self { years, files: ByPath::of(sources), forms }
    }

    /// What is wrong with years of which there is no file to say it: those without `evaluation.yaml`.
    pub(super) fn problems(&self) -> impl Iterator<Item = &Shared> {
        let without = self.years.iter().filter(|(dir, _)| !self.files.has(&format!("{dir}{FILE}")));
        without.map(|(_, found)| &found.problems)
    }

    /// The folders of years that could not be read.
    pub(super) fn unread(&self) -> impl Iterator<Item = &str> {
        let unread = self.years.iter().filter(|(_, found)| found.year.is_none());
        unread.map(|(dir, _)| dir.as_str())
    }

    /// Every value of the files of years.
    pub(super) fn items(&self) -> impl Iterator<Item = &items::Item> {
        self.years.values().flat_map(|found| &found.said).flat_map(|(_, items)| items)
    }

    /// Reads a file of such a year; `None` for a file of anything else.
    pub(super) fn read(&self, source: &Arc<SourceFile>) -> Option<File<'_>> {
        let (dir, rest) = source.path.split_once('/')?;
        let found = self.years.get(dir)?;
        if rest == &FILE[1..] {
            return Some(File::Year(found.year.clone(), found.said.as_ref(), &found.problems));
        }
        let Some(year) = &found.year else {
            // The year has been told of: without it nothing can be said of its sheets.
            return Some(match source.kind {
                FileKind::Sheet if rest.contains('/') => {
                    File::Waiting(Waits::ForYear(format!("{dir}{FILE}")))
                }
                _ => File::Sheet(None, Arc::new([])),
            });
        };
        let (folder, name) = rest.split_once('/').unwrap_or(("", rest));
        let of_level = |level: &Level| level.folder.as_ref().is_some_and(|own| own.text == folder);
        let Some(place) = year.levels.iter().position(of_level) else {
            let wrong = source.kind != FileKind::NotRead;
            // What could not be opened may well have its place: it is told of as that.
            let wrong = wrong && (source.readable || !source.text.is_empty());
            return wrong.then(|| File::Sheet(None, outside(source, year)));
        };
        let level = &year.levels[place];
        if source.kind == FileKind::Table {
            // Of a form that cannot be used, which has been told, no section is known.
            let known = found.forms_of(level).count() == level.forms.len();
            let forms = found.forms_of(level);
            let wrong = known.then(|| csv::misplaced(source, forms, &self.files));
            return Some(File::Section(wrong.unwrap_or_else(|| Arc::new([]))));
        }
        let stem = name.strip_suffix(".yaml").filter(|_| source.kind == FileKind::Sheet)?;
        let mut diags = Diags::default();
        let sheet = found.sheet(source, (level, place), (year, stem), self, &mut diags);
        Some(match sheet {
            Err(Some(form)) => File::Waiting(Waits::ForForm(form)),
            sheet => File::Sheet(sheet.ok().map(Box::new), diags.into_shared()),
        })
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
            let texts =
                texts::of_declared(file, &page, dir.to_owned(), (&tree, schema), &mut diags);
            found.said = Some((Arc::new(texts), items::of(&tree, &())));
        }
        found.problems = diags.into_shared();
        found
    }

    /// A year that could not be read.
    fn unread(diags: Diags) -> Self {
        Self { year: None, schemas: BTreeMap::new(), said: None, problems: diags.into_shared() }
    }

    fn forms_of<'a>(&'a self, level: &'a Level) -> impl Iterator<Item = &'a Arc<Form>> + Clone {
        let names = level.forms.iter();
        let of = |(name, _): &(Name, Option<Name>)| {
            self.schemas.get(&(name.text.clone(), level.free)).map(|(form, _)| form)
        };
        names.filter_map(of)
    }

    fn sheet(
        &self,
        source: &Arc<SourceFile>,
        (level, place): (&Level, usize),
        (year, stem): (&Year, &str),
        all: &Declared,
        diags: &mut Diags,
    ) -> Result<DeclaredSheet, Option<String>> {
        let Year { dir, dated, .. } = year;
        if !source.readable {
            return Err(None);
        }
        let mut tree = node::read(source, diags).ok_or(None)?;
        let (form, schema) = self.form(&tree, level, diags)?;
        if let Some(other) = misfit::form_of_another_place(&tree, form, &all.forms) {
            diags.push(misfit::told(Span::whole(source.id), form, other, (year, level)));
            return Err(None);
        }
        let (results, schema) = match dated {
            Some(dated) => (Some(dated.results), Cow::Borrowed(schema)),
            None => match own_year(&tree, form, diags) {
                Some(own) => {
                    let own = Some(own);
                    (own, Cow::Owned(form::schema(form, Results::OfSheet(own), &EVERY)))
                }
                None => (None, Cow::Borrowed(schema)),
            },
        };
        let schema = schema.as_ref();
        csv::add(&mut tree, source, stem, form, schema, &all.files, diags);
        condition::settle(&mut tree, form, diags);
        let read = !diags.has_errors();
        let above = |tree: &Node| tree.get("票").is_some_and(|head| head.get("上").is_some());
        let said_above = above(&tree);
        let whole = check::check(&mut tree, schema, &source.text, diags) && read;
        let every = match decode::decode(&tree) {
            Ok(every) => every,
            Err(error) => {
                diags.push(messages::not_decoded(Span::whole(source.id), &error.to_string()));
                return Err(None);
            }
        };
        let page = level.page(dir, stem);
        let id = level.id(dir, stem);
        let texts = texts::of_declared(source, &page, id.clone(), (&tree, schema), diags);
        Ok(DeclaredSheet {
            source: Arc::clone(source),
            dir: dir.clone(),
            level: place,
            stem: stem.to_owned(),
            whole,
            misread_above: said_above && !above(&tree),
            results,
            form: Arc::clone(form),
            tree,
            every,
            id,
            texts: Arc::new(texts),
        })
    }

    /// The form that a sheet names, or the first of its level; else the name of one that cannot be used.
    fn form(
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
        // A form that is not there, or cannot be read, has been told of.
        self.schemas.get(&(name.to_owned(), level.free)).ok_or_else(|| Some(name.to_owned()))
    }
}

impl DeclaredSheet {
    /// The same sheet with less in it, of a form that has no place for what is left out. `schema` is that of the form.
    #[must_use]
    pub fn with_less(&self, of: (&Arc<Form>, &Value), tree: Node, every: EverySheet) -> Self {
        let (form, schema) = of;
        let page = self.texts.page.clone().unwrap_or_default();
        // What is wrong in texts has been told of the whole sheet.
        let (id, mut told) = (self.id.clone(), Diags::default());
        let texts = texts::of_declared(&self.source, &page, id, (&tree, schema), &mut told);
        Self { form: Arc::clone(form), tree, every, texts: Arc::new(texts), ..self.clone() }
    }

    /// Every value as written, by its place in the sheet.
    #[must_use]
    pub fn items(&self) -> Vec<items::Item> {
        items::of(&self.tree, self)
    }

    /// A text of 票.
    #[must_use]
    pub fn head(&self, key: &str) -> Option<(&str, &Span)> {
        let node = self.tree.get("票")?.get(key)?;
        Some((node.word()?.trim(), &node.span))
    }

    /// 前のコード: its codes in the year before, none where it says that it has none; `None` where it says nothing.
    #[must_use]
    pub fn former(&self) -> Option<Vec<(&str, &Span)>> {
        let node = self.tree.get("票")?.get("前のコード")?;
        let all = if node.word().is_some() { std::slice::from_ref(node) } else { node.items() };
        let codes = all.iter().filter_map(|node| Some((node.word()?.trim(), &node.span)));
        Some(codes.filter(|(code, _)| *code != Missing::NotApplicable.word()).collect())
    }
}

/// The year that a sheet says of itself (年度 of 票). Where it says none, no column of its form may need one.
fn own_year(tree: &Node, form: &Form, diags: &mut Diags) -> Option<FiscalYear> {
    let head = tree.get("票");
    let Some(said) = head.and_then(|head| head.get("年度")) else {
        let columns = form.of_results();
        if !columns.is_empty() {
            let entries = tree.entries().iter();
            let at = entries.clone().find(|(key, _)| key.text == "票").or(entries.clone().next());
            let span = at.map_or_else(|| tree.span.clone(), |(key, _)| key.span.clone());
            diags.push(messages::no_year_of_sheet(span, &columns));
        }
        return None;
    };
    // What cannot be read is told along the schema.
    FiscalYear::parse(said.word()?.trim()).ok().map(|(year, _)| year)
}

/// The file of a year is not there; one with nearly its name may be it.
fn missing(sources: &Sources, dir: &str, schema: &Value) -> Diag {
    let beside =
        sources.files.iter().filter_map(|file| file.path.strip_prefix(dir)?.strip_prefix('/'));
    let near = beside.filter(|name| !name.contains('/')).min_by_key(|name| distance(name));
    let near = near.filter(|name| distance(name) <= 3);
    messages::missing_file(&format!("{dir}{FILE}"), "評価年度", &required(schema), near)
}

/// In how many letters a name differs from that of the file of a year.
fn distance(name: &str) -> usize {
    strsim::osa_distance(name, &FILE[1..])
}

/// A file that lies in the folder of no level.
fn outside(source: &SourceFile, year: &Year) -> Shared {
    let folders = year.levels.iter().filter_map(|level| level.folder.as_ref());
    let folders: Vec<&str> = folders.map(|folder| folder.text.as_str()).collect();
    let own = source.path.split('/').nth(1).filter(|_| source.path.split('/').count() > 2);
    let alike = |own: &str, name: &&&str| strsim::osa_distance(own, name) <= 3;
    let near = own.and_then(|own| Some([own, *folders.iter().find(|name| alike(own, name))?]));
    let mut diags = Diags::default();
    diags.push(messages::outside_the_levels(Span::whole(source.id), &year.dir, &folders, near));
    diags.into_shared()
}

impl items::Called for DeclaredSheet {
    fn first(&self, section: &str) -> Option<&str> {
        match &self.form.section(section)?.kind {
            SectionKind::List(list) => Some(list.fields.first()?.name.text.as_str()),
            _ => None,
        }
    }

    fn heads(&self, section: &str) -> Option<Vec<String>> {
        let SectionKind::Table(table) = &self.form.section(section)?.kind else { return None };
        Some(table.columns.iter().map(|column| column.head.name(self.results)).collect())
    }
}

/// A key with a place.
fn key(text: &str, span: &Span) -> Key {
    Key { text: text.to_owned(), span: span.clone() }
}

/// A word with a place, as if it had been written in quotes.
fn word(text: &str, span: &Span) -> Node {
    Node { span: span.clone(), kind: Kind::Scalar { text: text.into(), plain: false } }
}
