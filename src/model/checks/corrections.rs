//! Corrections: what they say is what the sheet says now, and none lies ahead.

use crate::diag::{Diags, messages};
use crate::model::checks::dates::era_holds;
use crate::model::checks::{Context, later};
use crate::model::correction::figure_id;
use crate::model::year::{Date, FiscalYear};
use crate::sheet::forms::{Correction, Indicator, Parties, Plan, Policy, Project, Role};
use crate::sheet::value::{At, Day, Figure, NumberProblem, Text, Year, Years, decimal};

/// The sheets that can be corrected.
enum Sheet<'a> {
    Policy(&'a Policy),
    Project(&'a Project),
    Plan(&'a Plan),
}

/// No sheet and no plan was published after the date that the content stands for.
pub(super) fn none_is_published_ahead(context: &Context<'_>, diags: &mut Diags) {
    let sheets = context.sheets;
    let policies = sheets.policies.iter().map(|sheet| &sheet.data.published);
    let projects = sheets.projects.iter().map(|sheet| &sheet.data.published);
    let plans = sheets.plans.iter().map(|sheet| &sheet.data.published);
    for Day(at) in policies.chain(projects).chain(plans).flatten() {
        let ahead = |as_of: &&Date| Date::parse(&at.text).is_ok_and(|day| day.day > as_of.day);
        if let Some(as_of) = context.as_of.filter(ahead) {
            diags.push(messages::published_ahead(at.span.clone(), &at.text, &as_of.written));
        }
    }
}

/// A sheet with its corrections: code, corrections, sheet.
type Corrected<'a> = (&'a str, &'a [Correction], Sheet<'a>);

fn corrected<'a>(context: &'a Context<'_>) -> Vec<Corrected<'a>> {
    let sheets = context.sheets;
    let policies = sheets.policies.iter().map(|sheet| {
        let list = sheet.data.corrections.as_slice();
        (sheet.stem.as_str(), list, Sheet::Policy(&sheet.data))
    });
    let projects = sheets.projects.iter().map(|sheet| {
        let list = sheet.data.corrections.as_slice();
        (sheet.stem.as_str(), list, Sheet::Project(&sheet.data))
    });
    let plans = sheets.plans.iter().map(|sheet| {
        let list = sheet.data.corrections.as_slice();
        (sheet.stem.as_str(), list, Sheet::Plan(&sheet.data))
    });
    policies.chain(projects).chain(plans).collect()
}

fn day(correction: &Correction) -> Option<(&At, Date)> {
    let at = &correction.day.as_ref()?.0;
    Some((at, Date::parse(&at.text).ok()?))
}

pub(super) fn figures_are_as_corrected(context: &Context<'_>, diags: &mut Diags) {
    for (code, list, sheet) in corrected(context) {
        let id = |correction: &Correction| {
            let written = correction.fact.as_ref()?;
            Some(figure_id(code, &written.0.text))
        };
        for (place, correction) in list.iter().enumerate() {
            let (Some(id_here), Some(written)) = (id(correction), &correction.fact) else {
                continue;
            };
            let Some(now) = sheet.figure(&id_here) else {
                diags.push(messages::correction_of_nothing(
                    written.0.span.clone(),
                    &written.0.text,
                    sheet.example(),
                ));
                continue;
            };
            // A figure corrected again has to agree with its last correction only.
            let this = day(correction).map(|(_, date)| date.day);
            let again = list.iter().enumerate().any(|(other, later)| {
                let that = day(later).map(|(_, date)| date.day);
                id(later).as_ref() == Some(&id_here) && (that, other) > (this, place)
            });
            let (Some(after), false) = (&correction.after, again) else {
                continue;
            };
            let same = match (decimal(&after.0.text), decimal(&now.text)) {
                (Ok(after), Ok(now)) => after == now,
                _ => after.0.text == now.text,
            };
            if !same {
                diags.push(messages::correction_differs(
                    after.0.span.clone(),
                    &after.0.text,
                    &now.text,
                    now.span.clone(),
                ));
            }
        }
    }
}

pub(super) fn no_correction_ahead(context: &Context<'_>, diags: &mut Diags) {
    for (_, list, _) in corrected(context) {
        for (at, date) in list.iter().filter_map(day) {
            if let Some(as_of) = context.as_of.filter(|as_of| date.day > as_of.day) {
                diags.push(messages::future_correction(at.span.clone(), &at.text, &as_of.written));
            }
            era_holds(at, &date, diags);
        }
    }
}

/// A figure in full-width digits would be taken as words, and compared with nothing.
pub(super) fn numbers_are_half_width(context: &Context<'_>, diags: &mut Diags) {
    for (_, list, _) in corrected(context) {
        for correction in list {
            let said = [("前", &correction.before), ("後", &correction.after)];
            for (item, written) in said {
                let Some(Text(at)) = written else { continue };
                if let Err(NumberProblem::Wide(half)) = decimal(&at.text) {
                    diags.push(messages::correction_in_wide_digits(at.span.clone(), item, &half));
                }
            }
        }
    }
}

impl<'a> Sheet<'a> {
    /// How a figure of such a sheet is named, for the remedy.
    fn example(&self) -> &'static str {
        match self {
            Self::Policy(policy) if policy.later.is_some() => {
                "成果指標.1.実績.平成28、小施策間指数.21-1、役割分担分析.21-1.市、満足度.1"
            }
            Self::Project(project) if project.later.is_some() => "まちづくり指標.1.実績.平成28",
            Self::Policy(_) => "成果指標.1.実績.平成24、基本事業の比重.521",
            Self::Project(_) => "成果指標.1.実績.平成24、役割分担.市",
            Self::Plan(_) => "数値目標.1.増加分.2019、総事業費",
        }
    }

    /// The figure of an id as it stands in the sheet.
    fn figure(&self, id: &str) -> Option<&'a At> {
        let parts: Vec<&str> = id.split('.').collect();
        match (self, parts.as_slice()) {
            (Self::Policy(policy), ["weight", code]) => {
                let weights = &policy.weights.as_ref()?.0;
                let (_, weight) = weights.iter().find(|(at, _)| at.text == *code)?;
                Some(&weight.0)
            }
            (
                Self::Policy(policy),
                ["role" | "share", ..] | [_, "respondents"] | ["satisfaction" | "importance", _],
            ) => later::figure(policy.later.as_deref()?, &parts),
            (Self::Policy(policy), ["cmp", year, place]) => compared(policy, year, place),
            (Self::Policy(policy), [number, side, year]) => {
                of_indicator(policy.indicators.as_ref()?, number, side, year)
            }
            (Self::Project(project), ["role", who]) => role(project.roles.as_ref()?, who),
            (Self::Project(project), [number, side, year]) => {
                of_indicator(project.indicators.as_ref()?, number, side, year)
            }
            (Self::Plan(plan), ["cost"]) => {
                value(plan.project.as_ref()?.cost.as_ref()?.value.as_ref())
            }
            (Self::Plan(plan), [target, rest @ ..]) => {
                let kpi = nth(plan.kpis.as_ref()?, target.strip_prefix('k')?)?;
                match rest {
                    ["base"] => value(kpi.base.as_ref()),
                    ["total"] => value(kpi.total.as_ref()),
                    ["inc", year] => of_year(kpi.increments.as_ref()?, year),
                    ["actual", year] => of_year(kpi.actual.as_ref()?, year),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

fn nth<'a, T>(list: &'a [T], number: &str) -> Option<&'a T> {
    list.get(number.parse::<usize>().ok()?.checked_sub(1)?)
}

fn value(figure: Option<&Figure>) -> Option<&At> {
    figure.and_then(|figure| figure.value.as_ref())
}

fn of_year<'a>(years: &'a Years<Figure>, year: &str) -> Option<&'a At> {
    let is = |at: &At| FiscalYear::parse(&at.text).is_ok_and(|(y, _)| y.0.to_string() == year);
    let (_, figure) = years.0.iter().find(|(at, _)| is(at))?;
    value(Some(figure))
}

