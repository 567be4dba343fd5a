//! Sheets -> Model. Runs every check, then builds the typed model; `None` only when there are errors.
//! Knows nothing of pages or wording.

mod change;
mod correction;
mod grading;
pub(in crate::model) mod handout;
mod later;
mod parts;
mod plan;
mod review;
mod sheets;

use crate::diag::Diags;
use crate::model::checks::{self, Context};
use crate::model::identity::Identities;
use crate::model::stage::Stages;
use crate::model::year::Date;
use crate::model::{Announcement, City, Model};
use crate::sheet::Sheets;
use crate::sheet::forms;
use parts::{text, texts};
use plan::resolve_plan;
use sheets::resolve_year;

/// Checks the sheets and builds the model. `as_of` replaces the date of `city.yaml`.
pub fn resolve(sheets: Sheets, as_of: Option<Date>, diags: &mut Diags) -> Option<Model> {
    let written = sheets
        .city
        .as_ref()
        .and_then(|sheet| sheet.data.as_of.as_ref());
    let as_of = as_of.or_else(|| written.and_then(|day| Date::parse(&day.0.text).ok()));
    checks::run(
        &Context {
            sheets: &sheets,
            as_of: as_of.as_ref(),
        },
        diags,
    );
    if diags.has_errors() {
        return None;
    }
    let stages = Stages::of(&sheets);
    let handouts = handout::resolve_all(&sheets)?;
    let Sheets {
        city,
        evaluations,
        policies,
        projects,
        plans,
        reviews,
        handouts: _,
        unread: _,
        misplaced: _,
        items: _,
    } = sheets;
    let rule = city.as_ref().and_then(|sheet| sheet.data.grading.clone());
    let rule = match rule {
        Some(rule) => Some(grading::grading(rule)?),
        None => None,
    };
    let city = resolve_city(city?.data, as_of?)?;
    let mut years = evaluations
        .into_iter()
        .map(|sheet| resolve_year(sheet, &policies, &projects, rule.as_ref(), city.extensions))
        .collect::<Option<Vec<_>>>()?;
    years.sort_by_key(|year| year.year);
    let mut plans = plans
        .into_iter()
        .map(|sheet| resolve_plan(sheet.data))
        .collect::<Option<Vec<_>>>()?;
    plans.sort_by(|a, b| a.code.cmp(&b.code));
    for sheet in reviews {
        review::attach(sheet, &mut plans)?;
    }
    Some(Model {
        city,
        identities: Identities::new(&years),
        years,
        plans,
        stages,
        handouts,
    })
}

fn resolve_city(city: forms::City, as_of: Date) -> Option<City> {
    let forms::City {
        version: _,
        body,
        site,
        as_of: _,
        contact,
        about,
        effects,
        announcements,
        grading: _,
        extensions,
        stage: _,
        answers: _,
    } = city;
    let forms::CityBody { name, code, home } = body?;
    let forms::SiteText {
        name: site_name,
        lead,
        address,
    } = site?;
    Some(City {
        name: text(name)?,
        code: text(code)?,
        home: home?.0.text,
        site_name: text(site_name)?,
        lead: text(lead)?,
        as_of,
        contact: texts(contact),
        about: texts(about),
        extensions: extensions.is_some_and(|word| word.0.text == "する"),
        effects: effects
            .into_iter()
            .map(review::effect_grade)
            .collect::<Option<Vec<_>>>()?,
        address: address.map(|address| folder(&address.0.text)),
        announcements: resolve_announcements(announcements)?,
    })
}

/// An address as that of a folder, so that the path of a page can follow.
fn folder(address: &str) -> String {
    format!("{}/", address.trim_end_matches('/'))
}

fn resolve_announcements(list: Vec<forms::Announcement>) -> Option<Vec<Announcement>> {
    let one = |announcement| {
        let forms::Announcement {
            day,
            title,
            text: more,
        } = announcement;
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
