//! 市民満足度・重要度: what people answered. Model in; facts, tables and 100 % bars of a policy page out.

use rust_decimal::Decimal;

use crate::model::fact_id::{self, Part};
use crate::model::later::{Answer, Question, Survey};
use crate::report::achieve;
use crate::report::alt;
use crate::report::chart::{Chart, Fill, Segment, ShareBar, Spec};
use crate::report::desk::Desk;
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::ledger::Ledger;
use crate::report::page;
use crate::report::shares;
use crate::report::sheet::Sheet;
use crate::report::words;

/// Fills of six classes: neighbours differ without colour, and so do all six in a legend.
const FILLS: [Fill; 6] =
    [Fill::Solid, Fill::Hatch, Fill::White, Fill::Dots, Fill::Cross, Fill::Tint];

/// In the open data.
pub(crate) fn code(question: Question) -> &'static str {
    match question {
        Question::Satisfaction => "satisfaction",
        Question::Importance => "importance",
    }
}

/// On pages and in ids.
pub(crate) fn word(question: Question) -> &'static str {
    match question {
        Question::Satisfaction => "満足度",
        Question::Importance => "重要度",
    }
}

/// Id of the number of respondents.
pub(crate) fn respondents_id(sheet: &str) -> String {
    fact_id::below(sheet, &fact_id::respondents())
}

/// Id of an answer: `h29.21.市民満足度・重要度.満足度.とても満足`.
pub(crate) fn answer_id(sheet: &str, question: Question, answer: &Answer) -> String {
    id(sheet, question, Part::Name(&answer.name))
}

fn total_id(sheet: &str, question: Question) -> String {
    id(sheet, question, Part::Word(fact_id::TOTAL))
}

fn id(sheet: &str, question: Question, row: Part<'_>) -> String {
    fact_id::below(sheet, &fact_id::answer(word(question), row))
}

/// Id of the share of a class where people were counted.
fn rate_id(id: &str) -> String {
    fact_id::under(id, &[Part::Word("割合")])
}

/// Unit of the answers.
fn unit(survey: &Survey) -> &'static str {
    if survey.counted { "人" } else { "％" }
}

/// Records every figure of the survey, once.
pub(crate) fn record(survey: &Survey, sheet: &Sheet<'_>, ledger: &mut Ledger) {
    let label = format!("{} 市民満足度・重要度 回答者数", sheet.owner);
    let id = respondents_id(&sheet.id);
    let fact = Fact::stated(id, label, &sheet.page, "人", &survey.respondents);
    ledger.record(fact.of(survey.year));
    for (question, answers) in &survey.questions {
        let sum = total(answers);
        for answer in answers {
            let id = answer_id(&sheet.id, *question, answer);
            let label = format!("{} {} {}", sheet.owner, word(*question), answer.name);
            if survey.counted {
                let fact =
                    Fact::stated(id.clone(), label.clone(), &sheet.page, "人", &answer.value);
                ledger.record(fact.of(survey.year));
                ledger.record(rate((id, label), &sheet.page, answer, sum).of(survey.year));
            } else {
                let fact = Fact::share(id, label, &sheet.page, &answer.value);
                ledger.record(fact.of(survey.year));
            }
        }
        let label = format!("{} {} 合計", sheet.owner, word(*question));
        let id = total_id(&sheet.id, *question);
        let fact = sum_fact(survey, (id, label), &sheet.page, answers);
        ledger.record(fact.of(survey.year));
    }
}

/// The numbers of all answers: where one is missing, the others do not make up a whole.
fn numbers(answers: &[Answer]) -> Option<Vec<Decimal>> {
    answers.iter().map(|answer| answer.value.number()).collect()
}

fn total(answers: &[Answer]) -> Option<Decimal> {
    let numbers = numbers(answers).filter(|numbers| !numbers.is_empty())?;
    achieve::sum(numbers.iter().copied())
}

fn sum_fact(
    survey: &Survey,
    (id, label): (String, String),
    page: &str,
    answers: &[Answer],
) -> Fact {
    let unit = unit(survey);
    let Some((sum, numbers)) = total(answers).zip(numbers(answers)) else {
        return Fact::open(id, label, page, unit).undefined();
    };
    let parts: Vec<_> = numbers.into_iter().map(format::number).collect();
    let text = if survey.counted { format::number(sum) } else { format::share(sum) };
    Fact::computed(id, label, page, unit, (sum, text), parts.join("＋"))
}

