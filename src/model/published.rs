//! Checked sheets -> the published part of them: without the unpublished items of a form (公開: しない), and without
//! remarks about those alone. Later stages see only this, so none of them has to remember.

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

/// Put before an unpublished note, doubt or correction in the preview.
const MARK: &str = "［非公開］";

/// Shortest hidden text, in letters, that is looked for in an older release: shorter ones may be from anywhere.
const LONG: usize = 4;

/// Place of a value: file, start, end (exclusive), in bytes.
type Place = (FileId, usize, usize);

/// What is read and kept, but not published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hidden {
    /// Hidden values and keys, by place.
    words: BTreeMap<Place, String>,
    /// The longer ones of these texts.
    long_texts: BTreeSet<String>,
    /// Ids of hidden figures.
    figures: BTreeSet<String>,
    /// Forms with hidden items: folder of the year, and the year whose results its sheets state.
    forms: Vec<(String, Option<FiscalYear>, Same)>,
}

/// A form, compared by identity.
#[derive(Debug, Clone)]
struct Same(Arc<Form>);

impl PartialEq for Same {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Same {}

/// A form in a year, with its published rest and the schema of that.
type OfForm = (String, Option<FiscalYear>, Same, Arc<Form>, Value);

/// Removes what is not published, and returns it.
pub fn publish(sheets: &mut Sheets) -> Hidden {
    let mut hidden = Hidden::default();
    let mut forms: Vec<OfForm> = Vec::new();
    for sheet in &mut sheets.all {
        if !sheet.form.hides() {
            continue;
        }
        // A form differs by year: years name its columns.
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
    let texts = hidden.words.values().map(|text| text.trim()).filter(long);
    hidden.long_texts = texts.map(str::to_owned).collect();
    hidden.forms = forms.into_iter().map(|(dir, results, form, ..)| (dir, results, form)).collect();
    hidden
}

/// Marks unpublished notes, doubts and corrections, where they stand among published ones.
pub(in crate::model) fn mark(sheets: &mut Sheets) {
    for sheet in &mut sheets.all {
        if !sheet.form.hides() {
            continue;
        }
        let full = FullSheet::of(sheet);
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
            if doubt.place.as_ref().is_some_and(|Text(at)| full.doubts_hidden(&public, &at.text)) {
                mark(&mut doubt.matter);
            }
        }
        for correction in &mut own.every.corrections {
            if correction.fact.as_ref().is_some_and(|Text(at)| full.is_of_hidden(&at.text)) {
                mark(&mut correction.what);
            }
        }
        let keys = full.hidden_notes(&public);
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

/// A sheet with everything, to look up what remarks refer to.
struct FullSheet<'a> {
    sheet: &'a CheckedSheet,
    sections: Sections,
}

impl<'a> FullSheet<'a> {
    fn of(sheet: &'a CheckedSheet) -> Self {
        Self { sheet, sections: Sections::read(&sheet.form, sheet.results, &sheet.tree) }
    }

    fn hides(&self, address: &str) -> bool {
        self.sheet.form.hides_address(address, self.sheet.results)
    }

    /// Whether a doubt is about nothing that is published.
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

    /// Whether a correction names an unpublished figure.
    fn is_of_hidden(&self, written: &str) -> bool {
        let figures = Figures::of_sheet(&self.sections);
        figures.find(written).is_some_and(|figure| self.hides(&figure.id))
    }

    /// Keys of notes that only hidden values refer to.
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
    let full = FullSheet::of(sheet);
    let word = |node: &Node, key: &str, is: &dyn Fn(&str) -> bool| {
        node.get(key).and_then(Node::word).is_some_and(|word| is(word.trim()))
    };
    let mut tree = sheet.form.publish(&sheet.tree);
    let sections = Sections::read(form, sheet.results, &tree);
    let doubt = |text: &str| full.doubts_hidden(&sections, text);
    let correction = |text: &str| full.is_of_hidden(text);
    each(&mut tree, "疑義", &mut |node| !word(node, "箇所", &doubt));
    each(&mut tree, "訂正", &mut |node| !word(node, "事実", &correction));
    let keys = full.hidden_notes(&sections);
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
    hidden.figures.extend(full.ids().difference(&ids(&sheet.id, &sections)).cloned());
    let mut kept = BTreeMap::new();
    words(&tree, &mut kept);
    let mut all = BTreeMap::new();
    words(&sheet.tree, &mut all);
    all.retain(|place, _| !kept.contains_key(place));
    hidden.words.extend(all);
    sheet.with_less((form, schema), tree, every)
}

/// Calls `stays` on each entry of a list of the sheet and removes those for which it returns false.
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

/// Collects every value and key below a node, by place.
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

    /// The hidden places of a file, sorted: start and end (exclusive) in bytes.
    pub fn places(&self, file: FileId) -> impl Iterator<Item = [usize; 2]> {
        let all = self.words.range((file, 0, 0)..=(file, usize::MAX, usize::MAX));
        all.map(|((_, start, end), _)| [*start, *end])
    }

    /// Ids of the unpublished figures.
    pub fn figures(&self) -> impl Iterator<Item = &str> {
        self.figures.iter().map(String::as_str)
    }

    /// Whether a place is hidden.
    #[must_use]
    pub fn holds(&self, span: &Span) -> bool {
        let start = span.start();
        let mut before = self.words.range(..=(span.file, start, usize::MAX));
        before.next_back().is_some_and(|((file, from, end), _)| {
            *file == span.file && (start < *end || (start, span.end()) == (*from, *end))
        })
    }

    /// Whether a figure of a release is no longer published.
    #[must_use]
    pub fn has_fact(&self, id: &str) -> bool {
        let names = address::names(fact_id::unshown(id));
        let [dir, _, parts @ ..] = names.as_slice() else { return false };
        // The value before a correction: 訂正, a day, the figure.
        let parts = match parts {
            [first, _, parts @ ..] if first == fact_id::CORRECTIONS => parts,
            parts => parts,
        };
        self.forms_of(dir).any(|(results, form)| form.hides_names(parts, results))
    }

    /// Whether a text of a release is no longer published; `file` is relative to the content, `item` the keys that
    /// lead to it.
    #[must_use]
    pub fn has_text(&self, file: &str, item: &str, text: &str) -> bool {
        let dir = file.split('/').next().unwrap_or_default();
        let about = ["注 ", "疑義 ", "訂正 "].iter().any(|list| item.starts_with(list));
        if is_choice(file, item) {
            return !self.is_empty();
        }
        self.forms_of(dir).any(|(results, form)| {
            form.hides_item(item, results) || (about && self.long_texts.contains(text))
        })
    }

    /// Whether a text of a release names the subject of a doubt or correction that is no longer published.
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

    /// Whether a value of the content is kept out of records: the city's lists of words, where a word may be used by
    /// a hidden field only.
    #[must_use]
    pub fn keeps(&self, file: &str, keys: &[String]) -> bool {
        !self.is_empty() && is_choice(file, &keys.join(" "))
    }

    /// The forms with hidden items of a year's sheets.
    fn forms_of(&self, dir: &str) -> impl Iterator<Item = (Option<FiscalYear>, &Form)> {
        let own = self.forms.iter().filter(move |(own, ..)| own == dir);
        own.map(|(_, results, Same(form))| (*results, form.as_ref()))
    }
}

fn is_choice(file: &str, item: &str) -> bool {
    file == "city.yaml" && item.starts_with("選択肢 ")
}
