//! Years, plans and sheets: Sources -> trees checked against the schemas of their forms. A section may be in a CSV
//! file next to its sheet; it is merged into the tree.

mod condition;
mod csv;
mod draft;
mod misfit;
mod years;

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::Value;

use crate::diag::{Diags, Shared, Waits, messages};
use crate::form::year::{Level, Year};
use crate::form::{self, Form, Kind as SectionKind, Results};
use crate::key;
use crate::reuse::Cache;
use crate::sheet::forms::EverySheet;
use crate::sheet::texts::{self, Texts};
use crate::sheet::{decode, items};
use crate::source::{FileKind, SourceFile, Sources};
use crate::terms::place::Span;
use crate::terms::reason::Missing;
use crate::terms::year::FiscalYear;
use crate::yaml::check;
use crate::yaml::node::{self, Node};

pub(super) use years::Years;
use years::{EVERY, FILE, Found};
pub use years::{schema, schema_of_year};

/// A sheet.
#[derive(Debug, Clone)]
pub struct CheckedSheet {
    /// The file.
    pub source: Arc<SourceFile>,
    /// Folder of its year.
    pub dir: String,
    /// Index of its level in the year.
    pub level: usize,
    /// File name without `.yaml`.
    pub stem: String,
    /// Whether it is a draft, which may lack what is not written yet.
    pub draft: bool,
    /// True when nothing was cut out as wrong and nothing is written twice.
    pub whole: bool,
    /// True where its 上 cannot be read.
    pub misread_above: bool,
    /// The year whose results it states; `None` where none is stated.
    pub results: Option<FiscalYear>,
    /// Its form.
    pub form: Arc<Form>,
    /// Its checked tree, without what is wrong in it.
    pub tree: Node,
    /// The items of every sheet other than its sections.
    pub every: EverySheet,
    /// Prefix of the ids of its figures: `r6.001`.
    pub id: String,
    /// Its texts.
    pub texts: Arc<Texts>,
}

/// Every file of the content, sorted by path, so that files next to a sheet are found without scanning all files.
#[derive(Debug, Default)]
struct ByPath(Vec<Arc<SourceFile>>);

impl ByPath {
    fn of(sources: &Sources) -> Self {
        let mut files = sources.files.clone();
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Self(files)
    }

    /// The files whose paths start with `head`.
    fn beginning<'a>(&'a self, head: &'a str) -> impl Iterator<Item = &'a Arc<SourceFile>> {
        let first = self.0.partition_point(|file| file.path.as_str() < head);
        self.0[first..].iter().take_while(move |file| file.path.starts_with(head))
    }

    fn has(&self, path: &str) -> bool {
        self.0.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok()
    }
}

/// Kind of a file of a year.
pub(super) enum File<'a> {
    /// `evaluation.yaml`, with its texts and its values.
    Year(Option<Arc<Year>>, Option<&'a (Arc<Texts>, Vec<items::Item>)>, &'a Shared),
    /// A sheet, if it could be read, with its problems.
    Sheet(Option<Arc<CheckedSheet>>, Shared),
    /// A section of a sheet, read with it, or a problem with its file name.
    Section(Shared),
    /// A sheet that can be checked only after something else is corrected.
    Waiting(Waits),
}

/// A sheet, or the name of an unusable form; with its problems.
pub(super) type Read = (Result<Arc<CheckedSheet>, Option<String>>, Shared);

/// Context for reading the sheets of some content.
pub(super) struct Reader<'a> {
    pub(super) years: Arc<Years>,
    files: ByPath,
    /// The key of the years, and the cache of sheets.
    cache: Option<(key::Key, &'a Cache<Read>)>,
}

/// All inputs of a sheet.
struct Inputs<'a> {
    years: &'a Years,
    source: &'a Arc<SourceFile>,
    /// Its file name without `.yaml`.
    stem: &'a str,
    /// The CSV files next to it.
    beside: Vec<&'a SourceFile>,
}

