//! 下位 as shown: what lies below a sheet, with what its indicators came to.

use super::Showing;
use crate::form::Kind;
use crate::model::declared::Sheet;
use crate::report::comparisons::{self, Place};
use crate::report::judged;
use crate::report::page::{Child, ChildResult, ChildrenShown};
use crate::report::sheet::relative;
use crate::section::Content;

/// `None` where nothing lies below.
pub(super) fn shown(showing: &mut Showing<'_, '_>) -> Option<ChildrenShown> {
    let below = showing.standing;
    let level = below.year.levels.get(below.level + 1)?;
    let own = level.entries.iter().filter(|entry| entry.parent == Some(below.place));
    let own: Vec<_> = own.collect();
    if own.is_empty() {
        return None;
    }
    let number = showing.desk.table();
    let rows = own.into_iter().map(|entry| {
        let sheet = entry.sheet.as_deref();
        Child {
            code: entry.code.clone(),
            name: entry.name.clone(),
            href: sheet.map(|sheet| relative(&showing.sheet.page, &sheet.page)).unwrap_or_default(),
            results: sheet.map(|sheet| results(showing, sheet)).unwrap_or_default(),
        }
    });
    Some(ChildrenShown { number, level: level.name.clone(), rows: rows.collect() })
}

/// What the indicators of a sheet came to.
fn results(showing: &mut Showing<'_, '_>, sheet: &Sheet) -> Vec<ChildResult> {
    let mut all = Vec::new();
    for (section, content) in sheet.form().sections.iter().zip(&sheet.sections.list) {
        let (Kind::Indicators(of), Content::Indicators(list)) = (&section.kind, content) else {
            continue;
        };
        let name = section.name.text.as_str();
        let place = Place { sheet, section: name, of, year: showing.standing.year };
        for (indicator, series) in Place::all(list) {
            let judged = place.judged(indicator, series);
            let id = place.verdict(indicator, series, &judged);
            all.push(ChildResult {
                name: comparisons::printed_name(indicator, series),
                status: judged::status(showing.desk, &id, judged.kinds),
            });
        }
    }
    all
}
