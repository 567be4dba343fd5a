//! A sheet as written -> every figure that it states, with what it is called and where it stands. Origins of facts
//! and corrections both look here, so that whatever is published can be corrected.

use ecow::eco_format;

use crate::model::fact_id;
use crate::section::Sections;
use crate::section::cell::Cell;
use crate::sheet::value::{At, decimal, same_name};

/// A figure that a sheet states.
#[derive(Debug, Clone)]
pub struct Stated<'a> {
    /// Its id below the sheet, which is what it is called there.
    pub id: String,
    /// Where it stands: the number, the reason, the words, or the lower bound.
    pub at: &'a At,
    /// All that is stated.
    cell: &'a Cell,
}

/// The figures that a sheet states, in the order of the form.
#[derive(Debug, Clone, Default)]
pub struct Figures<'a>(Vec<Stated<'a>>);

impl Stated<'_> {
    /// What is stated, as a correction would say it.
    #[must_use]
    pub fn said(&self) -> String {
        self.at.text.to_string()
    }

    /// Whether a correction says what is stated: as the sheet writes it, as a number, or as it is printed.
    #[must_use]
    pub fn is(&self, written: &str) -> bool {
        let same = |said: &str| match (decimal(written), decimal(said)) {
            (Ok(written), Ok(said)) => written == said,
            _ => same_name(written, said),
        };
        if same(&self.said()) {
            return true;
        }
        let cell = self.cell;
        if cell.number().is_some_and(|number| decimal(written) == Ok(number)) {
            return true;
        }
        // Printed: the brackets are wide, thousands have commas, and what stands beside it follows.
        let bracketed = self.at.text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let own =
            bracketed.map_or_else(|| self.at.text.clone(), |inner| eco_format!("（{inner}）"));
        let beside = cell.more.as_ref().and_then(|more| more.beside.as_ref());
        let whole = beside.map_or_else(|| own.clone(), |beside| eco_format!("{own}（{beside}）"));
        same_name(&written.replace(',', ""), &whole.replace(",", ""))
    }
}

impl<'a> Figures<'a> {
    /// Those of a sheet.
    #[must_use]
    pub fn of_sheet(sections: &'a Sections) -> Self {
        let figures = sections.figures();
        Self(
            figures
                .iter()
                .map(|figure| Stated {
                    id: sections.address(figure),
                    at: &figure.cell.at,
                    cell: figure.cell,
                })
                .collect(),
        )
    }

    /// Every one.
    pub fn iter(&self) -> impl Iterator<Item = &Stated<'a>> {
        self.0.iter()
    }

    /// The one that somebody means: by its whole address, or by the beginning of one that no other has.
    #[must_use]
    pub fn find(&self, written: &str) -> Option<&Stated<'a>> {
        let wanted = fact_id::parts(written);
        let begins = |address: &str| {
            let parts = fact_id::parts(address);
            let same = parts.iter().zip(&wanted).all(|(id, part)| fact_id::same_part(id, part));
            (same && parts.len() >= wanted.len()).then_some(parts.len() == wanted.len())
        };
        let of = |one: &Stated<'_>| begins(&one.id);
        if let Some(whole) = self.iter().find(|one| of(one) == Some(true)) {
            return Some(whole);
        }
        let mut alike = self.iter().filter(|one| of(one).is_some());
        alike.next().filter(|_| alike.next().is_none())
    }

    /// The addresses that are most like what was written, best first.
    #[must_use]
    pub fn like(&self, written: &str, number: usize) -> Vec<&str> {
        let wanted = fact_id::parts(written);
        let parts = |address: &str| {
            let parts = fact_id::parts(address);
            wanted.iter().filter(|part| parts.iter().any(|id| fact_id::same_part(id, part))).count()
        };
        let mut all: Vec<&str> = self.iter().map(|one| one.id.as_str()).collect();
        all.sort_by_cached_key(|address| {
            (std::cmp::Reverse(parts(address)), strsim::osa_distance(address, written))
        });
        all.truncate(number);
        all
    }
}
