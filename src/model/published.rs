//! Checked sheets -> the same as they are published: without what a form keeps (公開: しない), and without what a sheet says
//! of that alone. Whatever is made of them later knows nothing of it, so nothing later has to remember.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ecow::eco_format;
use serde_json::Value;

use crate::form::Form;
use crate::model::fact_id;
use crate::model::figures::Figures;
use crate::section::Sections;
use crate::sheet::value::Text;
use crate::sheet::{CheckedSheet, Sheets, schema_of_year};
use crate::terms::address;
use crate::terms::place::{FileId, Span};
use crate::terms::year::FiscalYear;
use crate::yaml::node::{Kind, Node};

/// What stands before the words of a note, a doubt or a correction that is not published, in the preview.
const MARK: &str = "［非公開］";

/// Shortest text that an older release is not to be told by, in letters: what is shorter may be of anything.
const LONG: usize = 4;

/// A place of a value: its file, first byte, and the byte behind the last.
type Place = (FileId, usize, usize);

/// What is read and kept, and not published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hidden {
    /// Each value and key, by its place.
    words: BTreeMap<Place, String>,
    /// What the longer ones say.
    said: BTreeSet<String>,
    /// Ids of its figures.
    figures: BTreeSet<String>,
    /// The forms that say so: folder of the year, and the year whose results its sheets state.
    forms: Vec<(String, Option<FiscalYear>, Same)>,
}

/// A form, the same as itself alone.
#[derive(Debug, Clone)]
struct Same(Arc<Form>);

impl PartialEq for Same {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Same {}

/// A form in a year, with what is left of it and the schema of that.
type OfForm = (String, Option<FiscalYear>, Same, Arc<Form>, Value);

/// Takes out what is not published, and says what that was.
pub fn publish(sheets: &mut Sheets) -> Hidden {
    let mut hidden = Hidden::default();
    let mut forms: Vec<OfForm> = Vec::new();
    for sheet in &mut sheets.all {
        if !sheet.form.hides() {
            continue;
        }
        // A form is another one in each year: its columns are called by it.
        let own = Same(Arc::clone(&sheet.form));
        let same = |(dir, results, form, ..): &OfForm| {
            *dir == sheet.dir && *results == sheet.results && *form == own
        };
        let place = forms.iter().position(same).unwrap_or_else(|| {
            let form = Arc::new(own.0.published());
            let schema = schema_of_year(&form, sheet.results);
            forms.push((sheet.dir.clone(), sheet.results, own.clone(), form, schema));
            forms.len() - 1
        });
        let (.., form, schema) = &forms[place];
        let public = Arc::new(published(sheet, (form, schema), &mut hidden));
        sheets.texts.insert(public.source.id, Arc::clone(&public.texts));
        *sheet = public;
    }
    let long = |text: &&str| text.chars().count() >= LONG;
    let said = hidden.words.values().map(|text| text.trim()).filter(long);
    hidden.said = said.map(str::to_owned).collect();
    hidden.forms = forms.into_iter().map(|(dir, results, form, ..)| (dir, results, form)).collect();
    hidden
}

/// Says in the words of what is not published that it is not, where it stands among what is: notes, doubts and
/// corrections.
pub(in crate::model) fn mark(sheets: &mut Sheets) {
    for sheet in &mut sheets.all {
        if !sheet.form.hides() {
            continue;
        }
        let said = Said::of(sheet);
        let mut own = CheckedSheet::clone(sheet);
        let mark = |text: &mut Option<Text>| {
            if let Some(Text(at)) = text {
                at.text = eco_format!("{MARK}{}", at.text);
            }
        };
        let public = Sections::read(
            &Arc::new(sheet.form.published()),
            sheet.results,
            &sheet.form.publish(&sheet.tree),
        );
        for doubt in &mut own.every.doubts {
            if doubt.place.as_ref().is_some_and(|Text(at)| said.doubts_hidden(&public, &at.text)) {
                mark(&mut doubt.matter);
            }
        }
        for correction in &mut own.every.corrections {
            if correction.fact.as_ref().is_some_and(|Text(at)| said.is_of_hidden(&at.text)) {
                mark(&mut correction.what);
            }
        }
        let keys = said.hidden_notes(&public);
        each(&mut own.tree, "注", &mut |note| {
            if let Kind::Map(entries) = &mut note.kind {
                for (key, node) in entries.iter_mut() {
                    if let (true, Kind::Scalar { text, .. }) =
                        (keys.contains(key.text.trim()), &mut node.kind)
                    {
                        *text = format!("{MARK}{text}").into();
                    }
                }
            }
            true
        });
        *sheet = Arc::new(own);
    }
}

/// A sheet as it says everything, for what is said of its parts elsewhere.
struct Said<'a> {
    sheet: &'a CheckedSheet,
    sections: Sections,
}

