//! Five invented cities with their own forms: what each states appears on every page, PDF and table, with exactly the
//! expected warnings and comparisons.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::parity::{compare_pages, compare_pdfs, compare_tables, leave_ids, pdf_text, strip_tags};
use crate::support;

/// A city: its fixture, how many of its figures are numbers, how many PDFs it has.
struct City {
    name: &'static str,
    numbers: usize,
    pdfs: usize,
    warnings: &'static [(&'static str, &'static str)],
    compared: &'static [&'static str],
}

const CITIES: [City; 5] = [
    City {
        name: "jimujigyo",
        numbers: 93,
        pdfs: 7,
        warnings: &[
            ("sum-differs", "事業費.合計.令和6 決算"),
            ("sum-differs", "予算と決算.前年度からの増減.令和6"),
            ("zero-of-blanks", "事業費.合計.令和6 決算"),
        ],
        compared: &[
            "r6.jimu/1234 takuhai 率 令和5: 86.3％",
            "r6.jimu/1234 takuhai 結果 令和5: 届かず",
            "r6.jimu/1234 宅配の使いやすさの満足度（見本） 率 令和5: 77.5％",
            "r6.jimu/1234 宅配の使いやすさの満足度（見本） 結果 令和5: 目標年度前（令和8年度の目標値と比べて77.5％）",
            "r7.jimu/1234 takuhai 結果 令和6: 目標年度前（令和8年度の目標値との比較）",
            "r7.jimu/1234 宅配の使いやすさの満足度（見本） 率 令和6: 87.5％",
            "r7.jimu/1234 宅配の使いやすさの満足度（見本） 結果 令和6: 目標年度前（令和8年度の目標値と比べて87.5％）",
        ],
    },
    City {
        name: "shisetsu",
        numbers: 139,
        pdfs: 3,
        warnings: &[
            ("sum-differs", "行政コスト.費用計.令和5 決算"),
            ("zero-of-blanks", "行政コスト.費用計.令和7 予算案"),
        ],
        compared: &[],
    },
    City {
        name: "senryaku",
        numbers: 36,
        pdfs: 2,
        warnings: &[("grade-differs", "数値目標.時刻のとおりに着く船の割合（見本）.進捗区分")],
        compared: &[
            "r6.1 shushi 率 令和5: 105.0％",
            "r6.1 shushi 結果 令和5: 届いた",
            "r6.1 船の客1人の買物額（見本） 率 令和3: 60.0％",
            "r6.1 船の客1人の買物額（見本） 結果 令和3: 届かず",
            "r6.1 時刻のとおりに着く船の割合（見本） 率 令和5: 75.0％",
            "r6.1 時刻のとおりに着く船の割合（見本） 結果 令和5: 届かず",
            "r6.1 mizu 内港 結果 令和5: 届いた",
            "r6.1 mizu 外港 結果 令和5: 届かず",
            "r6.1 荷を待つ時間（見本） 結果 令和5: 目標年度前（令和7年度の最終目標との比較）",
            "r6.1 港の祭りの出店（見本） 率 令和5: 50.0％",
            "r6.1 港の祭りの出店（見本） 結果 令和5: 目標年度前（令和7年度の最終目標（暫定）と比べて50.0％）",
            "r6.1 見本の宿の稼働 結果 令和5: 目標年度前（令和7年度の最終目標との比較）",
            "r6.2 見本の講座の数 率 令和5: 112.5％",
            "r6.2 見本の講座の数 結果 令和5: 届いた",
            "r6.2 図書の貸出（見本） 結果 令和5: 目標年度前（令和7年度の最終目標との比較）",
            "r6.2 届くのが遅れた本の割合（見本） 率 令和5: 57.1％",
            "r6.2 届くのが遅れた本の割合（見本） 結果 令和5: 届かず",
        ],
    },
    City {
        name: "kofukin",
        numbers: 38,
        pdfs: 1,
        warnings: &[
            ("kpi-sum", "KPI（増加分）.里で働き始めた人（見本）.増加の目標の計"),
            ("rate-alone", "成果指標.waku2.達成率.令和5"),
            ("rate-differs", "成果指標.里の産品の売上（見本）.達成率.令和5"),
            ("sum-differs", "5年後の姿.里の畑（見本）.5年後"),
            ("sum-differs", "概要.交付対象事業費"),
        ],
        compared: &[
            "r6.k1 里の催しの来場者（見本） 率 令和4: 90.0％",
            "r6.k1 里の催しの来場者（見本） 累計 令和4: 180",
            "r6.k1 里の催しの来場者（見本） 目標の累計 令和4: 200",
            "r6.k1 里の催しの来場者（見本） 累計の達成率 令和4: 90.0％",
            "r6.k1 里の催しの来場者（見本） 水準 令和4: 1,680",
            "r6.k1 里の催しの来場者（見本） 計画の水準 令和4: 1,700",
            "r6.k1 里の催しの来場者（見本） 結果 令和4: 届かず",
            "r6.k1 里の催しの来場者（見本） 率 令和5: 103.3％",
            "r6.k1 里の催しの来場者（見本） 累計 令和5: 490",
            "r6.k1 里の催しの来場者（見本） 目標の累計 令和5: 500",
            "r6.k1 里の催しの来場者（見本） 累計の達成率 令和5: 98.0％",
            "r6.k1 里の催しの来場者（見本） 水準 令和5: 1,990",
            "r6.k1 里の催しの来場者（見本） 計画の水準 令和5: 2,000",
            "r6.k1 里の催しの来場者（見本） 結果 令和5: 届いた",
            "r6.k1 里の催しの来場者（見本） 目標の累計 令和6: 900",
            "r6.k1 里の催しの来場者（見本） 計画の水準 令和6: 2,400",
            "r6.k1 里の催しの来場者（見本） 結果 令和6: まだ比べられない（実績は評価前）",
            "r6.k1 里で働き始めた人（見本） 累計 令和4: 1",
            "r6.k1 里で働き始めた人（見本） 目標の累計 令和4: 0",
            "r6.k1 里で働き始めた人（見本） 水準 令和4: 13",
            "r6.k1 里で働き始めた人（見本） 計画の水準 令和4: 12",
            "r6.k1 里で働き始めた人（見本） 結果 令和4: 届いた",
            "r6.k1 里で働き始めた人（見本） 累計 令和5: −1",
            "r6.k1 里で働き始めた人（見本） 目標の累計 令和5: 3",
            "r6.k1 里で働き始めた人（見本） 水準 令和5: 11",
            "r6.k1 里で働き始めた人（見本） 計画の水準 令和5: 15",
            "r6.k1 里で働き始めた人（見本） 結果 令和5: 届かず",
            "r6.k1 里で働き始めた人（見本） 目標の累計 令和6: 8",
            "r6.k1 里で働き始めた人（見本） 計画の水準 令和6: 20",
            "r6.k1 里で働き始めた人（見本） 結果 令和6: まだ比べられない（実績は評価前）",
            "r6.k1 空き家の活用（累計、見本） 率 令和5: 91.7％",
            "r6.k1 空き家の活用（累計、見本） 結果 令和5: 届かず",
            "r6.k1 ― 結果 令和5: 比べない（実績は該当なし）",
            "r6.k1 里の産品の売上（見本） 率 令和5: 106.0％",
            "r6.k1 里の産品の売上（見本） 結果 令和5: 届いた",
            "r6.k1 waku2 結果 令和5: 比べない（実績の数値がない）",
            "r6.k1 催しの開催（見本） 率 令和5: 95.8％",
            "r6.k1 催しの開催（見本） 結果 令和5: 届かず",
            "r6.k1 相談の件数（見本） 結果 令和5: 比べない（令和5年度以後の計画がない）",
        ],
    },
    City {
        name: "torikumi",
        numbers: 25,
        pdfs: 1,
        warnings: &[],
        compared: &[
            "r6.7 A 亡くなった人 結果 令和5: 届かず",
            "r6.7 A けがをした人 率 令和5: 111.1％",
            "r6.7 A けがをした人 結果 令和5: 届いた",
            "r6.7 B 率 令和5: 96.8％",
            "r6.7 B 結果 令和5: 届かず",
            "r6.7 C 率 令和5: 96.3％",
            "r6.7 C 結果 令和5: 届いた",
            "r6.7 E 結果 令和5: 届いた",
        ],
    },
];

