//! アンケート: answers -> facts (参考); tables and 100 % bars of the questions as shown.

use rust_decimal::Decimal;

use super::shares::{TOTAL, printed, recorded, total};
use crate::form::survey::{KEYS, Question};
use crate::model::achieve;
use crate::model::evaluation::Sheet;
use crate::report::alt;
use crate::report::chart::{Chart, Fill, Segment, ShareBar, Spec};
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::names;
use crate::report::page::{
    LabelledValues, ListRow, ListShown, PrintedValue, QuestionShown, TableHead,
};
use crate::report::sections::cell;
use crate::report::sections::showing::Showing;
use crate::report::shares::{largest, more_than_whole, who_has};
use crate::report::words;
use crate::section::fields::Entry;
use crate::section::survey::{Answer, Answers, Survey};
use crate::terms::address::{COMPUTED, part};

/// Id part of the share of an answer counted in people.
const SHARE: &str = "割合";

/// Fills of the answers: neighbours, and all in a legend, differ without colour. With more answers no chart is drawn.
const FILLS: [Fill; 7] =
    [Fill::Solid, Fill::Hatch, Fill::White, Fill::Dots, Fill::Cross, Fill::Tint, Fill::Lines];

/// An answer of a question on a sheet, or the question as a whole.
#[derive(Clone, Copy)]
struct Place<'a> {
    sheet: &'a Sheet,
    section: &'a str,
    question: &'a str,
}

impl Place<'_> {
    fn stated(&self, answer: &Answer) -> String {
        self.sheet.fact(&cell::address(self.section, &[self.question, &answer.name.text]))
    }

    fn rate(&self, answer: &Answer) -> String {
        format!("{}.{COMPUTED}.{SHARE}", self.stated(answer))
    }

    fn total(&self) -> String {
        let own = [self.section, self.question].map(part).join(".");
        self.sheet.fact(&format!("{own}.{COMPUTED}.{TOTAL}"))
    }

    /// Id of the drawn share of an answer.
    fn share(&self, survey: &Survey, answer: &Answer) -> String {
        if survey.counted { self.rate(answer) } else { self.stated(answer) }
    }
}

/// Computed values of a survey: row and column in the table of figures, and the fact.
pub(crate) fn facts(
    (sheet, section): (&Sheet, &str),
    of: &[Question],
    survey: &Survey,
    owner: &str,
) -> Vec<(String, String, Fact)> {
    let mut all = Vec::new();
    for (question, answers) in of.iter().zip(&survey.questions) {
        let question = question.name.text.as_str();
        let place = Place { sheet, section, question };
        let (page, year) = (sheet.page.as_str(), survey.year.0);
        let Some((sum, other, method)) = total(&answers.parts()) else { continue };
        let rated = match answers {
            Answers::Stated(list) if survey.counted => list.as_slice(),
            _ => &[],
        };
        for answer in rated {
            let name = answer.name.text.as_str();
            let Some(number) = answer.cell.number() else { continue };
            let Ok(rate) = achieve::ratio(number, sum) else { continue };
            let [number, sum] = [number, sum].map(format::number);
            let method = format!("{number}人÷{sum}人×100、{}", words::ROUNDING);
            let figure = (format::one_decimal(rate), format::percent(rate));
            let label = format!("{owner} {section} {question} {name} {SHARE}");
            let fact = Fact::computed(place.rate(answer), label, page, "％", figure, method);
            let column = format!("{name} {COMPUTED} {SHARE}");
            all.push((question.to_owned(), column, fact.of(year)));
        }
        let (figure, rounding) = printed(sum);
        let label = format!("{owner} {section} {question} {TOTAL}");
        let method = format!("{method}{rounding}");
        let fact = Fact::computed(place.total(), label, page, survey.unit(), figure, method);
        let fact = fact.or_else(other).of(year);
        all.push((question.to_owned(), format!("{COMPUTED} {TOTAL}"), fact));
    }
    all
}

/// Name of the survey, and number of respondents.
pub(super) fn description(
    showing: &mut Showing<'_, '_>,
    section: &str,
    survey: &Survey,
) -> Vec<LabelledValues> {
    let [year, respondents, name, _] = KEYS;
    let field = |label: &str, held: PrintedValue| LabelledValues {
        label: label.to_owned(),
        hint: String::new(),
        values: vec![held],
        hidden: false,
    };
    let year_of = year_of(survey);
    let people = Entry::Number(survey.respondents.clone());
    let people = field(respondents, showing.value(section, &[respondents], &people));
    match &survey.name {
        Entry::Words(at) => {
            let text = format!("{}（{year_of}）", at.text);
            vec![field(name, PrintedValue { text, ..PrintedValue::default() }), people]
        }
        // Without a name there is nothing to attach the year to.
        other => {
            let year_of = PrintedValue { text: year_of, ..PrintedValue::default() };
            vec![field(name, cell::in_words(other)), field(year, year_of), people]
        }
    }
}