impl<'a> Said<'a> {
    fn of(sheet: &'a CheckedSheet) -> Self {
        Self { sheet, sections: Sections::read(&sheet.form, sheet.results, &sheet.tree) }
    }

    fn hides(&self, address: &str) -> bool {
        self.sheet.form.hides_address(address, self.sheet.results)
    }

    /// Whether a doubt about a place is about nothing that is published.
    fn doubts_hidden(&self, public: &Sections, place: &str) -> bool {
        let any = |sections: &Sections| {
            let begins = |address: &str| {
                let rest = address.strip_prefix(place);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            };
            sections.figures().iter().any(|figure| begins(&sections.address(figure)))
        };
        self.hides(place) || (any(&self.sections) && !any(public))
    }

    /// Whether the figure that a correction names is not published.
    fn is_of_hidden(&self, written: &str) -> bool {
        let figures = Figures::of_sheet(&self.sections);
        figures.find(written).is_some_and(|figure| self.hides(&figure.id))
    }

    /// The keys of notes that only hidden values point to.
    fn hidden_notes(&self, public: &Sections) -> BTreeSet<String> {
        let cited = keys(public);
        keys(&self.sections).difference(&cited).cloned().collect()
    }

    fn ids(&self) -> BTreeSet<String> {
        ids(&self.sheet.id, &self.sections)
    }
}

fn keys(sections: &Sections) -> BTreeSet<String> {
    let figures = sections.figures();
    let notes = figures.iter().flat_map(|figure| figure.cell.notes());
    notes.map(|note| note.text.to_string()).collect()
}

fn ids(sheet: &str, sections: &Sections) -> BTreeSet<String> {
    let figures = sections.figures();
    figures.iter().map(|figure| fact_id::below(sheet, &sections.address(figure))).collect()
}

fn published(
    sheet: &CheckedSheet,
    (form, schema): (&Arc<Form>, &Value),
    hidden: &mut Hidden,
) -> CheckedSheet {
    let said = Said::of(sheet);
    let word = |node: &Node, key: &str, is: &dyn Fn(&str) -> bool| {
        node.get(key).and_then(Node::word).is_some_and(|word| is(word.trim()))
    };
    let mut tree = sheet.form.publish(&sheet.tree);
    let sections = Sections::read(form, sheet.results, &tree);
    let doubt = |text: &str| said.doubts_hidden(&sections, text);
    let correction = |text: &str| said.is_of_hidden(text);
    each(&mut tree, "疑義", &mut |node| !word(node, "箇所", &doubt));
    each(&mut tree, "訂正", &mut |node| !word(node, "事実", &correction));
    let keys = said.hidden_notes(&sections);
    each(&mut tree, "注", &mut |note| {
        let Kind::Map(entries) = &mut note.kind else { return true };
        entries.retain(|(key, _)| !keys.contains(key.text.trim()));
        !entries.is_empty()
    });
    let mut every = sheet.every.clone();
    let is = |text: &Option<Text>, is: &dyn Fn(&str) -> bool| {
        text.as_ref().is_some_and(|Text(at)| is(&at.text))
    };
    every.doubts.retain(|one| !is(&one.place, &doubt));
    every.corrections.retain(|one| !is(&one.fact, &correction));
    hidden.figures.extend(said.ids().difference(&ids(&sheet.id, &sections)).cloned());
    let mut kept = BTreeMap::new();
    words(&tree, &mut kept);
    let mut all = BTreeMap::new();
    words(&sheet.tree, &mut all);
    all.retain(|place, _| !kept.contains_key(place));
    hidden.words.extend(all);
    sheet.with_less((form, schema), tree, every)
}

/// Looks at every member of a list of the sheet, and keeps those that are to stay.
fn each(tree: &mut Node, list: &str, stays: &mut dyn FnMut(&mut Node) -> bool) {
    let Kind::Map(entries) = &mut tree.kind else { return };
    let own = entries.iter_mut().find(|(key, _)| key.text == list);
    if let Some((_, Node { kind: Kind::List(items), .. })) = own {
        items.retain_mut(stays);
    }
}

