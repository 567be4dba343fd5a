//! What comparisons come to: words, grades, differences and counts of policy 52 with another first indicator.

use rust_decimal::Decimal;

use crate::model::grading::{Grade, Grading};
use crate::model::indicator::{Direction, Indicator, Method};
use crate::model::quantity::{Range, Value, Words};
use crate::model::rounding::Rounding;
use crate::report::{Fact, Report, report, sample};
use crate::terms::reason::Missing;
use crate::terms::year::FiscalYear;

const NOW: FiscalYear = FiscalYear(2012);

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn known(text: &str) -> Value {
    let Value::Known(quantity) = sample::known(0) else { unreachable!("a known figure") };
    Value::Known(crate::model::quantity::Quantity { number: dec(text), ..quantity })
}

fn grading() -> Grading {
    use Method::{Inverse, Maintain, Mirrored, Path, Progress, Ratio};
    let grade = |name: &str, at_least: Option<i64>| Grade {
        name: name.to_owned(),
        at_least: at_least.map(Decimal::from),
    };
    Grading {
        grades: vec![grade("A", Some(100)), grade("B", Some(80)), grade("C", None)],
        methods: vec![Ratio, Inverse, Mirrored, Progress, Path, Maintain],
        exempt: "区分なし".to_owned(),
        exempt_what: "見本".to_owned(),
        basis: None,
    }
}

/// The report in which the indicator of policy 52 has this method, direction, actual and plan, and no unit beside.
fn with(
    (method, direction, actual, plan): (Method, Direction, &str, Option<&str>),
    change: impl FnOnce(&mut Indicator),
) -> Report {
    let mut model = sample::model();
    model.years[0].grading = Some(grading());
    let indicator = &mut model.years[0].policies[0].indicators[0];
    indicator.conversion = None;
    indicator.unit = "件".to_owned();
    indicator.method = method;
    indicator.direction = direction;
    indicator.actual.insert(NOW, known(actual));
    indicator.plan = plan.map(|plan| (NOW, known(plan))).into_iter().collect();
    change(indicator);
    report(&model, &sample::as_of())
}

fn fact<'a>(report: &'a Report, what: &str) -> &'a Fact {
    let what = crate::model::fact_id::column(what);
    let id = format!("h25.52.成果指標.製造品出荷額等.{what}.平成24");
    report.figures.facts().into_iter().find(|fact| *fact.id == *id).unwrap()
}

fn text(report: &Report, what: &str) -> String {
    fact(report, what).text.to_string()
}

/// Verdict, grade and rate.
fn all(report: &Report) -> [String; 3] {
    ["verdict", "grade", "rate"].map(|what| text(report, what))
}

fn same(_: &mut Indicator) {}

#[test]
fn the_words_do_not_depend_on_the_direction() {
    use Direction::{AtLeast, AtMost, Down, Keep, Up};
    let of = |method, direction, actual, plan| {
        text(&with((method, direction, actual, Some(plan)), same), "verdict")
    };
    assert_eq!(of(Method::Ratio, Up, "10", "10"), "届いた");
    assert_eq!(of(Method::Ratio, Up, "9", "10"), "届かず");
    assert_eq!(of(Method::Inverse, Down, "10", "10"), "届いた");
    assert_eq!(of(Method::Inverse, Down, "12", "10"), "届かず（計画より2件多い）");
    assert_eq!(of(Method::Threshold, AtMost, "520", "520"), "届いた");
    assert_eq!(of(Method::Threshold, AtLeast, "519", "520"), "届かず");
    assert_eq!(of(Method::Ratio, Keep, "10", "10"), "届いた");
    assert_eq!(of(Method::Ratio, Keep, "9", "10"), "比べない（許容幅の決まりなし）");
    assert_eq!(of(Method::Zero, Down, "0", "0"), "届いた");
    assert_eq!(of(Method::Zero, Down, "3", "0"), "届かず（計画より3件多い）");
    assert_eq!(of(Method::Ratio, Up, "-2530", "-2000"), "届かず");
    assert_eq!(of(Method::None, Up, "1", "1"), "比べない（算出しない指標）");
}