fn of_indicator<'a>(list: &'a [Indicator], number: &str, side: &str, year: &str) -> Option<&'a At> {
    let indicator = nth(list, number)?;
    match side {
        "actual" => of_year(indicator.actual.as_ref()?, year),
        "plan" => of_year(indicator.plan.as_ref()?, year),
        _ => None,
    }
}

fn compared<'a>(policy: &'a Policy, year: &str, place: &str) -> Option<&'a At> {
    let comparison = policy.comparison.as_ref()?;
    let city = nth(comparison.cities.as_ref()?, place)?;
    let is = |written: Option<&Year>| {
        written.is_some_and(|written| {
            FiscalYear::parse(&written.0.text).is_ok_and(|(y, _)| y.0.to_string() == year)
        })
    };
    if is(comparison.now.as_ref()) {
        value(city.now.as_ref())
    } else if is(comparison.prev.as_ref()) {
        value(city.prev.as_ref())
    } else {
        None
    }
}

fn role<'a>(roles: &'a Parties<Role>, party: &str) -> Option<&'a At> {
    let Parties { city, governments, citizens, business } = roles;
    let role = match party {
        "city" => city,
        "governments" => governments,
        "citizens" => citizens,
        "business" => business,
        _ => return None,
    };
    value(role.as_ref()?.share.as_ref())
}
