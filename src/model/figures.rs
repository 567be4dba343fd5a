//! A sheet -> every figure it states, with address and place. Both origins of facts and corrections use this list, so
//! whatever is published can be corrected.

use ecow::eco_format;

use crate::model::fact_id;
use crate::section::Sections;
use crate::section::cell::Cell;
use crate::sheet::value::{At, decimal, same_name};

/// A figure that a sheet states.
#[derive(Debug, Clone)]
pub struct Stated<'a> {
    /// Its id below that of the sheet, which is its address there.
    pub id: String,
    /// Place of the number, the reason, the words, or the lower bound.
    pub at: &'a At,
    /// The whole cell.
    cell: &'a Cell,
}

/// The figures that a sheet states, in the order of the form.
#[derive(Debug, Clone, Default)]
pub struct Figures<'a>(Vec<Stated<'a>>);

impl Stated<'_> {
    /// The value as a correction would state it.
    #[must_use]
    pub fn stated_text(&self) -> String {
        self.at.text.to_string()
    }

    /// Whether a correction states this value: as written in the sheet, as a number, or as printed.
    #[must_use]
    pub fn is(&self, written: &str) -> bool {
        let same = |said: &str| match (decimal(written), decimal(said)) {
            (Ok(written), Ok(said)) => written == said,
            _ => same_name(written, said),
        };
        if same(&self.stated_text()) {
            return true;
        }
        let cell = self.cell;
        if cell.number().is_some_and(|number| decimal(written) == Ok(number)) {
            return true;
        }
        // As printed: full-width brackets, commas in thousands, a minus sign (U+2212), and remarks appended.
        let bracketed = self.at.text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let own =
            bracketed.map_or_else(|| self.at.text.clone(), |inner| eco_format!("（{inner}）"));
        let beside = cell.more.as_ref().and_then(|more| more.beside.as_ref());
        let whole = beside.map_or_else(|| own.clone(), |beside| eco_format!("{own}（{beside}）"));
        let plain = |text: &str| text.replace(',', "").replace('−', "-");
        same_name(&plain(written), &plain(&whole))
    }
}

impl<'a> Figures<'a> {
    /// The figures of a sheet.
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

    /// All figures.
    pub fn iter(&self) -> impl Iterator<Item = &Stated<'a>> {
        self.0.iter()
    }

    /// Finds a figure by its whole address, or by a prefix that no other address has.
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

    /// The addresses most similar to the text, best first.
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