#[test]
fn bounds_and_widths_that_are_met_are_reached() {
    let range = |actual| {
        let bounds = Range { low: dec("60"), high: dec("80"), note: None };
        let report = with((Method::Range, Direction::Within, actual, None), |indicator| {
            indicator.plan.insert(NOW, Value::Range(bounds));
        });
        text(&report, "verdict")
    };
    assert_eq!(range("80"), "届いた");
    assert_eq!(range("81"), "届かず（計画の上限より1件多い）");
    assert_eq!(range("57"), "届かず（計画の下限より3件少ない）");
    let keep = |actual| {
        let case = (Method::Maintain, Direction::Keep, actual, Some("100"));
        all(&with(case, |indicator| indicator.terms.tolerance = Some(dec("5"))))
    };
    assert_eq!(keep("97"), ["届いた", "区分なし", "97.0％"]);
    assert_eq!(keep("200"), ["届かず（計画より100件多い）", "区分なし", "200.0％"]);
}

#[test]
fn what_is_not_out_waits_and_what_cannot_be_compared_says_why() {
    let actual = |value: Value| {
        let case = (Method::Ratio, Direction::Up, "1", Some("1"));
        text(&with(case, |indicator| indicator.actual.insert(NOW, value)), "verdict")
    };
    assert_eq!(actual(Value::Missing(Missing::NotPublished)), "まだ比べられない（未公表）");
    assert_eq!(actual(Value::Missing(Missing::NotYet)), "まだ比べられない（評価前）");
    assert_eq!(actual(Value::Missing(Missing::NotSurveyed)), "比べない（実績は調査なし）");
    let words = Words { text: "素案の作成".to_owned(), note: None };
    assert_eq!(actual(Value::Words(words)), "比べない（文で示した値）");
    let none = with((Method::Ratio, Direction::Up, "1", None), |indicator| {
        indicator.plan.insert(NOW, Value::Missing(Missing::NotSet));
    });
    assert_eq!(text(&none, "verdict"), "比べない（計画は設定なし）");
}

#[test]
fn a_year_without_a_target_is_compared_with_the_next_and_says_so() {
    let report = with((Method::Ratio, Direction::Up, "454", None), |indicator| {
        indicator.plan.insert(FiscalYear(2014), known("500"));
        indicator.plan.insert(FiscalYear(2016), known("600"));
    });
    assert_eq!(all(&report), ["目標年度前（90.8％）", "区分なし", "90.8％"]);
    let rate = fact(&report, "rate").computed.as_deref().unwrap();
    assert!(rate.starts_with("実績454÷（平成26年度の計画）500×100"), "{rate}");
    let note = "平成24年度の計画がないため、平成26年度の計画と比べた割合です。";
    assert!(fact(&report, "rate").notes().contains(&note.to_owned()));
    let reason = fact(&report, "verdict").computed.as_deref().unwrap();
    assert_eq!(reason, "平成24年度の計画がなく、平成26年度の計画と比べたため");
    let facts = report.figures.facts();
    let count = |id: &str| facts.iter().find(|fact| *fact.id == *id).unwrap().value;
    assert_eq!(count("h25.集計.施策.計画との比較.目標年度前"), Some(Decimal::ONE));
    assert_eq!(count("h25.集計.施策.計画との比較.届かず"), Some(Decimal::ZERO));
    // A year before has no verdict and takes no target of another year.
    assert_eq!(text_of(&report, "h25.52.成果指標.製造品出荷額等.達成率.平成23"), "");
}

fn text_of(report: &Report, id: &str) -> String {
    let facts = report.figures.facts();
    facts.into_iter().find(|fact| *fact.id == *id).unwrap().text.to_string()
}

