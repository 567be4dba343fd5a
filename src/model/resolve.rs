//! Sheets -> Model. Runs every check, then builds the typed model; `None` only when there are errors. Knows nothing
//! of pages or wording.

mod correction;
mod evaluations;
mod grading;
pub(in crate::model) mod handout;
mod part;
mod said;
mod taken;

use std::sync::Arc;

use said::text;

use crate::diag::Diags;
use crate::fault;
use crate::model::checks;
use crate::model::identity::Identities;
use crate::model::published::{self, Hidden};
use crate::model::stage::Stages;
use crate::model::texts::Texts;
use crate::model::{Announcement, City, Model, People};
use crate::sheet::Sheets;
use crate::sheet::forms;
use crate::sheet::value::{self, PublishWord};
use crate::terms::year::Date;

pub use part::in_part;

/// What is published, what is not, and the preview of both.
#[derive(Debug)]
pub struct Resolved {
    /// What is published.
    pub model: Arc<Model>,
    /// What is read and kept, but not published.
    pub hidden: Hidden,
    /// The full model; `None` where nothing is hidden, or no preview was asked for.
    pub whole: Option<Arc<Model>>,
}

/// Checks the sheets and builds the model of what is published. `as_of` replaces the date of `city.yaml`.
pub fn resolve(sheets: Sheets, as_of: Option<Date>, diags: &mut Diags) -> Option<Arc<Model>> {
    resolve_all(sheets, as_of, false, diags).map(|resolved| resolved.model)
}

/// The same, together with what is hidden and, for a preview, the full model.
pub fn resolve_all(
    mut sheets: Sheets,
    as_of: Option<Date>,
    preview: bool,
    diags: &mut Diags,
) -> Option<Resolved> {
    let city = sheets.city.as_ref().map(|sheet| &sheet.data);
    let written = city.and_then(|city| city.as_of.as_ref());
    let as_of = as_of.or_else(|| written.and_then(|day| Date::parse(&day.0.text).ok()));
    checks::check(&sheets, as_of.as_ref(), diags);
    if diags.has_errors() {
        return None;
    }
    // What passes the rules can be built; otherwise the user would get neither an error nor a site.
    let made = |sheets: Sheets| {
        let model = as_of.clone().and_then(|as_of| model(sheets, as_of));
        Arc::new(fault::there(model, "点検では誤りがないのに、内容を組み立てられません"))
    };
    let everything = preview.then(|| sheets.clone());
    let hidden = published::publish(&mut sheets);
    let everything = everything.filter(|_| !hidden.is_empty());
    let whole = everything.map(|mut sheets| {
        published::mark(&mut sheets);
        made(sheets)
    });
    Some(Resolved { model: made(sheets), hidden, whole })
}

fn model(mut sheets: Sheets, as_of: Date) -> Option<Model> {
    let stages = Stages::of(&sheets);
    let handouts = handout::resolve_all(&sheets)?;
    let city = sheets.city.clone()?;
    let published = people(&city.data);
    let rounding = grading::rounding(city.data.rounding.as_ref())?;
    let mut years = evaluations::years(&mut sheets, published, rounding)?;
    let texts = Texts::all(&sheets, published);
    drop(sheets);
    let rule = match city.data.grading.clone() {
        Some(rule) => Some(grading::grading(rule)?),
        None => None,
    };
    for year in &mut years {
        year.grading.clone_from(&rule);
    }
    let city = resolve_city(Arc::unwrap_or_clone(city).data, as_of)?;
    Some(Model {
        city,
        identities: Identities::new(&years),
        evaluations: years,
        stages,
        handouts,
        texts,
    })
}

fn texts(list: Vec<value::Text>) -> Vec<String> {
    list.into_iter().map(|text| text.0.text.into()).collect()
}

/// What the city publishes about the people on its sheets.
fn people(city: &forms::City) -> People {
    let is_yes =
        |word: &Option<PublishWord>| word.as_ref().is_some_and(|word| word.0.text == "する");
    People { names: is_yes(&city.names), extensions: is_yes(&city.extensions) }
}

fn resolve_city(city: forms::City, as_of: Date) -> Option<City> {
    let forms::City {
        version: _,
        body,
        site,
        as_of: _,
        contact,
        about,
        announcements,
        grading: _,
        rounding: _,
        extensions: _,
        names: _,
        publisher,
        author,
        licence,
        choices: _,
        stage: _,
        answers: _,
    } = city;
    let forms::CityBody { name, code, home } = body?;
    let forms::SiteText { name: site_name, lead, address } = site?;
    Some(City {
        name: text(name)?,
        code: code?.0.text.into(),
        home: home?.0.text.into(),
        site_name: text(site_name)?,
        lead: text(lead)?,
        as_of,
        contact: texts(contact),
        about: texts(about),
        publisher: text(publisher),
        author: text(author),
        licence: text(licence),
        address: address.map(|address| folder(&address.0.text)),
        announcements: resolve_announcements(announcements)?,
    })
}

/// Adds a slash to an address, so that the path of a page can follow.
fn folder(address: &str) -> String {
    format!("{}/", address.trim_end_matches('/'))
}

fn resolve_announcements(list: Vec<forms::Announcement>) -> Option<Vec<Announcement>> {
    let one = |announcement| {
        let forms::Announcement { day, title, text: more } = announcement;
        Some(Announcement {
            day: Date::parse(&day?.0.text).ok()?,
            title: text(title)?,
            text: text(more).unwrap_or_default(),
        })
    };
    let mut list = list.into_iter().map(one).collect::<Option<Vec<_>>>()?;
    list.sort_by_key(|announcement| std::cmp::Reverse(announcement.day.day));
    Some(list)
}
