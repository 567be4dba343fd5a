//! A sheet as written -> every figure that it states, with what it is called and where it stands. Origins of facts
//! and corrections both look here, so that whatever is published can be corrected.

use std::collections::BTreeSet;

use crate::model::fact_id::{self, Part};
use crate::model::policy::Party;
use crate::section::Sections;
use crate::section::cell::Cell;
use crate::sheet::forms;
use crate::sheet::value::{At, Figure, Year, Years, decimal, same_name};
use crate::terms::year::{Date, FiscalYear};

/// A figure that a sheet states.
#[derive(Debug, Clone)]
pub struct Stated<'a> {
    /// Its id below the sheet; of a review, below the plan.
    pub id: String,
    /// What it is called in the sheet, where that is not its id.
    pub written: Option<String>,
    /// Where it stands: the number, the reason, the words, or the lower bound.
    pub at: &'a At,
    /// All that is stated, where it has parts.
    figure: Option<&'a Figure>,
    /// The cell of a declared form.
    cell: Option<&'a Cell>,
}

/// The figures that a sheet states, in the order of the form.
#[derive(Debug, Clone, Default)]
pub struct Figures<'a>(Vec<Stated<'a>>);

impl Stated<'_> {
    /// What it is called in its sheet.
    #[must_use]
    pub fn address(&self) -> &str {
        self.written.as_ref().unwrap_or(&self.id)
    }

    /// What is stated, as a correction would say it.
    #[must_use]
    pub fn said(&self) -> String {
        match self.figure.and_then(|figure| figure.low().zip(figure.high())) {
            Some((low, high)) => format!("{}以上{}以下", low.text, high.text),
            None => self.at.text.clone(),
        }
    }

    /// Whether a correction says what is stated: as the sheet writes it, as a number, or as it is printed.
    #[must_use]
    pub fn is(&self, written: &str) -> bool {
        let same = |said: &str| match (decimal(written), decimal(said)) {
            (Ok(written), Ok(said)) => written == said,
            _ => same_name(written, said),
        };
        if same(&self.said()) {
            return true;
        }
        let Some(cell) = self.cell else { return false };
        if cell.number().is_some_and(|number| decimal(written) == Ok(number)) {
            return true;
        }
        // Printed: the brackets are wide, thousands have commas, and what stands beside it follows.
        let bracketed = self.at.text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let own = bracketed.map_or_else(|| self.at.text.clone(), |inner| format!("（{inner}）"));
        let beside = cell.more.as_ref().and_then(|more| more.beside.as_ref());
        let whole = beside.map_or_else(|| own.clone(), |beside| format!("{own}（{beside}）"));
        same_name(&written.replace(',', ""), &whole.replace(',', ""))
    }
}

impl<'a> Figures<'a> {
    /// Those of a policy sheet.
    #[must_use]
    pub fn of_policy(policy: &'a forms::Policy) -> Self {
        let mut found = Self::default();
        found.indicators(false, policy.indicators.as_deref());
        let later = policy.later.is_some();
        for (code, weight) in policy.weights.iter().flat_map(|weights| &weights.0) {
            found.number(fact_id::weight(later, Some(&code.text)), &weight.0);
        }
        if let Some(later) = &policy.later {
            found.later(later);
        }
        if let Some(comparison) = &policy.comparison {
            found.neighbours(comparison);
        }
        found
    }

    /// Those of the sheet of a basic project.
    #[must_use]
    pub fn of_project(project: &'a forms::Project) -> Self {
        let mut found = Self::default();
        found.indicators(project.later.is_some(), project.indicators.as_deref());
        if let Some(forms::Parties { city, governments, citizens, business }) = &project.roles {
            for (party, role) in Party::ALL.into_iter().zip([city, governments, citizens, business])
            {
                let share = role.as_ref().and_then(|role| role.share.as_ref());
                found.figure(fact_id::role(party.word()), share);
            }
        }
        found
    }

