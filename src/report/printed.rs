//! A page -> the same page for its PDF: without charts and comparisons if its form asks for that (版面), and saying
//! where they are. What is left out stays on the page and in the data.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::Value;

use crate::fault;
use crate::report::page::{Body, Page, SectionShown};

impl Page {
    /// The input of its PDF, and of the comparison with it.
    #[must_use]
    pub fn printed(&self) -> Cow<'_, Self> {
        if !matches!(&self.body, Body::Sheet(sheet) if sheet.paper.bare) {
            return Cow::Borrowed(self);
        }
        let mut page = self.clone();
        let Body::Sheet(sheet) = &mut page.body else { return Cow::Borrowed(self) };
        // The PDF has the headline only with the comparisons.
        sheet.headline = None;
        let mut any = false;
        for section in &mut sheet.sections {
            any |= leave_out(section);
        }
        if !any {
            return Cow::Borrowed(self);
        }
        let place = if self.url.is_empty() { String::new() } else { format!("（{}）", self.url) };
        sheet.paper.left_out = format!(
            "図や目標との比較で、この紙に載せていないものは、サイトのページ{place}にあります。"
        );
        // A note referred to only by omitted parts would explain nothing.
        let [before, after] = [self, &page].map(marks);
        page.notes.retain(|note| {
            note.whole || after.contains(&note.mark) || !before.contains(&note.mark)
        });
        Cow::Owned(page)
    }
}

/// Removes charts and comparisons from a section; returns true if there were any.
fn leave_out(section: &mut SectionShown) -> bool {
    let mut any = !section.charts.is_empty();
    section.charts.clear();
    for question in &mut section.questions {
        any |= question.chart.take().is_some();
    }
    if let Some(of) = &mut section.indicators {
        let past = &mut of.history;
        any |= !(of.compared.is_empty() && of.charts.is_empty());
        any |= !(past.indicators.is_empty() && past.charts.is_empty());
        of.compared.clear();
        of.formulas.clear();
        of.graded = None;
        of.charts.clear();
        // The sentences about changes over the years stay: people wrote them.
        past.indicators.clear();
        past.charts.clear();
    }
    for part in &mut section.prose {
        any |= part.section.as_deref_mut().is_some_and(leave_out);
    }
    any
}

/// The marks of notes used anywhere on a page.
fn marks(page: &Page) -> BTreeSet<String> {
    fn walk(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(map) => {
                let own = map.get("notes").and_then(Value::as_array).into_iter().flatten();
                found.extend(own.filter_map(Value::as_str).map(str::to_owned));
                map.values().for_each(|value| walk(value, found));
            }
            Value::Array(items) => items.iter().for_each(|value| walk(value, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    walk(&fault::kept(serde_json::to_value(&page.body), &page.path), &mut found);
    found
}
