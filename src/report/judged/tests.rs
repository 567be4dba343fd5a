//! Results of comparisons: words, grades, differences and counts of policy 52 with another indicator.

use rust_decimal::Decimal;

use crate::report::facts::Origin;
use crate::report::sample::{self, Edit};
use crate::report::{Fact, Report};

const POLICY: &str = "h25/policies/52.yaml";

/// Where the sheet states unit and direction of its indicator, actual, and plan.
const HEAD: &str = "    単位: 千万円\n    換算: { 単位: 億円, 倍率: 0.1 }\n    望ましい方向: 増加 ";
const ACTUAL: &str = "\n        値: 10415\n        注: ";
const PLAN: &str = "平成24: 19750, 平成25: 19750, 平成26: 19750";

/// A sheet without fixed years, and a rule for grades.
const FREE: Edit<'_> =
    ("h25/evaluation.yaml", "置き場所: policies", "置き場所: policies\n    年度の列: 自由");
const GRADES: Edit<'_> = (
    "city.yaml",
    "氏名の公表: する",
    "氏名の公表: する
評価区分:
  区分: [ { 名称: A, 以上: 100 }, { 名称: B, 以上: 80 } ]
  それ未満: C
  方法: [ 実績÷計画, 計画÷実績, 基準からの進み, 維持（許容幅） ]
  対象外: { 表示: 区分なし, 内容: 見本 }",
);

/// The report in which the indicator of policy 52 has this method, direction, actual and plan; `own` are its further
/// items.
fn with([method, direction, actual, plan]: [&str; 4], own: &str) -> Report {
    let head = format!("    望ましい方向: {direction}\n    比べる: {method}{own} ");
    let head = if own.contains("単位") { head } else { format!("    単位: 件\n{head}") };
    // The rest of the line is the note on the sample's figure.
    let actual = format!(" {actual}  # ");
    let free = if plan.contains("平成") { plan.to_owned() } else { format!("平成24: {plan}") };
    sample::edited_report(&[
        FREE,
        GRADES,
        (POLICY, HEAD, &head),
        (POLICY, ACTUAL, &actual),
        (POLICY, PLAN, &free),
    ])
}

fn found<'a>(report: &'a Report, what: &str) -> Option<&'a Fact> {
    report.figures.fact(&format!("h25.52.成果指標.製造品出荷額等.{what}.平成24"))
}

fn fact<'a>(report: &'a Report, what: &str) -> &'a Fact {
    found(report, what).unwrap()
}

fn text(report: &Report, what: &str) -> String {
    found(report, what).map(|fact| fact.text.to_string()).unwrap_or_default()
}

/// Verdict, grade and rate; empty where there is no rate.
fn all(report: &Report) -> [String; 3] {
    ["参考.結果", "参考.評価区分", "参考.率"].map(|what| text(report, what))
}

fn verdict(case: [&str; 4], own: &str) -> String {
    text(&with(case, own), "参考.結果")
}

#[test]
fn the_words_do_not_depend_on_the_direction() {
    let of = |method, direction, actual, plan| verdict([method, direction, actual, plan], "");
    assert_eq!(of("実績÷計画", "増加", "10", "10"), "届いた");
    assert_eq!(of("実績÷計画", "増加", "9", "10"), "届かず");
    assert_eq!(of("計画÷実績", "減少", "10", "10"), "届いた");
    assert_eq!(of("計画÷実績", "減少", "12", "10"), "届かず");
    assert_eq!(of("以上・以下", "以下", "520", "520"), "届いた");
    assert_eq!(of("以上・以下", "以上", "519", "520"), "届かず");
    assert_eq!(of("実績÷計画", "維持", "10", "10"), "届いた");
    assert_eq!(of("実績÷計画", "維持", "9", "10"), "届かず");
    assert_eq!(of("目標0", "減少", "0", "0"), "届いた");
    assert_eq!(of("目標0", "減少", "3", "0"), "届かず");
    assert_eq!(of("実績÷計画", "増加", "-2530", "-2000"), "届かず");
    assert_eq!(of("算出しない", "増加", "1", "1"), "比べない（算出しない指標）");
}

#[test]
fn bounds_and_widths_that_are_met_are_reached() {
    let range = |actual| verdict(["範囲", "範囲内", actual, "60以上80以下"], "");
    assert_eq!(["80", "81", "57"].map(range), ["届いた", "届かず", "届かず"]);
    let keep = |actual| all(&with(["維持（許容幅）", "維持", actual, "100"], "\n    許容幅: 5"));
    assert_eq!(keep("97"), ["届いた", "区分なし", "97.0％"]);
    assert_eq!(keep("200"), ["届かず", "区分なし", "200.0％"]);
}

#[test]
fn what_is_not_out_waits_and_what_cannot_be_compared_says_why() {
    let actual = |word: &str| {
        let report = sample::edited_report(&[
            (POLICY, "平成23: 10415", "平成23: 調査なし"),
            (POLICY, ACTUAL, &format!(" {word}  # ")),
        ]);
        text(&report, "参考.結果")
    };
    assert_eq!(actual("未公表"), "まだ比べられない（実績は未公表）");
    assert_eq!(actual("評価前"), "まだ比べられない（実績は評価前）");
    assert_eq!(actual("調査なし"), "比べない（実績は調査なし）");
    assert_eq!(actual("{ 文: 素案の作成 }"), "比べない（実績の数値がない）");
    let none = verdict(["実績÷計画", "増加", "1", "設定なし"], "");
    assert_eq!(none, "比べない（平成24年度以後の計画がない）");
    let words = verdict(["実績÷計画", "増加", "1", "{ 文: 素案の作成 }"], "");
    assert_eq!(words, "比べない（平成24年度の計画が文）");
}

