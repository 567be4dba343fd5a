//! How dense each form is to be set: a guess from the length of its page, put right by what the form says of its
//! room once it is laid out. Both typesetters go by it. Knows nothing of Typst.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use crate::fault;

use super::stem;

/// Densities there are, from roomy (0) to dense; the templates know what they look like.
const DENSITIES: usize = 3;
/// Name under which a form on its own is set; sheets of a booklet have ids.
pub(super) const ALONE: &str = "";
/// Name under which the page of main points of a booklet is set.
const POINTS: &str = "points";
/// Rows of the main points from which they are probably set denser.
const ROWS_OF_POINTS: [usize; DENSITIES - 1] = [10, 16];
/// What a form of a thousand grows to, as a rule, when it is set one step roomier: one that has less room left is
/// not tried. Set too low, sheets are laid out again in vain, and in a booklet all others with them.
const GROWS: [usize; DENSITIES] = [1000, 1070, 1095];
/// A form that is longer than its pages by this much is too long for the next density, too.
const FAR_TOO_LONG: usize = 1300;

/// What a form says of its length when it is laid out.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Fit {
    /// Its id in the booklet, or [`ALONE`].
    pub(super) sheet: String,
    /// Pages that it may take; 0 for any number.
    pub(super) limit: usize,
    /// Pages that it takes.
    pub(super) pages: usize,
    /// How far down it reaches, in thousandths of a page.
    pub(super) used: usize,
}

/// How dense one form is set.
#[derive(Debug, Default)]
struct Setting {
    density: usize,
    /// Everything roomier is known to be too long.
    floor: usize,
}

/// How dense the forms of a document are to be set.
#[derive(Debug, Default)]
pub(super) struct Densities(BTreeMap<String, Setting>);

impl Densities {
    /// Begins with a guess for each form: its id, and its page as JSON.
    pub(super) fn guessed<'a>(forms: impl Iterator<Item = (&'a str, &'a [u8])>) -> Self {
        let setting = |(id, data): (&str, &[u8])| {
            let density = guess(data);
            (id.to_owned(), Setting { density, floor: 0 })
        };
        Self(forms.map(setting).collect())
    }

    /// The same for a booklet: file name and page of each sheet, and the booklet's own page with its main points.
    pub(super) fn of_book(book: &[u8], sheets: &[(String, Vec<u8>)]) -> Self {
        let forms = sheets.iter().map(|(name, data)| (stem(name), data.as_slice()));
        let mut guessed = Self::guessed(forms);
        if let Ok(Book { parts }) = serde_json::from_slice(book) {
            let points = parts.iter().filter_map(|part| part.holds.get(POINTS));
            let rows: usize = points.map(rows).sum();
            let density = ROWS_OF_POINTS.iter().filter(|step| rows >= **step).count();
            // Its tables grow by leaps, so its room says little: nothing roomier is tried.
            let floor = density;
            guessed.0.insert(POINTS.to_owned(), Setting { density, floor });
        }
        guessed
    }

    /// For the templates.
    pub(super) fn json(&self) -> String {
        let densities: BTreeMap<&str, usize> =
            self.0.iter().map(|(id, setting)| (id.as_str(), setting.density)).collect();
        fault::kept(serde_json::to_string(&densities), super::DENSITIES)
    }

    /// Takes what the forms say. True when some are to be set otherwise, and all of it once more. A form is set at
    /// the roomiest density that keeps to its pages; one that never does stays at the last, for people to shorten.
    pub(super) fn again(&mut self, fits: impl Iterator<Item = Fit>) -> bool {
        let mut again = false;
        for fit in fits {
            let Fit { sheet, limit, pages, used } = fit;
            let Setting { density, floor } = self.0.entry(sheet).or_default();
            let before = *density;
            let room = limit * 1000;
            if limit == 0 {
                *density = 0;
            } else if pages > limit {
                let steps = 1 + usize::from(used * 1000 > room * FAR_TOO_LONG);
                *floor = (*density + steps).min(DENSITIES - 1);
                *density = *floor;
            } else if *density > *floor && used * GROWS[*density] <= room * 1000 {
                *density -= 1;
            }
            again |= *density != before;
        }
        again
    }
}

/// The parts of a page that tell how long it will be.
#[derive(Deserialize)]
struct Page {
    body: BTreeMap<String, Form>,
}

