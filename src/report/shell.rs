//! What all pages share: the shell of a page, links from one to another, the files they offer.

use crate::model::correction::Correction;
use crate::model::{City, Model};
use crate::report::format;
use crate::report::links;
use crate::report::links::{pdf_of, relative, root};
use crate::report::page::{Body, Download, Labelled, Link, Note, Page, Site};
use crate::report::stage;
use crate::report::updated;
use crate::terms::year::Date;

/// Files of the open data, with the words of their links.
pub(crate) const INDICATORS: (&str, &str) = ("指標の数値", "data/indicators.csv");
/// Revised targets; there only when one was.
pub(crate) const REVISIONS: (&str, &str) = ("目標の改定の一覧", "data/target_revisions.csv");
/// How actuals stand to their targets.
pub(crate) const OUTCOMES: (&str, &str) = ("目標との比較の一覧", "data/outcomes.csv");
/// Grades; there only when the city has a rule for them.
pub(crate) const GRADES: (&str, &str) = ("評価区分", "data/grades.csv");
/// What is not published yet; there only when something is not.
pub(crate) const STAGES: (&str, &str) = ("公表前の票の一覧", "data/stages.csv");
/// What was corrected; there only when something was.
pub(crate) const CORRECTIONS: (&str, &str) = ("訂正の一覧", "data/corrections.csv");
/// What is noted, and of what.
pub(crate) const NOTES: (&str, &str) = ("注の一覧", "data/notes.csv");
/// What the sheets say in words.
pub(crate) const TEXTS: (&str, &str) = ("票の文", "data/texts.csv");
/// What the columns and codes mean.
pub(crate) const CODEBOOK: (&str, &str) = ("データの説明", "data/codebook.csv");
/// Every figure.
pub(crate) const PACKAGE: (&str, &str) = ("すべての数値", "data/package.json");

/// What a page is made of besides the site.
pub(crate) struct Draft {
    /// Path from the root of the output.
    pub(crate) path: String,
    /// Words of the link to its PDF, when it has one.
    pub(crate) pdf: Option<&'static str>,
    /// Title without the site's name.
    pub(crate) title: String,
    /// Sentence for search engines.
    pub(crate) description: String,
    /// Words and paths of the pages above it, from the front page on.
    pub(crate) above: Vec<(String, String)>,
    /// Its own words in the trail.
    pub(crate) here: String,
    /// Where the content was published first.
    pub(crate) source: String,
    /// The page itself.
    pub(crate) body: Body,
    /// Notes.
    pub(crate) notes: Vec<Note>,
    /// Words and paths of further files.
    pub(crate) files: Vec<(String, String)>,
}

/// Files of the open data for a draft.
pub(crate) fn files(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|(text, path)| ((*text).to_owned(), (*path).to_owned())).collect()
}

/// Offers the table of corrections, before what explains the tables, on a sheet that has been corrected: on others it
/// would appear with the first correction of any sheet.
pub(crate) fn offer_corrections(files: &mut Vec<(&str, &str)>, corrections: &[Correction]) {
    if !corrections.is_empty() {
        files.insert(files.len().saturating_sub(2), CORRECTIONS);
    }
}

/// The beginning of every trail.
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

/// Who publishes and who made the site, and on what terms it may be used: only what the city says.
fn terms(city: &City) -> Vec<Labelled> {
    let City { publisher, author, licence, .. } = city;
    let stated = [("公表者", publisher), ("作成者", author), ("利用条件", licence)];
    let line = |(label, text): (&str, &Option<String>)| {
        let (label, hint) = (label.to_owned(), String::new());
        text.clone().map(|text| Labelled { label, hint, text })
    };
    stated.into_iter().filter_map(line).collect()
}
