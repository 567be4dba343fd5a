//! Reviews of plans, on the invented plan of `tests/fixtures/plan-review`: two years reviewed, one in the future.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::parity::{facts, facts_on_page, pdf_text, squeezed, strip_tags};
use crate::shisetsu::rows;
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

#[test]
fn a_review_has_a_page_a_pdf_and_a_table() {
    let files = support::snapshot(built());
    for file in [
        "plans/mihon.html",
        "plans/mihon-2022.html",
        "plans/mihon-2022.pdf",
        "plans/mihon-2023.html",
        "plans/mihon-2023.pdf",
        "data/tables.csv",
    ] {
        assert!(files.contains_key(file), "{file} is not there");
    }
    assert!(!files.contains_key("plans/mihon-2024.html"));
    let codebook = fs::read_to_string(built().join("data/codebook.csv")).unwrap();
    assert!(codebook.contains("\"tables\",\"origin\",\"computed\""));
}

#[test]
fn what_a_review_leaves_out_is_not_said_for_it() {
    let folder = TempDir::new().unwrap();
    let out = build(folder.path(), |content| {
        let file = content.join("plans/kensho/mihon-2022.yaml");
        let text = fs::read_to_string(&file).unwrap();
        let stated = |line: &&str| !line.starts_with("  実績額") && !line.starts_with("  参画者");
        let kept: String = text.lines().filter(stated).flat_map(|line| [line, "\n"]).collect();
        assert_eq!(kept.lines().count() + 2, text.lines().count());
        fs::write(&file, kept).unwrap();
    });
    let html = fs::read_to_string(out.join("plans/mihon-2022.html")).unwrap();
    let pdf = pdf_text(&out.join("plans/mihon-2022.pdf"));
    assert!(!html.contains("記載なし") && !pdf.contains("記載なし"));
    // The form has these two, so their labels are shown; they are empty, which is read aloud.
    for label in ["参画者", "実績額"] {
        let empty = format!(
            "<dt data-lint=\"off\">{label}</dt><dd data-lint=\"off\"><span class=\"vh\">票にない</span></dd>"
        );
        assert!(html.contains(&empty), "{label}: {html}");
    }
    assert_eq!(html.matches("票にない").count(), 2);
    assert!(!pdf.contains("票にない"), "{pdf}");
    let listed = fs::read_to_string(out.join("data/tables.csv")).unwrap();
    assert!(!listed.contains("plans.mihon-2022.検証.実績額"), "{listed}");
    // Something in the future is not called unpublished, and something without a publication date not published.
    let plan = fs::read_to_string(out.join("plans/mihon.html")).unwrap();
    let coming = plan.split("<h2 data-lint=\"off\">検証の予定</h2>").nth(1).unwrap();
    let coming = coming.split("</section>").next().unwrap();
    assert!(coming.contains("令和9年3月") && !coming.contains("未公表"), "{coming}");
    assert!(!pdf_text(&out.join("plans/mihon.pdf")).contains("公表済み"));
}

#[test]
fn without_reviews_there_are_no_rows_of_them() {
    let levels = |site: &Path| -> BTreeSet<String> {
        let rows = rows(site, "tables").into_iter();
        rows.filter(|row| row["page"].starts_with("plans/"))
            .map(|row| row["level"].clone())
            .collect()
    };
    assert_eq!(levels(support::built()), BTreeSet::from(["計画".to_owned()]));
    assert_eq!(levels(built()), BTreeSet::from(["計画", "検証"].map(str::to_owned)));
}