fn place(span: &Span) -> Place {
    (span.file, span.start(), span.end())
}

/// Every value and every key below a node, by its place.
fn words(node: &Node, all: &mut BTreeMap<Place, String>) {
    match &node.kind {
        Kind::Scalar { text, plain: _ } => {
            all.insert(place(&node.span), text.to_string());
        }
        Kind::List(items) => items.iter().for_each(|node| words(node, all)),
        Kind::Map(entries) => {
            for (key, node) in entries {
                all.insert(place(&key.span), key.text.to_string());
                words(node, all);
            }
        }
    }
}

impl Hidden {
    /// True where everything is published.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// Every value and key that is not published.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.values().map(String::as_str)
    }

    /// The places of those of a file, in their order: the first byte, and the one behind the last.
    pub fn places(&self, file: FileId) -> impl Iterator<Item = [usize; 2]> {
        let all = self.words.range((file, 0, 0)..=(file, usize::MAX, usize::MAX));
        all.map(|((_, start, end), _)| [*start, *end])
    }

    /// Ids of the figures that are not published.
    pub fn figures(&self) -> impl Iterator<Item = &str> {
        self.figures.iter().map(String::as_str)
    }

    /// Whether something that is not published stands there.
    #[must_use]
    pub fn holds(&self, span: &Span) -> bool {
        let start = span.start();
        let mut before = self.words.range(..=(span.file, start, usize::MAX));
        before.next_back().is_some_and(|((file, from, end), _)| {
            *file == span.file && (start < *end || (start, span.end()) == (*from, *end))
        })
    }

    /// Whether a figure of a release is one that is no longer published.
    #[must_use]
    pub fn has_fact(&self, id: &str) -> bool {
        let names = address::names(fact_id::unshown(id));
        let [dir, _, parts @ ..] = names.as_slice() else { return false };
        // What stood in the place of a figure before a correction: 訂正, a day, the figure.
        let parts = match parts {
            [first, _, parts @ ..] if first == fact_id::CORRECTIONS => parts,
            parts => parts,
        };
        self.forms_of(dir).any(|(results, form)| form.hides_names(parts, results))
    }

    /// Whether a text of a release is one that is no longer published; `file` below the content, `item` the keys that
    /// lead to it.
    #[must_use]
    pub fn has_text(&self, file: &str, item: &str, text: &str) -> bool {
        let dir = file.split('/').next().unwrap_or_default();
        let about = ["注 ", "疑義 ", "訂正 "].iter().any(|list| item.starts_with(list));
        if is_choice(file, item) {
            return !self.is_empty();
        }
        self.forms_of(dir).any(|(results, form)| {
            form.hides_item(item, results) || (about && self.said.contains(text))
        })
    }

    /// Whether a text of a release names what a doubt or a correction is about, and that is no longer published.
    #[must_use]
    pub fn has_subject(&self, file: &str, item: &str, text: &str) -> bool {
        let dir = file.split('/').next().unwrap_or_default();
        let keys: Vec<&str> = item.split(' ').collect();
        let is = |results, form: &Form| match keys.as_slice() {
            ["疑義", _, "箇所"] | ["訂正", _, "事実"] => form.hides_address(text, results),
            ["訂正", _, "対象"] => form.hidden_names().iter().any(|name| text.contains(name)),
            _ => false,
        };
        self.forms_of(dir).any(|(results, form)| is(results, form))
    }

    /// Whether a value of the content is in no record: the words that a city lets its forms choose from, where one of
    /// these may be for itself alone.
    #[must_use]
    pub fn keeps(&self, file: &str, keys: &[String]) -> bool {
        !self.is_empty() && is_choice(file, &keys.join(" "))
    }

    /// The forms of the sheets of a year that keep something.
    fn forms_of(&self, dir: &str) -> impl Iterator<Item = (Option<FiscalYear>, &Form)> {
        let own = self.forms.iter().filter(move |(own, ..)| own == dir);
        own.map(|(_, results, Same(form))| (*results, form.as_ref()))
    }
}

fn is_choice(file: &str, item: &str) -> bool {
    file == "city.yaml" && item.starts_with("選択肢 ")
}
