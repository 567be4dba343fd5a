//! アンケート: answers of a survey in a year. Tree in, questions with their answers out.

use ecow::EcoString;

use super::cell::Cell;
use super::fields::{self, Entry};
use crate::form::survey::{KEYS, Question};
use crate::form::{Form, Measure, Type};
use crate::section::figure::Figure;
use crate::section::written::{at, named};
use crate::sheet::value::At;
use crate::terms::year::FiscalYear;
use crate::yaml::node::{Key, Node};

/// A survey.
#[derive(Debug, Clone)]
pub struct Survey {
    /// 年度
    pub year: (FiscalYear, At),
    /// 回答者数
    pub respondents: Cell,
    /// 調査: its name, or a word for its absence.
    pub name: Entry,
    /// 書き方: true where answers are numbers of people, false for per cents.
    pub counted: bool,
    /// A set of answers for each 問 of the form.
    pub questions: Vec<Answers>,
}

/// The answers to a question.
#[derive(Debug, Clone)]
pub enum Answers {
    /// Each answer with its share or number, in the order of the form, else of the sheet.
    Stated(Vec<Answer>),
    /// A word for all answers.
    Absent(Cell),
}

/// A possible answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// 満足
    pub name: At,
    /// How many people gave it.
    pub cell: Cell,
}

/// Reads a survey; `None` where a required part was cut out as wrong. If only 書き方 or the answers of one question are
/// missing, the rest is kept for whatever refers to it.
pub(super) fn read(form: &Form, of: &[Question], node: &Node) -> Option<Survey> {
    let [year, respondents, name, unit] = KEYS.map(|key| node.get(key));
    let written = at(year?)?;
    let questions = of.iter().map(|one| match node.get(&one.name.text) {
        Some(node) => answers(form, one, node),
        None => Answers::Stated(Vec::new()),
    });
    Some(Survey {
        year: (FiscalYear::parse(&written.text).ok()?.0, written),
        respondents: Cell::read(form, respondents?),
        name: fields::entry(form, &Type::Words, name?)?,
        counted: unit.and_then(Node::word).is_some_and(|unit| unit.trim() == "人数"),
        questions: questions.collect(),
    })
}

fn answers(form: &Form, of: &Question, node: &Node) -> Answers {
    if node.word().is_some() {
        return Answers::Absent(Cell::read(form, node));
    }
    let answer =
        |(key, node): &(Key, Node)| Answer { name: named(key), cell: Cell::read(form, node) };
    let mut all: Vec<Answer> = node.entries().iter().map(answer).collect();
    all.sort_by_key(|answer| of.answers.iter().position(|one| one.text == answer.name.text));
    Answers::Stated(all)
}

impl Survey {
    /// The unit of the answers.
    #[must_use]
    pub fn unit(&self) -> &'static str {
        if self.counted { "人" } else { "％" }
    }

    /// All its cells, in no particular order.
    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        let answers = self.questions.iter().flat_map(|answers| match answers {
            Answers::Stated(list) => list.iter().map(|answer| &answer.cell).collect(),
            Answers::Absent(cell) => vec![cell],
        });
        std::iter::once(&self.respondents).chain(answers)
    }
}

impl Answers {
    /// The cells that add up to the whole.
    #[must_use]
    pub fn parts(&self) -> Vec<&Cell> {
        match self {
            Self::Stated(list) => list.iter().map(|answer| &answer.cell).collect(),
            Self::Absent(_) => Vec::new(),
        }
    }
}

/// The figures of a survey.
pub(super) fn figures<'a>(
    section: usize,
    of: &[Question],
    survey: &'a Survey,
    all: &mut Vec<Figure<'a>>,
) {
    let mut add = |parts: Vec<EcoString>, unit: &str, cell: &'a Cell| {
        let measure = Some(Measure { unit: Some(unit.to_owned()), conversion: None });
        all.push(Figure { section, parts, measure, year: Some(survey.year.0), cell });
    };
    let [_, respondents, ..] = KEYS;
    add(vec![respondents.into()], "人", &survey.respondents);
    for (question, answers) in of.iter().zip(&survey.questions) {
        let Answers::Stated(list) = answers else { continue };
        for Answer { name, cell } in list {
            add(vec![question.name.text.clone().into(), name.text.clone()], survey.unit(), cell);
        }
    }
}