#[test]
fn the_plan_says_what_has_been_reviewed_and_what_is_to_come() {
    let html = fs::read_to_string(built().join("plans/mihon.html")).unwrap();
    assert!(html.contains("href=\"mihon-2022.html\""));
    assert!(html.contains("href=\"mihon-2023.html\""));
    let text = squeezed(&strip_tags(&html));
    let pdf = pdf_text(&built().join("plans/mihon.pdf"));
    let coming =
        "年度公表予定理由2024年度令和9年3月海外取引の売上高を会員企業に確認しているため（見本）";
    // On paper, the name of a review is centred in its rows.
    for (text, reviewed) in [
        (
            text,
            [
                "2022年度の検証令和5年11月10日令和5年12月1日改善会員企業への卒業生の就職者数（見本）届いた",
                "2023年度の検証未公表令和6年12月2日継続会員企業の共同開発の件数（見本）届いた",
            ],
        ),
        (
            pdf,
            [
                "2022年度の検証令和5年11月10日令和5年12月1日改善交流拠点の利用者の満足度（見本）届かず",
                "2023年度の検証未公表令和6年12月2日継続交流拠点の利用者の満足度（見本）届いた",
            ],
        ),
    ] {
        for wanted in reviewed.into_iter().chain([coming]) {
            assert!(text.contains(wanted), "{wanted}: {text}");
        }
    }
    // No review of Morioka's plan is here, which the page states: no links, and no unstated reason.
    let html = fs::read_to_string(support::built().join("plans/healthtech.html")).unwrap();
    assert!(html.contains("このサイトに検証の結果はありません。"), "{html}");
    assert!(!html.contains("検証の予定"), "{html}");
    assert!(!html.contains("href=\"healthtech-"), "{html}");
    // Four indicators over three years, as in the plan.
    let unpublished = facts_on_page(&html).into_iter().filter(|(_, text)| text == "未公表");
    assert_eq!(unpublished.count(), 4 * 3);
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
        (
            "plans.mihon-2022.KPIの実績.会員企業への卒業生の就職者数（見本）.参考.率.令和4",
            "120.0％",
        ),
        ("plans.mihon-2023.KPIの実績.会員企業への卒業生の就職者数（見本）.参考.率.令和5", "87.5％"),
        ("plans.mihon-2023.KPIの実績.会員企業への卒業生の就職者数（見本）.参考.累計.令和5", "13"),
        (
            "plans.mihon-2023.KPIの実績.会員企業への卒業生の就職者数（見本）.参考.目標の累計.令和5",
            "13",
        ),
        ("plans.mihon-2023.KPIの実績.会員企業への卒業生の就職者数（見本）.参考.水準.令和5", "17"),
        // The plan has 未公表, the review 2.
        ("plans.mihon.数値目標.会員企業の共同開発の件数（見本）.実績.令和4", "未公表"),
        ("plans.mihon-2022.KPIの実績.会員企業の共同開発の件数（見本）.実績", "2"),
        ("plans.mihon-2022.KPIの実績.会員企業の海外取引の売上高（見本）.参考.率.令和4", "71.3％"),
        ("plans.mihon-2022.KPIの実績.会員企業の海外取引の売上高（見本）.参考.累計.令和4", "21,400"),
        (
            "plans.mihon-2023.KPIの実績.会員企業の海外取引の売上高（見本）.参考.目標の累計.令和5",
            "110,000",
        ),
        ("plans.mihon-2022.KPIの実績.交流拠点の利用者の満足度（見本）.参考.水準.令和4", "61.1"),
        ("plans.mihon-2023.KPIの実績.交流拠点の利用者の満足度（見本）.参考.水準.令和5", "63.0"),
        ("plans.mihon-2022.検証.実績額.換算", "1,845"),
        // The plan is known without any actual: 8,500 + 30,000 + 80,000 + 150,000.
        (
            "plans.mihon.数値目標.会員企業の海外取引の売上高（見本）.参考.計画の水準.令和6",
            "268,500",
        ),
        // 7 of 6
        (
            "plans.mihon-2023.KPIの実績.会員企業の共同開発の件数（見本）.参考.累計の達成率.令和5",
            "116.7％",
        ),
    ] {
        assert_eq!(text(id), wanted, "{id}");
    }
    for id in [
        // Running totals end where a year is missing.
        "plans.mihon-2023.KPIの実績.会員企業の海外取引の売上高（見本）.参考.累計の達成率.令和5",
        "plans.mihon-2023.KPIの実績.会員企業の海外取引の売上高（見本）.参考.累計.令和5",
        "plans.mihon-2023.KPIの実績.会員企業の海外取引の売上高（見本）.参考.率.令和5",
        "plans.mihon-2023.KPIの実績.会員企業の海外取引の売上高（見本）.参考.水準.令和5",
        // A plan of zero has no rate.
        "plans.mihon-2022.KPIの実績.交流拠点の利用者の満足度（見本）.参考.率.令和4",
    ] {
        assert!(facts.iter().all(|fact| fact.id != id), "{id}");
    }
    // What cannot be computed is stated, with the reason, on the page and on paper.
    for (review, wanted) in [
        (
            "mihon-2023",
            "会員企業の海外取引の売上高（見本）令和5年度目標110,000千円計画118,500千円なしなしまだ比べられない（実績は未公表）",
        ),
        (
            "mihon-2022",
            "交流拠点の利用者の満足度（見本）令和4年度−0.4ポイント目標0.0ポイント61.1ポイント計画61.5ポイントなし−0.4ポイント届かず実績が令和4年度の増加分に届いていないため率は、割る数が0以下のため、算出できない",
        ),
        // The formula is complete, and the table is marked as computed.
        ("mihon-2022", "実績6÷増加分5×100、小数第2位を四捨五入"),
        ("mihon-2022", "KPIの実績の目標との比較参考（計算値）"),
    ] {
        let html = fs::read_to_string(built().join(format!("plans/{review}.html"))).unwrap();
        let page = squeezed(&strip_tags(&html));
        assert!(page.contains(wanted), "{wanted}: {page}");
    }
    let pdf = pdf_text(&built().join("plans/mihon-2022.pdf"));
    for wanted in
        ["率は、割る数が0以下のため、算出できない", "実績6÷増加分5×100、小数第2位を四捨五入"]
    {
        assert!(pdf.contains(wanted), "{wanted}: {pdf}");
    }
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
    let tables = rows(out, "tables");
    for row in &tables {
        let fact = by_id[row["fact_id"].as_str()];
        assert_eq!(row["value"], fact.value, "tables.csv: {}", fact.id);
        assert_eq!(row["status"], fact.status, "tables.csv: {}", fact.id);
        listed.insert(fact.id.clone());
    }
    for fact in facts.iter().filter(|fact| fact.stated) {
        assert!(listed.contains(&fact.id), "{} is in no table", fact.id);
    }
    let of = |sheet: &str, origin: &str| {
        tables.iter().filter(|row| row["sheet_code"] == sheet && row["origin"] == origin).count()
    };
    // Four indicators, spending in 2022 only, the grade and the follow-up; each indicator has eight computed figures,
    // but no rates against 0, and for 2023 no rates, sum, level or difference of unpublished values.
    assert_eq!([of("mihon-2022", "stated"), of("mihon-2023", "stated")], [7, 6]);
    assert_eq!(
        [of("mihon-2022", "computed"), of("mihon-2023", "computed")],
        [4 * 8 - 2, 4 * 8 - 5]
    );
    let of_2023 = |section: &str| {
        let own = |row: &&BTreeMap<String, String>| {
            row["sheet_code"] == "mihon-2023" && row["section"] == section
        };
        let row = tables.iter().find(own).unwrap();
        [row["shown"].clone(), row["status"].clone()]
    };
    assert_eq!(of_2023("事業効果"), ["記載なし", "blank_in_source"]);
    assert_eq!(of_2023("今後の方針"), ["継続", "stated"]);
    let texts = rows(out, "texts");
    for (item, wanted) in [("検証.検証日", "未公表"), ("検証.公表日", "令和6年12月2日")]
    {
        let own =
            texts.iter().find(|row| row["sheet_id"] == "plans.mihon-2023" && row["item"] == item);
        assert_eq!(own.unwrap()["text"], wanted, "{item}");
    }
}

