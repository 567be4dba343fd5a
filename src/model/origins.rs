//! Sheets -> where each stated figure stands: fact id to place in the content. A figure that is computed has
//! no place of its own and is looked up by what it belongs to: its indicator, then its sheet.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Span;
use crate::model::year::FiscalYear;
use crate::sheet::value::{At, Figure, Years, decimal};
use crate::sheet::{Sheet, Sheets, forms};
use crate::source::FileId;

/// Places by fact id; ids of indicators and sheets lead to their names.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    places: BTreeMap<String, Span>,
    figures: BTreeSet<(FileId, usize)>,
}

impl Origins {
    /// Reads the places from the sheets.
    #[must_use]
    pub fn of(sheets: &Sheets) -> Self {
        let mut found = Self::default();
        for sheet in &sheets.evaluations {
            found.enter(sheet.dir.clone(), &Span::whole(sheet.file));
        }
        for sheet in &sheets.policies {
            let id = format!("{}.{}", sheet.dir, sheet.stem);
            found.enter(id.clone(), &Span::whole(sheet.file));
            found.policy(&id, &sheet.data);
        }
        for sheet in &sheets.projects {
            let id = format!("{}.{}", sheet.dir, sheet.stem);
            found.enter(id.clone(), &Span::whole(sheet.file));
            found.indicators(&id, sheet.data.indicators.as_deref());
            found.roles(&id, sheet.data.roles.as_ref());
        }
        for sheet in &sheets.plans {
            found.enter(sheet.stem.clone(), &Span::whole(sheet.file));
            found.plan(&sheet.stem, &sheet.data);
        }
        for sheet in &sheets.reviews {
            let plan = sheets.plans.iter().find(|plan| plan.stem == sheet.dir);
            found.review(sheet, plan.map(|plan| &plan.data));
        }
        found
    }

