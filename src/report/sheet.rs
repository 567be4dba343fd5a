//! What the sheets of an evaluation share: ids, paths, the block at their head, the shell of a
//! page.

use std::borrow::Cow;

use crate::model::by_year::ByYear;
use crate::model::change::Changes;
use crate::model::correction::Correction;
use crate::model::fact_id;
use crate::model::identity::Place;
use crate::model::indicator::{Direction, Indicator, Kind, Method, Terms};
use crate::model::policy::{Evaluation, Levels, Person, Policy, Post, Project};
use crate::model::{City, CodeName, Model};
use crate::report::data::SheetKey;
use crate::report::format;
use crate::report::page::{self, Body, Download, Labelled, Link, Note, Page, SheetHead, Site};
use crate::report::pdf_of;
use crate::report::series::Series;
use crate::report::stage;
use crate::report::syndication;
use crate::report::updated;
use crate::report::words;
use crate::terms::reason::Missing;
use crate::terms::year::Date;

/// Files of the open data, with the words of their links.
pub(crate) const INDICATORS: (&str, &str) = ("指標の数値", "data/indicators.csv");
/// Weights; its link names the level of the year.
pub(crate) const WEIGHTS: (&str, &str) = ("施策の中の比重", "data/weights.csv");
/// What people answered; there only when somebody was asked.
pub(crate) const SURVEYS: (&str, &str) = ("市民満足度・重要度", "data/surveys.csv");
/// Role shares.
pub(crate) const ROLES: (&str, &str) = ("役割分担比率", "data/roles.csv");
/// Targets of plans.
pub(crate) const KPIS: (&str, &str) = ("KPI", "data/kpis.csv");
/// Revised targets; there only when one was.
pub(crate) const REVISIONS: (&str, &str) = ("目標の改定の一覧", "data/target_revisions.csv");
/// How actuals stand to their targets.
pub(crate) const OUTCOMES: (&str, &str) = ("計画との比較の一覧", "data/outcomes.csv");
/// Grades; there only when the city has a rule for them.
pub(crate) const GRADES: (&str, &str) = ("評価区分", "data/grades.csv");
/// What is not published yet; there only when something is not.
pub(crate) const STAGES: (&str, &str) = ("公表前の票の一覧", "data/stages.csv");
/// What was corrected; there only when something was.
pub(crate) const CORRECTIONS: (&str, &str) = ("訂正の一覧", "data/corrections.csv");
/// Reviews of plans.
pub(crate) const REVIEWS: (&str, &str) = ("検証の数値", "data/reviews.csv");
/// What is noted, and of what.
pub(crate) const NOTES: (&str, &str) = ("注の一覧", "data/notes.csv");
/// What the sheets say in words.
pub(crate) const TEXTS: (&str, &str) = ("票の文", "data/texts.csv");
/// What the columns and codes mean.
pub(crate) const CODEBOOK: (&str, &str) = ("データの説明", "data/codebook.csv");
/// Every figure.
pub(crate) const PACKAGE: (&str, &str) = ("すべての数値", "data/package.json");

/// A sheet with the place it has in the publication.
#[derive(Debug, Clone)]
pub(crate) struct Sheet<'a> {
    /// `h25.52`
    pub(crate) id: String,
    /// 施策52, 基本事業521
    pub(crate) owner: String,
    /// `h25/52.html`
    pub(crate) page: String,
    /// Its evaluation.
    pub(crate) evaluation: &'a Evaluation,
    /// Code and name of the sheet.
    pub(crate) name: &'a CodeName,
    /// True for a policy sheet in the form of 2017.
    pub(crate) later: bool,
    measure: bool,
    policy_code: &'a str,
    indicators: Cow<'a, [Indicator]>,
}

impl<'a> Sheet<'a> {
    /// The sheet of a policy.
    pub(crate) fn policy(evaluation: &'a Evaluation, policy: &'a Policy) -> Self {
        let sheet = Self::new(
            evaluation,
            &evaluation.levels.policy,
            &policy.id,
            &policy.id.code,
            &policy.indicators,
        );
        Self { later: policy.later.is_some(), ..sheet }
    }

    /// The sheet of a basic project.
    pub(crate) fn project(
        evaluation: &'a Evaluation,
        policy: &'a Policy,
        project: &'a Project,
    ) -> Self {
        let sheet = Self::new(
            evaluation,
            &evaluation.levels.project,
            &project.id,
            &policy.id.code,
            &project.indicators,
        );
        Self { measure: project.later.is_some(), ..sheet }
    }

    /// The sheet that an indicator stands on.
    pub(crate) fn at(model: &'a Model, place: &Place) -> Self {
        let evaluation = &model.years[place.year];
        let policy = &evaluation.policies[place.policy];
        match place.project {
            Some(project) => Self::project(evaluation, policy, &policy.projects[project]),
            None => Self::policy(evaluation, policy),
        }
    }

