//! The report of the sample: what pages say, and that they say only what is recorded.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde_json::Value as Json;

use super::*;
use crate::model::by_year::ByYear;
use crate::model::indicator::{Direction, Method};
use crate::model::quantity::Value;
use crate::terms::reason::Missing;
use crate::terms::year::FiscalYear;

fn sample() -> Report {
    report(&sample::model(), &sample::as_of())
}

fn fact<'a>(report: &'a Report, id: &str) -> &'a Fact {
    report.figures.facts().into_iter().find(|fact| *fact.id == *id).unwrap()
}

fn page<'a>(report: &'a Report, path: &str) -> &'a Page {
    report.pages.iter().find(|page| page.path == path).unwrap()
}

fn json(report: &Report, path: &str) -> Json {
    serde_json::to_value(page(report, path)).unwrap()
}

/// Calls `see` with every object below `value`.
fn walk(value: &Json, see: &mut impl FnMut(&Json)) {
    match value {
        Json::Object(map) => {
            see(value);
            map.values().for_each(|value| walk(value, see));
        }
        Json::Array(list) => list.iter().for_each(|value| walk(value, see)),
        _ => {}
    }
}

#[test]
fn facts_are_sorted_and_unique() {
    let report = sample();
    assert!(report.figures.facts().windows(2).all(|pair| pair[0].id < pair[1].id));
}

#[test]
fn pages_show_recorded_facts_and_hold_no_number() {
    let report = sample();
    let facts: BTreeMap<_, _> =
        report.figures.facts().into_iter().map(|fact| (&*fact.id, fact)).collect();
    let mut shown = BTreeSet::new();
    for page in &report.pages {
        let marks: BTreeSet<_> = page.notes.iter().map(|note| note.mark.clone()).collect();
        walk(&serde_json::to_value(page).unwrap(), &mut |object| {
            assert!(object.as_object().unwrap().values().all(|value| !value.is_number()));
            if let Some(id) = object.get("fact") {
                let fact = facts[id.as_str().unwrap()];
                assert_eq!(object["text"], *fact.text);
                for mark in object["notes"].as_array().unwrap() {
                    assert!(marks.contains(mark.as_str().unwrap()), "{}", page.path);
                }
                shown.insert(fact.id.clone());
            }
        });
    }
    let unseen: Vec<_> = facts.keys().filter(|id| !shown.contains(**id)).collect();
    assert!(unseen.is_empty(), "facts on no page: {unseen:?}");
}

#[test]
fn figures_of_policy_52() {
    let report = sample();
    let text = |id: &str| fact(&report, id).text.to_string();
    assert_eq!(text("h25.52.成果指標.製造品出荷額等.実績.平成24.換算"), "1,041.5");
    assert_eq!(text("h25.52.成果指標.製造品出荷額等.達成率.平成24"), "52.7％");
    assert_eq!(text("h25.52.成果指標.製造品出荷額等.計画との差.平成24"), "−933.5");
    assert_eq!(text("h25.52.成果指標.製造品出荷額等.達成率.平成23"), "");
    assert_eq!(text("h25.52.近隣自治体との成果水準比較.仙台市.増減率.平成22"), "+93.4％");
    assert_eq!(text("h25.52.近隣自治体との成果水準比較.盛岡市.順位.平成22"), "5位");
    assert_eq!(text("h25.52.基本事業の比重.合計"), "100％");
    assert_eq!(text("plans.healthtech.数値目標.海外取引にかかる売上高.最終年度の水準"), "268,500");
    assert_eq!(text("plans.healthtech.総事業費.換算"), "8,752");
    // The rate of a figure that has a note has the note too.
    assert_eq!(
        fact(&report, "h25.52.成果指標.製造品出荷額等.達成率.平成24").notes(),
        ["平成22年度の値と同じです。"]
    );
}

#[test]
fn messages_are_computed() {
    let report = sample();
    let mut messages = BTreeSet::new();
    for page in &report.pages {
        walk(&serde_json::to_value(page).unwrap(), &mut |object| {
            if let Some(message) = object.get("message").and_then(Json::as_str) {
                messages.insert(message.to_owned());
            }
        });
    }
    for message in [
        "製造品出荷額等は計画に届かず、あと933.5億円",
        "平成24年度は計画に届かず、あと933.5億円",
        "平成24年度は計画に届いた（別の読み方では届かず）",
        "盛岡市は6市中5位、前の年度から50.2％減",
        "最も比重が大きいのは産学官連携の強化の30％",
        "最も比率が大きいのは企業・その他の40％（別の読み方では市の40％）",
        "市と企業・その他の比率は等しく50％",
        "最も比率が大きいのは市と企業・その他で、それぞれ35％",
        "3年間で25人増やす計画、実績は未公表",
    ] {
        assert!(messages.contains(message), "{message}\n{messages:#?}");
    }
}

#[test]
fn text_alternatives_have_60_to_200_characters() {
    for page in sample().pages {
        walk(&serde_json::to_value(&page).unwrap(), &mut |object| {
            let alt = object.get("alt").and_then(Json::as_str).unwrap_or_default();
            let length = alt.chars().count();
            assert!(alt.is_empty() || (60..=200).contains(&length), "{length} {alt}");
        });
    }
}