#[test]
fn a_year_without_a_target_is_compared_with_the_next_and_says_so() {
    let report = with(["実績÷計画", "増加", "454", "平成26: 500, 平成28: 600"], "");
    assert_eq!(
        all(&report),
        ["目標年度前（平成26年度の計画と比べて90.8％）", "区分なし", "90.8％"]
    );
    let rate = fact(&report, "参考.率").computed.as_deref().unwrap();
    assert!(rate.starts_with("実績454÷計画500×100"), "{rate}");
    let reason = fact(&report, "参考.結果").computed.as_deref().unwrap();
    assert_eq!(reason, "平成24年度の計画がなく、平成26年度の計画と比べたため");
    let count = |kind| report.figures.fact(&format!("h25.集計.施策.目標との比較.{kind}")).unwrap();
    assert_eq!(count("目標年度前").value, Some(Decimal::ONE));
    assert_eq!(count("届かず").value, Some(Decimal::ZERO));
    // An earlier year has no verdict and takes no target of another year.
    let before = "h25.52.成果指標.製造品出荷額等.参考";
    for what in ["率", "結果"] {
        assert!(report.figures.fact(&format!("{before}.{what}.平成23")).is_none());
    }
}

#[test]
fn a_grade_never_contradicts_the_verdict() {
    let of = |method, direction, actual, plan| all(&with([method, direction, actual, plan], ""));
    assert_eq!(of("実績÷計画", "増加", "100", "100"), ["届いた", "A", "100.0％"]);
    assert_eq!(of("実績÷計画", "増加", "9996", "10000"), ["届かず", "B", "99.96％"]);
    assert_eq!(of("計画÷実績", "減少", "10004", "10000"), ["届かず", "B", "99.96％"]);
    // With 維持, 150 % is not better than 100 %.
    assert_eq!(of("実績÷計画", "維持", "150", "100")[1], "区分なし");
    // Fallen to zero: reached, and no rate.
    assert_eq!(of("計画÷実績", "減少", "0", "5"), ["届いた", "区分なし", ""]);
    assert_eq!(of("計画÷実績", "減少", "3", "0"), ["届かず", "区分なし", ""]);
    // The target is below the base although more is wanted: the rate is 50 %, the verdict reached.
    let against = |actual| {
        let case = ["基準からの進み", "増加", actual, "10"];
        all(&with(case, "\n    当初値: { 平成22: 20 }"))
    };
    assert_eq!(against("15"), ["届いた", "区分なし", "50.0％"]);
    assert_eq!(against("5"), ["届かず", "区分なし", "150.0％"]);
}

#[test]
fn shares_differ_by_points_and_negatives_stand_in_brackets() {
    let before = ["計画÷実績", "減少", "3.3", "3.0"];
    let report = with(before, "\n    単位: ％");
    let gap = fact(&report, "参考.差");
    assert_eq!((&*gap.text, &*gap.unit), ("+0.3", "ポイント"));
    let change = fact(&report, "参考.前年差");
    assert_eq!((&*change.text, &*change.unit), ("−10,411.7", "ポイント"));
    let report = with(["実績÷計画", "増加", "-2530", "-2000"], "");
    let gap = fact(&report, "参考.差");
    let formula = gap.computed.as_deref().unwrap();
    assert_eq!((&*gap.text, formula), ("−530", "実績（−2,530）−計画（−2,000）"));
}

#[test]
fn what_is_far_too_small_is_published_as_written_and_never_as_nothing() {
    let report = with(["実績÷計画", "増加", "0.0000002", "12345678901"], "");
    assert_eq!(text(&report, "実績"), "0.0000002");
    assert_eq!(text(&report, "参考.差"), "−12,345,678,900.9999998");
    assert_eq!(text(&report, "参考.率"), "0.000000000000002％");
    assert_eq!(text(&report, "参考.結果"), "届かず");
}

#[test]
fn the_city_rounds_its_own_way_and_every_rate_says_so() {
    let rule = "氏名の公表: する\n率の端数処理: { 方法: 小数第1位を切捨て, 上限: 120 }";
    let report = sample::edited_report(&[("city.yaml", "氏名の公表: する", rule)]);
    let rate = fact(&report, "参考.率");
    assert_eq!(&*rate.text, "52％");
    let formula = rate.computed.as_deref().unwrap();
    assert!(formula.ends_with("、小数第1位を切捨て、上限は120％"), "{formula}");
    // 1,392 of 1,072 would be 129.9 %.
    let courses = "h25.524.成果指標.経営改善等研修会の参加者数（商工会議所，商工会など）";
    let rate = report.figures.fact(&format!("{courses}.参考.率.平成24")).unwrap();
    assert_eq!((&*rate.text, rate.origin), ("120％", Origin::Computed));
}
