//! Grades (評価区分) by the city's rule -> a fact for each indicator, its words, and the rule in words. Does nothing
//! where the city has no rule.

use rust_decimal::Decimal;

use crate::fault;
use crate::model::grading::Grading;
use crate::model::indicator::{Direction, Method};
use crate::model::methods::Rate;
use crate::report::data::{GradeRow, Judged};
use crate::report::desk::Desk;
use crate::report::facts::{Fact, NOT_COMPUTABLE, WORDS};
use crate::report::format;
use crate::report::method_words;
use crate::report::page::{Grade, GradeRule, Labelled, Link};
use crate::report::verdict;
use crate::report::words;
use crate::terms::reason::Missing;
use crate::terms::year::FiscalYear;

/// Why an indicator has no grade: status of its fact, and a reason ending with ため.
struct Exempt {
    status: &'static str,
    reason: String,
}

/// All inputs of a grade.
pub(crate) struct Case<'a> {
    /// The method of comparison.
    pub(crate) method: Method,
    /// 望ましい方向
    pub(crate) direction: Direction,
    /// The name of the target's column: 計画.
    pub(crate) aim: &'a str,
    /// Which of the two is missing (実績, 計画), and why.
    pub(crate) missing: Option<(&'a str, Missing)>,
    /// The verdict.
    pub(crate) verdict: verdict::Kind,
    /// The value compared with: 計画, 令和8年度の計画.
    pub(crate) target: String,
    /// The unrounded rate.
    pub(crate) rate: Rate,
}

/// The index of an indicator's grade, or why it has none.
fn graded(case: &Case<'_>, grading: &Grading) -> Result<usize, Exempt> {
    let not_applicable = |reason: String| Exempt { status: Missing::NotApplicable.code(), reason };
    let (method, direction) = (case.method, case.direction);
    if !grading.methods.contains(&method) {
        let name = method_words::name(method);
        return Err(not_applicable(format!(
            "比べ方「{name}」は、評価区分を付ける方法ではないため"
        )));
    }
    if direction == Direction::Keep {
        return Err(not_applicable(
            "維持が望ましい指標では、率が大きいほどよいとは限らないため".to_owned(),
        ));
    }
    if !fits(method, direction) {
        return Err(not_applicable(format!(
            "比べ方が、望ましい方向（{}）に合わないため",
            words::direction(direction).text
        )));
    }
    if let Some((word, reason)) = case.missing {
        let reason_words = match reason {
            Missing::Unstated => format!("{word}が票にないため"),
            _ => format!("{word}が「{}」のため", reason.word()),
        };
        return Err(Exempt { status: reason.code(), reason: reason_words });
    }
    let reached = match case.verdict {
        verdict::Kind::Reached => true,
        verdict::Kind::Short => false,
        verdict::Kind::Early => {
            return Err(not_applicable(format!("比べたのが{}のため", case.target)));
        }
        verdict::Kind::Waiting | verdict::Kind::Excluded => {
            return Err(not_applicable(format!("{}と比べていないため", case.aim)));
        }
    };
    match case.rate {
        // A rate that contradicts the verdict cannot be graded.
        Rate::Percent(rate) if (rate >= Decimal::ONE_HUNDRED) != reached => {
            let word = if reached { "届いた" } else { "届かず" };
            Err(not_applicable(format!("率が、目標との比較（{word}）と合わないため")))
        }
        Rate::Percent(rate) => grading.of(rate).ok_or_else(|| Exempt {
            status: NOT_COMPUTABLE,
            reason: "基準に当てはまらないため".to_owned(),
        }),
        Rate::Undefined(reason) => {
            Err(Exempt { status: NOT_COMPUTABLE, reason: words::undefined(reason, case.aim) })
        }
        Rate::None => Err(not_applicable("率を出さない方法のため".to_owned())),
    }
}

/// False where a higher rate is not better, so that grades would be reversed.
fn fits(method: Method, direction: Direction) -> bool {
    let falling = matches!(direction, Direction::Down | Direction::AtMost);
    match method {
        Method::Ratio => !falling,
        Method::Inverse | Method::Mirrored => falling,
        _ => true,
    }
}

/// The range of rates of a grade: 80％以上100％未満.
fn range(grading: &Grading, place: usize) -> String {
    let above = place.checked_sub(1).and_then(|above| {
        let above = grading.grades.get(above)?;
        Some(format!("{}未満", format::share(above.at_least?)))
    });
    let own = grading.grades[place].at_least;
    let own = own.map(|least| format!("{}以上", format::share(least)));
    match (own, above) {
        (None, None) => "全ての率".to_owned(),
        (own, above) => [own, above].into_iter().flatten().collect(),
    }
}

fn word_of(place: Option<usize>, grading: &Grading) -> String {
    let grade = place.and_then(|place| grading.grades.get(place));
    grade.map_or_else(|| grading.exempt.clone(), |grade| grade.name.clone())
}

