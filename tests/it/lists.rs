//! City-wide effects of declared years: the list of indicators, tables of figures and verdicts, counts, grades,
//! identities over years and over both kinds of forms, booklets.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::cities::site;
use crate::parity::{compare_pages, compare_pdfs, facts, pdf_text, squeezed, strip_tags};
use crate::shisetsu::{kohyo, rows, workplace};
use crate::support::{self, edit};

/// For every indicator: city; id, year of the actual, code and words of the verdict, code and year of the target,
/// actual, target, unit, rate.
const OUTCOMES: &[(&str, &str)] = &[
    ("jimujigyo", "r6.jimu/1234.成果指標.takuhai 2023 short 届かず plan 2023 483 560 冊 86.3"),
    (
        "jimujigyo",
        "r6.jimu/1234.成果指標.宅配の使いやすさの満足度（見本） 2023 before_target_year 目標年度前（令和8年度の目標値と比べて77.5％） plan 2026 62.0 80.0 ％ 77.5",
    ),
    (
        "jimujigyo",
        "r7.jimu/1234.成果指標.takuhai 2024 before_target_year 目標年度前（令和8年度の目標値との比較） plan 2026 530  冊 ",
    ),
    (
        "jimujigyo",
        "r7.jimu/1234.成果指標.宅配の使いやすさの満足度（見本） 2024 before_target_year 目標年度前（令和8年度の目標値と比べて87.5％） plan 2026 70.0 80.0 ％ 87.5",
    ),
    // Increments count by the latest year with a figure; the next year is 評価前.
    (
        "kofukin",
        "r6.k1.KPI（増加分）.里の催しの来場者（見本） 2023 reached 届いた plan 2023 310 300 人 103.3",
    ),
    (
        "kofukin",
        "r6.k1.KPI（増加分）.里で働き始めた人（見本） 2023 short 届かず plan 2023 -2 3 人 ",
    ),
    (
        "kofukin",
        "r6.k1.KPI（値）.空き家の活用（累計、見本） 2023 short 届かず plan 2023 11 12 件 91.7",
    ),
    ("kofukin", "r6.k1.KPI（値）.― 2023 not_compared 比べない（実績は該当なし）      "),
    (
        "kofukin",
        "r6.k1.成果指標.里の産品の売上（見本） 2023 reached 届いた plan 2023 9010 8500 千円 106.0",
    ),
    ("kofukin", "r6.k1.成果指標.waku2 2023 not_compared 比べない（実績の数値がない）     ％ "),
    ("kofukin", "r6.k1.活動指標.催しの開催（見本） 2023 short 届かず plan 2023 23 24 回 95.8"),
    (
        "kofukin",
        "r6.k1.活動指標.相談の件数（見本） 2023 not_compared 比べない（令和5年度以後の計画がない）   102  件 ",
    ),
    // Series and slots.
    ("torikumi", "r6.7.成果指標.A.亡くなった人 2023 short 届かず plan 2023 1 0 人 "),
    ("torikumi", "r6.7.成果指標.A.けがをした人 2023 reached 届いた plan 2023 18 20 人 111.1"),
    ("torikumi", "r6.7.成果指標.B 2023 short 届かず plan 2023 121 125 人 96.8"),
    ("torikumi", "r6.7.成果指標.C 2023 reached 届いた plan 2023 77.0 80.0 ％ 96.3"),
    ("torikumi", "r6.7.成果指標.E 2023 reached 届いた plan 2023 0 2 本 "),
];

fn outcome(row: &BTreeMap<String, String>) -> String {
    let columns = [
        "indicator_id",
        "fy_ad",
        "outcome",
        "shown",
        "target_kind",
        "target_fy_ad",
        "actual",
        "target",
        "unit",
        "rate",
    ];
    columns.map(|column| row[column].as_str()).join(" ")
}

#[test]
fn the_table_of_verdicts_has_every_indicator_once() {
    for city in ["jimujigyo", "kofukin", "torikumi"] {
        let found: Vec<String> = rows(&site(city), "outcomes").iter().map(outcome).collect();
        let wanted: Vec<&str> =
            OUTCOMES.iter().filter(|(of, _)| *of == city).map(|(_, row)| *row).collect();
        assert_eq!(found, wanted, "{city}");
    }
}

