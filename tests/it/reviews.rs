//! Reviews of plans, on the invented plan of `tests/fixtures/plan-review`: two years reviewed, one still to come.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::parity::{facts, facts_on_page, pdf_text, squeezed, strip_tags};
use crate::support;

const CONTENT: &str = "tests/fixtures/plan-review";

fn build(folder: &Path, change: impl Fn(&Path)) -> PathBuf {
    let content = folder.join("content");
    support::copy_folder(CONTENT.as_ref(), &content);
    change(&content);
    let fonts = support::fonts();
    let run = support::kohyo(&["build".as_ref(), "--fonts".as_ref(), fonts.as_os_str()], folder);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    folder.join("output")
}

/// The site of the fixture, built once.
fn built() -> &'static Path {
    static BUILT: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, out) = BUILT.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let out = build(folder.path(), |_| ());
        (folder, out)
    });
    out
}

fn table(name: &str) -> Vec<BTreeMap<String, String>> {
    let bytes = fs::read(built().join(format!("data/{name}.csv"))).unwrap();
    csv::Reader::from_reader(&bytes[3..]).deserialize().collect::<Result<_, _>>().unwrap()
}

#[test]
fn a_review_has_a_page_a_pdf_and_a_table() {
    let files = support::snapshot(built());
    for file in [
        "plans/mihon.html",
        "plans/mihon-2022.html",
        "plans/mihon-2022.pdf",
        "plans/mihon-2023.html",
        "plans/mihon-2023.pdf",
        "data/reviews.csv",
    ] {
        assert!(files.contains_key(file), "{file} is not there");
    }
    assert!(!files.contains_key("plans/mihon-2024.html"));
    let codebook = fs::read_to_string(built().join("data/codebook.csv")).unwrap();
    assert!(codebook.contains("\"reviews\",\"kind\",\"increment_rate\""));
}

#[test]
fn what_a_review_leaves_out_is_not_said_for_it() {
    let folder = TempDir::new().unwrap();
    let out = build(folder.path(), |content| {
        let file = content.join("plans/mihon/2022.yaml");
        let text = fs::read_to_string(&file).unwrap();
        let stated = |line: &&str| !line.starts_with("実績額") && !line.starts_with("  参画者");
        let kept: String = text.lines().filter(stated).flat_map(|line| [line, "\n"]).collect();
        assert_eq!(kept.lines().count() + 2, text.lines().count());
        fs::write(&file, kept).unwrap();
    });
    let html = fs::read_to_string(out.join("plans/mihon-2022.html")).unwrap();
    let pdf = pdf_text(&out.join("plans/mihon-2022.pdf"));
    assert!(!html.contains("記載なし") && !pdf.contains("記載なし"));
    assert!(!html.contains("参画者") && !html.contains("実績額"));
    // What is still to come is not called unpublished, and what has no day of publication not published.
    let plan = fs::read_to_string(out.join("plans/mihon.html")).unwrap();
    assert!(plan.contains("<span class=\"nil\">このサイトに検証の結果はありません</span>"));
    assert!(!pdf_text(&out.join("plans/mihon.pdf")).contains("公表済み"));
}

#[test]
fn without_reviews_there_is_no_table_of_them() {
    let files = support::snapshot(support::built());
    assert!(!files.contains_key("data/reviews.csv"));
    assert!(!String::from_utf8_lossy(&files["data/codebook.csv"]).contains("\"reviews\""));
}

#[test]
fn the_plan_says_what_has_been_reviewed_and_what_is_to_come() {
    let html = fs::read_to_string(built().join("plans/mihon.html")).unwrap();
    assert!(html.contains("href=\"mihon-2022.html\""));
    assert!(html.contains("href=\"mihon-2023.html\""));
    let text = squeezed(&strip_tags(&html));
    let pdf = pdf_text(&built().join("plans/mihon.pdf"));
    for wanted in
        ["公表予定：令和9年3月", "海外取引の売上高を会員企業に確認しているため", "今後の方針：改善"]
    {
        assert!(text.contains(wanted), "{wanted} is not on the page");
        assert!(pdf.contains(wanted), "{wanted} is not in the PDF");
    }
    // No review of Morioka's plan is here: three years, no links, and no reason that nobody stated.
    let html = fs::read_to_string(support::built().join("plans/healthtech.html")).unwrap();
    let list = html.split("id=\"kensho\"").nth(1).unwrap();
    let list = list.split("</section>").next().unwrap();
    assert_eq!(list.matches(">このサイトに検証の結果はありません</span>").count(), 3);
    assert!(!list.contains("href"), "{list}");
}