    /// Where the figure of an id stands, or what it belongs to.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<&Span> {
        let mut id = id.trim_end_matches(".shown");
        loop {
            if let Some(span) = self.places.get(id) {
                return Some(span);
            }
            let (above, last) = id.rsplit_once('.')?;
            // A rate of a year is computed from the actual of that year.
            let actual = above.rsplit_once('.').map(|(above, _)| format!("{above}.actual.{last}"));
            if let Some(span) = actual.and_then(|id| self.places.get(&id)) {
                return Some(span);
            }
            id = above;
        }
    }

    /// Whether a figure stands there that has an id.
    #[must_use]
    pub fn is_figure(&self, span: &Span) -> bool {
        self.figures.contains(&(span.file, span.start()))
    }

    fn enter(&mut self, id: String, span: &Span) {
        self.places.entry(id).or_insert_with(|| span.clone());
    }

    fn figure(&mut self, id: String, figure: Option<&Figure>) {
        let Some(figure) = figure else {
            return;
        };
        let stated = figure.value.as_ref();
        let stated = stated.or(figure.words()).or(figure.low());
        if let Some(at) = stated {
            self.number(id, at);
        }
    }

    fn number(&mut self, id: String, at: &At) {
        self.figures.insert((at.span.file, at.span.start()));
        self.enter(id, &at.span);
    }

    fn years(&mut self, id: &str, years: Option<&Years<Figure>>) {
        for (year, figure) in years.into_iter().flat_map(|years| &years.0) {
            if let Some(year) = fiscal(year) {
                self.figure(format!("{id}.{}", year.0), Some(figure));
            }
        }
    }

    fn indicators(&mut self, sheet: &str, list: Option<&[forms::Indicator]>) {
        for (place, indicator) in list.unwrap_or_default().iter().enumerate() {
            let id = format!("{sheet}.{}", place + 1);
            self.years(&format!("{id}.actual"), indicator.actual.as_ref());
            self.years(&format!("{id}.plan"), indicator.plan.as_ref());
            self.years(&format!("{id}.path"), indicator.path.as_ref());
            self.years(&format!("{id}.stated_rate"), indicator.stated_rate.as_ref());
            for (number, revision) in indicator.revisions.iter().enumerate() {
                let id = format!("{id}.revision.{}", number + 1);
                self.figure(format!("{id}.before"), revision.before.as_ref());
                self.figure(format!("{id}.after"), revision.after.as_ref());
            }
            if let Some(base) = &indicator.base
                && let Some(year) = base.year.as_ref().and_then(|year| fiscal(&year.0))
            {
                self.figure(format!("{id}.base.{}", year.0), base.value.as_ref());
            }
            if let Some(tolerance) = &indicator.tolerance {
                self.number(format!("{id}.tolerance"), &tolerance.0);
            }
            if let Some(name) = &indicator.name {
                self.enter(id, &name.0.span);
            }
        }
    }

    fn policy(&mut self, id: &str, policy: &forms::Policy) {
        self.indicators(id, policy.indicators.as_deref());
        for (code, weight) in policy.weights.iter().flat_map(|weights| &weights.0) {
            self.number(format!("{id}.weight.{}", code.text), &weight.0);
        }
        if let Some(later) = &policy.later {
            self.later(id, later);
        }
        let Some(comparison) = &policy.comparison else {
            return;
        };
        let year = |year: Option<&crate::sheet::value::Year>| year.and_then(|year| fiscal(&year.0));
        let (now, prev) = (year(comparison.now.as_ref()), year(comparison.prev.as_ref()));
        for (place, city) in comparison.cities.iter().flatten().enumerate() {
            for (year, figure) in [(now, &city.now), (prev, &city.prev)] {
                if let Some(year) = year {
                    self.figure(format!("{id}.cmp.{}.{}", year.0, place + 1), figure.as_ref());
                }
            }
        }
    }

    fn later(&mut self, id: &str, later: &forms::PolicyLater) {
        let survey = later.survey.as_ref();
        let respondents = survey.and_then(|survey| survey.respondents.as_ref());
        self.figure(format!("{id}.survey.respondents"), respondents);
        let questions = survey.map(|survey| {
            [("satisfaction", &survey.satisfaction), ("importance", &survey.importance)]
        });
        for (question, answers) in questions.into_iter().flatten() {
            for (place, answer) in answers.iter().flatten().enumerate() {
                let id = format!("{id}.{question}.{}", place + 1);
                self.figure(id, answer.value.as_ref());
            }
        }
        for (code, line) in later.lines.iter().flat_map(|lines| &lines.0) {
            let parties = [
                ("city", &line.city),
                ("governments", &line.governments),
                ("citizens", &line.citizens),
                ("business", &line.business),
            ];
            for (party, share) in parties {
                self.figure(format!("{id}.role.{}.{party}", code.text), share.as_ref());
            }
            self.figure(format!("{id}.share.{}", code.text), line.share.as_ref());
        }
        self.figure(format!("{id}.share.total"), later.share_total.as_ref());
    }

    fn roles(&mut self, id: &str, roles: Option<&forms::Parties<forms::Role>>) {
        let Some(forms::Parties { city, governments, citizens, business }) = roles else {
            return;
        };
        let parties = [
            ("city", city),
            ("governments", governments),
            ("citizens", citizens),
            ("business", business),
        ];
        for (party, role) in parties {
            let share = role.as_ref().and_then(|role| role.share.as_ref());
            self.figure(format!("{id}.role.{party}"), share);
        }
    }

    fn plan(&mut self, id: &str, plan: &forms::Plan) {
        let cost = plan.project.as_ref().and_then(|project| project.cost.as_ref());
        self.figure(format!("{id}.cost"), cost.and_then(|cost| cost.value.as_ref()));
        for (place, kpi) in plan.kpis.iter().flatten().enumerate() {
            let id = format!("{id}.k{}", place + 1);
            self.figure(format!("{id}.base"), kpi.base.as_ref());
            self.figure(format!("{id}.total"), kpi.total.as_ref());
            self.years(&format!("{id}.inc"), kpi.increments.as_ref());
            self.years(&format!("{id}.actual"), kpi.actual.as_ref());
            if let Some(name) = &kpi.name {
                self.enter(id, &name.0.span);
            }
        }
    }

    fn review(&mut self, sheet: &Sheet<forms::Review>, plan: Option<&forms::Plan>) {
        let (plan_code, year) = (&sheet.dir, &sheet.stem);
        let spent = sheet.data.spent.as_ref();
        let spent = spent.and_then(|cost| cost.value.as_ref());
        self.figure(format!("{plan_code}.spent.{year}"), spent);
        let targets = plan.and_then(|plan| plan.kpis.as_deref()).unwrap_or_default();
        for kpi in sheet.data.kpis.iter().flatten() {
            let name = kpi.name.as_ref().map(|name| &name.0.text);
            let same = |target: &forms::Kpi| target.name.as_ref().map(|name| &name.0.text) == name;
            let (Some(place), Some(at)) = (
                targets.iter().position(same),
                kpi.actual.as_ref().and_then(|actual| actual.value.as_ref()),
            ) else {
                continue;
            };
            self.figures.insert((at.span.file, at.span.start()));
            // Where the plan states no number, the actual is the review's.
            if !states(&targets[place], year) {
                let id = format!("{plan_code}.k{}.actual.{year}", place + 1);
                self.places.insert(id, at.span.clone());
            }
        }
    }
}

/// Whether a plan states the actual of a year as a number.
fn states(target: &forms::Kpi, year: &str) -> bool {
    let actual = target.actual.iter().flat_map(|years| &years.0);
    let mut of_year =
        actual.filter(|(at, _)| fiscal(at).is_some_and(|of| of.0.to_string() == year));
    of_year.any(|(_, figure)| {
        let value = figure.value.as_ref();
        value.is_some_and(|at| decimal(&at.text).is_ok())
    })
}

fn fiscal(at: &At) -> Option<FiscalYear> {
    FiscalYear::parse(&at.text).ok().map(|(year, _)| year)
}
