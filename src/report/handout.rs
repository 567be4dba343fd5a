//! A handout (資料) -> its booklet: which sheets it holds, its parts in their order, the facts of its own.
//! The sheets are the pages of the site; what stands between them shows recorded facts only.

mod declared;
mod overview;
mod points;
mod terms;

use std::collections::BTreeMap;

use crate::fault;
use crate::model::Model;
use crate::model::declared::DeclaredYear;
use crate::model::fact_id;
use crate::model::handout::{Content, Filter, Handout, Part};
use crate::model::policy::Evaluation;
use crate::report::declared as declared_year;
use crate::report::desk::Desk;
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::ledger::Ledger;
use crate::report::page::{Book, BookPart, BookSheet, Booklet, Figure, Holds, Named, Page, Shown};
use crate::report::series::Series;
use crate::report::sheet::{self, Sheet};
use crate::report::{plan, policy, project, review, words};
use crate::terms::year::Date;

/// Stands beside a figure that has a note on its sheet.
const MARK: &str = "※";

/// What the mark means.
const MARK_MEANS: &str =
    "※の付いた数値には、読むときの注があります。注は、その評価シートの終わりにあります。";

/// What the arrows mean.
const ARROWS: &str = "↗は増加、↘は減少、→は維持が望ましい指標です。";

/// Places of the sheets in the booklet, by their pages.
type Places = BTreeMap<String, String>;

/// What the parts of a booklet need.
struct Workshop<'a> {
    model: &'a Model,
    as_of: &'a Date,
    handout: &'a Handout,
    of: Of<'a>,
    ledger: Ledger,
    places: Places,
}

/// The year of a handout.
#[derive(Clone, Copy)]
enum Of<'a> {
    /// Of forms of the program.
    Program(&'a Evaluation),
    /// Of declared forms.
    Forms(&'a DeclaredYear),
}

impl<'a> Of<'a> {
    fn find(model: &'a Model, handout: &Handout) -> Self {
        let program = model.years.iter().find(|year| year.dir == handout.dir).map(Self::Program);
        let forms = || model.declared.iter().find(|year| year.dir == handout.dir).map(Self::Forms);
        fault::there(program.or_else(forms), "資料の評価年度がありません")
    }

    /// 平成25年度施策達成度評価（平成24年度実績）
    fn words(self) -> String {
        let (name, results) = match self {
            Self::Program(year) => (sheet::evaluation_name(year), Some(year.result_year)),
            Self::Forms(year) => (declared_year::name(year), year.results),
        };
        let of = results.map(|year| format!("（{}実績）", format::wareki(year)));
        format!("{name}{}", of.unwrap_or_default())
    }
}

/// The booklet of a handout, with the facts that it adds to those of the site.
pub(super) fn booklet(
    model: &Model,
    as_of: &Date,
    handout: &Handout,
    ledger: &Ledger,
) -> (Booklet, Vec<Fact>) {
    let of = Of::find(model, handout);
    let mut shop =
        Workshop { model, as_of, handout, of, ledger: ledger.clone(), places: Places::new() };
    let held: Vec<Vec<Page>> = handout.parts.iter().map(|part| shop.sheets(part)).collect();
    for (number, page) in held.iter().flatten().enumerate() {
        shop.places.entry(page.path.clone()).or_insert_with(|| format!("s{}", number + 1));
    }
    let mut parts = Vec::new();
    let mut first = 1;
    for (part, pages) in handout.parts.iter().zip(&held) {
        parts.push(shop.part(part, pages, first));
        first += pages.len();
    }
    let facts = shop.ledger.into_own();
    let own = fact_id::below(&prefix(handout), "");
    let booklet = Booklet {
        name: handout.name.clone(),
        book: Book {
            title: handout.title.clone(),
            meeting: handout.meeting.clone().unwrap_or_default(),
            day: format::date(&handout.day),
            office: handout.office.clone().unwrap_or_default(),
            number: handout.number.clone().unwrap_or_default(),
            city: model.city.name.clone(),
            author: model.city.maker().to_owned(),
            evaluation: of.words(),
            chosen: handout.filters.iter().map(|filter| condition(filter, of)).collect(),
            duplex: handout.duplex,
            as_of: format::date(as_of),
            as_of_iso: format::iso(as_of),
            about: model.city.about.clone(),
            parts,
        },
        sheets: held.into_iter().flatten().collect(),
    };
    (booklet, facts.into_iter().filter(|fact| fact.id.starts_with(&own)).collect())
}

/// Beginning of the ids of a handout's own facts.
fn prefix(handout: &Handout) -> String {
    fact_id::under(fact_id::HANDOUTS, &[fact_id::Part::Name(&handout.name)])
}

/// Path of the booklet: owner of its own facts.
fn path(handout: &Handout) -> String {
    format!("handouts/{}.pdf", handout.name)
}

/// A condition in words: `施策の柱 5 活力ある産業の振興`.
fn condition((filter, said): &(Filter, Vec<String>), of: Of<'_>) -> String {
    let Of::Program(evaluation) = of else { return said.join("、") };
    let pillar = |code: &String| evaluation.pillars.iter().find(|pillar| pillar.code == *code);
    let policy = |code: &String| {
        let policies = evaluation.policies.iter();
        policies.map(|policy| &policy.id).find(|id| id.code == *code)
    };
    let named = |of: &dyn Fn(&String) -> Option<String>| {
        let names: Vec<String> = said.iter().filter_map(of).collect();
        names.join("、")
    };
    let levels = &evaluation.levels;
    match filter {
        Filter::Pillar => named(&|code| Some(words::titled(&levels.pillar, pillar(code)?))),
        Filter::Policy => named(&|code| Some(words::titled(&levels.policy, policy(code)?))),
        Filter::Department => format!("主管部 {}", said.join("、")),
        Filter::Sheet => said.join("、"),
    }
}

/// The sheets of an evaluation with these codes, in the order of the site.
fn sheets_of<'a>(evaluation: &'a Evaluation, codes: &[String]) -> Vec<Sheet<'a>> {
    let mut sheets = Sheet::all(evaluation);
    sheets.retain(|sheet| codes.contains(&sheet.name.code));
    sheets
}