#[test]
fn the_codebook_knows_every_code_of_the_table() {
    let book = rows(built(), "codebook");
    let known: BTreeSet<_> =
        book.iter().map(|row| (&row["table"], &row["column"], &row["code"])).collect();
    let name = "tables".to_owned();
    let mut coded = 0;
    for row in rows(built(), "tables") {
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
    // Printed on both sides: the figures and their charts, then the computed values.
    for year in [2022, 2023] {
        let pdf = built().join(format!("plans/mihon-{year}.pdf"));
        let output = Command::new("pdfinfo").arg(pdf).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let pages = text.lines().find(|line| line.starts_with("Pages:")).unwrap();
        assert_eq!(pages.split_whitespace().last(), Some("2"), "{year}");
    }
}

#[test]
fn a_grade_of_effect_stands_beside_the_rule_of_the_city() {
    let graded = fs::read_to_string(built().join("plans/mihon-2022.html")).unwrap();
    assert!(graded.contains(
        "data-fact=\"plans.mihon-2022.事業効果.事業効果\" data-lint=\"off\">相当程度効果があった</span>"
    ));
    assert!(graded.contains(
        "<dt data-lint=\"off\">相当程度効果があった</dt><dd data-lint=\"off\">一部の数値目標が計画に届かなかったが、おおむね成果を得た場合（見本）</dd>"
    ));
    let ungraded = fs::read_to_string(built().join("plans/mihon-2023.html")).unwrap();
    assert!(!ungraded.contains("相当程度効果があった"));
}

#[test]
fn what_people_write_in_a_review_stays_text() {
    let attack = r#"#panic("x") <script>alert(1)</script> {{ page }} $x$ @ref"#;
    let folder = TempDir::new().unwrap();
    let out = build(folder.path(), |content| {
        let path = content.join("plans/kensho/mihon-2022.yaml");
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