/// 平成31年度, in the era in which it was written.
fn year_of(survey: &Survey) -> String {
    format!("{}年度", survey.year.1.text.trim_end_matches("年度"))
}

/// A table and a bar for each question.
pub(super) fn shown(
    showing: &mut Showing<'_, '_>,
    section: &str,
    of: &[Question],
    survey: &Survey,
) -> Vec<QuestionShown> {
    let all = of.iter().zip(&survey.questions);
    all.map(|(question, answers)| {
        let name = question.name.text.as_str();
        let shown = QuestionShown { name: name.to_owned(), absent: None, list: None, chart: None };
        match answers {
            Answers::Absent(cell) => QuestionShown { absent: Some(cell::absent(cell)), ..shown },
            Answers::Stated(list) => {
                let place = Place { sheet: showing.sheet, section, question: name };
                let table = table(showing, place, survey, list);
                let chart = chart(showing, place, survey, (list, &table.number));
                QuestionShown { list: Some(table), chart, ..shown }
            }
        }
    })
    .collect()
}

fn table(
    showing: &mut Showing<'_, '_>,
    place: Place<'_>,
    survey: &Survey,
    list: &[Answer],
) -> ListShown {
    let number = showing.desk.table();
    let head = |lines: &[&str], figures: bool, computed: bool| TableHead {
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        figures,
        computed,
        ..TableHead::default()
    };
    let mut heads = vec![head(&["区分"], false, false)];
    if survey.counted {
        heads.extend([head(&[SHARE], true, true), head(&["人数", "（人）"], true, false)]);
    } else {
        heads.push(head(&[SHARE], true, false));
    }
    let rows = list.iter().map(|answer| {
        let name =
            vec![PrintedValue { text: answer.name.text.to_string(), ..PrintedValue::default() }];
        let rate = survey.counted.then(|| recorded(showing, &place.rate(answer)));
        let stated = recorded(showing, &place.stated(answer));
        let cells = [name].into_iter().chain(rate).chain([stated]).collect();
        ListRow { href: String::new(), bold: false, cells }
    });
    let rows = rows.collect();
    let sum = recorded(showing, &place.total());
    let rate = survey.counted.then(Vec::new);
    let total = if sum.is_empty() { Vec::new() } else { rate.into_iter().chain([sum]).collect() };
    let unit = if survey.counted { String::new() } else { survey.unit().to_owned() };
    ListShown {
        number,
        unit,
        unit_of_sheet: String::new(),
        heads,
        rows,
        total,
        remark: String::new(),
    }
}

/// The bar of a question; `None` where the whole is unknown, or the answers would be indistinguishable.
fn chart(
    showing: &mut Showing<'_, '_>,
    place: Place<'_>,
    survey: &Survey,
    (list, table): (&[Answer], &str),
) -> Option<Chart> {
    showing.desk.displayed(&place.total())?;
    let share = |(nth, answer): (usize, &Answer)| {
        let fact = showing.desk.displayed(&place.share(survey, answer))?;
        let share = fact.value.filter(|share| !share.is_sign_negative())?;
        Some((nth, answer.name.text.to_string(), share, format::share(share)))
    };
    let known: Vec<(usize, String, Decimal, String)> =
        list.iter().enumerate().filter_map(share).collect();
    let drawn = || known.iter().filter(|(_, _, share, _)| *share > Decimal::ZERO);
    if list.len() > FILLS.len() || drawn().next().is_none() {
        return None;
    }
    let segment = |(nth, _, share, text): &(usize, String, Decimal, String)| Segment {
        share: *share,
        label: String::new(),
        text: text.clone(),
        fill: FILLS[*nth],
    };
    let bar = ShareBar { name: String::new(), segments: drawn().map(segment).collect() };
    let pairs: Vec<(String, Decimal)> =
        known.iter().map(|(_, name, share, _)| (format!("「{name}」"), *share)).collect();
    let (names, top) = largest(&pairs)?;
    let question = place.question;
    let message = format!("{question}で最も多いのは{}", who_has(&names, top));
    let over = more_than_whole(&bar);
    let over =
        over.map_or_else(String::new, |sum| format!("（合計{}に対する）", format::share(sum)));
    let year = year_of(survey);
    let standing = showing.standing;
    let entry = &standing.year.levels[standing.level].entries[standing.place];
    let subject = format!("{}の{question}", names::owner(standing.year, standing.level, entry));
    let details: Vec<String> =
        known.iter().map(|(_, name, _, text)| format!("{name}は{text}。")).collect();
    let (id, number) = showing.desk.chart();
    Some(Chart {
        id,
        number,
        alt: alt::text("100％の帯グラフ", &subject, &details, &message, table),
        message,
        subtitle: format!("{question}（{year}調査）、回答の区分ごとの割合{over}"),
        spec: Spec::Shares {
            legend: known.iter().map(|(nth, name, ..)| (FILLS[*nth], name.clone())).collect(),
            bars: vec![bar],
        },
    })
}
