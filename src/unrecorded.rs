//! Last release and current content -> warnings about published figures and texts that changed without being recorded
//! (訂正, 目標の改定, 旧名称). Knows no page.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diags, messages};
use crate::form::Kind;
use crate::form::indicators::Role;
use crate::model::compare;
use crate::model::fact_id::{self, Part};
use crate::model::figures::Figures;
use crate::model::published::Hidden;
use crate::report::changes::{self, Change, FactRecord, Snapshot, State, TextRecord, What};
use crate::section::{Content, Sections};
use crate::sheet::forms::Correction;
use crate::sheet::{self, Sheets};
use crate::source::Sources;
use crate::terms::address;
use crate::terms::place::FileId;
use crate::terms::place::Span;
use crate::terms::reason::Missing;

/// Blocks that control processing or record changes: they are not published texts themselves.
const HANDLING: [&str; 5] =
    [CORRECTIONS, "目標の改定", "警告の確認", "公表の状態", "公表の状態の既定"];

/// 訂正
const CORRECTIONS: &str = fact_id::CORRECTIONS;

/// Changes recorded by the sheets.
#[derive(Default)]
struct Declared {
    /// Ids of figures with a recorded correction or revised target.
    figures: BTreeSet<String>,
    /// Old and new id prefixes of renamed indicators.
    renamed: Vec<[String; 2]>,
    /// Files by the ids of their sheets.
    files: BTreeMap<String, FileId>,
}

/// Warns of every unrecorded change, and settles the answers to these warnings. `today` is used in the blocks to
/// paste.
pub fn warn(last: &State, now: &Snapshot, today: &str, sources: &Sources, diags: &mut Diags) {
    let (sheets, _) = sheet::parse_whole(sources);
    let declared = Declared::of(&sheets);
    let mut found = Diags::default();
    figures(last, now, (&declared, today), sources, &mut found);
    texts(last, now, today, sources, &mut found);
    found.settle(sheets.answers_at_release(), sources);
    diags.extend(found);
}

impl Declared {
    fn of(sheets: &Sheets) -> Self {
        let mut found = Self::default();
        for sheet in &sheets.all {
            let sections = Sections::read(&sheet.form, sheet.results, &sheet.tree);
            let figures = || Figures::of_sheet(&sections);
            found.sheet(&sheet.id, sheet.source.id, &sheet.every.corrections, &figures);
            found.indicators(&sheet.id, &sections);
        }
        found
    }

    fn sheet<'a>(
        &mut self,
        id: &str,
        file: FileId,
        list: &[Correction],
        figures: &dyn Fn() -> Figures<'a>,
    ) {
        self.files.entry(id.to_owned()).or_insert(file);
        if list.is_empty() {
            return;
        }
        let figures = figures();
        let named = list.iter().filter_map(|one| figures.find(&one.fact.as_ref()?.0.text));
        self.figures.extend(named.map(|stated| fact_id::below(id, &stated.id)));
    }

    fn indicators(&mut self, sheet: &str, sections: &Sections) {
        for (section, content) in sections.form.sections.iter().zip(&sections.list) {
            let (Kind::Indicators(of), Content::Indicators(list)) = (&section.kind, content) else {
                continue;
            };
            for indicator in list {
                for (series, revision) in indicator.revisions() {
                    let results = sections.results;
                    let targets = compare::figures(of, results, indicator, series, Role::Target);
                    let own = targets.iter().filter(|one| one.year == Some(revision.year.1));
                    self.figures.extend(own.map(|one| {
                        let column = &of.columns[one.column];
                        let below = indicator.address(series, column, &one.stated);
                        fact_id::below(sheet, &address::within(&section.name.text, &below))
                    }));
                }
                if let Some(former) = &indicator.former {
                    let begin = |key: &str| {
                        let parts = [Part::Name(&section.name.text), Part::Name(key)];
                        fact_id::below(&fact_id::under(sheet, &parts), "")
                    };
                    self.renamed.push([begin(former), begin(&indicator.key)]);
                }
            }
        }
    }

    /// The current spelling of an id of the last release.
    fn spelled(&self, id: &str) -> Option<String> {
        self.renamed.iter().find_map(|[old, new]| Some(format!("{new}{}", id.strip_prefix(old)?)))
    }
}

