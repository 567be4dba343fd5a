//! Rules on units find what the same rules find on everything, in contents with and without mistakes.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::sheet;
use crate::source::{self, SourceFile, Sources};

/// All rules on everything, in the order of the table: what a rule means.
fn plainly(sheets: &Sheets, as_of: Option<&Date>, diags: &mut Diags) {
    let units = Unit::all(sheets);
    let context = Context { sheets, units: &units, as_of };
    for (_, rule) in RULES {
        rule(&context, diags);
    }
}

fn by_scope(sheets: &Sheets, as_of: Option<&Date>, diags: &mut Diags) {
    let units = Unit::all(sheets);
    for unit in &units {
        diags.push_shared(&of_unit(unit, as_of));
    }
    of_the_whole(sheets, &units, as_of, diags);
}

/// What people do to a line.
const SLIPS: [(&str, &str); 15] = [
    ("1", "9"),
    ("2", "1"),
    ("0", "200"),
    ("増加", "減少"),
    ("維持", "範囲内"),
    ("実績÷計画", "基準からの進み"),
    ("実績÷計画", "範囲"),
    ("平成2", "平成1"),
    ("平成", "令和"),
    ("令和", "平成"),
    ("{", "{ 状態: 速報, "),
    ("コード: \"", "コード: \"5"),
    ("施策: \"", "施策: \"7"),
    ("識別: ", "識別: x #"),
    ("見本", "見本改め"),
];

fn broken(lines: &[&str], at: usize, how: usize) -> String {
    let line = lines[at];
    let fitting = SLIPS.iter().filter(|(from, _)| line.contains(from));
    let fitting: Vec<_> = fitting.collect();
    let new = match fitting.get(how % (fitting.len() + 2)) {
        Some((from, to)) => line.replacen(from, to, 1 + how % 2),
        None if how.is_multiple_of(2) => String::new(),
        None => format!("{line}{line}"),
    };
    let all = lines.iter().enumerate();
    all.map(|(place, line)| if place == at { new.as_str() } else { line }).collect()
}

#[test]
fn rules_find_the_same_on_units_and_on_everything() {
    let as_of = Date::parse("令和2年3月31日").ok();
    let mut seen = BTreeSet::new();
    for folder in ["content", "tests/fixtures/city"] {
        let whole = source::load(Path::new(folder), &mut Diags::default()).unwrap();
        let mut compare = |sources: &Sources, what: &str| {
            let mut found = Diags::default();
            let sheets = sheet::parse(sources, &mut found);
            for as_of in [None, as_of.as_ref()] {
                let (mut one, mut other) = (found.clone(), found.clone());
                plainly(&sheets, as_of, &mut one);
                by_scope(&sheets, as_of, &mut other);
                assert_eq!(one.sorted(), other.sorted(), "{what}");
                seen.extend(one.sorted().iter().map(|diag| diag.code));
            }
        };
        compare(&whole, folder);
        for (place, file) in whole.files.iter().enumerate() {
            let mut gone = whole.clone();
            gone.files.remove(place);
            compare(&gone, &format!("{} is gone", file.path));
            let lines: Vec<&str> = file.text.split_inclusive('\n').collect();
            // Some lines of every file, each another way.
            let some = (place % 7..lines.len()).step_by(37);
            for (at, how) in some.flat_map(|at| [(at, at + place), (at, 2)]) {
                let text = broken(&lines, at, how);
                let mut sources = whole.clone();
                sources.files[place] = Arc::new(SourceFile { text, ..SourceFile::clone(file) });
                compare(&sources, &format!("{}:{}", file.path, at + 1));
            }
        }
    }
    // Rules of every kind have found something.
    assert!(seen.len() > 20, "{seen:?}");
}
