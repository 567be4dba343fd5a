//! Sheets -> rows of the open data. Adds the columns other than the figures, never a figure.

mod figures;

use crate::model::indicator::{Direction, Kind, Method};
use crate::report::data::{RemarkRow, Rows};
use crate::report::listed::Listed;

impl Rows {
    /// Empty rows of a city.
    pub(crate) fn of(city: &str) -> Self {
        Self { city: city.to_owned(), ..Self::default() }
    }

    /// Frees unused capacity.
    pub(crate) fn close(&mut self) {
        let Self { city: _, indicators, revisions, outcomes, grades, corrections, cells, remarks } =
            self;
        indicators.shrink_to_fit();
        revisions.shrink_to_fit();
        outcomes.shrink_to_fit();
        grades.shrink_to_fit();
        corrections.shrink_to_fit();
        cells.shrink_to_fit();
        remarks.shrink_to_fit();
    }

    /// Adds notes on the subject with this id.
    pub(crate) fn remarks(
        &mut self,
        (of, page): (&str, &str),
        notes: impl IntoIterator<Item = String>,
    ) {
        let row = |note| RemarkRow { of: of.to_owned(), note, page: page.to_owned() };
        self.remarks.extend(notes.into_iter().map(row));
    }

    /// Adds the verdict of an indicator, and its grade.
    pub(crate) fn judged(&mut self, listed: &Listed<'_>) {
        self.outcomes.push(listed.outcome());
        self.grades.extend(listed.graded());
    }
}

pub(super) fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "up",
        Direction::Down => "down",
        Direction::Keep => "keep",
        Direction::Within => "within",
        Direction::AtLeast => "at_least",
        Direction::AtMost => "at_most",
        Direction::Words => "words",
    }
}

pub(crate) fn method(method: Method) -> &'static str {
    match method {
        Method::Ratio => "ratio",
        Method::Inverse => "inverse",
        Method::Mirrored => "mirrored",
        Method::Progress => "progress",
        Method::Maintain => "maintain",
        Method::Range => "range",
        Method::Threshold => "threshold",
        Method::Zero => "zero",
        Method::None => "none",
    }
}

pub(super) fn value_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Flow => "flow",
        Kind::Cumulative => "cumulative",
        Kind::Level => "level",
        Kind::Rate => "rate",
        Kind::Survey => "survey",
    }
}