/// The index of the grade; `None` for the ungraded.
pub(crate) fn place_of(case: &Case<'_>, grading: &Grading) -> Option<usize> {
    graded(case, grading).ok()
}

/// True where the two readings of the source give different grades.
pub(crate) fn differ([adopted, other]: &[Case<'_>; 2], grading: &Grading) -> bool {
    place_of(adopted, grading) != place_of(other, grading)
}

/// The thresholds of the grades: no rate may be rounded across one of them.
pub(crate) fn thresholds(grading: Option<&Grading>) -> Vec<Decimal> {
    let grades = grading.into_iter().flat_map(|rule| &rule.grades);
    grades.filter_map(|grade| grade.at_least).collect()
}

/// A grade as a fact: `open` is the fact without it, `cases` the two readings, `rate` its rate in words.
pub(crate) fn of_cases(open: Fact, cases: &[Case<'_>; 2], grading: &Grading, rate: &str) -> Fact {
    let [adopted, other] = cases;
    let fact = match graded(adopted, grading) {
        Ok(place) => {
            let why = format!("{rate}が「{}」に当たるため", range(grading, place));
            Fact { text: word_of(Some(place), grading).into(), status: WORDS, ..open }.because(&why)
        }
        Err(Exempt { status, reason }) => {
            Fact { text: grading.exempt.as_str().into(), status, ..open }.because(&reason)
        }
    };
    if !differ(cases, grading) {
        return fact;
    }
    let other = word_of(place_of(other, grading), grading);
    fact.noted([format!("別の読み方では、評価区分は「{other}」です。")])
}

/// A recorded grade, for a page.
pub(crate) fn shown(
    (id, year): (&str, FiscalYear),
    grading: &Grading,
    doubtful: bool,
    desk: &mut Desk<'_>,
) -> Grade {
    let reason = desk.displayed(id).and_then(|fact| fact.computed.as_deref());
    let reason = fault::there(reason, "評価区分の理由が記録されていません");
    Grade {
        label: format!("評価区分（{}）", format::wareki(year)),
        value: desk.show(id),
        reason: reason.to_owned(),
        doubtful,
        rule: sentence(grading),
        basis: basis(grading),
    }
}

fn basis(grading: &Grading) -> Link {
    let (title, address) = grading.basis.clone().unwrap_or_default();
    Link { text: title, href: address.unwrap_or_default() }
}

/// The rule in one line.
fn sentence(grading: &Grading) -> String {
    let grades = grading.grades.iter().enumerate();
    let grades: Vec<_> =
        grades.map(|(place, grade)| format!("{}は{}", grade.name, range(grading, place))).collect();
    format!(
        "{}。{}は{}。率は、端数を処理する前の値で比べます。",
        grades.join("、"),
        grading.exempt,
        grading.exempt_what.trim_end_matches('。')
    )
}

/// The rule, for a page that lists indicators.
pub(crate) fn rule_of(city: &str, grading: &Grading) -> GradeRule {
    let line =
        |label: &str, text: String| Labelled { label: label.to_owned(), hint: String::new(), text };
    let grades = grading.grades.iter().enumerate();
    let mut lines: Vec<_> =
        grades.map(|(place, grade)| line(&grade.name, range(grading, place))).collect();
    let exempt = grading.exempt_what.trim_end_matches('。');
    lines.push(line(&grading.exempt, exempt.to_owned()));
    let methods: Vec<_> = grading
        .methods
        .iter()
        .map(|method| format!("「{}」", method_words::name(*method)))
        .collect();
    GradeRule {
        lead: format!(
            "{city}が決めた基準による区分です。比べ方が{}の指標に付けます。率は、端数を処理する前の値で比べます。\
             区分は、票の値からこのサイトを作る際に付けたものです（参考（計算値））。",
            methods.join("")
        ),
        lines,
        basis: basis(grading),
    }
}

/// The grades that are counted: part of an id, word, and index; the ungraded last.
pub(crate) fn kinds(grading: &Grading) -> Vec<(String, String, Option<usize>)> {
    let grades = grading.grades.iter().enumerate();
    let own = grades.map(|(place, grade)| {
        let kind = format!("grade.{}", place + 1);
        (kind, grade.name.clone(), Some(place))
    });
    let none = ("grade.none".to_owned(), grading.exempt.clone(), None);
    own.chain([none]).collect()
}

/// The row of the open data; `grades` are the indexes of the grade for the two readings.
pub(crate) fn row(of: Judged, grades: [Option<usize>; 2], grading: &Grading) -> GradeRow {
    let [adopted, other] = grades;
    GradeRow {
        of,
        other: if adopted == other { String::new() } else { word_of(other, grading) },
        rule: sentence(grading),
        basis: basis(grading).text,
    }
}