/// Asserts that tables, counts and pages of a site agree about its indicators. Returns the number of indicators in
/// the list.
fn all_say_the_same(out: &Path) -> usize {
    let facts = facts(out);
    let by_id: BTreeMap<&str, _> = facts.iter().map(|fact| (fact.id.as_str(), fact)).collect();
    let outcomes = rows(out, "outcomes");
    // One verdict everywhere: the table prints the fact that compare_pages finds on pages.
    for row in &outcomes {
        assert_eq!(row["shown"], by_id[row["fact_id"].as_str()].text);
    }
    let words = [
        ("reached", "届いた"),
        ("short", "届かず"),
        ("before_target_year", "目標年度前"),
        ("not_yet", "まだ比べられない"),
        ("not_compared", "比べない"),
    ];
    let years: BTreeSet<&str> =
        outcomes.iter().filter_map(|row| row["indicator_id"].split('.').next()).collect();
    for year in years {
        let own = |row: &&BTreeMap<String, String>| {
            row["indicator_id"].strip_prefix(year).is_some_and(|rest| rest.starts_with('.'))
        };
        let count = |what: &str, wanted: usize| {
            let ids = ["目標との比較", "計画との比較"]
                .map(|compared| format!("{year}.集計.全ての票.{compared}.{what}"));
            let fact = ids.iter().find_map(|id| by_id.get(id.as_str()));
            let fact = fact.unwrap_or_else(|| panic!("{year} {what} is not counted"));
            assert_eq!(fact.value, wanted.to_string(), "{year} {what}");
        };
        count("合計", outcomes.iter().filter(own).count());
        for (code, word) in words {
            let of_kind = outcomes.iter().filter(own).filter(|row| row["outcome"] == code);
            count(word, of_kind.count());
        }
    }
    // Every stated figure of an indicator has a row with the value of its fact.
    let figures = rows(out, "indicators");
    for row in &figures {
        let fact = by_id[row["fact_id"].as_str()];
        assert_eq!((&row["value"], &row["status"]), (&fact.value, &fact.status), "{}", fact.id);
        assert_eq!((&row["lower"], &row["upper"]), (&fact.lower, &fact.upper), "{}", fact.id);
    }
    let list = |order: &str| {
        let html = fs::read_to_string(out.join(format!("indicators/{order}.html"))).unwrap();
        let rows = html.split("id=\"shihyo-ichiran\">").nth(1).unwrap();
        rows.split("</section>").next().unwrap().matches("<li>").count()
    };
    let [count, by_name, short] = ["index", "name", "short"].map(list);
    assert_eq!([by_name, short], [count; 2]);
    assert_eq!(by_id["indicators.集計.指標の数"].value, count.to_string());
    count
}

#[test]
fn lists_counts_and_tables_of_each_city_agree() {
    for (city, wanted) in [("jimujigyo", 2), ("senryaku", 11), ("kofukin", 8), ("torikumi", 5)] {
        assert_eq!(all_say_the_same(&site(city)), wanted, "{city}");
    }
}

#[test]
fn the_table_of_figures_has_every_role_series_and_slot() {
    let value = |city: &str, id: &str| {
        let rows = rows(&site(city), "indicators");
        let found: Vec<_> = rows.into_iter().filter(|row| row["fact_id"] == id).collect();
        assert_eq!(found.len(), 1, "{id}");
        let columns = [
            "kind",
            "fy_ad",
            "value",
            "status",
            "series_name",
            "direction",
            "value_kind",
            "method",
            "policy_code",
        ];
        columns.map(|column| found[0][column].as_str()).join(" ")
    };
    let wanted = [
        (
            "kofukin",
            "r6.k1.KPI（増加分）.里の催しの来場者（見本）.申請時",
            "base 2023 1500 ok  up increment ratio k1",
        ),
        (
            "kofukin",
            "r6.k1.KPI（増加分）.里の催しの来場者（見本）.増加の目標の計",
            "stated_total 2024 900 ok  up increment ratio k1",
        ),
        (
            "kofukin",
            "r6.k1.KPI（増加分）.里の催しの来場者（見本）.増加の実績.令和6",
            "actual 2024  not_yet_evaluated  up increment ratio k1",
        ),
        (
            "kofukin",
            "r6.k1.KPI（値）.空き家の活用（累計、見本）.実績値",
            "actual 2023 11 ok  up cumulative ratio k1",
        ),
        (
            "torikumi",
            "r6.7.成果指標.A.けがをした人.目標.令和6",
            "plan 2024 19 ok けがをした人 down not_on_sheet inverse 3",
        ),
        (
            "jimujigyo",
            "r6.jimu/1234.成果指標.takuhai.目標値.令和8",
            "plan 2026  bound  up not_on_sheet ratio 12",
        ),
    ];
    for (city, id, row) in wanted {
        assert_eq!(value(city, id), row);
    }
    let codes = rows(&site("kofukin"), "codebook");
    for code in ["rank", "stated_total", "increment"] {
        assert!(
            codes.iter().any(|row| row["table"] == "indicators" && row["code"] == code),
            "{code}"
        );
    }
}

