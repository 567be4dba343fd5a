//! What all pages share: the shell of a page, links from one to another, the files they offer.

use crate::model::correction::Correction;
use crate::model::{City, Model};
use crate::report::format;
use crate::report::page::{Body, Download, Labelled, Link, Note, Page, Site};
use crate::report::pdf_of;
use crate::report::stage;
use crate::report::syndication;
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
        url: syndication::url(&model.city, &path),
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
        feed: if syndication::has_feed(model) {
            syndication::FEED.0.to_owned()
        } else {
            String::new()
        },
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

/// `../` as often as the page is deep.
fn root(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// The way from a page to a file of the same site.
pub(crate) fn relative(from: &str, to: &str) -> String {
    let folder = |path: &str| path.rfind('/').map_or(0, |end| end + 1);
    let (from_folder, to_folder) = (&from[..folder(from)], &to[..folder(to)]);
    if from_folder == to_folder {
        to[folder(to)..].to_owned()
    } else {
        format!("{}{to}", root(from))
    }
}

/// Where a link of a page leads, from the root of the output: what [`relative`] was made of.
pub(crate) fn target(from: &str, href: &str) -> String {
    let folder = from.rfind('/').map_or("", |end| &from[..=end]);
    let up = root(from);
    match href.strip_prefix(&up).filter(|_| !up.is_empty()) {
        Some(path) => path.to_owned(),
        None => format!("{folder}{href}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_where_it_was_made_for() {
        for from in ["index.html", "h25/52.html", "a/b/c.html"] {
            for to in ["index.html", "h25/index.html", "h25/521.html", "a/b/d.html", "a/e.html"] {
                assert_eq!(target(from, &relative(from, to)), to, "from {from}");
            }
        }
    }

    #[test]
    fn links_are_relative() {
        assert_eq!(relative("index.html", "h25/index.html"), "h25/index.html");
        assert_eq!(relative("h25/52.html", "h25/521.html"), "521.html");
        assert_eq!(relative("h25/52.html", "index.html"), "../index.html");
        assert_eq!(relative("plans/a.html", "data/tables.csv"), "../data/tables.csv");
    }
}
