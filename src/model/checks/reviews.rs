//! Reviews of plans: their plan and place, their KPIs, their words and their days.

use crate::diag::near::nearest;
use crate::diag::{Diags, messages};
use crate::model::checks::Context;
use crate::sheet::Sheet;
use crate::sheet::forms::{Plan, Review};
use crate::sheet::schema::Form;
use crate::sheet::value::{At, Code, DayOrReason, Figure, Text, Year, decimal, same_name};
use crate::terms::reason::Missing;
use crate::terms::year::{Date, FiscalYear};

fn parsed(at: &At) -> Option<FiscalYear> {
    FiscalYear::parse(&at.text).ok().map(|(year, _)| year)
}

fn code_of(plan: &Plan) -> Option<&At> {
    let code = plan.id.as_ref().and_then(|id| id.code.as_ref());
    code.map(|Code(at)| at)
}

fn plan_of<'a>(context: &'a Context<'_>, review: &Sheet<Review>) -> Option<&'a Plan> {
    let mut plans = context.sheets.plans.iter().map(|sheet| &sheet.data);
    plans.find(|plan| code_of(plan).is_some_and(|code| code.text == review.dir))
}

/// The years of the targets of a plan, as written in its first KPI that has any.
fn years_of(plan: &Plan) -> Vec<FiscalYear> {
    let mut kpis = plan.kpis.iter().flatten();
    let increments = kpis.find_map(|kpi| kpi.increments.as_ref());
    let years = increments.iter().flat_map(|years| &years.0);
    years.filter_map(|(at, _)| parsed(at)).collect()
}

fn spoken(year: FiscalYear) -> String {
    format!("{}年度", year.0)
}

fn report_foreign_year(at: &At, plan: &Plan, diags: &mut Diags) {
    let years = years_of(plan);
    if let Some(year) = parsed(at).filter(|year| !years.is_empty() && !years.contains(year)) {
        let allowed = years.into_iter().map(spoken).collect::<Vec<_>>().join("、");
        diags.push(messages::unknown_year(
            at.span.clone(),
            &spoken(year),
            &format!("計画の数値目標にある年度（{allowed}）"),
        ));
    }
}

pub(super) fn have_a_plan_and_a_place(context: &Context<'_>, diags: &mut Diags) {
    let sheets = context.sheets;
    let codes = || sheets.plans.iter().filter_map(|sheet| code_of(&sheet.data));
    for sheet in &sheets.reviews {
        let Review { plan, year, .. } = &sheet.data;
        if let Some(Code(at)) = plan {
            let known: Vec<String> = codes().map(|code| code.text.clone()).collect();
            if at.text != sheet.dir {
                let span = at.span.clone();
                diags.push(messages::review_elsewhere(span, &sheet.dir, &at.text));
            } else if !known.contains(&at.text) && !sheets.is_unread(Form::Plan, "", &at.text) {
                diags.push(messages::dangling_reference(
                    at.span.clone(),
                    "地域再生計画",
                    &at.text,
                    &format!("plans/{}.yaml を", at.text),
                    &known,
                ));
            }
        }
        let Some(Year(at)) = year else { continue };
        if let Some(year) = parsed(at).filter(|year| year.0.to_string() != sheet.stem) {
            diags.push(messages::misnamed_review(
                at.span.clone(),
                &sheet.stem,
                &year.0.to_string(),
            ));
        }
        if let Some(plan) = plan_of(context, sheet) {
            report_foreign_year(at, plan, diags);
        }
        // The page of a review stands beside those of the plans.
        let address = format!("{}-{}", sheet.dir, sheet.stem);
        if let Some(code) = codes().find(|code| code.text == address) {
            diags.push(messages::duplicate_code(code.span.clone(), &code.text, at.span.clone()));
        }
    }
}

pub(super) fn name_the_kpis_of_the_plan(context: &Context<'_>, diags: &mut Diags) {
    for sheet in &context.sheets.reviews {
        let (Some(plan), Some(kpis)) = (plan_of(context, sheet), &sheet.data.kpis) else {
            continue;
        };
        let Some(planned) = &plan.kpis else { continue };
        let known: Vec<String> = planned
            .iter()
            .filter_map(|kpi| kpi.name.as_ref().map(|Text(at)| at.text.clone()))
            .collect();
        let mut seen: Vec<&At> = Vec::new();
        // A name that is not the plan's, or is there twice, probably stands for one that is left out.
        let mut odd = kpis.iter().any(|kpi| kpi.name.is_none());
        for Text(at) in kpis.iter().filter_map(|kpi| kpi.name.as_ref()) {
            if !known.iter().any(|name| same_name(name, &at.text)) {
                odd = true;
                let near = nearest(&at.text, known.iter().map(String::as_str));
                let span = at.span.clone();
                diags.push(messages::unknown_kpi(span, &at.text, near, &known));
            }
            match seen.iter().find(|first| same_name(&first.text, &at.text)) {
                Some(first) => {
                    odd = true;
                    diags.push(messages::kpi_twice(at.span.clone(), &at.text, first.span.clone()));
                }
                None => seen.push(at),
            }
        }
        let code = sheet.data.plan.as_ref().map(|Code(at)| at);
        let Some(place) = seen.first().copied().or(code).filter(|_| !odd) else {
            continue;
        };
        for name in known.iter().filter(|name| !seen.iter().any(|at| same_name(&at.text, name))) {
            diags.push(messages::kpi_left_out(place.span.clone(), name));
        }
    }
}

