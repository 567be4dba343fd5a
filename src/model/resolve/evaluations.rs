//! Years and sheets -> the model.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::correction::{corrections, day};
use super::taken;
use crate::form::{Form, Name, year};
use crate::model::People;
use crate::model::evaluation::{At, Entry, Evaluation, Level, Sheet, by_code};
use crate::model::fact_id;
use crate::model::figures::Figures;
use crate::model::quantity::Reading;
use crate::model::resolve::said::text;
use crate::model::rounding::Rounding;
use crate::section::{Content, Sections};
use crate::sheet::forms;
use crate::sheet::{CheckedSheet, Sheets};
use crate::terms::year::FiscalYear;
use crate::yaml::node::Node;

/// The years, earliest first. Takes the sheets out of `sheets`: each is dropped as soon as the model has it, so that
/// a large city is not in memory twice.
pub(super) fn years(
    sheets: &mut Sheets,
    people: People,
    rounding: Rounding,
) -> Option<Vec<Evaluation>> {
    let mut by_level = ByLevel::new();
    for sheet in std::mem::take(&mut sheets.all) {
        by_level.entry((sheet.dir.clone(), sheet.level)).or_default().push(sheet);
    }
    let year = |year: &Arc<year::Year>| resolve(year, &mut by_level, people, rounding);
    let mut years = sheets.evaluations.iter().map(year).collect::<Option<Vec<_>>>()?;
    years.sort_by_key(|year| year.year);
    for place in 0..years.len() {
        let (earlier, rest) = years.split_at_mut(place);
        let year = rest.first_mut()?;
        // Sheets of a folder that is not a year have neither predecessors nor successors.
        let Some(of) = year.year else { continue };
        for level in &mut year.levels {
            go_on(earlier, of, level);
        }
    }
    Some(years)
}

/// Finds the predecessors of each sheet of a level: the sheets of the year before that it names, else the newest one
/// that shares a 識別 with it, or its code where one of the two has no 識別. A sheet named by another sheet is not taken.
fn go_on(earlier: &[Evaluation], year: FiscalYear, level: &mut Level) {
    let find = |place: usize, code: &str| {
        let year = &earlier[place];
        let own = year.levels.iter().position(|other| other.name == level.name)?;
        let (entry, ..) = year.sheets(own).find(|(_, entry, _)| entry.code == code)?;
        Some([place, own, entry])
    };
    let last = earlier.iter().position(|one| one.year.is_some_and(|one| one.0 + 1 == year.0));
    let sheets = level.entries.iter().filter_map(|entry| entry.sheet.as_deref());
    let named: BTreeSet<String> =
        sheets.filter_map(|sheet| sheet.former.clone()).flatten().collect();
    let before = level.entries.iter().map(|entry| -> Vec<At> {
        match entry.sheet.as_deref().map(|sheet| &sheet.former) {
            Some(Some(codes)) => codes.iter().filter_map(|code| find(last?, code)).collect(),
            Some(None) => {
                let years = (0..earlier.len()).rev().filter(|place| earlier[*place].year.is_some());
                let own = identities(entry.sheet.as_deref());
                let same = years.into_iter().find_map(|place| {
                    let known = |(level, entry, _, sheet): (usize, usize, &Entry, &Sheet)| {
                        let shared = !identities(Some(sheet)).is_disjoint(&own);
                        shared.then_some([place, level, entry])
                    };
                    let known = earlier[place].all().find_map(known);
                    // With different indicators the code means another sheet.
                    let by_code = || {
                        let at @ [_, level, one] = find(place, &entry.code)?;
                        let other = &earlier[place].levels[level].entries[one];
                        let others = identities(other.sheet.as_deref());
                        (own.is_empty() || others.is_empty()).then_some(at)
                    };
                    known.or_else(by_code)
                });
                let anothers = |at: &At| Some(at[0]) == last && named.contains(&entry.code);
                same.filter(|at| !anothers(at)).into_iter().collect()
            }
            None => Vec::new(),
        }
    });
    let before: Vec<_> = before.collect();
    for (entry, before) in level.entries.iter_mut().zip(before) {
        if let Some(sheet) = &mut entry.sheet {
            sheet.before = before;
        }
    }
}

/// 識別 of the indicators of a sheet.
fn identities(sheet: Option<&Sheet>) -> BTreeSet<String> {
    let sections = sheet.into_iter().flat_map(|sheet| &sheet.sections.list);
    let indicators = sections.flat_map(|content| match content {
        Content::Indicators(list) => list.as_slice(),
        _ => &[],
    });
    let all = indicators.filter_map(|one| one.identity.as_deref());
    all.map(|identity| fact_id::name(identity).into_owned()).collect()
}

/// The sheets by folder and level.
type ByLevel = BTreeMap<(String, usize), Vec<Arc<CheckedSheet>>>;

/// An entry of a level, before its index is known.
struct Found {
    code: String,
    /// 名称 and 略称
    names: [Option<String>; 2],
    /// The code above.
    above: Option<String>,
    sheet: Option<Box<Sheet>>,
}