impl Inputs<'_> {
    /// Cache key of a sheet; `of_years` is the key of the years.
    fn key(&self, of_years: &key::Key) -> key::Key {
        // The path, which is part of the source, contains the stem.
        let Self { years: _, source, stem: _, beside } = self;
        let files: Vec<key::Key> = std::iter::once(&***source)
            .chain(beside.iter().copied())
            .map(SourceFile::key)
            .collect();
        key::of(std::iter::once(of_years).chain(&files).map(<[u8; 32]>::as_slice))
    }

    /// Reads a sheet of the level at index `place`.
    fn read(
        &self,
        found: &Found,
        (year, place): (&Year, usize),
        diags: &mut Diags,
    ) -> Result<CheckedSheet, Option<String>> {
        let Self { years, source, stem, beside } = self;
        let level = &year.levels[place];
        let Year { dir, dated, .. } = year;
        if !source.readable {
            return Err(None);
        }
        let mut tree = node::read(source, diags).ok_or(None)?;
        let (form, schema) = found.form(&tree, level, diags)?;
        if let Some(other) = misfit::form_of_another_place(&tree, form, &years.forms) {
            diags.push(misfit::message(Span::whole(source.id), form, other, (year, level)));
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
        csv::add(&mut tree, stem, (form, schema), beside, diags);
        condition::settle(&mut tree, form, diags);
        let read = !diags.has_errors();
        let above = |tree: &Node| tree.get("票").is_some_and(|head| head.get("上").is_some());
        let said_above = above(&tree);
        let draft = draft::is_draft(&tree, self.years.drafts);
        let check = if draft { check::check_draft } else { check::check };
        let whole = check(&mut tree, schema, &source.text, diags) && read;
        if !draft {
            draft::nothing_is_unfilled(&tree, form, diags);
        }
        let every = match decode::decode(&tree) {
            Ok(every) => every,
            Err(error) => {
                diags.push(messages::not_decoded(Span::whole(source.id), &error.to_string()));
                return Err(None);
            }
        };
        let page = level.page(dir, stem);
        let id = level.id(dir, stem);
        let texts = texts::of_sheet(source, &page, id.clone(), (&tree, schema), diags);
        Ok(CheckedSheet {
            source: Arc::clone(source),
            dir: dir.clone(),
            level: place,
            stem: (*stem).to_owned(),
            draft,
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
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        years: Arc<Years>,
        sources: &Sources,
        cache: Option<(key::Key, &'a Cache<Read>)>,
    ) -> Self {
        Self { years, files: ByPath::of(sources), cache }
    }

    /// Reads a file of a year; `None` for any other file.
    pub(super) fn read(&self, source: &Arc<SourceFile>) -> Option<File<'_>> {
        let (dir, rest) = source.path.split_once('/')?;
        let found = self.years.by_folder.get(dir)?;
        if rest == &FILE[1..] {
            return Some(File::Year(found.year.clone(), found.said.as_ref(), &found.problems));
        }
        let Some(year) = &found.year else {
            // The year is already reported: without it nothing is known about its sheets.
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
            // A file that could not be opened may well be in the right place; that problem is reported instead.
            let wrong = wrong && (source.readable || !source.text.is_empty());
            return wrong.then(|| File::Sheet(None, outside(source, year)));
        };
        let level = &year.levels[place];
        if source.kind == FileKind::Table {
            // The sections of an unusable form, already reported, are unknown.
            let known = found.forms_of(level).count() == level.forms.len();
            let forms = found.forms_of(level);
            let wrong = known.then(|| csv::misplaced(source, forms, &|path| self.files.has(path)));
            return Some(File::Section(wrong.unwrap_or_else(|| Arc::new([]))));
        }
        let stem = name.strip_suffix(".yaml").filter(|_| source.kind == FileKind::Sheet)?;
        let (sheet, problems) = self.sheet(found, (year, place), (source, stem));
        Some(match sheet {
            Err(Some(form)) => File::Waiting(Waits::ForForm(form)),
            sheet => File::Sheet(sheet.ok(), problems),
        })
    }

    /// Reads a sheet, from the cache if possible.
    fn sheet(
        &self,
        found: &Found,
        of: (&Year, usize),
        (source, stem): (&Arc<SourceFile>, &str),
    ) -> Read {
        let head = format!("{}.", source.path.trim_end_matches(".yaml"));
        let beside = self.files.beginning(&head).filter(|file| file.kind == FileKind::Table);
        let beside = beside.map(AsRef::as_ref).collect();
        let inputs = Inputs { years: &self.years, source, stem, beside };
        let read = || {
            let mut diags = Diags::default();
            let sheet = inputs.read(found, of, &mut diags);
            (sheet.map(Arc::new), diags.into_shared())
        };
        match &self.cache {
            Some((of_years, cache)) => cache.get(inputs.key(of_years), read),
            None => read(),
        }
    }
}

impl CheckedSheet {
    /// The same sheet with parts removed, of a form without them. `schema` is that of the form.
    #[must_use]
    pub fn with_less(&self, of: (&Arc<Form>, &Value), tree: Node, every: EverySheet) -> Self {
        let (form, schema) = of;
        let page = self.texts.page.clone().unwrap_or_default();
        // Problems in texts were reported for the full sheet.
        let (id, mut told) = (self.id.clone(), Diags::default());
        let texts = texts::of_sheet(&self.source, &page, id, (&tree, schema), &mut told);
        Self { form: Arc::clone(form), tree, every, texts: Arc::new(texts), ..self.clone() }
    }

    /// The places of a value of it that are 未記入.
    #[must_use]
    pub fn unfilled(&self, node: &Node) -> Vec<Span> {
        draft::unfilled(node, &self.form)
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

    /// 前のコード: its codes in the year before, empty where it states that there were none; `None` where not stated.
    #[must_use]
    pub fn former(&self) -> Option<Vec<(&str, &Span)>> {
        let node = self.tree.get("票")?.get("前のコード")?;
        let all = if node.word().is_some() { std::slice::from_ref(node) } else { node.items() };
        let codes = all.iter().filter_map(|node| Some((node.word()?.trim(), &node.span)));
        Some(codes.filter(|(code, _)| *code != Missing::NotApplicable.word()).collect())
    }
}

/// The year of the sheet itself (年度 of 票). Without one, no column of its form may need a year.
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
    // An unreadable year is reported by the schema check.
    FiscalYear::parse(said.word()?.trim()).ok().map(|(year, _)| year)
}

/// Reports a file in a folder that belongs to no level.
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

impl items::Called for CheckedSheet {
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