#[test]
fn a_grade_never_contradicts_the_verdict() {
    use Direction::{Down, Keep, Up};
    let of =
        |method, direction, actual, plan| all(&with((method, direction, actual, Some(plan)), same));
    assert_eq!(of(Method::Ratio, Up, "100", "100"), ["届いた", "A", "100.0％"]);
    assert_eq!(of(Method::Ratio, Up, "9996", "10000"), ["届かず", "B", "99.96％"]);
    let [verdict, grade, rate] = of(Method::Inverse, Down, "10004", "10000");
    assert_eq!([&*verdict, &*grade, &*rate], ["届かず（計画より4件多い）", "B", "99.96％"]);
    // To be kept, with no width: a hundred and a half of it is not better than a hundred.
    let [verdict, grade, _] = of(Method::Ratio, Keep, "150", "100");
    assert_eq!([&*verdict, &*grade], ["比べない（許容幅の決まりなし）", "区分なし"]);
    // Nothing left of what was to fall: reached, and no rate by this method; by the other twice the plan.
    assert_eq!(of(Method::Inverse, Down, "0", "5"), ["届いた", "区分なし", "算出できない"]);
    assert_eq!(of(Method::Mirrored, Down, "0", "5"), ["届いた", "A", "200.0％"]);
    assert_eq!(
        of(Method::Inverse, Down, "3", "0"),
        ["届かず（計画より3件多い）", "区分なし", "算出できない"]
    );
    // The way leads down although more is wanted: the rate says half of the way, the verdict reached.
    let against = |actual| {
        let case = (Method::Progress, Up, actual, Some("10"));
        all(&with(case, |indicator| indicator.terms.base = Some((FiscalYear(2010), known("20")))))
    };
    assert_eq!(against("15"), ["届いた", "区分なし", "50.0％"]);
    assert_eq!(against("5"), ["届かず", "区分なし", "150.0％"]);
}

#[test]
fn shares_differ_by_points_and_negatives_stand_in_brackets() {
    let report = with((Method::Inverse, Direction::Down, "3.3", Some("3.0")), |indicator| {
        indicator.unit = "％".to_owned();
        indicator.actual.insert(FiscalYear(2011), known("3.5"));
    });
    assert_eq!(text(&report, "verdict"), "届かず（計画より0.3ポイント多い）");
    for (what, wanted) in [("gap", "+0.3"), ("change", "−0.2")] {
        let fact = fact(&report, what);
        assert_eq!((&*fact.text, &*fact.unit), (wanted, "ポイント"));
    }
    let report = with((Method::Ratio, Direction::Up, "-2530", Some("-2000")), same);
    let gap = fact(&report, "gap");
    let formula = gap.computed.as_deref().unwrap();
    assert_eq!((&*gap.text, formula), ("−530", "実績（−2,530）−計画（−2,000）"));
}

#[test]
fn what_is_far_too_small_is_published_as_written_and_never_as_nothing() {
    let case = (Method::Ratio, Direction::Up, "0.0000002", Some("12345678901"));
    let report = with(case, same);
    assert_eq!(text(&report, "actual"), "0.0000002");
    assert_eq!(text(&report, "gap"), "−12,345,678,900.9999998");
    assert_eq!(text(&report, "rate"), "0.000000000000002％");
    assert_eq!(text(&report, "verdict"), "届かず");
}

#[test]
fn a_rate_that_the_sheet_states_stands_beside_the_computed_one() {
    let report = with((Method::Ratio, Direction::Up, "37", Some("35")), |indicator| {
        indicator.terms.rate.insert(NOW, known("105"));
    });
    let stated = fact(&report, "stated_rate");
    assert_eq!((&*stated.text, stated.origin), ("105％", crate::report::facts::Origin::Stated));
    assert_eq!(text(&report, "rate"), "105.7％");
}

#[test]
fn the_city_rounds_its_own_way_and_every_rate_says_so() {
    let mut model = sample::model();
    model.years[0].rounding = Rounding::from_words("小数第1位を切捨て", Some(dec("120"))).unwrap();
    let report = report(&model, &sample::as_of());
    assert_eq!(text_of(&report, "h25.52.成果指標.製造品出荷額等.達成率.平成24"), "52％");
    let rate = fact(&report, "rate").computed.as_deref().unwrap();
    assert!(rate.ends_with("、小数第1位を切捨て、上限は120％"), "{rate}");
    // 1,392 of 1,072 would be 129.9 %.
    assert_eq!(
        text_of(
            &report,
            "h25.524.成果指標.共同研究により製品化された新技術等累計件数.達成率.平成24"
        ),
        "120％"
    );
}