impl Found {
    fn of_sheet(level: &year::Level, written: &CheckedSheet, people: People) -> Option<Self> {
        let said = |key: &str| written.head(key).map(|(text, _)| text.to_owned());
        Some(Self {
            code: said("コード")?,
            names: [Some(said("名称")?), said("略称")],
            above: said("上"),
            sheet: Some(Box::new(sheet(level, written, people)?)),
        })
    }
}

fn resolve(
    year: &year::Year,
    sheets: &mut ByLevel,
    people: People,
    rounding: Rounding,
) -> Option<Evaluation> {
    let mut levels: Vec<Level> = Vec::new();
    for (place, level) in year.levels.iter().enumerate() {
        let own = sheets.remove(&(year.dir.clone(), place)).unwrap_or_default();
        let forms = forms(level, &own);
        let about =
            level.about.clone().or_else(|| forms.iter().find_map(|(form, _)| form.about.clone()));
        let titles = forms
            .into_iter()
            .map(|(form, title)| title.map_or(&form.title, |title| &title.text).clone());
        let titles = titles.collect();
        let found = own.into_par_iter().map(|sheet| Found::of_sheet(level, &sheet, people));
        let mut found = found.collect::<Option<Vec<_>>>()?;
        for entry in &level.entries {
            found.push(Found {
                code: entry.code.text.clone(),
                names: [Some(entry.name.clone()), None],
                above: entry.parent.as_ref().map(|code| code.text.clone()),
                sheet: None,
            });
        }
        found.sort_by(|a, b| by_code(&a.code, &b.code));
        let places: Option<BTreeMap<&str, usize>> = levels.last().map(|above: &Level| {
            let codes = above.entries.iter().enumerate().rev();
            codes.map(|(place, entry)| (entry.code.as_str(), place)).collect()
        });
        let entry = |Found { code, names: [name, short], above, sheet }| {
            let parent = match &places {
                Some(places) => Some(*places.get(above.as_deref()?)?),
                None => None,
            };
            Some(Entry { code, name: name?, short, parent, sheet })
        };
        let entries = found.into_iter().map(entry).collect::<Option<Vec<_>>>()?;
        levels.push(Level { name: level.name.text.clone(), about, titles, entries });
    }
    taken::exchange(&mut levels);
    Some(Evaluation {
        dir: year.dir.clone(),
        year: year.dated.as_ref().map(|dated| dated.year),
        results: year.dated.as_ref().map(|dated| dated.results),
        name: year.name.text.clone(),
        rounding,
        // The rule of the city is read after its sheets.
        grading: None,
        levels,
    })
}

/// The forms used by the sheets of a level, in the order of the year, each with its title in that year.
fn forms<'a>(
    level: &'a year::Level,
    sheets: &[Arc<CheckedSheet>],
) -> Vec<(Arc<Form>, Option<&'a Name>)> {
    let form = |(name, title): &'a (Name, Option<Name>)| {
        let sheet = sheets.iter().find(|sheet| sheet.form.name.text == name.text)?;
        Some((Arc::clone(&sheet.form), title.as_ref()))
    };
    level.forms.iter().filter_map(form).collect()
}

fn sheet(level: &year::Level, sheet: &CheckedSheet, people: People) -> Option<Sheet> {
    let sections = Sections::read(&sheet.form, sheet.results, &sheet.tree);
    let title = level.forms.iter().find(|(name, _)| name.text == sheet.form.name.text);
    let title = title.and_then(|(_, title)| Some(title.as_ref()?.text.clone()));
    let every = &sheet.every;
    let corrections = corrections(&every.corrections, || Figures::of_sheet(&sections))?;
    let (mut keyed, mut notes) = (Vec::new(), Vec::new());
    for note in sheet.tree.get("注").map_or(&[][..], Node::items) {
        notes.extend(note.word().map(|text| text.trim().to_owned()));
        keyed.extend(note.entries().iter().filter_map(|(key, text)| {
            Some((key.text.trim().to_owned(), text.word()?.trim().to_owned()))
        }));
    }
    let mut resolved = Sheet {
        id: sheet.id.clone(),
        page: level.page(&sheet.dir, &sheet.stem),
        former: sheet
            .former()
            .map(|codes| codes.into_iter().map(|(code, _)| code.to_owned()).collect()),
        before: Vec::new(),
        title: title.unwrap_or_else(|| sheet.form.title.clone()),
        sections,
        keyed,
        notes,
        doubts: every.doubts.iter().map(doubt).collect::<Option<_>>()?,
        corrections,
        published: day(every.published.clone())?,
        source: text(every.source.clone())?,
    };
    resolved.withhold(people);
    Some(resolved)
}

fn doubt(written: &forms::Doubt) -> Option<(String, Reading)> {
    let forms::Doubt { place, matter, reason, confidence } = written.clone();
    let reading = Reading {
        matter: text(matter)?,
        reason: text(reason).unwrap_or_default(),
        confidence: text(confidence).unwrap_or_default(),
    };
    Some((text(place)?, reading))
}