/// The share of a class where people were counted.
fn rate((id, label): (String, String), page: &str, answer: &Answer, sum: Option<Decimal>) -> Fact {
    let (id, label) = (rate_id(&id), format!("{label} 割合"));
    let open = Fact::open(id.clone(), label.clone(), page, "％");
    let parts = answer.value.number().zip(sum);
    let Some((number, sum)) = parts else {
        return open.undefined();
    };
    match achieve::ratio(number, sum) {
        Ok(rate) => {
            let [number, sum] = [number, sum].map(format::number);
            let method = format!("{number}人÷{sum}人×100、{}", words::ROUNDING);
            let figure = (format::one_decimal(rate), format::percent(rate));
            Fact::computed(id, label, page, "％", figure, method)
        }
        Err(_) => open.undefined(),
    }
}

/// The survey as the page shows it.
pub(crate) fn build(survey: &Survey, sheet: &Sheet<'_>, desk: &mut Desk<'_>) -> page::Survey {
    let questions = survey.questions.iter();
    page::Survey {
        year: format::year(survey.year),
        name: survey.name.clone(),
        respondents: desk.show(&respondents_id(&sheet.id)),
        counted: survey.counted,
        questions: questions
            .map(|(question, answers)| build_question(survey, (*question, answers), sheet, desk))
            .collect(),
    }
}

fn build_question(
    survey: &Survey,
    (question, answers): (Question, &[Answer]),
    sheet: &Sheet<'_>,
    desk: &mut Desk<'_>,
) -> page::Question {
    let table_number = desk.table();
    let row = |answer: &Answer| {
        let id = answer_id(&sheet.id, question, answer);
        page::AnswerRow {
            name: answer.name.clone(),
            value: desk.show(&id),
            rate: survey.counted.then(|| desk.show(&rate_id(&id))),
        }
    };
    let rows = answers.iter().map(row).collect();
    let total = desk.show(&total_id(&sheet.id, question));
    let chart = chart(survey, (question, answers), sheet, &table_number, desk);
    page::Question { label: word(question).to_owned(), rows, total, table_number, chart }
}

fn chart(
    survey: &Survey,
    (question, answers): (Question, &[Answer]),
    sheet: &Sheet<'_>,
    table: &str,
    desk: &mut Desk<'_>,
) -> Chart {
    let (id, number) = desk.chart();
    let known: Vec<(usize, &Answer, Decimal, String)> = answers
        .iter()
        .enumerate()
        .filter_map(|(place, answer)| {
            let id = answer_id(&sheet.id, question, answer);
            let fact = desk.said(&if survey.counted { rate_id(&id) } else { id })?;
            Some((place, answer, fact.value?, fact.text.to_string()))
        })
        .collect();
    let fill = |place: usize| FILLS[place % FILLS.len()];
    let top = known.iter().map(|(_, _, share, _)| *share).max();
    let most: Vec<_> = known
        .iter()
        .filter(|(_, _, share, _)| Some(*share) == top)
        .map(|(_, answer, _, text)| format!("「{}」の{text}", answer.name))
        .collect();
    let message = if most.is_empty() {
        format!("{}の割合が分かる回答の区分なし", word(question))
    } else {
        format!("{}で最も多いのは{}", word(question), most.join("と"))
    };
    let details: Vec<_> =
        known.iter().map(|(_, answer, _, text)| format!("{}は{text}。", answer.name)).collect();
    let subject = format!("{}の{}", sheet.owner, word(question));
    let segments =
        known.iter().filter(|(_, _, share, _)| !share.is_zero()).map(|(place, _, share, text)| {
            Segment { share: *share, label: String::new(), text: text.clone(), fill: fill(*place) }
        });
    let bar = ShareBar { name: String::new(), segments: segments.collect() };
    let over = shares::more_than_whole(&bar);
    let over =
        over.map_or_else(String::new, |sum| format!("（合計{}に対する）", format::share(sum)));
    Chart {
        id,
        number,
        alt: alt::text("100％の帯グラフ", &subject, &details, &message, table),
        message,
        subtitle: format!(
            "{}（{}調査）、回答の区分ごとの割合{over}",
            word(question),
            format::wareki(survey.year)
        ),
        spec: Spec::Shares {
            legend: known
                .iter()
                .map(|(place, answer, _, _)| (fill(*place), answer.name.clone()))
                .collect(),
            bars: vec![bar],
        },
    }
}
