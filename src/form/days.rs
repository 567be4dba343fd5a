//! 日付 and 年度 as declared: what a day is of, which other day it cannot be before, and which years a field may name.

use super::language::RESULTS;
use super::read::{name, text};
use super::types::{Field, Kind, Section};
use super::value::{Name, Type};
use crate::diag::near::nearest;
use crate::diag::{Diags, messages};
use crate::yaml::node::Node;

/// What is said of the day of a field.
#[derive(Debug, Clone, Default)]
pub struct Day {
    /// 役
    pub role: Option<(DayRole, Name)>,
    /// 以後
    pub after: Option<(After, Name)>,
}

/// What a day is of (役).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayRole {
    /// 済んだ日: something was done, so that it is not to come.
    Done,
    /// 公表日: the sheet was published; its page was brought up to date.
    Published,
    /// 終期: the period of the targets of the sheet ends.
    End,
}

/// What a day cannot be before (以後).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// 実績年度: the end of the year whose results the sheet states.
    Results,
    /// The day of another field of the same section.
    Field,
}

impl DayRole {
    /// Every role.
    pub const ALL: [Self; 3] = [Self::Done, Self::Published, Self::End];

    /// 役, as it is written.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "済んだ日",
            Self::Published => "公表日",
            Self::End => "終期",
        }
    }

    /// True for what has been, once it is written.
    #[must_use]
    pub fn has_been(self) -> bool {
        matches!(self, Self::Done | Self::Published)
    }
}

/// What a field says of its day.
pub(super) fn read(node: &Node) -> Day {
    let role = text(node, "役").and_then(|word| {
        DayRole::ALL.into_iter().find(|role| role.word() == word).zip(name(node, "役"))
    });
    let after = name(node, "以後").map(|written| {
        let what = if written.text == RESULTS { After::Results } else { After::Field };
        (what, written)
    });
    Day { role, after }
}

/// Days are said of fields that hold days, and name others of their section; years, of sections that have targets.
pub(super) fn check(list: &[Field], sections: &[Section], diags: &mut Diags) {
    for field in list {
        let Day { role, after } = &field.day;
        if field.kind != Type::Date {
            let keys = [
                ("役", role.as_ref().map(|(_, at)| at)),
                ("以後", after.as_ref().map(|(_, at)| at)),
            ];
            for (key, at) in keys {
                if let Some(at) = at {
                    let span = at.span.clone();
                    diags.push(messages::key_of_another_type(span, key, &field.name.text, "日付"));
                }
            }
        } else if let Some((After::Field, at)) = after {
            let days = list.iter().filter(|one| one.kind == Type::Date && one.name != field.name);
            let all: Vec<&str> = days.map(|one| one.name.text.as_str()).collect();
            if !all.contains(&at.text.as_str()) {
                let near = nearest(&at.text, all.iter().copied().chain([RESULTS]));
                diags.push(messages::no_such_day_field(at.span.clone(), &at.text, near, &all));
            }
        }
        let Some(source) = &field.years_of else { continue };
        let span = || source.span.clone();
        if field.kind != Type::Year {
            diags.push(messages::key_of_another_type(span(), "もと", &field.name.text, "年度"));
            continue;
        }
        let has_years = |section: &&Section| matches!(&section.kind, Kind::Indicators(_));
        let all = sections.iter().filter(has_years);
        let all: Vec<&str> = all.map(|section| section.name.text.as_str()).collect();
        if !all.contains(&source.text.as_str()) {
            let near = nearest(&source.text, all.iter().copied());
            diags.push(messages::no_section_of_years(span(), &source.text, near, &all));
        }
    }
}
