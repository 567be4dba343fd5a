//! Report -> open data: CSV tables in long form, a codebook, and `package.json` with every fact.
//! Values, reasons and alternatives are read from the facts alone. Knows nothing of the model.

mod codebook;
mod corrections;
mod grades;
mod package;
mod reviews;
mod revisions;
mod stages;
mod surveys;
mod table;

use std::collections::BTreeMap;

use crate::report::data::{Data, IndicatorRow, KpiRow, RoleRow, SheetKey, WeightRow};
use crate::report::page::Page;
use crate::report::{Fact, Report, facts, format};

use table::{Cell, Table, number, text};

/// A table of the open data as it is published: path and bytes.
pub type File = (String, Vec<u8>);

/// The files of the open data; `data/package.json`, which lists the others, is the last.
#[must_use]
pub fn render(report: &Report) -> Vec<File> {
    let Report {
        pages,
        facts,
        data,
        syndication: _,
    } = report;
    let lookup = Lookup::new(facts, pages);
    let mut tables = vec![
        indicators(data, &lookup),
        weights(data, &lookup),
        roles(data, &lookup),
        kpis(data, &lookup),
    ];
    // A site without corrections or reviews has no table of them, and its codebook does not speak of one.
    tables.extend(revisions::table(data, &lookup));
    tables.extend(grades::table(data, &lookup));
    tables.extend(corrections::table(data, &lookup));
    tables.extend((!data.surveys.is_empty()).then(|| surveys::table(data, &lookup)));
    tables.extend((!data.reviews.is_empty()).then(|| reviews::table(data, &lookup)));
    tables.extend(stages::table(data));
    tables.push(codebook::table(&tables));
    let mut files: Vec<File> = tables
        .iter()
        .map(|table| (format!("data/{}.csv", table.name), table.csv()))
        .collect();
    files.push((
        "data/package.json".to_owned(),
        package::json(data, facts, &tables, &files),
    ));
    files
}

/// Paths of the files that [`render`] makes of these rows.
#[must_use]
pub fn paths(data: &Data) -> Vec<String> {
    let always = ["indicators", "weights", "roles", "kpis"];
    let sometimes = [
        ("target_revisions", data.revisions.is_empty()),
        ("grades", data.grades.is_empty()),
        ("corrections", data.corrections.is_empty()),
        ("surveys", data.surveys.is_empty()),
        ("reviews", data.reviews.is_empty()),
        ("stages", data.stages.is_empty()),
    ];
    let filled = sometimes.iter().filter(|(_, empty)| !empty);
    let names = always.into_iter().chain(filled.map(|(name, _)| *name));
    let tables = names.chain(["codebook"]);
    let mut paths: Vec<String> = tables.map(|name| format!("data/{name}.csv")).collect();
    paths.push("data/package.json".to_owned());
    paths
}

/// Facts by id, and the fragment of each note by page and text.
struct Lookup<'a> {
    facts: BTreeMap<&'a str, &'a Fact>,
    notes: BTreeMap<(&'a str, &'a str), &'a str>,
}

