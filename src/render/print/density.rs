//! How densely to set each form: first a guess from the length of its page, then corrected by what the laid-out form
//! reports. Used by both typesetters. Knows nothing of Typst.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::fault;

use super::stem;

/// Number of densities, from roomy (0) to dense; the templates define them.
const DENSITIES: usize = 3;
/// Key of a form printed on its own; sheets of a booklet have ids.
pub(super) const ALONE: &str = "";
/// Key of the page of main points in a booklet.
const POINTS: &str = "points";
/// Numbers of rows of the main points from which one and two steps denser are probably needed.
const ROWS_OF_POINTS: [usize; DENSITIES - 1] = [10, 16];
/// Typical growth, per thousand, of a form set one step roomier: if it has less room left, the roomier step is not
/// tried. Set too low, sheets are laid out again in vain, and in a booklet all others with them.
const GROWS: [usize; DENSITIES] = [1000, 1090, 1075];
/// Height of a form without sections, in thousandths of a page; and the heights, in thousandths of its page limit,
/// from which it is set one and two steps denser. Fitted, like the next constants, to 394 sheets of 20 forms laid out
/// at each density.
const BARE: usize = 60;
const TOO_LONG: [usize; DENSITIES - 1] = [1040, 1200];
/// Heights of a character, a section and a chart, in hundred-thousandths of a page.
const CHARACTER: usize = 36;
const SECTION: usize = 10_000;
const CHART: usize = 7_000;
/// A form longer than this, in thousandths of its page limit, is too long for the next density as well.
const FAR_TOO_LONG: usize = 1300;

/// What a laid-out form reports about its length.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Fit {
    /// Its id in the booklet, or [`ALONE`].
    pub(super) sheet: String,
    /// Page limit; 0 for none.
    pub(super) limit: usize,
    /// Pages it takes.
    pub(super) pages: usize,
    /// How far down it reaches, in thousandths of a page.
    pub(super) used: usize,
}

/// Density of one form.
#[derive(Debug, Default)]
struct Setting {
    density: usize,
    /// Every density below this is known to be too roomy.
    floor: usize,
}

/// Densities of the forms in a document.
#[derive(Debug, Default)]
pub(super) struct Densities(BTreeMap<String, Setting>);

impl Densities {
    /// Guesses a density for each form, given as id and page JSON.
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
            // Its tables grow in steps, so its free room says little: nothing roomier is tried.
            let floor = density;
            guessed.0.insert(POINTS.to_owned(), Setting { density, floor });
        }
        guessed
    }

    /// The densities as JSON, for the templates.
    pub(super) fn json(&self) -> String {
        let densities: BTreeMap<&str, usize> =
            self.0.iter().map(|(id, setting)| (id.as_str(), setting.density)).collect();
        fault::kept(serde_json::to_string(&densities), super::DENSITIES)
    }

    /// Corrects the densities by what the forms report. Returns true when some change, so that the document must be
    /// laid out again. A form gets the roomiest density that keeps to its page limit; one that never does stays at
    /// the densest, for people to shorten.
    pub(super) fn adjust(&mut self, fits: impl Iterator<Item = Fit>) -> bool {
        let mut changed = false;
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
            changed |= *density != before;
        }
        changed
    }
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

/// Number of rows in all tables of a part.
fn rows(part: &Value) -> usize {
    let own = |(key, value): (&String, &Value)| match value {
        Value::Array(rows) if key == "rows" => rows.len(),
        _ => rows(value),
    };
    part.as_object().map_or(0, |part| part.iter().map(own).sum())
}

/// Guesses the density of a page. A wrong guess only costs time.
fn guess(data: &[u8]) -> usize {
    let page: Value = serde_json::from_slice(data).unwrap_or_default();
    let body = &page["body"]["sheet"];
    // Forms without a page limit are roomy.
    let limit = body["paper"]["pages"].as_str().and_then(|pages| pages.parse().ok()).unwrap_or(0);
    let length = BARE + height(body) / 100;
    TOO_LONG.iter().filter(|step| length >= limit * **step && limit > 0).count()
}