    /// Those of a plan.
    #[must_use]
    pub fn of_plan(plan: &'a forms::Plan) -> Self {
        let mut found = Self::default();
        let cost = plan.project.as_ref().and_then(|project| project.cost.as_ref());
        found.figure(fact_id::COST.to_owned(), cost.and_then(|cost| cost.value.as_ref()));
        for kpi in plan.kpis.iter().flatten() {
            let Some(name) = &kpi.name else { continue };
            let id = |code, year| fact_id::target(&name.0.text, code, year);
            found.figure(id("base", None), kpi.base.as_ref());
            found.figure(id("total", None), kpi.total.as_ref());
            for (code, years) in [("inc", &kpi.increments), ("actual", &kpi.actual)] {
                found.years(years.as_ref(), |year| id(code, Some(year)));
            }
        }
        found
    }

    /// Those of a review of a plan, by their ids in the plan.
    #[must_use]
    pub fn of_review(review: &'a forms::Review) -> Self {
        let mut found = Self::default();
        let Some(year) = review.year.as_ref().and_then(fiscal) else {
            return found;
        };
        let spent = review.spent.as_ref().and_then(|cost| cost.value.as_ref());
        found.figure(fact_id::spent(year), spent);
        found.call(fact_id::SPENT.to_owned());
        for kpi in review.kpis.iter().flatten() {
            let Some(name) = &kpi.name else { continue };
            let before = found.0.len();
            found.figure(fact_id::target(&name.0.text, "actual", Some(year)), kpi.actual.as_ref());
            if found.0.len() > before {
                let parts = [Part::Word("KPIの実績"), Part::Name(&name.0.text)];
                found.call(fact_id::under("", &parts));
            }
        }
        found
    }

    /// Those of a sheet of a declared form.
    #[must_use]
    pub fn of_declared(sections: &'a Sections) -> Self {
        let figures = sections.figures();
        Self(
            figures
                .iter()
                .map(|figure| Stated {
                    id: sections.address(figure),
                    written: None,
                    at: &figure.cell.at,
                    figure: None,
                    cell: Some(figure.cell),
                })
                .collect(),
        )
    }

