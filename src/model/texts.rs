//! Published texts of a sheet, as written: sheets in, texts with their place in the form out.

use std::sync::Arc;

use crate::model::city::People;
use crate::sheet::Sheets;
use crate::sheet::texts::{self, Nature};

/// Keys that control processing; their values are not published.
pub const HANDLING: [&str; 3] = ["公表の状態", "公表の状態の既定", "警告の確認"];

/// The published texts of a file.
#[derive(Debug, Clone)]
pub struct Texts {
    written: Arc<texts::Texts>,
    people: People,
}

/// A published text.
#[derive(Debug, Clone, Copy)]
pub struct Published<'a> {
    /// Keys from the top; list entries by their number.
    pub keys: &'a [String],
    /// True for prose with marked-up paragraphs, lists and links.
    pub is_prose: bool,
    /// True for the value of a date field.
    pub is_day: bool,
    /// As written.
    pub text: &'a str,
}

/// Whether keys lead to something unpublished: processing settings, or the address of a corrected figure.
fn is_handling(keys: &[String]) -> bool {
    let first = keys.first().is_some_and(|key| HANDLING.contains(&key.as_str()));
    first || matches!(keys, [first, .., last] if first == "訂正" && last == "事実")
}

impl Texts {
    /// The texts of all sheets, plans and reviews, in the order of their files.
    #[must_use]
    pub fn all(sheets: &Sheets, people: People) -> Vec<Self> {
        let sheets = sheets.texts.values();
        let sheets = sheets.filter(|texts| texts.of_sheet);
        sheets.map(|written| Self { written: Arc::clone(written), people }).collect()
    }

    /// How many names and extensions stand there that the city does not publish.
    #[must_use]
    pub fn withheld(&self) -> [usize; 2] {
        let People { names, extensions } = self.people;
        [(names, Nature::Name), (extensions, Nature::Extension)].map(|(published, nature)| {
            let own = self.written.list.iter().filter(|text| text.nature == nature);
            if published { 0 } else { own.count() }
        })
    }

    /// Path of the page that shows them, from the root of the site.
    #[must_use]
    pub fn page(&self) -> String {
        // Texts without a page are not in the list.
        self.written.page.clone().unwrap_or_default()
    }

    /// Prefix of the ids of the same sheet's figures: `h25.52`, `healthtech`.
    #[must_use]
    pub fn sheet(&self) -> String {
        self.written.sheet.clone()
    }

    /// The texts, in the order of the file.
    pub fn list(&self) -> impl Iterator<Item = Published<'_>> {
        let People { names, extensions } = self.people;
        let is_published = move |text: &&texts::Written| match text.nature {
            Nature::Prose | Nature::Short | Nature::Day => !is_handling(&text.keys),
            Nature::Name => names,
            Nature::Extension => extensions,
            Nature::Chosen => false,
        };
        self.written.list.iter().filter(is_published).map(|text| Published {
            keys: &text.keys,
            is_prose: text.nature == Nature::Prose,
            is_day: text.nature == Nature::Day,
            text: &text.text,
        })
    }
}