#[test]
fn the_year_shows_what_each_sheet_came_to() {
    let html = fs::read_to_string(site("torikumi").join("r6/index.html")).unwrap();
    let text = squeezed(&strip_tags(&html));
    for said in [
        "全ての指標5指標",
        "届いた3指標",
        "届かず2指標",
        "取組7見本の火の用心火災で亡くなった人とけがをした人（見本）（亡くなった人）",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let home = fs::read_to_string(site("torikumi").join("index.html")).unwrap();
    assert!(squeezed(&strip_tags(&home)).contains("届いた3指標"), "{home}");
    assert!(home.contains("href=\"indicators/index.html\""), "{home}");
    // A city without indicators has neither list nor counts.
    assert!(!site("shisetsu").join("indicators").exists());
}

/// What a city calls 点検 is called so wherever its year is spoken of, and 評価 nowhere.
#[test]
fn a_year_is_called_by_its_own_name() {
    for (page, said) in [
        ("index.html", "令和5年度実績の取組の点検（見本）です。"),
        ("r6/index.html", "令和5年度実績の取組の点検（見本）"),
        ("indicators/index.html", "令和6年度取組の点検（見本）、令和5年度の実績"),
    ] {
        let html = fs::read_to_string(site("torikumi").join(page)).unwrap();
        let (_, main) = html.split_once("<main").unwrap();
        let (main, _) = main.split_once("</main>").unwrap();
        let text = squeezed(&strip_tags(main));
        assert!(text.contains(said), "{page}: {text}");
        // What the site is called, and the words for what is given by a rule and for what is still to come.
        let rest = ["政策評価", "評価区分", "評価前"]
            .iter()
            .fold(text.clone(), |text, word| text.replace(word, ""));
        assert!(!rest.contains("評価"), "{page}: {text}");
    }
}

/// A content folder with both kinds of forms: Morioka's year of 2013 and the declared years of another city.
fn both() -> TempDir {
    let folder = TempDir::new().unwrap();
    let content = folder.path().join("content");
    support::copy_folder("tests/fixtures/kinds".as_ref(), &content);
    let declared = support::repository().join("tests/fixtures/jimujigyo");
    for part in ["forms", "r6", "r7"] {
        support::copy_folder(&declared.join(part), &content.join(part));
    }
    folder
}

#[test]
fn a_city_with_both_kinds_of_forms_has_one_list_and_one_rule_for_grades() {
    let folder = both();
    let run = kohyo(folder.path(), &["build"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let out = folder.path().join("output");
    let old = rows(&out, "outcomes").iter().filter(|row| row["evaluation_fy"] == "2013").count();
    assert_eq!(all_say_the_same(&out), old + 2);
    let graded: Vec<String> = rows(&out, "grades")
        .iter()
        .filter(|row| row["evaluation_fy"] != "2013")
        .map(|row| {
            ["indicator_id", "fy_ad", "grade", "shown", "rate"]
                .map(|key| row[key].clone())
                .join(" ")
        })
        .collect();
    assert_eq!(
        graded,
        [
            "r6.jimu/1234.成果指標.takuhai 2023 C C 86.3",
            "r6.jimu/1234.成果指標.宅配の使いやすさの満足度（見本） 2023  区分なし 77.5",
            "r7.jimu/1234.成果指標.takuhai 2024  区分なし ",
            "r7.jimu/1234.成果指標.宅配の使いやすさの満足度（見本） 2024  区分なし 87.5",
        ]
    );
    compare_pages(&out);
    compare_pdfs(&out);
    let home = fs::read_to_string(out.join("index.html")).unwrap();
    let years = ["r7/index.html", "r6/index.html", "h25/index.html", "indicators/index.html"];
    assert!(years.map(|year| home.find(&format!("href=\"{year}\""))).is_sorted(), "{home}");
    let page = fs::read_to_string(out.join("r6/jimu/1234.html")).unwrap();
    let text = squeezed(&strip_tags(&page));
    let paper = pdf_text(&out.join("r6/jimu/1234.pdf"));
    for said in ["率86.3％が「70.5％以上90％未満」に当たるため", "評価区分の基準：Aは100％以上、"]
    {
        assert!(text.contains(said) && paper.contains(said), "{said}: {text} {paper}");
    }
}

#[test]
fn an_indicator_of_a_declared_form_goes_on_from_one_of_another_form() {
    let folder = both();
    let content = folder.path().join("content");
    let run = kohyo(folder.path(), &["build", "--no-pdf"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let out = folder.path().join("output");
    let alone = all_say_the_same(&out);
    let old = rows(&out, "indicators")
        .into_iter()
        .find(|row| {
            row["kind"] == "actual"
                && row["evaluation_fy"] == "2013"
                && row["series_name"].is_empty()
        })
        .unwrap();
    // The old indicator gets the identity and the unit of the new one.
    let sheet = fs::read_dir(content.join("h25/policies"))
        .unwrap()
        .chain(fs::read_dir(content.join("h25/projects")).into_iter().flatten())
        .map(|file| file.unwrap().path())
        .find(|path| path.file_stem().unwrap().to_str().unwrap() == old["sheet_code"])
        .unwrap();
    let name = &old["indicator_name"];
    let text = fs::read_to_string(&sheet).unwrap();
    let line = text.lines().find(|line| line.contains(&format!("指標名: {name}"))).unwrap();
    let indent = &line[..line.find("指標名").unwrap()].replace('-', " ");
    edit(&sheet, line, &format!("{line}\n{indent}識別: takuhai"));
    let run = kohyo(folder.path(), &["build", "--no-pdf"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    assert_eq!(all_say_the_same(&out), alone - 1);
    let page = fs::read_to_string(out.join("r7/jimu/1234.html")).unwrap();
    let text = squeezed(&strip_tags(&page));
    let other = format!(
        "平成25年度の票の単位は「{}」で、「冊」と違うため、実績の推移に入れていません。",
        old["unit"]
    );
    assert!(text.contains(&format!("指標名は、平成25年度の票まで「{name}」")), "{text}");
    assert!(text.contains(&other), "{other}: {text}");
}

#[test]
fn what_was_split_is_there_twice_and_what_was_merged_once() {
    let folder = workplace("tests/fixtures/yosan");
    let content = folder.path().join("content");
    let run = kohyo(folder.path(), &["build", "--no-pdf"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    // 201 of 令和7 continues 101 of 令和6: one indicator.
    assert_eq!(all_say_the_same(&folder.path().join("output")), 1);
    // A second sheet that continues it.
    let text = fs::read_to_string(content.join("r7/jigyo/201.yaml")).unwrap();
    let second = text.replacen("コード: \"201\"", "コード: \"299\"", 1);
    fs::write(content.join("r7/jigyo/299.yaml"), second).unwrap();
    let run = kohyo(folder.path(), &["build", "--no-pdf"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    assert_eq!(all_say_the_same(&folder.path().join("output")), 2);
}

#[test]
fn the_other_reading_of_a_figure_changes_verdict_and_counts_and_says_so() {
    let folder = workplace("tests/fixtures/torikumi");
    let sheet = folder.path().join("content/r6/torikumi/7.yaml");
    edit(&sheet, "令和5: 121, 令和6: －", "令和5: { 値: 121, 別の読み: 127 }, 令和6: －");
    let run = kohyo(folder.path(), &["build"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let out = folder.path().join("output");
    all_say_the_same(&out);
    let row = rows(&out, "outcomes").into_iter().find(|row| row["indicator_id"].ends_with(".B"));
    let row = row.unwrap();
    assert_eq!([&*row["outcome"], &*row["other_outcome"]], ["short", "reached"]);
    assert_eq!(row["note"], "別の読み方では、目標との比較は「届いた」です。");
    let counted = facts(&out);
    let counted = counted.iter().find(|fact| fact.id == "r6.集計.全ての票.目標との比較.届かず");
    assert_eq!(counted.map(|fact| (&*fact.value, &*fact.alternative)), Some(("2", "1")));
    let page = squeezed(&strip_tags(&fs::read_to_string(out.join("r6/7.html")).unwrap()));
    assert!(page.contains("別の読み方では結果が変わります"), "{page}");
    assert!(pdf_text(&out.join("r6/7.pdf")).contains("別の読み方では結果が変わります"));
    compare_pages(&out);
    compare_pdfs(&out);
}

#[test]
fn a_verdict_that_changes_is_told_by_diff() {
    let folder = workplace("tests/fixtures/jimujigyo");
    support::copy_folder("tests/fixtures/jimujigyo".as_ref(), &folder.path().join("before"));
    let sheet = folder.path().join("content/r6/jimu/1234.yaml");
    edit(&sheet, "令和5: { 値: 483, 注: ※1 }", "令和5: { 値: 583, 注: ※1 }");
    let run = support::kohyo(&["diff", "before", "content"], folder.path());
    for said in ["届かず", "届いた", "指標の数（届いた）", "583"] {
        assert!(run.stdout.contains(said), "{said}: {}{}", run.stdout, run.stderr);
    }
}
