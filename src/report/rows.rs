//! What sheets state -> rows of the open data. Adds what a row says beside its figure, never a figure.

mod declared;

use std::sync::Arc;

use crate::model::fact_id::{self, Part};
use crate::model::indicator::{Direction, Kind, Method};
use crate::model::later::{PolicyLater, Survey};
use crate::model::policy::{ComparedCity, Policy, RoleShare};
use crate::report::city_role;
use crate::report::comparison::Neighbours;
use crate::report::data::{
    IndicatorKey, IndicatorRow, RemarkRow, RoleRow, Rows, SheetKey, SurveyRow, WeightRow,
};
use crate::report::indicator_facts;
use crate::report::listed::Listed;
use crate::report::revision;
use crate::report::series::{Series, Side};
use crate::report::shares;
use crate::report::sheet::Sheet;
use crate::report::survey;
use crate::report::words;
use crate::terms::year::FiscalYear;

impl Rows {
    /// No rows yet, of a city.
    pub(crate) fn of(city: &str) -> Self {
        Self { city: city.to_owned(), ..Self::default() }
    }

    /// Gives back the room that was taken for more rows.
    pub(crate) fn close(&mut self) {
        let Self {
            city: _,
            indicators,
            revisions,
            outcomes,
            grades,
            weights,
            roles,
            surveys,
            kpis,
            corrections,
            reviews,
            cells,
            remarks,
        } = self;
        indicators.shrink_to_fit();
        revisions.shrink_to_fit();
        outcomes.shrink_to_fit();
        grades.shrink_to_fit();
        weights.shrink_to_fit();
        roles.shrink_to_fit();
        surveys.shrink_to_fit();
        kpis.shrink_to_fit();
        corrections.shrink_to_fit();
        reviews.shrink_to_fit();
        cells.shrink_to_fit();
        remarks.shrink_to_fit();
    }

    /// Adds notes on what has this id.
    pub(crate) fn remarks(
        &mut self,
        (of, page): (&str, &str),
        notes: impl IntoIterator<Item = String>,
    ) {
        let row = |note| RemarkRow { of: of.to_owned(), note, page: page.to_owned() };
        self.remarks.extend(notes.into_iter().map(row));
    }

    /// Adds the values of an indicator.
    pub(crate) fn indicator(&mut self, sheet: &Sheet<'_>, series: &Series<'_>) {
        self.remarks((&series.id(), series.page), indicator_facts::notes(series));
        let key = Arc::new(sheet.key());
        let listed = Listed::of_series(sheet, &key, series);
        self.judged(&listed);
        let of = Arc::new(IndicatorKey {
            sheet: key,
            indicator_id: listed.id,
            indicator_name: listed.plain_name,
            city: self.city.clone(),
            direction: direction(series.indicator.direction),
            value_kind: value_kind(series.indicator.kind),
            series: listed.series,
            method: method(series.indicator.method),
        });
        let row = |(side, year): (Side, FiscalYear)| IndicatorRow {
            of: Arc::clone(&of),
            kind: side.code(),
            fy: year,
            target: if side == Side::Plan { series.target_kind(year) } else { "" },
            parted: match side {
                Side::Plan | Side::Actual | Side::Path => parted(series, year).into(),
                Side::Base | Side::Rate => Box::default(),
            },
            fact: series.stated(side, year).into(),
        };
        self.revisions.extend(revision::rows(sheet, series));
        let rows: Vec<_> = indicator_facts::printed(series).into_iter().map(row).collect();
        self.indicators.extend(rows);
        if series.indicator.terms.tolerance.is_some() {
            let mut tolerance = row((Side::Plan, series.result));
            tolerance.kind = "tolerance";
            tolerance.target = "";
            tolerance.fact = series.tolerance().into();
            tolerance.parted = Box::default();
            self.indicators.push(tolerance);
        }
    }

    /// Adds the verdict of an indicator of any form, and its grade.
    pub(crate) fn judged(&mut self, listed: &Listed<'_>) {
        self.outcomes.push(listed.outcome());
        self.grades.extend(listed.graded());
    }

    /// Adds the cities of a comparison, latest year first.
    pub(crate) fn neighbours(&mut self, sheet: &Sheet<'_>, neighbours: &Neighbours<'_>) {
        let model = neighbours.model;
        let key = Arc::new(sheet.key());
        let of = |city: &ComparedCity| {
            Arc::new(IndicatorKey {
                sheet: Arc::clone(&key),
                indicator_id: fact_id::under(&sheet.id, &[Part::Word(fact_id::NEIGHBOURS)]),
                indicator_name: model.name.clone(),
                city: city.name.clone(),
                direction: "not_applicable",
                value_kind: "not_applicable",
                series: String::new(),
                method: "not_applicable",
            })
        };
        let cities: Vec<_> = model.cities.iter().map(of).collect();
        for year in [model.now, model.prev] {
            let rows = cities.iter().enumerate().map(|(place, of)| IndicatorRow {
                of: Arc::clone(of),
                kind: "neighbor",
                fy: year,
                target: "",
                parted: Box::default(),
                fact: neighbours.id(year, place).into(),
            });
            self.indicators.extend(rows);
        }
    }