/// The sites, each built once.
pub(crate) fn site(name: &str) -> PathBuf {
    static SITES: OnceLock<TempDir> = OnceLock::new();
    let folder = SITES.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        for City { name, .. } in &CITIES {
            let content = support::repository().join("tests/fixtures").join(name);
            let fonts = support::fonts();
            let words = ["build", "-q", "--no-cache", "--content"].map(Into::into);
            let paths = [
                content.as_os_str(),
                "--out".as_ref(),
                name.as_ref(),
                "--fonts".as_ref(),
                fonts.as_os_str(),
            ];
            let arguments: Vec<std::ffi::OsString> =
                words.into_iter().chain(paths.map(Into::into)).collect();
            let run = support::kohyo(&arguments, folder.path());
            assert_eq!(run.exit, 0, "{name}: {}", run.stderr);
        }
        folder
    });
    folder.path().join(name)
}

/// The rows of `tables.csv`.
fn rows(name: &str) -> Vec<BTreeMap<String, String>> {
    let bytes = fs::read(site(name).join("data/tables.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(&bytes[3..]);
    let head = reader.headers().unwrap().clone();
    let row = |row: csv::StringRecord| {
        head.iter().zip(row.iter()).map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn page(name: &str, path: &str) -> String {
    fs::read_to_string(site(name).join(path)).unwrap()
}

#[test]
fn each_city_has_exactly_its_warnings() {
    for City { name, warnings, .. } in &CITIES {
        let content = format!("tests/fixtures/{name}");
        let run = support::kohyo(
            &["check", "--format", "json", "--content", &content],
            &support::repository(),
        );
        assert_eq!(run.exit, 0, "{name}: {}", run.stderr);
        let told: Value = serde_json::from_str(&run.stdout).unwrap();
        let mut found: Vec<(String, String)> = told["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                let message = one["message"].as_str().unwrap();
                let address = message.split(['「', '」']).nth(1).unwrap();
                (one["code"].as_str().unwrap().to_owned(), address.to_owned())
            })
            .collect();
        found.sort();
        let mut wanted: Vec<(String, String)> = warnings
            .iter()
            .map(|(code, address)| ((*code).to_owned(), (*address).to_owned()))
            .collect();
        wanted.sort();
        assert_eq!(found, wanted, "{name}");
    }
}

#[test]
fn each_city_has_exactly_its_numbers_and_comparisons() {
    for City { name, numbers, compared, .. } in &CITIES {
        let rows = rows(name);
        let stated =
            rows.iter().filter(|row| row["origin"] != "computed" && !row["value"].is_empty());
        assert_eq!(stated.count(), *numbers, "{name}");
        let computed = rows.iter().filter(|row| row["origin"] == "computed");
        let computed: Vec<String> = computed
            .filter(|row| {
                !["差", "前年差"]
                    .iter()
                    .any(|what| row["column"].starts_with(&format!("参考 {what} ")))
            })
            .map(|row| {
                let sheet = row["fact_id"].split('.').take(2).collect::<Vec<_>>().join(".");
                let column = row["column"].strip_prefix("参考 ").unwrap();
                format!("{sheet} {} {column}: {}", row["row"], row["shown"])
            })
            .collect();
        assert_eq!(&computed, compared, "{name}");
    }
}

#[test]
fn each_city_says_the_same_on_pages_in_pdfs_and_in_tables() {
    for City { name, pdfs, .. } in &CITIES {
        let out = site(name);
        assert!(compare_pages(&out) > 25, "{name}");
        assert_eq!(compare_pdfs(&out), *pdfs, "{name}");
        compare_tables(&out, &["tables"]);
        leave_ids(&format!("tests/fixtures/{name}"), *pdfs);
    }
}

/// Values for machines: city, id, value, status, unit, as shown.
const CELLS: &[(&str, &str, [&str; 4])] = &[
    ("jimujigyo", "r6.jimu/1234.事業費.合計.令和5 決算", ["22950", "ok", "千円", "22,950"]),
    ("jimujigyo", "r6.jimu/1234.事業費.人件費.令和5 予算", ["", "blank", "千円", ""]),
    ("jimujigyo", "r6.jimu/1234.事業費.従事職員数.令和5 決算", ["0.60", "ok", "人", "0.60"]),
    ("jimujigyo", "r6.jimu/1234.成果指標.takuhai.目標値.令和8", ["", "bound", "冊", "600以上"]),
    (
        "jimujigyo",
        "r6.jimu/1234.成果指標.宅配の使いやすさの満足度（見本）.基準値.令和2",
        ["", "not_surveyed", "％", "未集計"],
    ),
    ("jimujigyo", "r6.jimu/1234.成果指標.takuhai.進捗", ["", "stated", "", "B"]),
    (
        "shisetsu",
        "r6.001.行政コスト.利用者1人当たりの負担.令和6 予算",
        ["0.94", "ok", "千円/人", "0.94"],
    ),
    ("shisetsu", "r6.001.行政コスト.減価償却費.令和6 予算", ["", "not_applicable", "千円", "／"]),
    ("shisetsu", "r6.001.行政コスト.正規の職員.令和7 予算案", ["", "not_published", "人", "＊"]),
    ("shisetsu", "r6.002.施設.年間利用者数", ["", "not_surveyed", "人", "…"]),
    ("shisetsu", "r6.003.行政コスト.修繕費.令和5 決算", ["120", "ok", "千円", "120"]),
    ("senryaku", "r6.1.数値目標.shushi.現状値.令和5", ["-93", "ok", "百万円", "▲93"]),
    (
        "senryaku",
        "r6.1.数値目標.船の客1人の買物額（見本）.進捗区分",
        ["", "stated", "", "B（A※1）"],
    ),
    ("senryaku", "r6.1.数値目標.mizu.内港.最終目標.令和7", ["", "words", "mg/L", "澄んだ水を保つ"]),
    ("senryaku", "r6.1.数値目標.mizu.外港.目安値.令和5", ["", "bound", "mg/L", "1.90以下"]),
    (
        "senryaku",
        "r6.1.数値目標.港の祭りの出店（見本）.最終目標.令和7",
        ["640", "ok", "店", "（640）"],
    ),
    ("senryaku", "r6.1.数値目標.見本の宿の稼働.策定時.令和元", ["", "blank", "％", ""]),
    (
        "kofukin",
        "r6.k1.KPI（増加分）.里で働き始めた人（見本）.増加の実績.令和5",
        ["-2", "ok", "人", "−2"],
    ),
    ("kofukin", "r6.k1.KPI（値）.―.目標値", ["", "not_applicable", "", "―"]),
    ("kofukin", "r6.k1.成果指標.waku2.達成率.令和5", ["0.0", "ok", "％", "0.0"]),
    ("kofukin", "r6.k1.活動指標.催しの開催（見本）.実施率.令和5", ["0.95", "ok", "倍", "0.95"]),
    ("kofukin", "r6.k1.事業.里の道事業（見本）.実績額", ["", "blank", "円", ""]),
    ("kofukin", "r6.k1.5年後の姿.里の畑（見本）.5年後", ["60.0", "ok", "ha", "60.0"]),
    ("torikumi", "r6.7.成果指標.A.亡くなった人.実績.令和5", ["1", "ok", "人", "1"]),
];

#[test]
fn cells_are_the_same_for_machines_as_on_paper() {
    let tables: BTreeMap<&str, Vec<_>> =
        CITIES.iter().map(|city| (city.name, rows(city.name))).collect();
    for (city, id, wanted) in CELLS {
        let row = tables[city].iter().find(|row| row["fact_id"] == *id);
        let row = row.unwrap_or_else(|| panic!("{city} has no {id}"));
        let found = ["value", "status", "unit", "shown"].map(|key| row[key].as_str());
        assert_eq!(found, *wanted, "{id}");
    }
}

/// Texts that pages have or do not have.
const SAID: &[(&str, &str, &str, bool)] = &[
    ("jimujigyo", "r6/jimu/1234.html", "令和6年度事務事業評価シート（見本）", true),
    // A year of two columns spans both.
    ("jimujigyo", "r6/jimu/1234.html", "colspan=\"2\" data-lint=\"off\">令和5年度</th>", true),
    (
        "jimujigyo",
        "r6/jimu/1234.html",
        "令和6年度</span><br><span class=\"nb\">予算</span></th>",
        true,
    ),
    ("jimujigyo", "r7/jimu/9.html", "令和7年度事務事業評価シート（簡易、見本）", true),
    ("jimujigyo", "r6/kihon/12.html", "基本事業の評価（見本）", true),
    // The same name twice, distinguished only in the data.
    ("jimujigyo", "r6/kihon/12.html", "うち一般財源", true),
    ("jimujigyo", "r6/kihon/12.html", "予算の一般財源</th>", false),
    ("jimujigyo", "r7/kihon/12.html", "../../r7/jimu/1234.html", true),
    ("jimujigyo", "r7/jimu/緑-7.html", "0420 見本公園課", true),
    ("jimujigyo", "r7/jimu/1234.html", "本の宅配の冊数（見本）」です。", true),
    ("jimujigyo", "r7/jimu/1234.html", "実績の推移", true),
    ("jimujigyo", "r6/jimu/1234.html", "実績の推移", false),
    ("senryaku", "r6/1.html", "令和3年</small>", true),
    ("senryaku", "r6/1.html", "令和5年度</small>", true),
    ("senryaku", "r6/1.html", "原典では年度の列の見出しが欠けており", true),
    ("senryaku", "r6/1.html", "2.06", true),
    ("kofukin", "r6/k1.html", "増加の目標の計", true),
    ("kofukin", "r6/k1.html", "増加分の累計", false),
    ("kofukin", "r6/k1.html", "KPIが1つ以上届いた場合（見本）", true),
    ("torikumi", "r6/7.html", "令和5年4月1日", true),
    ("torikumi", "r6/7.html", "減らす", true),
    // The heading above a table already names it.
    ("torikumi", "r6/7.html", "表1<span class=\"vh\"> 成果指標</span>", true),
    (
        "jimujigyo",
        "r6/kihon/12.html",
        "表1 <span class=\"vh\">事務事業と、その</span>指標の結果",
        true,
    ),
    // An empty name on paper is shown as such, and is no 識別.
    ("kofukin", "r6/k1.html", "（空欄）</th>", true),
    ("kofukin", "r6/k1.html", "waku2</th>", false),
    ("torikumi", "r6/7.html", "記載なし", true),
];

#[test]
fn pages_say_it_in_the_words_of_the_city() {
    for (city, path, words, there) in SAID {
        assert_eq!(page(city, path).contains(words), *there, "{city} {path}: {words}");
    }
}

#[test]
fn empty_slots_are_printed_and_hold_nothing() {
    let html = page("torikumi", "r6/7.html");
    for slot in ["A", "B", "C", "D", "E", "F"] {
        assert_eq!(html.matches(&format!("data-lint=\"off\">{slot}</th>")).count(), 1, "{slot}");
    }
    assert!(!rows("torikumi").iter().any(|row| row["row"] == "D" || row["row"] == "F"));
}

#[test]
fn the_legend_has_the_marks_that_a_sheet_uses_and_no_others() {
    let text = |path: &str| pdf_text(&site("shisetsu").join(path));
    let (first, second) = (text("r6/001.pdf"), text("r6/002.pdf"));
    assert!(first.contains("＊未公表、／該当なし") && !first.contains("…調査なし"), "{first}");
    assert!(second.contains("…調査なし、／該当なし") && !second.contains("＊未公表"), "{second}");
}

#[test]
fn names_without_sheets_are_levels_all_the_same() {
    let html = page("jimujigyo", "r6/index.html");
    let text = strip_tags(&html);
    assert!(text.contains("施策1 学びの見本のまち") && text.contains("基本事業13 見本の緑化"));
    assert!(!html.contains("/1.html\"") && !html.contains("kihon/13.html\""));
    assert!(
        html.contains("href=\"../r6/kihon/12.html\"")
            && html.contains("href=\"../r6/jimu/1234.html\"")
    );
}

#[test]
fn a_form_without_wishes_needs_no_line_of_the_program() {
    let source = Path::new("src");
    let named = walkdir::WalkDir::new(source).into_iter().filter_map(Result::ok).filter(|entry| {
        let text = fs::read_to_string(entry.path()).unwrap_or_default();
        ["mihon-", "jimujigyo", "shisetsu", "senryaku", "kofukin", "torikumi"].iter().any(|name| {
            text.lines().any(|line| {
                line.contains(name) && !line.trim_start().starts_with("//") && !line.contains("例 ")
            })
        })
    });
    let named: Vec<PathBuf> = named.map(|entry| entry.path().to_owned()).collect();
    assert!(named.is_empty(), "{named:?}");
}
