//! Changes of an indicator over the years: revised targets (目標の改定), and years from which its values are not
//! comparable with earlier ones (断絶). Tree in, changes out.

use ecow::EcoString;

use crate::form::Form;
use crate::section::cell::Cell;
use crate::section::written::{at, exact};
use crate::sheet::value::At;
use crate::terms::year::{Date, FiscalYear};
use crate::yaml::node::Node;

/// A target that was revised (目標の改定).
#[derive(Debug, Clone)]
pub struct Revision {
    /// The year of the target, as written.
    pub year: (At, FiscalYear),
    /// 前
    pub before: Cell,
    /// 後
    pub after: Cell,
    /// 改定日
    pub day: (At, Date),
    /// 理由
    pub reason: EcoString,
}

/// A year from which the values are not comparable with earlier ones (断絶).
#[derive(Debug, Clone)]
pub struct Break {
    /// Place of the year.
    pub at: At,
    /// The year.
    pub year: FiscalYear,
    /// 理由
    pub reason: EcoString,
}

pub(super) fn breaks(node: &Node) -> Vec<Break> {
    let list = node.get("断絶").map_or(&[][..], Node::items);
    let one = |node: &Node| {
        let (at, year) = super::year(node, "年度")?;
        Some(Break { at, year, reason: node.get("理由").and_then(self::at)?.text })
    };
    exact(list.iter().filter_map(one))
}

/// Revised targets, earliest first.
pub(super) fn revisions(form: &Form, node: &Node) -> Vec<Revision> {
    let list = node.get("目標の改定").map_or(&[][..], Node::items);
    let one = |node: &Node| {
        let day = node.get("改定日").and_then(at)?;
        let date = Date::parse(&day.text).ok()?;
        Some(Revision {
            year: super::year(node, "年度")?,
            before: Cell::read(form, node.get("前")?),
            after: Cell::read(form, node.get("後")?),
            day: (day, date),
            reason: node.get("理由").and_then(at)?.text,
        })
    };
    let mut all: Vec<Revision> = list.iter().filter_map(one).collect();
    all.sort_by_key(|revision| revision.day.1.day);
    all
}
