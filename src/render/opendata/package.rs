//! Facts and tables -> `data/package.json`: a description of the files, and every figure with its origin.

use std::io;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::fault;
use crate::render::opendata::stream::{Sink, in_order};
use crate::render::opendata::table::Written;
use crate::report::data::Data;
use crate::report::{Fact, format};

/// Version of the columns and fields, raised when one of them changes its meaning.
const VERSION: &str = "1.0";

#[derive(Serialize)]
struct Package<'a> {
    name: String,
    title: String,
    lang: &'static str,
    version: &'static str,
    as_of: &'a str,
    /// The body that the figures are about.
    body: Body<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<&'a str>,
    resources: Vec<Resource>,
}

#[derive(Serialize)]
struct Body<'a> {
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
    bytes: u64,
    hash: String,
}

/// Values are strings, because a JSON number is not exact.
#[derive(Serialize)]
struct PackedFact<'a> {
    id: &'a str,
    label: String,
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

/// Writes `data/package.json`.
pub(super) fn write(
    data: &Data,
    facts: &[&Fact],
    tables: &[Written],
    sink: &mut Sink<'_>,
) -> io::Result<()> {
    let Data { city, lg_code, title, as_of, terms, parts: _, texts: _ } = data;
    let [publisher, author, licence] = terms.each_ref().map(Option::as_deref);
    let package = Package {
        name: format!("seisaku-hyoka-{lg_code}"),
        title: format!("{title}のデータ"),
        lang: "ja",
        version: VERSION,
        as_of,
        body: Body { name: city, lg_code },
        publisher,
        author,
        licence,
        resources: tables.iter().map(resource).collect(),
    };
    // Serializing strings and lists cannot fail.
    let head = fault::kept(serde_json::to_string_pretty(&package), "package.json");
    let head = head.trim_end_matches("\n}");
    // One line per fact, so that a diff of two packages shows facts.
    let line = |one: &Fact| fault::kept(serde_json::to_string(&fact(one)), "package.json");
    let (first, others) = facts.split_at(facts.len().min(1));
    let first: String = first.iter().map(|one| line(one)).collect();
    write!(sink, "{head},\n  \"facts\": [\n    {first}")?;
    let lines = |facts: &[&Fact]| {
        let mut lines = String::new();
        for one in facts {
            lines.push_str(",\n    ");
            lines.push_str(&line(one));
        }
        lines
    };
    in_order(others, FACTS_TO_A_PIECE, lines, sink)?;
    sink.write_all(b"\n  ]\n}\n")
}

/// Number of facts per piece.
const FACTS_TO_A_PIECE: usize = 512;

fn resource(table: &Written) -> Resource {
    let Written { name, rows, bytes, hash } = table;
    Resource {
        name: (*name).to_owned(),
        path: format!("{name}.csv"),
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        rows: *rows,
        bytes: *bytes,
        hash: format!("blake3:{}", hash.to_hex()),
    }
}

fn fact(fact: &Fact) -> PackedFact<'_> {
    let Fact { id, label, page, text, unit, value, status, origin, computed, fy, rare: _ } = fact;
    let [low, high] = fact.limits();
    let [value_state, expected, value_fy] = fact.standing();
    let plain = |number: Option<Decimal>| number.map(format::plain).unwrap_or_default();
    PackedFact {
        id,
        label: label.to_string(),
        text,
        value: plain(*value),
        unit,
        status,
        alternative: plain(fact.alternative()),
        origin: origin.code(),
        computed: computed.as_deref().unwrap_or_default(),
        fy: fy.map(|fy| fy.0.to_string()).unwrap_or_default(),
        page,
        notes: fact.notes(),
        lower: plain(low),
        upper: plain(high),
        value_state,
        expected,
        value_fy,
    }
}