/// Estimated height of a value in the page JSON, in hundred-thousandths of a page at the roomiest density.
fn height(value: &Value) -> usize {
    match value {
        Value::String(text) => CHARACTER * text.chars().count(),
        Value::Array(parts) => parts.iter().map(height).sum(),
        Value::Object(parts) => {
            let own = |(key, part): (&String, &Value)| match key.as_str() {
                // Ids and text alternatives are not printed.
                "fact" | "alt" => 0,
                "heading" => SECTION + height(part),
                "drawn" if part == &Value::Bool(true) => CHART,
                _ => height(part),
            };
            parts.iter().map(own).sum()
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{ALONE, Densities, Fit, guess};

    fn fit(sheet: &str, limit: usize, pages: usize, used: usize) -> Fit {
        Fit { sheet: sheet.to_owned(), limit, pages, used }
    }

    fn adjusted(densities: &mut Densities, fits: &[Fit]) -> (bool, String) {
        let changed = densities.adjust(fits.iter().cloned());
        (changed, densities.json())
    }

    /// A page JSON whose form has this page limit and a text of this length.
    fn page(pages: &str, length: usize) -> String {
        let text = "字".repeat(length);
        format!(r#"{{"body":{{"sheet":{{"paper":{{"pages":"{pages}"}},"text":"{text}"}}}}}}"#)
    }

    #[test]
    fn density_is_guessed_from_what_is_printed_and_the_pages_for_it() {
        let guessed = |pages, length| guess(page(pages, length).as_bytes());
        assert_eq!([1_000, 2_900, 4_000].map(|length| guessed("1", length)), [0, 1, 2]);
        assert_eq!([guessed("2", 4_000), guessed("", 9_000)], [0, 0]);
        let chart = page("1", 2_650).replace(r#""text""#, r#""drawn":true,"alt":"図","text""#);
        assert_eq!([guessed("1", 2_650), guess(chart.as_bytes())], [0, 1]);
    }

    #[test]
    fn a_form_that_is_too_long_is_set_denser_as_far_as_that_goes() {
        let mut densities = Densities::default();
        let fits = [fit("s1", 2, 2, 1900), fit("s2", 1, 2, 1050)];
        assert_eq!(adjusted(&mut densities, &fits), (true, r#"{"s1":0,"s2":1}"#.into()));
        assert_eq!(adjusted(&mut densities, &fits), (true, r#"{"s1":0,"s2":2}"#.into()));
        assert!(!densities.adjust(fits.into_iter()));
    }

    #[test]
    fn one_that_is_far_too_long_skips_a_step() {
        let mut densities = Densities::default();
        assert!(densities.adjust([fit(ALONE, 1, 2, 1400)].into_iter()));
        assert_eq!(densities.json(), r#"{"":2}"#);
    }

    #[test]
    fn a_guess_that_leaves_room_is_put_right_and_tried_once() {
        let long = page("1", 2_900);
        assert_eq!(guess(long.as_bytes()), 1);
        let start = || Densities::guessed([(ALONE, long.as_bytes())].into_iter());
        let mut roomy = start();
        assert_eq!(adjusted(&mut roomy, &[fit(ALONE, 1, 1, 800)]), (true, r#"{"":0}"#.into()));
        assert_eq!(adjusted(&mut roomy, &[fit(ALONE, 1, 2, 1010)]), (true, r#"{"":1}"#.into()));
        assert!(!roomy.adjust([fit(ALONE, 1, 1, 800)].into_iter()));
        assert!(!start().adjust([fit(ALONE, 1, 1, 980)].into_iter()));
        assert!(start().adjust([fit(ALONE, 0, 3, 2500)].into_iter()));
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
