//! 指標一覧: every indicator of the handout in one table, grouped by the first level. Shows only recorded facts.

use crate::model::evaluation::{Entry, Evaluation};
use crate::report::desk::Desk;
use crate::report::format;
use crate::report::handout::workshop::{
    ARROWS, MARK_MEANS, Of, Workshop, brief, figure, indicators, named, sheets, target,
};
use crate::report::listed::Listed;
use crate::report::page::{CodeName, Compared, Group, Overview, Status};

/// The overview of the sheets of these ids.
pub(super) fn build(shop: &Workshop<'_>, ids: &[String]) -> Overview {
    let year = shop.year;
    let sheets = sheets(year, ids);
    let target = target(&sheets);
    let of_year = is_of_one_year(year, &indicators(year, &sheets));
    let mut desk = Desk::new(&shop.ledger);
    let mut groups: Vec<(usize, Group)> = Vec::new();
    for of in &sheets {
        let top = top(year, of);
        let rows = indicators(year, &[*of]);
        let row = |listed: &Listed<'_>, desk: &mut Desk<'_>| row(shop, listed, &target, desk);
        let rows: Vec<_> = rows.iter().map(|listed| row(listed, &mut desk)).collect();
        if rows.is_empty() {
            continue;
        }
        match groups.last_mut() {
            Some((last, group)) if *last == top => group.rows.extend(rows),
            _ => {
                let Entry { code, name, .. } = &year.levels[0].entries[top];
                let pillar = CodeName { code: code.clone(), name: name.clone() };
                groups.push((top, Group { pillar, rows }));
            }
        }
    }
    let with_rows = |place: &usize| sheets.iter().any(|of| of.0 == *place);
    let levels = (0..year.levels.len()).filter(with_rows);
    let levels: Vec<&str> = levels.map(|place| year.levels[place].name.as_str()).collect();
    let results = year.results.filter(|_| of_year);
    Overview {
        remarks: vec![
            format!("{target}との比較と{target}に対する実績は、参考（計算値）です。"),
            ARROWS.to_owned(),
            MARK_MEANS.to_owned(),
        ],
        plan: target,
        year: results.map(format::wareki).unwrap_or_default(),
        before: results
            .map_or_else(|| "前の年度".to_owned(), |year| format::wareki(year.previous())),
        levels: levels.join("・"),
        above: year.levels.first().map(|level| level.name.clone()).unwrap_or_default(),
        groups: groups.into_iter().map(|(_, group)| group).collect(),
    }
}

/// True where every actual and target shown is of the year of results: then the headings state the year for all.
fn is_of_one_year(year: &Evaluation, all: &[Listed<'_>]) -> bool {
    year.results.is_some_and(|results| {
        all.iter().all(|one| one.fy == results && one.target_fy.is_none_or(|of| of == results))
    })
}

/// Index of a sheet's ancestor on the first level.
fn top(year: &Evaluation, (level, place, entry, _): &Of<'_>) -> usize {
    let (mut level, mut place, mut parent) = (*level, *place, entry.parent);
    while let (Some(above), Some(of)) = (level.checked_sub(1), parent) {
        (level, place, parent) = (above, of, year.levels[above].entries[of].parent);
    }
    place
}

/// A row with target, actual and rate. Does not repeat what the headings state.
pub(super) fn row(
    shop: &Workshop<'_>,
    listed: &Listed<'_>,
    target: &str,
    desk: &mut Desk<'_>,
) -> Compared {
    let some = |id: &String| (!id.is_empty()).then(|| id.clone());
    let other = |word: &str, usual: &str| {
        if word == usual { String::new() } else { word.to_owned() }
    };
    let status = listed.status(desk);
    Compared {
        of: named(listed, &shop.places),
        unit: listed.unit.clone(),
        plan: some(&listed.target).map(|id| figure(&id, desk)),
        plan_label: other(&listed.target_label, target),
        actual: some(&listed.actual).map(|id| figure(&id, desk)),
        actual_label: other(&listed.actual_label, "実績"),
        before: some(&listed.before).map(|id| figure(&id, desk)),
        rate_label: other(&listed.rate_label, &format!("{target}に対する実績")),
        rate: some(&listed.rate).map(|id| brief(desk.show(&id))),
        status: Status { word: brief(status.word), ..status },
        apart: listed.apart(desk),
    }
}
