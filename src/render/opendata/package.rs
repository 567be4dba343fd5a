//! Facts and tables -> `data/package.json`: what the files are, and every figure with how it came
//! about.

use serde::Serialize;

use crate::render::opendata::File;
use crate::render::opendata::table::Table;
use crate::report::data::Data;
use crate::report::{Fact, format};

/// Version of the columns and fields, raised when one of them changes its meaning.
const VERSION: &str = "1.0";

const LICENCE: &str =
    "原典の再利用条件は未確認です。利用する際は、公表した団体に確かめてください。";

#[derive(Serialize)]
struct Package<'a> {
    name: String,
    title: String,
    lang: &'static str,
    version: &'static str,
    as_of: &'a str,
    publisher: Publisher<'a>,
    licence_note: &'static str,
    resources: Vec<Resource>,
    facts: Vec<PackedFact<'a>>,
}

#[derive(Serialize)]
struct Publisher<'a> {
    name: &'a str,
    lg_code: &'a str,
}

#[derive(Serialize)]
struct Resource {
    name: String,
    path: String,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    rows: usize,
    bytes: usize,
    hash: String,
}

/// Values are strings, because a JSON number is not exact.
#[derive(Serialize)]
struct PackedFact<'a> {
    id: &'a str,
    label: &'a str,
    text: &'a str,
    value: String,
    unit: &'a str,
    status: &'a str,
    alternative: String,
    origin: &'static str,
    computed: &'a str,
    fy: String,
    page: &'a str,
    notes: &'a [String],
    lower: String,
    upper: String,
    value_state: &'a str,
    expected: &'a str,
    value_fy: &'a str,
}

/// The bytes of `data/package.json`.
pub(super) fn json(data: &Data, facts: &[Fact], tables: &[Table], files: &[File]) -> Vec<u8> {
    let Data {
        city,
        lg_code,
        title,
        as_of,
        indicators: _,
        revisions: _,
        grades: _,
        weights: _,
        roles: _,
        surveys: _,
        kpis: _,
        corrections: _,
        reviews: _,
        stages: _,
    } = data;
    let package = Package {
        name: format!("seisaku-hyoka-{lg_code}"),
        title: format!("{title}のデータ"),
        lang: "ja",
        version: VERSION,
        as_of,
        publisher: Publisher {
            name: city,
            lg_code,
        },
        licence_note: LICENCE,
        resources: tables.iter().zip(files).map(resource).collect(),
        facts: facts.iter().map(fact).collect(),
    };
    // Strings and lists only: there is nothing in it that serialisation could refuse.
    let mut json = serde_json::to_vec_pretty(&package).unwrap_or_default();
    json.push(b'\n');
    json
}

fn resource((table, (path, bytes)): (&Table, &File)) -> Resource {
    Resource {
        name: table.name.to_owned(),
        path: path.trim_start_matches("data/").to_owned(),
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        rows: table.rows.len(),
        bytes: bytes.len(),
        hash: format!("blake3:{}", blake3::hash(bytes).to_hex()),
    }
}

fn fact(fact: &Fact) -> PackedFact<'_> {
    let Fact {
        id,
        label,
        page,
        text,
        unit,
        value,
        bounds,
        status,
        alternative,
        origin,
        computed,
        fy,
        standing: [value_state, expected, value_fy],
        notes,
    } = fact;
    PackedFact {
        id,
        label,
        text,
        value: value.map(format::plain).unwrap_or_default(),
        unit,
        status,
        alternative: alternative.map(format::plain).unwrap_or_default(),
        origin: origin.code(),
        computed: computed.as_deref().unwrap_or_default(),
        fy: fy.map(|fy| fy.0.to_string()).unwrap_or_default(),
        page,
        notes,
        lower: bounds
            .map(|(low, _)| format::plain(low))
            .unwrap_or_default(),
        upper: bounds
            .map(|(_, high)| format::plain(high))
            .unwrap_or_default(),
        value_state,
        expected,
        value_fy,
    }
}