/// Where a series is found: its sheet, and the place of that in the booklet.
fn named(sheet: &Sheet<'_>, series: &Series<'_>, places: &Places) -> Named {
    Named {
        sheet: sheet::code_name(sheet.name),
        indicator: series.indicator.name.clone(),
        arrow: words::direction(series.indicator.direction).arrow,
        id: places.get(&sheet.page).cloned().unwrap_or_default(),
    }
}

/// A figure with one mark in the place of its notes, which stand on the sheet itself.
fn brief(shown: Shown) -> Shown {
    let notes = if shown.notes.is_empty() { Vec::new() } else { vec![MARK.to_owned()] };
    Shown { notes, ..shown }
}

fn figure(id: &str, desk: &mut Desk<'_>) -> Figure {
    Figure { main: brief(desk.figure(id).main), sheet: None }
}

impl Workshop<'_> {
    /// The pages of a part that holds sheets.
    fn sheets(&self, part: &Part) -> Vec<Page> {
        let (model, as_of, ledger) = (self.model, self.as_of, &self.ledger);
        if let (Content::Sheets(ids), Of::Forms(year)) = (&part.content, self.of) {
            return declared::pages(self, year, ids);
        }
        match &part.content {
            Content::Points(_) | Content::Indicators(_) | Content::Terms => Vec::new(),
            Content::Sheets(codes) => {
                let mut pages = Vec::new();
                let Of::Program(evaluation) = self.of else { return pages };
                for policy in &evaluation.policies {
                    if codes.contains(&policy.id.code) {
                        pages.push(policy::page(model, as_of, evaluation, policy, ledger));
                    }
                    for (place, project) in policy.projects.iter().enumerate() {
                        if codes.contains(&project.id.code) {
                            pages.push(project::page(
                                model,
                                as_of,
                                evaluation,
                                (policy, place),
                                ledger,
                            ));
                        }
                    }
                }
                pages
            }
            Content::Plans(codes) => {
                let plans = model.plans.iter().filter(|plan| codes.contains(&plan.code));
                plans.map(|plan| plan::page(model, as_of, plan, ledger)).collect()
            }
            Content::Reviews(codes) => {
                let plans = model.plans.iter().filter(|plan| codes.contains(&plan.code));
                let reviews =
                    plans.flat_map(|plan| plan.reviews.iter().map(move |review| (plan, review)));
                reviews.map(|of| review::page(model, as_of, of, ledger)).collect()
            }
        }
    }

    /// A part; `first` is the number of its first sheet.
    fn part(&mut self, part: &Part, pages: &[Page], first: usize) -> BookPart {
        let Part { number, heading, content } = part;
        let (usual, holds) = match (content, self.of) {
            (Content::Points(codes), of) => {
                let points = match of {
                    Of::Program(year) => points::build(self, year, codes),
                    Of::Forms(year) => declared::points(self, year, codes),
                };
                ("要点", Holds::Points(Box::new(points)))
            }
            (Content::Indicators(codes), of) => {
                let overview = match of {
                    Of::Program(year) => overview::build(self, year, codes),
                    Of::Forms(year) => declared::overview(self, year, codes),
                };
                ("指標一覧", Holds::Overview(overview))
            }
            (Content::Sheets(_), _) => ("評価シート", Holds::Sheets(book_sheets(pages, first))),
            (Content::Plans(_), _) => ("地域再生計画", Holds::Sheets(book_sheets(pages, first))),
            (Content::Reviews(_), _) => {
                ("地域再生計画の検証", Holds::Sheets(book_sheets(pages, first)))
            }
            (Content::Terms, Of::Program(year)) => {
                ("用語の説明", Holds::Terms(terms::all(&self.handout.terms, &year.levels)))
            }
            (Content::Terms, Of::Forms(_)) => {
                ("用語の説明", Holds::Terms(terms::of_forms(&self.handout.terms)))
            }
        };
        BookPart {
            heading: heading.clone().unwrap_or_else(|| usual.to_owned()),
            number: number.clone().or_else(|| self.handout.number.clone()).unwrap_or_default(),
            holds,
        }
    }
}

fn book_sheets(pages: &[Page], first: usize) -> Vec<BookSheet> {
    let sheet = |(place, page): (usize, &Page)| BookSheet {
        id: format!("s{}", first + place),
        title: fault::there(page.breadcrumbs.last(), "票の名称がありません").text.clone(),
    };
    pages.iter().enumerate().map(sheet).collect()
}