#[test]
fn figures_are_reckoned_as_the_rules_say() {
    let facts = facts(built());
    let text = |id: &str| {
        let fact = facts.iter().find(|fact| fact.id == id);
        fact.unwrap_or_else(|| panic!("no fact {id}")).text.clone()
    };
    for (id, wanted) in [
        // 6 of 5; 7 of 8; 13 of 13; 4 + 13
        ("plans.mihon.数値目標.会員企業への卒業生の就職者数（見本）.達成率.2022", "120.0％"),
        ("plans.mihon.数値目標.会員企業への卒業生の就職者数（見本）.達成率.2023", "87.5％"),
        ("plans.mihon.数値目標.会員企業への卒業生の就職者数（見本）.実績の累計.2023", "13"),
        ("plans.mihon.数値目標.会員企業への卒業生の就職者数（見本）.累計の達成率.2023", "100.0％"),
        ("plans.mihon.数値目標.会員企業への卒業生の就職者数（見本）.実績の水準.2023", "17"),
        // The plan says 未公表, the review says 2.
        ("plans.mihon.数値目標.会員企業の共同開発の件数（見本）.実績.2022", "2"),
        ("plans.mihon.数値目標.会員企業の海外取引の売上高（見本）.達成率.2022", "71.3％"),
        // Cumulative figures end where a year is missing.
        ("plans.mihon.数値目標.会員企業の海外取引の売上高（見本）.実績の累計.2022", "21,400"),
        ("plans.mihon.数値目標.会員企業の海外取引の売上高（見本）.実績の累計.2023", "未公表"),
        ("plans.mihon.数値目標.会員企業の海外取引の売上高（見本）.累計の達成率.2023", "未公表"),
        ("plans.mihon.数値目標.会員企業の海外取引の売上高（見本）.実績の水準.2023", "未公表"),
        // A plan of zero has no rate.
        ("plans.mihon.数値目標.交流拠点の利用者の満足度（見本）.達成率.2022", "算出できない"),
        ("plans.mihon.数値目標.交流拠点の利用者の満足度（見本）.実績の水準.2022", "61.1"),
        ("plans.mihon.数値目標.交流拠点の利用者の満足度（見本）.実績の水準.2023", "63.0"),
        ("plans.mihon.実績額.2022.換算", "1,845"),
    ] {
        assert_eq!(text(id), wanted, "{id}");
    }
    let html = fs::read_to_string(built().join("plans/mihon-2023.html")).unwrap();
    assert!(html.contains(
        "令和5年度の実績が「未公表」のため、この年度からの実績の累計は算出していません。"
    ));
    let html = fs::read_to_string(built().join("plans/mihon-2022.html")).unwrap();
    assert!(html.contains("増加分の計画が0以下のため、計画に対する実績の割合は算出していません。"));
    // The formula is whole, and the month that no review states is marked as computed.
    assert!(html.contains("実績6÷計画5×100"), "{html}");
    assert!(html.contains("目標年月<small class=\"ref\">参考（計算値）</small>"), "{html}");
}