fn is_number(at: &At) -> bool {
    Missing::from_word(&at.text).is_none()
}

/// The actual that the plan itself states for a KPI in a year.
fn stated_in_plan<'a>(plan: &'a Plan, name: &str, year: FiscalYear) -> Option<&'a At> {
    let mut kpis = plan.kpis.iter().flatten();
    let kpi =
        kpis.find(|kpi| kpi.name.as_ref().is_some_and(|Text(at)| same_name(&at.text, name)))?;
    let mut years = kpi.actual.iter().flat_map(|years| &years.0);
    let (_, Figure { value, more: _ }) = years.find(|(at, _)| parsed(at) == Some(year))?;
    value.as_ref()
}

pub(super) fn agree_with_the_plan(context: &Context<'_>, diags: &mut Diags) {
    for sheet in &context.sheets.reviews {
        let Review { year, kpis, .. } = &sheet.data;
        let Some(year) = year.as_ref().and_then(|Year(at)| parsed(at)) else {
            continue;
        };
        for kpi in kpis.iter().flatten() {
            let (Some(Text(name)), Some(figure)) = (&kpi.name, &kpi.actual) else {
                continue;
            };
            let Some(actual) = &figure.value else {
                continue;
            };
            let future = context.as_of.filter(|as_of| year.start() > as_of.day);
            if let (Some(as_of), true) = (future, is_number(actual)) {
                diags.push(messages::future_actual(
                    actual.span.clone(),
                    &spoken(year),
                    &format!("基準日は{}です", as_of.written),
                ));
            }
            let plan = plan_of(context, sheet);
            let stated = plan.and_then(|plan| stated_in_plan(plan, &name.text, year));
            // A reason in the plan stands for what the review says.
            let Some(stated) = stated.filter(|at| is_number(at)) else {
                continue;
            };
            let same = decimal(&stated.text).ok() == decimal(&actual.text).ok();
            if !same || !is_number(actual) {
                diags.push(messages::review_differs(
                    actual.span.clone(),
                    &name.text,
                    [&actual.text, &stated.text],
                    stated.span.clone(),
                ));
            }
        }
    }
}

pub(super) fn effects_follow_the_city(context: &Context<'_>, diags: &mut Diags) {
    let Some(city) = &context.sheets.city else {
        return;
    };
    let words: Vec<String> = city
        .data
        .effects
        .iter()
        .filter_map(|grade| grade.word.as_ref().map(|Text(at)| at.text.clone()))
        .collect();
    for sheet in &context.sheets.reviews {
        let Some(Text(at)) = &sheet.data.effect else {
            continue;
        };
        if Missing::from_word(&at.text).is_some()
            || words.iter().any(|word| same_name(word, &at.text))
        {
            continue;
        }
        if city.data.effects.is_empty() {
            diags.push(messages::effect_without_rule(at.span.clone(), &at.text));
            continue;
        }
        let near = nearest(&at.text, words.iter().map(String::as_str));
        let choices = [words.as_slice(), &["未公表".to_owned(), "記載なし".to_owned()]];
        diags.push(messages::bad_choice(
            at.span.clone(),
            "事業効果",
            &at.text,
            near,
            &choices.concat(),
        ));
    }
}

pub(super) fn dates_are_in_order(context: &Context<'_>, diags: &mut Diags) {
    for sheet in &context.sheets.reviews {
        let Review { year, reviewed, published, .. } = &sheet.data;
        let day = |written: &Option<DayOrReason>| {
            let DayOrReason(at) = written.as_ref()?;
            Some((at.clone(), Date::parse(&at.text).ok()?.day))
        };
        let (reviewed, published) = (day(reviewed), day(published));
        let items = [("検証日", &reviewed), ("公表日", &published)];
        let mut future = false;
        for (item, written) in items {
            let (Some((at, day)), Some(as_of)) = (written, context.as_of) else {
                continue;
            };
            if *day > as_of.day {
                future = true;
                let span = at.span.clone();
                diags.push(messages::future_date(span, item, &as_of.written));
            }
        }
        let Some((at, reviewed)) = reviewed else {
            continue;
        };
        if let Some((later, _)) = published.filter(|(_, day)| *day < reviewed && !future) {
            diags.push(messages::date_order(later.span, at.span.clone()));
        }
        let year = year.as_ref().and_then(|Year(at)| parsed(at));
        if let Some(year) = year.filter(|year| reviewed < year.next().start()) {
            diags.push(messages::early_review(at.span, &spoken(year)));
        }
    }
}

pub(super) fn to_come_are_of_the_plan(context: &Context<'_>, diags: &mut Diags) {
    for sheet in &context.sheets.plans {
        for entry in &sheet.data.reviews_to_come {
            if let Some(Year(at)) = &entry.year {
                report_foreign_year(at, &sheet.data, diags);
            }
        }
    }
}