    /// Adds the weight of a basic project in the policy of `sheet`.
    pub(crate) fn weight(&mut self, sheet: &Sheet<'_>, project: &crate::model::CodeName) {
        self.weights.push(WeightRow {
            sheet: sheet.key().into(),
            project_code: project.code.clone(),
            project_name: project.name.clone(),
            kind: "weight",
            fact: shares::weight_id(sheet, &project.code),
        });
    }

    /// Adds the shares of the parties in each 小施策, and the shares of the city.
    pub(crate) fn role_lines(&mut self, sheet: &Sheet<'_>, policy: &Policy, later: &PolicyLater) {
        for line in &later.lines {
            let mut projects = policy.projects.iter();
            let project = projects.find(|project| project.id.code == line.code);
            let name = project.map_or_else(String::new, |project| project.id.name.clone());
            let key = Arc::new(SheetKey {
                sheet_code: line.code.clone(),
                sheet_name: name.clone(),
                ..sheet.key()
            });
            self.roles.extend(line.roles.iter().map(|role| RoleRow {
                sheet: Arc::clone(&key),
                party_code: words::party_code(role.party),
                party_name: words::party(role.party),
                fact: city_role::role_id(&sheet.id, &line.code, role.party).into(),
            }));
            self.city_share(sheet, Some((&line.code, name)));
        }
        self.city_share(sheet, None);
    }

    /// The share of the city in a 小施策; without one, their sum.
    fn city_share(&mut self, sheet: &Sheet<'_>, line: Option<(&str, String)>) {
        let code = line.as_ref().map(|(code, _)| *code);
        self.weights.push(WeightRow {
            sheet: sheet.key().into(),
            project_code: code.map_or_else(String::new, str::to_owned),
            kind: if line.is_some() { "city_share" } else { "city_share_total" },
            fact: city_role::share_id(&sheet.id, code),
            project_name: line.map_or_else(String::new, |(_, name)| name),
        });
    }

    /// Adds the answers of a survey.
    pub(crate) fn survey(&mut self, sheet: &Sheet<'_>, survey: &Survey) {
        let key = Arc::new(sheet.key());
        let row = |question, place, answer: &str, fact| SurveyRow {
            sheet: Arc::clone(&key),
            question,
            place,
            answer: answer.to_owned(),
            fy: survey.year,
            survey: survey.name.clone(),
            fact,
        };
        let respondents = survey::respondents_id(&sheet.id);
        self.surveys.push(row("respondents", None, "", respondents));
        for (question, answers) in &survey.questions {
            for (place, answer) in answers.iter().enumerate() {
                let fact = survey::answer_id(&sheet.id, *question, answer);
                let code = survey::code(*question);
                self.surveys.push(row(code, Some(place + 1), &answer.name, fact));
            }
        }
    }

    /// Adds the role shares of the project of `sheet`.
    pub(crate) fn roles(&mut self, sheet: &Sheet<'_>, roles: &[RoleShare]) {
        let key = Arc::new(sheet.key());
        self.roles.extend(roles.iter().map(|role| RoleRow {
            sheet: Arc::clone(&key),
            party_code: words::party_code(role.party),
            party_name: words::party(role.party),
            fact: shares::role_id(&sheet.id, role.party).into(),
        }));
    }
}

fn parted(series: &Series<'_>, year: FiscalYear) -> String {
    let reason = series.indicator.changes.breaks.get(&year);
    reason.cloned().unwrap_or_default()
}

pub(super) fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "up",
        Direction::Down => "down",
        Direction::Keep => "keep",
        Direction::Within => "within",
        Direction::AtLeast => "at_least",
        Direction::AtMost => "at_most",
        Direction::Words => "words",
    }
}

pub(crate) fn method(method: Method) -> &'static str {
    match method {
        Method::Ratio => "ratio",
        Method::Inverse => "inverse",
        Method::Mirrored => "mirrored",
        Method::Progress => "progress",
        Method::Path => "path",
        Method::Maintain => "maintain",
        Method::Range => "range",
        Method::Threshold => "threshold",
        Method::Zero => "zero",
        Method::None => "none",
    }
}

pub(super) fn value_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Flow => "flow",
        Kind::Cumulative => "cumulative",
        Kind::Level => "level",
        Kind::Rate => "rate",
        Kind::Survey => "survey",
    }
}