#[test]
fn the_index_counts_and_says_what_the_other_reading_gives() {
    let report = sample();
    let done = fact(&report, "h25.集計.全ての票.計画との比較.届いた");
    assert_eq!((done.value, done.alternative()), (Some(Decimal::from(4)), Some(Decimal::ONE)));
    assert!(done.notes()[0].contains("「届かず」は4指標"), "{}", done.notes()[0]);
    let index = json(&report, "h25/index.html");
    assert_eq!(index["body"]["year"]["tiles"][1]["count"]["text"], "4");
    assert_eq!(index["notes"][0]["id"], anchor(&done.notes()[0]));
}

#[test]
fn paper_columns_follow_the_two_forms() {
    let report = sample();
    let heads = |path: &str, kind: &str| {
        let columns = json(&report, path)["body"][kind]["indicators"][0]["paper"].clone();
        let head = |column: &Json| column["head"][0].as_str().unwrap().to_owned();
        columns.as_array().unwrap().iter().map(head).collect::<Vec<_>>()
    };
    assert_eq!(
        heads("h25/52.html", "policy"),
        ["Ｈ23実績値", "Ｈ24計画", "Ｈ24実績値", "Ｈ25計画", "Ｈ26計画"]
    );
    assert_eq!(
        heads("h25/521.html", "project"),
        ["Ｈ23実績値", "Ｈ24実績値", "Ｈ24計画", "Ｈ25計画", "Ｈ26計画"]
    );
}

/// A model whose only sheet is policy 52, with its first indicator changed.
fn with(change: impl FnOnce(&mut crate::model::indicator::Indicator)) -> Report {
    let mut model = sample::model();
    change(&mut model.years[0].policies[0].indicators[0]);
    report(&model, &sample::as_of())
}

fn headline(report: &Report) -> (String, String, String) {
    let headline = json(report, "h25/52.html")["body"]["policy"]["headline"].clone();
    let text = |value: &Json| value.as_str().unwrap().to_owned();
    (text(&headline["message"]), text(&headline["status"]["kind"]), text(&headline["rate"]["text"]))
}

fn said(report: &Report) -> [String; 3] {
    let (message, kind, rate) = headline(report);
    [message, kind, rate]
}

#[test]
fn a_target_of_zero_has_a_comparison_but_no_rate() {
    let report = with(|indicator| {
        indicator.direction = Direction::Down;
        indicator.conversion = None;
        indicator.plan.insert(FiscalYear(2012), sample::known(0));
        indicator.actual.insert(FiscalYear(2012), sample::known(3));
    });
    let message = "製造品出荷額等は計画に届かず、3千万円多い";
    assert_eq!(said(&report), [message, "miss", "算出できない"]);
    assert_eq!(
        fact(&report, "h25.52.成果指標.製造品出荷額等.達成率.平成24").status,
        "not_computable"
    );
}

#[test]
fn a_missing_actual_keeps_its_reason_everywhere() {
    let report = with(|indicator| {
        let missing = Value::Missing(Missing::NotPublished);
        indicator.actual.insert(FiscalYear(2012), missing);
    });
    assert_eq!(said(&report), ["製造品出荷額等の平成24年度の実績は未公表", "wait", "未公表"]);
    assert_eq!(
        fact(&report, "h25.52.成果指標.製造品出荷額等.達成率.平成24").status,
        "not_published"
    );
}

#[test]
fn a_near_miss_is_not_called_a_hundred_per_cent() {
    let report = with(|indicator| {
        indicator.actual.insert(FiscalYear(2012), sample::known(19749));
    });
    let message = "製造品出荷額等は計画に届かず、あと0.1億円";
    assert_eq!(said(&report), [message, "miss", "99.99％"]);
}

#[test]
fn an_indicator_that_is_not_compared_has_no_rate() {
    let report = with(|indicator| indicator.method = Method::None);
    assert_eq!(
        said(&report),
        ["製造品出荷額等の平成24年度の実績は1,041.5億円", "none", "該当なし"]
    );
}

#[test]
fn strange_models_still_make_a_report() {
    let mut model = sample::model();
    let policy = &mut model.years[0].policies[0];
    policy.indicators.clear();
    policy.projects.clear();
    if let Some(comparison) = &mut policy.comparison {
        comparison.cities.truncate(1);
        comparison.cities[0].own = false;
        comparison.cities[0].now = Value::Missing(Missing::NotSurveyed);
    }
    model.plans[0].kpis[0].increments = ByYear::default();
    model.plans[0].kpis[1].base = Value::Missing(Missing::Blank);
    let report = report(&model, &sample::as_of());
    assert_eq!(said(&report), ["記載なしの平成24年度の実績は（票になし）", "none", "該当なし"]);
    assert_eq!(&*fact(&report, "plans.healthtech.数値目標.企業数.最終年度の水準").text, "記載なし");
    let huge = with(|indicator| {
        let most = Decimal::MAX;
        let value = crate::model::quantity::Quantity {
            number: most,
            alternative: None,
            note: None,
            standing: crate::model::quantity::Standing::default(),
        };
        indicator.actual.insert(FiscalYear(2012), Value::Known(value));
    });
    assert_eq!(&*fact(&huge, "h25.52.成果指標.製造品出荷額等.達成率.平成24").text, "算出できない");
}