    /// Every sheet of an evaluation: each policy before its projects.
    pub(crate) fn all(evaluation: &'a Evaluation) -> Vec<Self> {
        let of = |policy: &'a Policy| {
            let projects = policy.projects.iter();
            let projects = projects.map(move |project| Self::project(evaluation, policy, project));
            std::iter::once(Self::policy(evaluation, policy)).chain(projects)
        };
        evaluation.policies.iter().flat_map(of).collect()
    }

    fn new(
        evaluation: &'a Evaluation,
        what: &str,
        name: &'a CodeName,
        policy_code: &'a str,
        indicators: &'a [Indicator],
    ) -> Self {
        Self {
            id: fact_id::sheet(&evaluation.dir, &name.code),
            owner: format!("{what}{}", name.code),
            page: path(evaluation, &name.code),
            evaluation,
            name,
            later: false,
            measure: false,
            policy_code,
            indicators: if indicators.is_empty() {
                Cow::Owned(vec![no_indicator()])
            } else {
                Cow::Borrowed(indicators)
            },
        }
    }

    /// Its indicators, at least one.
    pub(crate) fn series(&self) -> Vec<Series<'_>> {
        self.indicators.iter().map(|indicator| self.of(indicator)).collect()
    }

    /// The indicators that count: all that the sheet states, which may be none.
    pub(crate) fn counted(&self) -> Vec<Series<'_>> {
        match &self.indicators {
            Cow::Borrowed(_) => self.series(),
            Cow::Owned(_) => Vec::new(),
        }
    }

    /// Its first indicator, which the headline and the index are about.
    pub(crate) fn first(&self) -> Series<'_> {
        self.of(&self.indicators[0])
    }

    fn of<'b>(&'b self, indicator: &'b Indicator) -> Series<'b> {
        let result = self.evaluation.result_year;
        Series {
            sheet: &self.id,
            measure: self.measure,
            owner: &self.owner,
            page: &self.page,
            result,
            columns: self.evaluation.columns,
            rounding: self.evaluation.rounding,
            grading: self.evaluation.grading.as_ref(),
            indicator,
        }
    }

    /// Title of its page.
    pub(crate) fn page_title(&self) -> String {
        format!("{}｜{}", self.title(), evaluation_name(self.evaluation))
    }

    /// True for the sheet of a basic project.
    pub(crate) fn is_project(&self) -> bool {
        self.policy_code != self.name.code
    }

    /// For the open data.
    pub(crate) fn key(&self) -> SheetKey {
        SheetKey {
            policy_code: self.policy_code.to_owned(),
            sheet_code: self.name.code.clone(),
            sheet_name: self.name.name.clone(),
            evaluation: self.evaluation.year,
        }
    }

    /// `施策52 まちに活力を与える工業の振興`
    pub(crate) fn title(&self) -> String {
        format!("{} {}", self.owner, self.name.name)
    }
}

/// Stands in for the indicator of a sheet that has none, so that its page says so.
fn no_indicator() -> Indicator {
    Indicator {
        key: Missing::Blank.word().to_owned(),
        name: Missing::Blank.word().to_owned(),
        identity: None,
        former: None,
        unit: String::new(),
        conversion: None,
        direction: Direction::Up,
        kind: Kind::Flow,
        method: Method::None,
        actual: ByYear::default(),
        plan: ByYear::default(),
        part: None,
        terms: Terms::default(),
        changes: Changes::default(),
        final_year: None,
        reading: None,
        notes: Vec::new(),
    }
}

/// 平成25年度施策達成度評価
pub(crate) fn evaluation_name(evaluation: &Evaluation) -> String {
    format!("{}{}", format::wareki(evaluation.year), evaluation.name)
}

/// Path of the page of a sheet.
pub(crate) fn path(evaluation: &Evaluation, code: &str) -> String {
    format!("{}/{code}.html", evaluation.dir)
}

/// Path of the index of an evaluation.
pub(crate) fn evaluation_page(evaluation: &Evaluation) -> String {
    format!("{}/index.html", evaluation.dir)
}

/// The block at the head of a sheet. `policy_href` is empty on the policy's own page.
pub(crate) fn head(
    evaluation: &Evaluation,
    policy: &Policy,
    form_title: &str,
    policy_href: String,
    people: &[(Post, Person)],
) -> SheetHead {
    let result = format::wareki(evaluation.result_year);
    SheetHead {
        levels: levels(&evaluation.levels),
        form_title: form_title.to_owned(),
        year_line: format!("{}（{result}実績）", evaluation_name(evaluation)),
        pillar: code_name(&policy.pillar),
        policy: code_name(&policy.id),
        policy_href,
        people: people.iter().map(words::person).collect(),
    }
}

fn levels(levels: &Levels) -> page::Levels {
    let Levels { pillar, policy, project } = levels.clone();
    page::Levels { pillar, policy, project }
}

/// A code and a name for a page.
pub(crate) fn code_name(id: &CodeName) -> page::CodeName {
    page::CodeName { code: id.code.clone(), name: id.name.clone() }
}

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

/// The same, with the words of a year for its weights.
pub(crate) fn files_of(levels: &Levels, list: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut files = files(list);
    for (text, path) in &mut files {
        if path == WEIGHTS.1 {
            *text = format!("{}の比重", levels.project);
        }
    }
    files
}

/// The trail down to an evaluation.
pub(crate) fn trail(evaluation: Option<&Evaluation>) -> Vec<(String, String)> {
    let mut trail = vec![("トップページ".to_owned(), "index.html".to_owned())];
    trail.extend(evaluation.map(|eval| (evaluation_name(eval), evaluation_page(eval))));
    trail
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
        assert_eq!(relative("plans/a.html", "data/kpis.csv"), "../data/kpis.csv");
    }
}
