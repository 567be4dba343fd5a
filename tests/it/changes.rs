//! Revised targets, breaks and the city's grades (見本市, invented): shown on the page, in the PDF and in the data.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::parity::{facts, facts_on_page, pdf_text, squeezed};
use crate::support;

fn rows(table: &str) -> Vec<BTreeMap<String, String>> {
    let bytes = fs::read(support::kinds().join(format!("data/{table}.csv"))).unwrap();
    let mut reader = csv::Reader::from_reader(&bytes[3..]);
    let head = reader.headers().unwrap().clone();
    let row = |row: csv::StringRecord| {
        let cells = head.iter().zip(row.iter());
        cells.map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn appear(texts: &[&str]) {
    let out = support::kinds();
    let html = fs::read_to_string(out.join("h25/11.html")).unwrap();
    let pdf = pdf_text(&out.join("h25/11.pdf"));
    for text in texts {
        assert!(html.contains(text), "{text} is not on the page");
        assert!(pdf.contains(&squeezed(text)), "{text} is not in the PDF");
    }
}

#[test]
fn revised_targets_are_told_everywhere() {
    appear(&[
        "目標の改定",
        "平成24年3月30日",
        "会場を減らしたため（見本）",
        "平成25年3月29日",
        "総合計画を見直したため（見本）",
        "50以上80以下",
        "設定なし",
        "計画を2年度延ばしたため（見本）",
    ]);
    let table = rows("target_revisions");
    assert_eq!(table.len(), 5);
    let facts: BTreeMap<String, _> =
        facts(support::kinds()).into_iter().map(|fact| (fact.id.clone(), fact)).collect();
    for row in &table {
        for side in ["before", "after"] {
            let fact = &facts[&row[&format!("{side}_fact_id")]];
            assert_eq!(row[&format!("{side}_value")], fact.value, "{row:?}");
            assert_eq!(row[&format!("{side}_status")], fact.status, "{row:?}");
            assert_eq!(row[&format!("{side}_lower")], fact.lower, "{row:?}");
            assert_eq!(row[&format!("{side}_upper")], fact.upper, "{row:?}");
        }
    }
    let revised = "h25.11.成果指標.見本の参加者数.目標の改定.平成28";
    assert_eq!(table[0]["after_fact_id"], format!("{revised}.2012-03-30.後"));
    assert_eq!(table[1]["before_fact_id"], format!("{revised}.2013-03-29.前"));
    // The last revised target is the current plan.
    let plan = &facts["h25.11.成果指標.見本の参加者数.計画.平成28"];
    assert_eq!([&table[0]["after_value"], &table[1]["after_value"]], ["430", &plan.value]);
    // Money is shown in the converted unit and in the sheet's own.
    let html = fs::read_to_string(support::kinds().join("h25/11.html")).unwrap();
    let shown = facts_on_page(&html);
    for (id, text) in [
        ("h25.11.成果指標.見本の税収.目標の改定.平成27.2013-03-29.前.換算", "6,000.0"),
        ("h25.11.成果指標.見本の税収.目標の改定.平成27.2013-03-29.前", "60,000"),
    ] {
        assert!(shown.contains(&(id.to_owned(), text.to_owned())), "{id}");
    }
}

#[test]
fn nothing_is_compared_across_a_break() {
    appear(&[
        "平成22年度の前と後では値を比べられません。延べ人数から実人数に数え方を改めたため（見本）",
        "男性：平成24年度の前と後では値を比べられません。計算に使う統計を替えたため（見本）",
        "縦の線の前と後では値を比べられない",
    ]);
    let facts = facts(support::kinds());
    let status = |id: &str| {
        let fact = facts.iter().find(|fact| fact.id == id);
        fact.unwrap_or_else(|| panic!("{id}")).status.clone()
    };
    // The men's series breaks in the year evaluated; the women's does not.
    let id = |series: &str, what: &str| {
        format!("h25.11.成果指標.見本の健康寿命.{series}.参考.{what}.平成24")
    };
    assert!(!facts.iter().any(|fact| fact.id == id("男性", "前年差")));
    assert_eq!(status(&id("女性", "前年差")), "ok");
    // The progress from 当初値 is still computed: cities grade by it (tests/fixtures/senryaku).
    assert_eq!(status(&id("男性", "率")), "ok");
    assert_eq!(status("h25.11.成果指標.見本の参加者数.参考.前年差.平成24"), "ok");
    let broken: Vec<_> = rows("indicators")
        .into_iter()
        .filter(|row| !row["series_break"].is_empty())
        .map(|row| row["fact_id"].clone())
        .collect();
    assert_eq!(
        broken,
        [
            "h25.11.成果指標.見本の参加者数.計画.平成22",
            "h25.11.成果指標.見本の参加者数.実績.平成22",
            "h25.11.成果指標.見本の健康寿命.男性.計画.平成24",
            "h25.11.成果指標.見本の健康寿命.男性.実績.平成24"
        ]
    );
}

#[test]
fn grades_follow_the_rule_of_the_city() {
    appear(&[
        "評価区分",
        "率97.6％が「90％以上100％未満」に当たるため",
        "比べ方「範囲」は、評価区分を付ける方法ではないため",
        "Aは100％以上、Bは90％以上100％未満、Cは70.5％以上90％未満、Dは70.5％未満。",
        "見本市行政評価実施要綱（見本）",
        "別の読み方では、評価区分は「A」です。",
    ]);
    let grades: Vec<_> = rows("grades")
        .into_iter()
        .map(|row| (row["indicator_id"].clone(), row["grade"].clone(), row["status"].clone()))
        .collect();
    let of = |id: &str| {
        let row = grades.iter().find(|(indicator, ..)| indicator == id);
        let (_, grade, status) = row.unwrap_or_else(|| panic!("{id}"));
        (grade.as_str(), status.as_str())
    };
    assert_eq!(of("h25.11.成果指標.見本の参加者数"), ("B", "words"));
    assert_eq!(of("h25.11.成果指標.見本の死亡率"), ("C", "words"));
    assert_eq!(of("h25.11.成果指標.見本の貯水率"), ("", "not_applicable"));
    assert_eq!(of("h25.11.成果指標.見本の健康寿命.男性"), ("D", "words"));
    assert_eq!(of("h25.11.成果指標.見本の健康寿命.女性"), ("A", "words"));
    let doubtful = rows("grades")
        .into_iter()
        .find(|row| row["indicator_id"] == "h25.11.成果指標.見本のごみの量")
        .unwrap();
    assert_eq!([&doubtful["grade"], &doubtful["other_grade"]], ["B", "A"], "{doubtful:?}");
    let html = fs::read_to_string(support::kinds().join("h25/11.html")).unwrap();
    assert!(html.contains("別の読み方では区分が変わります"));
    for page in ["index.html", "h25/index.html", "indicators/index.html"] {
        let html = fs::read_to_string(support::kinds().join(page)).unwrap();
        assert!(html.contains("評価区分"), "{page}");
    }
}

#[test]
fn counts_are_the_same_on_the_front_page_and_on_the_index() {
    let out = support::built();
    let [home, year] =
        ["index.html", "h25/index.html"].map(|page| fs::read_to_string(out.join(page)).unwrap());
    for kind in ["合計", "届いた", "届かず", "目標年度前", "まだ比べられない", "比べない"]
    {
        let id = format!("h25.集計.全ての票.目標との比較.{kind}");
        let of = |html: &str| facts_on_page(html).into_iter().find(|(known, _)| *known == id);
        assert!(of(&home).is_some() && of(&home) == of(&year), "{id}");
        let sum: u32 = ["施策", "基本事業"]
            .iter()
            .map(|group| {
                let id = format!("h25.集計.{group}.目標との比較.{kind}");
                let (_, text) =
                    facts_on_page(&year).into_iter().find(|(known, _)| *known == id).unwrap();
                text.parse::<u32>().unwrap()
            })
            .sum();
        assert_eq!(of(&year).unwrap().1, sum.to_string(), "{id}");
    }
    for html in [&home, &year] {
        assert!(html.contains("「まだ比べられない」は、実績が未公表か評価前のもの"));
    }
}

#[test]
fn without_a_rule_there_is_no_grade_and_without_a_revision_no_word_of_it() {
    for (path, bytes) in support::snapshot(support::built()) {
        assert!(!["data/grades.csv", "data/target_revisions.csv"].contains(&path.as_str()));
        if [".html", ".csv", ".json"].iter().any(|end| path.ends_with(end)) {
            let text = String::from_utf8(bytes).unwrap();
            for word in ["評価区分", "目標の改定", "\"grade\"", ".grade.", "前年度と断絶"]
            {
                assert!(!text.contains(word), "{word} in {path}");
            }
        }
    }
    let package = fs::read(support::built().join("data/package.json")).unwrap();
    let package: Value = serde_json::from_slice(&package).unwrap();
    let resources = package["resources"].to_string();
    assert!(!resources.contains("grade") && !resources.contains("revision"));
}
