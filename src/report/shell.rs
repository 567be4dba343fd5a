//! The frame of all pages: head and foot, links between pages, files they offer.

use crate::model::correction::Correction;
use crate::model::{City, Model};
use crate::report::format;
use crate::report::links;
use crate::report::links::{pdf_of, relative, root};
use crate::report::page::{Body, Download, Labelled, Link, Note, Page, Site};
use crate::report::stage;
use crate::report::updated;
use crate::terms::year::Date;

/// Files of the open data, with their link texts.
pub(crate) const INDICATORS: (&str, &str) = ("指標の数値", "data/indicators.csv");
/// Revised targets; exists only if there are any.
pub(crate) const REVISIONS: (&str, &str) = ("目標の改定の一覧", "data/target_revisions.csv");
/// Actuals against their targets.
pub(crate) const OUTCOMES: (&str, &str) = ("目標との比較の一覧", "data/outcomes.csv");
/// Grades; exists only if the city has a rule.
pub(crate) const GRADES: (&str, &str) = ("評価区分", "data/grades.csv");
/// Unpublished sheets; exists only if there are any.
pub(crate) const STAGES: (&str, &str) = ("公表前の票の一覧", "data/stages.csv");
/// Corrections; exists only if there are any.
pub(crate) const CORRECTIONS: (&str, &str) = ("訂正の一覧", "data/corrections.csv");
/// Notes and their subjects.
pub(crate) const NOTES: (&str, &str) = ("注の一覧", "data/notes.csv");
/// The texts of the sheets.
pub(crate) const TEXTS: (&str, &str) = ("票の文", "data/texts.csv");
/// Meanings of columns and codes.
pub(crate) const CODEBOOK: (&str, &str) = ("データの説明", "data/codebook.csv");
/// Every figure.
pub(crate) const PACKAGE: (&str, &str) = ("すべての数値", "data/package.json");

/// The parts of a page that differ from page to page.
pub(crate) struct Draft {
    /// Path from the root of the output.
    pub(crate) path: String,
    /// Link text for its PDF, if it has one.
    pub(crate) pdf: Option<&'static str>,
    /// Title without the site's name.
    pub(crate) title: String,
    /// Sentence for search engines.
    pub(crate) description: String,
    /// Link texts and paths of the pages above it, starting with the front page.
    pub(crate) above: Vec<(String, String)>,
    /// Its own text in the breadcrumbs.
    pub(crate) here: String,
    /// Where the content was first published.
    pub(crate) source: String,
    /// The page itself.
    pub(crate) body: Body,
    /// Notes.
    pub(crate) notes: Vec<Note>,
    /// Link texts and paths of further files.
    pub(crate) files: Vec<(String, String)>,
}

/// Files of the open data for a draft.
pub(crate) fn files(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|(text, path)| ((*text).to_owned(), (*path).to_owned())).collect()
}

/// Offers the table of corrections, before the codebook, only on a sheet with corrections: on others it would appear
/// with the first correction of any sheet.
pub(crate) fn offer_corrections(files: &mut Vec<(&str, &str)>, corrections: &[Correction]) {
    if !corrections.is_empty() {
        files.insert(files.len().saturating_sub(2), CORRECTIONS);
    }
}

/// The start of all breadcrumbs.
pub(crate) fn trail() -> Vec<(String, String)> {
    vec![("トップページ".to_owned(), "index.html".to_owned())]
}

/// Makes the page of a draft.
pub(crate) fn page(model: &Model, as_of: &Date, draft: Draft) -> Page {
    let Draft { path, pdf, title, description, above, here, source, body, notes, files } = draft;
    let pdf_path = pdf_of(&path);
    let link = |(text, to): (String, String)| Link { text, href: relative(&path, &to) };
    let mut breadcrumbs: Vec<_> = above.into_iter().map(link).collect();
    breadcrumbs.push(Link { text: here, href: String::new() });
    let own = pdf.map(|words| (words.to_owned(), pdf_path.clone()));
    let download =
        |(text, to): (String, String)| Download { text, href: relative(&path, &to), path: to };
    Page {
        root: root(&path),
        pdf: if pdf.is_some() { pdf_path } else { String::new() },
        url: links::url(&model.city, &path),
        title,
        description,
        breadcrumbs,
        day_label: updated::AS_OF.to_owned(),
        as_of: format::date(as_of),
        as_of_iso: format::iso(as_of),
        day: as_of.day,
        source,
        stage: stage::mark(model, &path, &body),
        unpublished: stage::pages(model, &path, &body),
        body,
        notes,
        downloads: own.into_iter().chain(files).map(download).collect(),
        site: site(model),
        path,
    }
}

fn site(model: &Model) -> Site {
    let city = &model.city;
    Site {
        name: city.site_name.clone(),
        city: city.name.clone(),
        home: Link {
            text: format!("{}公式ホームページ", city.name), href: city.home.clone()
        },
        contact: city.contact.clone(),
        about: city.about.clone(),
        author: city.maker().to_owned(),
        terms: terms(city),
        feed: if links::has_feed(model) { links::FEED.0.to_owned() } else { String::new() },
    }
}

/// Publisher, author and licence of the site, as far as the city states them.
fn terms(city: &City) -> Vec<Labelled> {
    let City { publisher, author, licence, .. } = city;
    let stated = [("公表者", publisher), ("作成者", author), ("利用条件", licence)];
    let line = |(label, text): (&str, &Option<String>)| {
        let (label, hint) = (label.to_owned(), String::new());
        text.clone().map(|text| Labelled { label, hint, text })
    };
    stated.into_iter().filter_map(line).collect()
}