#[test]
fn pages_pdfs_and_tables_print_the_same_figures() {
    let out = built();
    let facts = facts(out);
    let by_id: BTreeMap<_, _> = facts.iter().map(|fact| (fact.id.as_str(), fact)).collect();
    let mut printed = BTreeSet::new();
    for (path, bytes) in support::snapshot(out) {
        if !path.ends_with(".html") {
            continue;
        }
        let pdf = out.join(path.replace(".html", ".pdf"));
        let pdf = pdf.exists().then(|| pdf_text(&pdf));
        for (id, text) in facts_on_page(std::str::from_utf8(&bytes).unwrap()) {
            assert_eq!(text, by_id[id.as_str()].text, "{id} on {path}");
            if let Some(pdf) = &pdf {
                assert!(pdf.contains(&squeezed(&text)), "{id} is not in the PDF of {path}");
            }
            printed.insert((path.clone(), id));
        }
    }
    for fact in &facts {
        let there = printed.contains(&(fact.page.clone(), fact.id.clone()));
        assert!(there, "{} is not on {}", fact.id, fact.page);
    }
    let mut listed = BTreeSet::new();
    for name in ["kpis", "reviews"] {
        for row in table(name) {
            let fact = by_id[row["fact_id"].as_str()];
            assert_eq!(row["value"], fact.value, "{name}.csv: {}", fact.id);
            assert_eq!(row["status"], fact.status, "{name}.csv: {}", fact.id);
            listed.insert(fact.id.clone());
        }
    }
    for fact in facts.iter().filter(|fact| fact.stated) {
        assert!(listed.contains(&fact.id), "{} is in no table", fact.id);
    }
    let reviews = table("reviews");
    assert_eq!(reviews.len(), 2 * 4 * 8 + 1);
    let of_2023 = reviews.iter().find(|row| row["fy_ad"] == "2023").unwrap();
    assert_eq!(of_2023["effect"], "記載なし");
    assert_eq!(of_2023["next_step"], "continue");
    assert_eq!(of_2023["reviewed_on"], "未公表");
    assert_eq!(of_2023["published_on"], "2024-12-02");
}

#[test]
fn the_codebook_knows_every_code_of_the_table() {
    let book = table("codebook");
    let known: BTreeSet<_> =
        book.iter().map(|row| (&row["table"], &row["column"], &row["code"])).collect();
    let name = "reviews".to_owned();
    let mut coded = 0;
    for row in table("reviews") {
        for line in book.iter().filter(|line| line["table"] == name && line["type"] == "code") {
            let column = &line["column"];
            assert!(known.contains(&(&name, column, &row[column])), "{column} {}", row[column]);
            coded += 1;
        }
    }
    assert!(coded > 0);
}

#[test]
fn a_review_is_one_sheet_of_paper() {
    for year in [2022, 2023] {
        let pdf = built().join(format!("plans/mihon-{year}.pdf"));
        let output = Command::new("pdfinfo").arg(pdf).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let pages = text.lines().find(|line| line.starts_with("Pages:")).unwrap();
        assert_eq!(pages.split_whitespace().last(), Some("1"), "{year}");
    }
}

#[test]
fn a_grade_of_effect_stands_beside_the_rule_of_the_city() {
    let graded = fs::read_to_string(built().join("plans/mihon-2022.html")).unwrap();
    assert!(graded.contains("<strong>相当程度効果があった</strong>"));
    assert!(graded.contains("一部の数値目標が計画に届かなかったが、おおむね成果を得た場合"));
    let ungraded = fs::read_to_string(built().join("plans/mihon-2023.html")).unwrap();
    assert!(!ungraded.contains("相当程度効果があった"));
}

#[test]
fn what_people_write_in_a_review_stays_text() {
    let attack = r#"#panic("x") <script>alert(1)</script> {{ page }} $x$ @ref"#;
    let folder = TempDir::new().unwrap();
    let out = build(folder.path(), |content| {
        let path = content.join("plans/mihon/2022.yaml");
        let text = fs::read_to_string(&path).unwrap();
        let text = text
            .replace("支援の方法を見直す", &format!("支援の方法を見直す {attack}"))
            .replace("定着しているかどうか", &format!("定着しているかどうか {attack}"))
            .replace("組織: 学界の委員（見本）", &format!("組織: '学界の委員 {attack}'"));
        assert_eq!(text.matches("#panic").count(), 3);
        fs::write(path, text).unwrap();
    });
    let html = fs::read_to_string(out.join("plans/mihon-2022.html")).unwrap();
    assert_eq!(html.matches("&lt;script&gt;alert(1)").count(), 3);
    assert!(!html.contains("<script"));
    let pdf = pdf_text(&out.join("plans/mihon-2022.pdf"));
    assert_eq!(pdf.matches("#panic(\"x\")<script>").count(), 3);
}