#[derive(Deserialize)]
struct Form {
    #[serde(default)]
    indicators: Vec<IgnoredAny>,
    #[serde(default)]
    history: Vec<IgnoredAny>,
}

/// A booklet's own page.
#[derive(Deserialize)]
struct Book {
    parts: Vec<Part>,
}

#[derive(Deserialize)]
struct Part {
    holds: BTreeMap<String, Value>,
}

/// Rows of all tables of a part.
fn rows(part: &Value) -> usize {
    let own = |(key, value): (&String, &Value)| match value {
        Value::Array(rows) if key == "rows" => rows.len(),
        _ => rows(value),
    };
    part.as_object().map_or(0, |part| part.iter().map(own).sum())
}

/// How dense a page will have to be set. Wrong guesses cost time and nothing else.
fn guess(data: &[u8]) -> usize {
    let Ok(Page { body }) = serde_json::from_slice(data) else {
        return 0;
    };
    let Some((kind, Form { indicators, history })) = body.first_key_value() else {
        return 0;
    };
    // Lengths of the JSON of real and of invented sheets, against the density that they were set at.
    let steps = match kind.as_str() {
        "policy" => [18_000, 34_000],
        "project" => [9_500, 12_000],
        _ => return 0,
    };
    if indicators.len() > 1 || !history.is_empty() {
        return 0;
    }
    steps.iter().filter(|step| data.len() >= **step).count()
}

#[cfg(test)]
mod tests {
    use super::{ALONE, Densities, Fit, guess};

    fn fit(sheet: &str, limit: usize, pages: usize, used: usize) -> Fit {
        Fit { sheet: sheet.to_owned(), limit, pages, used }
    }

    fn said(densities: &mut Densities, fits: &[Fit]) -> (bool, String) {
        let again = densities.again(fits.iter().cloned());
        (again, densities.json())
    }

    #[test]
    fn a_form_that_is_too_long_is_set_denser_as_far_as_that_goes() {
        let mut densities = Densities::default();
        let fits = [fit("s1", 2, 2, 1900), fit("s2", 1, 2, 1050)];
        assert_eq!(said(&mut densities, &fits), (true, r#"{"s1":0,"s2":1}"#.into()));
        assert_eq!(said(&mut densities, &fits), (true, r#"{"s1":0,"s2":2}"#.into()));
        assert!(!densities.again(fits.into_iter()));
    }

    #[test]
    fn one_that_is_far_too_long_skips_a_step() {
        let mut densities = Densities::default();
        assert!(densities.again([fit(ALONE, 1, 2, 1400)].into_iter()));
        assert_eq!(densities.json(), r#"{"":2}"#);
    }

    #[test]
    fn a_guess_that_leaves_room_is_put_right_and_tried_once() {
        let long = format!(r#"{{"body":{{"project":{{"x":"{}"}}}}}}"#, "x".repeat(10_000));
        assert_eq!(guess(long.as_bytes()), 1);
        let start = || Densities::guessed([(ALONE, long.as_bytes())].into_iter());
        let mut roomy = start();
        assert_eq!(said(&mut roomy, &[fit(ALONE, 1, 1, 800)]), (true, r#"{"":0}"#.into()));
        assert_eq!(said(&mut roomy, &[fit(ALONE, 1, 2, 1010)]), (true, r#"{"":1}"#.into()));
        assert!(!roomy.again([fit(ALONE, 1, 1, 800)].into_iter()));
        assert!(!start().again([fit(ALONE, 1, 1, 980)].into_iter()));
        assert!(start().again([fit(ALONE, 0, 3, 2500)].into_iter()));
    }

    #[test]
    fn main_points_are_guessed_by_their_rows() {
        let book = |rows: &str| {
            format!(r#"{{"parts":[{{"holds":{{"points":{{"short":{{"rows":[{rows}]}}}}}}}}]}}"#)
        };
        let guessed = |book: String| Densities::of_book(book.as_bytes(), &[]).json();
        assert_eq!(guessed(book("1, 2")), r#"{"points":0}"#);
        assert_eq!(guessed(book(&["1"; 12].join(","))), r#"{"points":1}"#);
        assert_eq!(guessed("{}".to_owned()), "{}");
    }

    #[test]
    fn what_is_no_page_is_roomy() {
        assert_eq!(guess(b"{}"), 0);
        assert_eq!(guess(br#"{"body":{}}"#), 0);
    }
}
