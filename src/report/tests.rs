//! The report of the sample: contents of pages, and that they show only recorded facts.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde_json::Value as Json;

use super::*;
use crate::report::sample::Edit;

const RATE: &str = "h25.52.成果指標.製造品出荷額等.参考.率.平成24";

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
    assert_eq!(text(RATE), "52.7％");
    assert_eq!(text("h25.52.成果指標.製造品出荷額等.参考.差.平成24"), "−933.5");
    assert_eq!(text("h25.52.成果指標.製造品出荷額等.参考.前年差.平成24"), "0.0");
    assert_eq!(text("h25.52.近隣自治体との成果水準比較.仙台市.参考.増減率.平成22"), "+93.4％");
    assert_eq!(text("h25.52.近隣自治体との成果水準比較.盛岡市.参考.順位.平成22"), "5位");
    assert_eq!(text("h25.52.基本事業の比重.参考.合計"), "100");
    let sales = "plans.healthtech.数値目標.クラスター構成企業による海外取引にかかる売上高";
    assert_eq!(text(&format!("{sales}.参考.目標の累計.令和3")), "260,000");
    assert_eq!(text("plans.healthtech.事業.総事業費.換算"), "8,752");
    // An earlier year has no rate; the rate of a figure with a note has the note, too.
    assert!(report.figures.fact("h25.52.成果指標.製造品出荷額等.参考.率.平成23").is_none());
    let note = &fact(&report, RATE).notes()[0];
    assert!(note.contains("平成22年度の本市の値と同じ"), "{note}");
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
        "盛岡市は、6団体中5位、前の年度から50.2％減",
        "最も割合が大きいのは521 産学官連携の強化の30％",
        "最も割合が大きいのは企業・その他の40％（別の読み方では市の40％）",
        "市と企業・その他の割合は等しく50％",
        "最も割合が大きいのは市と企業・その他で、それぞれ35％",
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
    let done = fact(&report, "h25.集計.全ての票.目標との比較.届いた");
    assert_eq!((done.value, done.alternative()), (Some(Decimal::from(4)), Some(Decimal::ONE)));
    assert!(done.notes()[0].contains("「届かず」は4指標"), "{}", done.notes()[0]);
    let index = json(&report, "h25/index.html");
    assert_eq!(index["body"]["year"]["results"]["tiles"][1]["count"]["text"], "4");
    assert_eq!(index["notes"][0]["id"], anchor(&done.notes()[0]));
}

#[test]
fn columns_follow_the_two_forms() {
    let report = sample();
    let heads = |path: &str, section: usize| {
        let body = &json(&report, path)["body"]["sheet"];
        let heads = body["sections"][section]["indicators"]["heads"].as_array().unwrap().clone();
        let lines = |head: &Json| {
            let lines: Vec<_> = head["lines"].as_array().unwrap().iter().map(text_of).collect();
            lines.join(" ")
        };
        heads.iter().map(lines).collect::<Vec<_>>()
    };
    let mut wanted = [
        "実績 平成23年度",
        "計画 平成24年度",
        "実績 平成24年度",
        "計画 平成25年度",
        "計画 平成26年度",
    ];
    assert_eq!(heads("h25/52.html", 1), wanted, "by year, as on paper");
    wanted.swap(1, 2);
    assert_eq!(heads("h25/521.html", 1), wanted);
}

fn text_of(value: &Json) -> String {
    value.as_str().unwrap().to_owned()
}

/// The report in which the only indicator of policy 52 has these values.
fn with(edits: &[[&str; 2]]) -> Report {
    let edits: Vec<Edit<'_>> =
        edits.iter().map(|[from, to]| ("h25/policies/52.yaml", *from, *to)).collect();
    sample::edited_report(&edits)
}

/// Message and sign at the head of policy 52, and the rate there, if any.
fn said(report: &Report) -> [String; 3] {
    let headline = json(report, "h25/52.html")["body"]["sheet"]["headline"].clone();
    let rate = headline["rate"]["text"].as_str().unwrap_or_default().to_owned();
    [text_of(&headline["message"]), text_of(&headline["status"]["kind"]), rate]
}

const PLAN: &str = "計画: { 平成24: 19750, 平成25: 19750, 平成26: 19750 }";

#[test]
fn a_target_of_zero_has_a_comparison_but_no_rate() {
    let report = with(&[
        ["    換算: { 単位: 億円, 倍率: 0.1 }\n    望ましい方向: 増加", "    望ましい方向: 減少"],
        ["値: 10415", "値: 3"],
        [PLAN, "計画: { 平成24: 0, 平成25: 0, 平成26: 0 }"],
    ]);
    assert_eq!(said(&report), ["製造品出荷額等は計画に届かず、3千万円多い", "miss", ""]);
    assert!(report.figures.fact(RATE).is_none());
}

#[test]
fn a_missing_actual_keeps_its_reason_everywhere() {
    let report = with(&[["値: 10415", "値: 未公表"], ["平成23: 10415", "平成23: 未公表"]]);
    assert_eq!(said(&report), ["製造品出荷額等の平成24年度の実績は未公表", "wait", ""]);
    let status =
        |what: &str| fact(&report, &format!("h25.52.成果指標.製造品出荷額等.{what}.平成24"));
    assert_eq!(status("実績").status, "not_published");
    assert_eq!(&*status("参考.結果").text, "まだ比べられない（実績は未公表）");
    assert!(report.figures.fact(RATE).is_none());
}

#[test]
fn a_near_miss_is_not_called_a_hundred_per_cent() {
    let report = with(&[["値: 10415", "値: 19749"]]);
    let message = "製造品出荷額等は計画に届かず、あと0.1億円";
    assert_eq!(said(&report), [message, "miss", "99.99％"]);
}

#[test]
fn an_indicator_that_is_not_compared_has_no_rate() {
    let report =
        with(&[["    最終目標年度: 平成26", "    比べる: 算出しない\n    最終目標年度: 平成26"]]);
    assert_eq!(said(&report), ["製造品出荷額等の平成24年度の実績は1,041.5億円", "none", ""]);
}

#[test]
fn figures_beyond_reckoning_still_make_a_report() {
    let small = "計画: { 平成24: 0.0000000001, 平成25: 19750, 平成26: 19750 }";
    let report = with(&[["値: 10415", "値: 99999999999999999"], [PLAN, small]]);
    assert!(report.figures.fact(RATE).is_none());
    assert_eq!(said(&report)[1], "done");
}
