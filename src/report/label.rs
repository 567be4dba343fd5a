//! What a figure is of, in words: `施策52 製造品出荷額等 平成24年度 実績`. Kept in parts, because the figures of an
//! indicator differ in year and side alone, and a large city has a million of them.

use std::fmt;
use std::sync::Arc;

use crate::report::format;
use crate::terms::year::FiscalYear;

/// The words for a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    of: Arc<str>,
    year: Option<FiscalYear>,
    what: Arc<str>,
}

impl Label {
    /// `of` in a year: `what`.
    pub(crate) fn new(of: &str, year: FiscalYear, what: &str) -> Self {
        Self { of: of.into(), year: Some(year), what: what.into() }
    }

    /// The same figure in another unit.
    pub(crate) fn in_unit(&self, unit: &str) -> Self {
        let Self { of, year, what } = self.clone();
        let with = |text: Arc<str>| format!("{text}（{unit}）").into();
        match year {
            Some(_) => Self { what: with(what), of, year },
            None => Self { of: with(of), year, what },
        }
    }

    /// With its texts as `once` gives them: the same ones again, where it knows them.
    pub(crate) fn shared(self, once: &mut impl FnMut(Arc<str>) -> Arc<str>) -> Self {
        let Self { of, year, what } = self;
        Self { of: once(of), year, what: once(what) }
    }
}

impl From<String> for Label {
    fn from(text: String) -> Self {
        Self { of: text.into(), year: None, what: Arc::default() }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { of, year, what } = self;
        match year {
            Some(year) => write!(f, "{of} {} {what}", format::wareki(*year)),
            None => f.write_str(of),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_read_as_one_text() {
        let whole = Label::from("施策52 比重".to_owned());
        let parts = Label::new("施策52 製造品出荷額等", FiscalYear(2012), "実績");
        let said = [&whole, &parts].map(|label| label.in_unit("億円").to_string());
        assert_eq!(
            [whole.to_string(), parts.to_string()],
            ["施策52 比重", "施策52 製造品出荷額等 平成24年度 実績"]
        );
        assert_eq!(said, ["施策52 比重（億円）", "施策52 製造品出荷額等 平成24年度 実績（億円）"]);
    }
}