fn figures(
    last: &State,
    now: &Snapshot,
    (declared, today): (&Declared, &str),
    sources: &Sources,
    diags: &mut Diags,
) {
    let there: BTreeSet<&str> = now.facts.iter().map(|fact| fact.id.as_str()).collect();
    let renamed = |fact: &FactRecord| {
        let id = Some(&fact.id).filter(|id| !there.contains(id.as_str()));
        let id = id.and_then(|id| declared.spelled(id)).unwrap_or_else(|| fact.id.clone());
        FactRecord { id, ..fact.clone() }
    };
    let old = Snapshot {
        facts: last.snapshot.facts.iter().map(renamed).collect(),
        ..Snapshot::default()
    };
    let name = |snapshot| State {
        name: String::new(),
        as_of: String::new(),
        snapshot,
        files: None,
        hidden: Hidden::default(),
    };
    let new = Snapshot { facts: now.facts.clone(), ..Snapshot::default() };
    let (old_texts, new_texts) = (by_id(&old), by_id(&new));
    let changed = changes::compare(&name(old.clone()), &name(new.clone())).facts;
    let own = |change: &&Change| {
        let parts = fact_id::parts(&change.id);
        change.what != What::Added
            && !change.computed
            && !declared.figures.contains(&change.id)
            && parts.get(2) != Some(&CORRECTIONS)
            // A sheet that is gone as a whole is reported with the removed pages.
            && fact_id::owner(&change.id).is_some_and(|owner| declared.files.contains_key(owner))
    };
    for change in changed.iter().filter(own) {
        let span = place(change, declared, sources);
        let address = fact_id::owner(&change.id).and_then(|owner| change.id.get(owner.len() + 1..));
        let block = (change.what == What::Changed).then(|| {
            let address = address.map(|address| format!(", 事実: {}", quoted(address)));
            let of = |facts: &BTreeMap<&str, String>| facts.get(&*change.id).cloned();
            let mut sides = [of(&old_texts), of(&new_texts)].map(Option::unwrap_or_default);
            if sides[0] == sides[1] {
                // The number is the same, but its remarks are not.
                sides = [&old, &new].map(|snapshot| printed(snapshot, &change.id));
            }
            // An empty value is written as 空欄.
            let empty = |side: String| {
                if side.is_empty() { Missing::Empty.word().to_owned() } else { side }
            };
            let sides = sides.map(empty);
            let [before, after] = sides.each_ref().map(String::as_str);
            block(&change.label, [before, after], today, &address.unwrap_or_default())
        });
        diags.push(messages::unrecorded_change(
            span,
            &change.label,
            [&change.before, &change.after],
            &last.name,
            block.as_deref(),
        ));
    }
}

/// A figure as printed.
fn printed(snapshot: &Snapshot, id: &str) -> String {
    let fact = snapshot.facts.iter().find(|fact| fact.id == id);
    fact.map(|fact| fact.text.clone()).unwrap_or_default()
}

/// Figures as written in a correction: without unit and commas.
fn by_id(snapshot: &Snapshot) -> BTreeMap<&str, String> {
    let said = |fact: &FactRecord| match fact.value.as_str() {
        "" => fact.text.clone(),
        value => value.to_owned(),
    };
    snapshot.facts.iter().map(|fact| (fact.id.as_str(), said(fact))).collect()
}

/// Current place of the figure; its sheet, or else the city's file, where it is gone.
fn place(change: &Change, declared: &Declared, sources: &Sources) -> Option<Span> {
    if let (Some(file), Ok(line)) = (named(&change.file, sources), change.line.parse::<usize>()) {
        return Some(at_line(file, line, sources));
    }
    let sheet = fact_id::owner(&change.id).and_then(|owner| declared.files.get(owner)).copied();
    sheet.or_else(|| named("city.yaml", sources)).map(Span::whole)
}

fn named(path: &str, sources: &Sources) -> Option<FileId> {
    sources.files.iter().find(|file| file.path == path).map(|file| file.id)
}

/// A line without surrounding spaces.
fn at_line(file: FileId, line: usize, sources: &Sources) -> Span {
    let text = &sources.file(file).text;
    let mut start = 0;
    for (number, own) in text.split_inclusive('\n').enumerate() {
        if number + 1 == line {
            let begin = start + (own.len() - own.trim_start().len());
            return Span::new(file, begin..start + own.trim_end().len());
        }
        start += own.len();
    }
    Span::whole(file)
}

fn texts(last: &State, now: &Snapshot, today: &str, sources: &Sources, diags: &mut Diags) {
    let (Some(old), Some(new)) = (&last.snapshot.texts, &now.texts) else {
        return;
    };
    let is =
        |text: &TextRecord, words: &[&str]| text.item.split(' ').any(|key| words.contains(&key));
    let known: BTreeMap<_, _> =
        old.iter().map(|text| ((&text.file, &text.item), &text.text)).collect();
    let corrected: BTreeSet<&String> = new
        .iter()
        .filter(|text| is(text, &[CORRECTIONS]))
        .filter(|text| known.get(&(&text.file, &text.item)) != Some(&&text.text))
        .map(|text| &text.file)
        .collect();
    for text in new.iter().filter(|text| !is(text, &HANDLING)) {
        // Only sheets, plans and reviews have corrections.
        let Some(before) =
            known.get(&(&text.file, &text.item)).filter(|_| text.file.matches('/').count() > 1)
        else {
            continue;
        };
        if **before == text.text || corrected.contains(&text.file) {
            continue;
        }
        let span = named(&text.file, sources)
            .zip(text.line.parse::<usize>().ok())
            .map(|(file, line)| at_line(file, line, sources));
        let block = block(&text.item, [before, &text.text], today, "");
        diags.push(messages::unrecorded_change(
            span,
            &text.item,
            [before, &text.text],
            &last.name,
            Some(&block),
        ));
    }
}

/// A complete correction except for its reason.
fn block(what: &str, [before, after]: [&str; 2], today: &str, fact: &str) -> String {
    let [what, before, after] = [what, before, after].map(quoted);
    format!(
        "訂正:\n  - {{ 対象: {what}, 前: {before}, 後: {after}, 訂正日: {today}, 理由: {fact} }}"
    )
}

/// A text in quotes for YAML.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