    /// Every one.
    pub fn iter(&self) -> impl Iterator<Item = &Stated<'a>> {
        self.0.iter()
    }

    /// The one that somebody means: by its whole address, or by the beginning of one that no other has.
    #[must_use]
    pub fn find(&self, written: &str) -> Option<&Stated<'a>> {
        let wanted = fact_id::parts(written);
        let begins = |address: &str| {
            let parts = fact_id::parts(address);
            let same = parts.iter().zip(&wanted).all(|(id, part)| fact_id::same_part(id, part));
            (same && parts.len() >= wanted.len()).then_some(parts.len() == wanted.len())
        };
        let of = |one: &Stated<'_>| {
            let written = one.written.as_deref().and_then(begins);
            written.max(begins(&one.id))
        };
        if let Some(whole) = self.iter().find(|one| of(one) == Some(true)) {
            return Some(whole);
        }
        let mut alike = self.iter().filter(|one| of(one).is_some());
        alike.next().filter(|_| alike.next().is_none())
    }

    /// The addresses that are most like what was written, best first.
    #[must_use]
    pub fn like(&self, written: &str, number: usize) -> Vec<&str> {
        let wanted = fact_id::parts(written);
        let parts = |address: &str| {
            let parts = fact_id::parts(address);
            wanted.iter().filter(|part| parts.iter().any(|id| fact_id::same_part(id, part))).count()
        };
        let mut all: Vec<&str> = self.iter().map(Stated::address).collect();
        all.sort_by_cached_key(|address| {
            (std::cmp::Reverse(parts(address)), strsim::osa_distance(address, written))
        });
        all.truncate(number);
        all
    }

    fn number(&mut self, id: String, at: &'a At) {
        self.0.push(Stated { id, written: None, at, figure: None, cell: None });
    }

    fn figure(&mut self, id: String, figure: Option<&'a Figure>) {
        let Some(figure) = figure else { return };
        let stated = figure.value.as_ref().or(figure.words()).or(figure.low());
        if let Some(at) = stated {
            self.0.push(Stated { id, written: None, at, figure: Some(figure), cell: None });
        }
    }

    /// Says what the last one is called in its sheet.
    fn call(&mut self, written: String) {
        if let Some(last) = self.0.last_mut() {
            last.written = Some(written);
        }
    }

    fn years(&mut self, years: Option<&'a Years<Figure>>, id: impl Fn(FiscalYear) -> String) {
        for (year, figure) in years.into_iter().flat_map(|years| &years.0) {
            if let Ok((year, _)) = FiscalYear::parse(&year.text) {
                self.figure(id(year), Some(figure));
            }
        }
    }

    fn indicators(&mut self, measure: bool, list: Option<&'a [forms::Indicator]>) {
        for indicator in list.into_iter().flatten() {
            let Some(key) = indicator.key() else { continue };
            let part = indicator.part.as_ref().map(|part| part.0.text.as_str());
            let id = |column: &str, year: Option<FiscalYear>| {
                fact_id::of_indicator(measure, (&key.text, part), column, year)
            };
            let by_year = [
                ("実績", &indicator.actual),
                ("計画", &indicator.plan),
                ("目安値", &indicator.path),
                ("票の達成率", &indicator.stated_rate),
            ];
            for (column, years) in by_year {
                self.years(years.as_ref(), |year| id(column, Some(year)));
            }
            if let Some(base) = &indicator.base
                && let Some(year) = base.year.as_ref().and_then(fiscal)
            {
                self.figure(id("当初値", Some(year)), base.value.as_ref());
            }
            if let Some(tolerance) = &indicator.tolerance {
                self.number(id("tolerance", None), &tolerance.0);
            }
            self.revisions(&indicator.revisions, id);
        }
    }

    /// Targets before and after they were revised. What one was last revised to is the plan itself.
    fn revisions(
        &mut self,
        list: &'a [forms::Revision],
        id: impl Fn(&str, Option<FiscalYear>) -> String,
    ) {
        let dated = list.iter().filter_map(|revision| {
            let year = revision.year.as_ref().and_then(fiscal)?;
            Some((year, Date::parse(&revision.day.as_ref()?.0.text).ok()?, revision))
        });
        let mut dated: Vec<_> = dated.collect();
        dated.sort_by_key(|(_, day, _)| day.day);
        let mut seen = BTreeSet::new();
        for (year, day, revision) in dated.iter().rev() {
            let newest = seen.insert(*year);
            self.figure(id(&fact_id::revised(day, "前"), Some(*year)), revision.before.as_ref());
            if !newest {
                self.figure(id(&fact_id::revised(day, "後"), Some(*year)), revision.after.as_ref());
            }
        }
    }

    fn neighbours(&mut self, comparison: &'a forms::Comparison) {
        let (now, prev) = (comparison.now.as_ref(), comparison.prev.as_ref());
        for city in comparison.cities.iter().flatten() {
            let Some(name) = &city.name else { continue };
            for (year, figure) in [(now, &city.now), (prev, &city.prev)] {
                if let Some(year) = year.and_then(fiscal) {
                    self.figure(fact_id::neighbour(&name.0.text, "値", year), figure.as_ref());
                }
            }
        }
    }

    fn later(&mut self, later: &'a forms::PolicyLater) {
        if let Some(survey) = &later.survey {
            self.figure(fact_id::respondents(), survey.respondents.as_ref());
            let questions = [("満足度", &survey.satisfaction), ("重要度", &survey.importance)];
            for (question, answers) in questions {
                for answer in answers.iter().flatten() {
                    let Some(name) = &answer.name else { continue };
                    let id = fact_id::answer(question, Part::Name(&name.0.text));
                    self.figure(id, answer.value.as_ref());
                }
            }
        }
        for (code, line) in later.lines.iter().flat_map(|lines| &lines.0) {
            let shares = [&line.city, &line.governments, &line.citizens, &line.business];
            for (party, share) in Party::ALL.into_iter().zip(shares) {
                self.figure(fact_id::line(Part::Name(&code.text), party.word()), share.as_ref());
            }
            let share = fact_id::city_share(Some(&code.text));
            self.figure(share, line.share.as_ref());
        }
        self.figure(fact_id::city_share(None), later.share_total.as_ref());
    }
}

fn fiscal(year: &Year) -> Option<FiscalYear> {
    FiscalYear::parse(&year.0.text).ok().map(|(year, _)| year)
}