impl<'a> Lookup<'a> {
    fn new(facts: &'a [Fact], pages: &'a [Page]) -> Self {
        let note = |page: &'a Page| {
            let key = |note: &'a crate::report::page::Note| {
                ((page.path.as_str(), note.text.as_str()), note.id.as_str())
            };
            page.notes.iter().map(key)
        };
        Self {
            facts: facts.iter().map(|fact| (fact.id.as_str(), fact)).collect(),
            notes: pages.iter().flat_map(note).collect(),
        }
    }

    /// `value,status,unit_code,note_id` of a fact.
    fn value(&self, id: &str) -> [Cell; 4] {
        let Some(fact) = self.facts.get(id) else {
            return [
                number(None),
                text("blank_in_source"),
                text("other"),
                text(""),
            ];
        };
        [
            number(fact.value),
            text(&fact.status),
            text(codebook::unit_code(&fact.unit)),
            text(self.note_ids(fact)),
        ]
    }

    /// `unit,alternative_value,fact_id,note` of a fact.
    fn more(&self, id: &str) -> [Cell; 4] {
        let fact = self.facts.get(id);
        [
            text(fact.map_or("", |fact| &fact.unit)),
            number(fact.and_then(|fact| fact.alternative)),
            text(id),
            text(fact.map_or_else(String::new, |fact| fact.notes.concat())),
        ]
    }

    /// `lower,upper,words` of a fact: what is stated otherwise than as one number.
    fn other_forms(&self, id: &str) -> [Cell; 3] {
        let fact = self.facts.get(id);
        let bounds = fact.and_then(|fact| fact.bounds);
        let words = fact.filter(|fact| fact.status == facts::WORDS);
        [
            number(bounds.map(|(low, _)| low)),
            number(bounds.map(|(_, high)| high)),
            text(words.map_or("", |fact| &fact.text)),
        ]
    }

    /// `value_state,expected,value_fy` of a fact.
    fn standing(&self, id: &str) -> [Cell; 3] {
        let fact = self.facts.get(id);
        fact.map(|fact| fact.standing.clone())
            .unwrap_or_default()
            .map(text)
    }

    /// Where the figure of a fact comes from.
    fn origin(&self, id: &str) -> &'static str {
        self.facts.get(id).map_or("", |fact| fact.origin.code())
    }

    /// Addresses of the notes, from the root of the site, separated by a blank.
    fn note_ids(&self, fact: &Fact) -> String {
        let address = |note: &String| {
            let id = self.notes.get(&(fact.page.as_str(), note.as_str()))?;
            Some(format!("{}#{id}", fact.page))
        };
        fact.notes
            .iter()
            .filter_map(address)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

fn indicators(data: &Data, lookup: &Lookup<'_>) -> Table {
    let row = |row: &IndicatorRow| {
        let IndicatorRow {
            sheet,
            indicator_id,
            indicator_name,
            kind,
            fy,
            city,
            direction,
            value_kind,
            series,
            method,
            parted,
            fact,
        } = row;
        let SheetKey {
            policy_code,
            sheet_code,
            sheet_name,
            evaluation,
        } = sheet;
        let [value, status, unit_code, note_id] = lookup.value(fact);
        let [unit, alternative, fact_id, note] = lookup.more(fact);
        let [state, expected, of_year] = lookup.standing(fact);
        let [lower, upper, words] = lookup.other_forms(fact);
        vec![
            text(policy_code),
            text(indicator_id),
            Cell::Whole(fy.0.into()),
            text(format::wareki(*fy)),
            text(*kind),
            value,
            status,
            unit_code,
            note_id,
            text(&data.lg_code),
            Cell::Whole(evaluation.0.into()),
            text(sheet_code),
            text(sheet_name),
            text(indicator_name),
            unit,
            text(*direction),
            text(*value_kind),
            text(city),
            alternative,
            fact_id,
            note,
            text(*method),
            lower,
            upper,
            words,
            text(series),
            state,
            expected,
            of_year,
            text(parted),
        ]
    };
    Table {
        name: "indicators",
        rows: data.indicators.iter().map(row).collect(),
    }
}

fn weights(data: &Data, lookup: &Lookup<'_>) -> Table {
    let row = |row: &WeightRow| {
        let WeightRow {
            sheet,
            project_code,
            project_name,
            kind,
            fact,
        } = row;
        let SheetKey {
            policy_code,
            sheet_code: _,
            sheet_name,
            evaluation,
        } = sheet;
        let own = [text(project_code), text(project_name)];
        let head = vec![text(policy_code), text(sheet_name)];
        let mut cells = shared(head, own, lookup, fact, (data, evaluation.0));
        cells.extend([text(*kind), text(lookup.origin(fact))]);
        cells
    };
    Table {
        name: "weights",
        rows: data.weights.iter().map(row).collect(),
    }
}

fn roles(data: &Data, lookup: &Lookup<'_>) -> Table {
    let row = |row: &RoleRow| {
        let RoleRow {
            sheet,
            party_code,
            party_name,
            fact,
        } = row;
        let SheetKey {
            policy_code,
            sheet_code,
            sheet_name,
            evaluation,
        } = sheet;
        let own = [text(*party_code), text(*party_name)];
        let head = vec![text(policy_code), text(sheet_code), text(sheet_name)];
        shared(head, own, lookup, fact, (data, evaluation.0))
    };
    Table {
        name: "roles",
        rows: data.roles.iter().map(row).collect(),
    }
}

/// The columns that weights and roles share.
fn shared(
    mut head: Vec<Cell>,
    own: [Cell; 2],
    lookup: &Lookup<'_>,
    fact: &str,
    (data, evaluation): (&Data, i16),
) -> Vec<Cell> {
    head.extend(own);
    head.extend(lookup.value(fact));
    head.extend([text(&data.lg_code), Cell::Whole(evaluation.into())]);
    head.extend(lookup.more(fact));
    head.extend(lookup.standing(fact));
    head
}

fn kpis(data: &Data, lookup: &Lookup<'_>) -> Table {
    let row = |row: &KpiRow| {
        let KpiRow {
            plan_code,
            plan_name,
            kpi_id,
            kpi_name,
            kind,
            fy,
            fact,
        } = row;
        let mut cells = vec![
            text(plan_code),
            text(kpi_id),
            fy.map_or(Cell::Empty, |fy| Cell::Whole(fy.0.into())),
            text(fy.map(format::wareki).unwrap_or_default()),
            text(*kind),
        ];
        cells.extend(lookup.value(fact));
        cells.extend([text(&data.lg_code), text(plan_name), text(kpi_name)]);
        cells.extend(lookup.more(fact));
        cells.extend(lookup.standing(fact));
        cells
    };
    Table {
        name: "kpis",
        rows: data.kpis.iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests;
