//! Model and pages -> data for other sites and programs: addresses of the pages, the feed of publications and
//! corrections, and the page for unknown addresses.

use serde::Serialize;

use crate::model::{City, Model};
use crate::report::address::addresses;
use crate::report::correction;
use crate::report::desk::Desk;
use crate::report::format;
use crate::report::ledger::Ledger;
use crate::report::links::{FEED, base_path, url};
use crate::report::page::{AnnouncementRow, Body, Link, NotFoundPage, Page};
use crate::report::shell::{self, Draft};
use crate::terms::year::Date;

/// Path of the page for unknown addresses.
pub(crate) const NOT_FOUND: &str = "404.html";

/// Data for sitemap and feed.
#[derive(Debug, Clone, Serialize)]
pub struct Syndication {
    /// Addresses of all pages, for `sitemap.xml`.
    pub urls: Vec<String>,
    /// The feed; `None` when there are no entries.
    pub feed: Option<Feed>,
    /// The path part of the site's address, `/hyoka/`.
    pub base_path: String,
}

/// An Atom feed (RFC 4287).
#[derive(Debug, Clone, Serialize)]
pub struct Feed {
    /// Address of the feed, which is also its id.
    pub url: String,
    /// Address of the front page.
    pub home: String,
    /// Name of the site.
    pub title: String,
    /// Author of the site; the site's name where the city states none.
    pub author: String,
    /// Time of the newest entry.
    pub updated: String,
    /// Newest first.
    pub entries: Vec<FeedEntry>,
}

/// One publication or correction.
#[derive(Debug, Clone, Serialize)]
pub struct FeedEntry {
    /// Unique, and the same in every later feed.
    pub id: String,
    /// Address.
    pub url: String,
    /// Title, in one sentence.
    pub title: String,
    /// The day, as a time in Japan.
    pub updated: String,
    /// More about it; may be empty.
    pub text: String,
}

impl Syndication {
    /// Returns `None` while the site has no address.
    #[must_use]
    pub fn new(model: &Model) -> Option<Self> {
        let address = model.city.address.as_deref()?;
        let pages = addresses(model).into_iter().map(|page| page.path);
        let pages = pages.filter(|path| path != NOT_FOUND);
        Some(Self {
            urls: pages.map(|path| url(&model.city, &path)).collect(),
            feed: feed(model, address),
            base_path: base_path(&model.city),
        })
    }
}

/// Announcements, for the front page.
pub(crate) fn announcements(city: &City) -> Vec<AnnouncementRow> {
    let last = city.announcements.len();
    let row = |(place, announcement): (usize, &crate::model::Announcement)| AnnouncementRow {
        day: format::date(&announcement.day),
        day_iso: format::iso(&announcement.day),
        title: announcement.title.clone(),
        text: announcement.text.clone(),
        // Counted from the oldest, so that ids stay the same when newer ones are added.
        id: format!("koho-{}", last - place),
    };
    city.announcements.iter().enumerate().map(row).collect()
}

fn feed(model: &Model, address: &str) -> Option<Feed> {
    let published = announcements(&model.city).into_iter().map(|row| FeedEntry {
        id: format!("{address}#{}", row.id),
        url: format!("{address}#{}", row.id),
        title: row.title,
        updated: midnight(&row.day_iso),
        text: row.text,
    });
    let corrected = correction::latest(model).into_iter().map(|correction| FeedEntry {
        title: format!("訂正：{}（{}）", correction.sheet, correction.what),
        updated: midnight(&correction.day_iso),
        text: String::new(),
        id: format!("{address}{}", correction.href),
        url: format!("{address}{}", correction.href),
    });
    let mut entries: Vec<FeedEntry> = published.chain(corrected).collect();
    // Ids in a feed must be unique, even where two corrections of a day link to the same place.
    for place in 0..entries.len() {
        let FeedEntry { id, updated, .. } = &entries[place];
        let same = |other: &&FeedEntry| other.url == *id && other.updated == *updated;
        let older = entries[place + 1..].iter().filter(same).count();
        let day = updated.split('T').next().unwrap_or_default();
        entries[place].id = format!("{id}-{day}-{}", older + 1);
    }
    entries.sort_by(|a, b| b.updated.cmp(&a.updated));
    Some(Feed {
        updated: entries.first()?.updated.clone(),
        url: format!("{address}{}", FEED.1),
        home: address.to_owned(),
        title: model.city.site_name.clone(),
        author: Some(model.city.maker())
            .filter(|maker| !maker.is_empty())
            .unwrap_or(&model.city.site_name)
            .to_owned(),
        entries,
    })
}

fn midnight(day: &str) -> String {
    format!("{day}T00:00:00+09:00")
}

/// The page for unknown addresses. A server shows it at any depth, so if the site's address is known, links start
/// from there.
pub(crate) fn not_found(model: &Model, as_of: &Date, ledger: &Ledger) -> Page {
    let root = base_path(&model.city);
    let link = |text: String, path: &str| Link { text, href: format!("{root}{path}") };
    let years = model.evaluations.iter().rev().filter(|year| year.year.is_some());
    let years = years
        .map(|year| link(crate::report::names::name(year), &crate::report::names::index(year)));
    let top = link("トップページ".to_owned(), "index.html");
    let body = NotFoundPage {
        heading: "ページが見つかりません".to_owned(),
        text: "お探しのページは、移動したか、なくなった可能性があります。次のページからお探しください。".to_owned(),
        links: std::iter::once(top).chain(years).collect(),
    };
    let draft = Draft {
        path: NOT_FOUND.to_owned(),
        pdf: None,
        title: body.heading.clone(),
        description: body.heading.clone(),
        above: Vec::new(),
        here: body.heading.clone(),
        source: String::new(),
        body: Body::Missing(body),
        notes: Desk::new(ledger).finish(),
        files: Vec::new(),
    };
    let mut page = shell::page(model, as_of, draft);
    page.root = root;
    page.url = String::new();
    page
}
