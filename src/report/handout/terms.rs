//! 用語の説明: words that Kōhyō puts on sheets, words explained by levels and forms, and those added by a handout.

use crate::form::{Kind, Shares};
use crate::model::evaluation::Evaluation;
use crate::report::handout::workshop::{Of, target};
use crate::report::page::Term;

/// Words with the same meaning in every year; 目標 is replaced by what the sheets call it.
fn words(target: &str) -> [(String, String); 5] {
    [
        (
            format!("{target}、実績"),
            format!("{target}は、その年度に目指す値です。実績は、その年度の結果の値です。"),
        ),
        (
            format!("{target}に対する実績"),
            format!(
                "実績を{target}で割り、100を掛けた割合です。計算の方法が違う指標には、票にその方法を示しています。票にない参考の値です。"
            ),
        ),
        (
            "届いた、届かず、目標年度前".to_owned(),
            format!(
                "届いた、届かずは、実績を同じ年度の{target}（又は目安値）と、指標の望ましい方向に沿って比べた結果です。目標年度前は、その年度の{target}がなく、先の年度の{target}と比べたものです。評価の等級ではありません。"
            ),
        ),
        (
            "まだ比べられない、比べない".to_owned(),
            "まだ比べられないは、実績が未公表か評価前のものです。比べないは、値がない、文で示されているなどの理由で比べないものです。".to_owned(),
        ),
        (
            "未公表、評価前、設定なし、記載なし".to_owned(),
            "値がない理由です。未公表は公表された値を確かめられないもの、評価前はまだ評価の対象になっていない年度、設定なしは目標がないもの、記載なしは票の欄が空白のものです。0とは違います。".to_owned(),
        ),
    ]
}

/// Computed values, explained in every booklet.
const COMPUTED: (&str, &str) =
    ("参考（計算値）", "この資料を作るときに計算した値です。票の数値ではありません。");

/// All words: those of the handout first, then those of its levels and of the forms of its sheets.
pub(super) fn all(own: &[(String, String)], year: &Evaluation, sheets: &[Of<'_>]) -> Vec<Term> {
    let compared = sheets.iter().any(|(.., sheet)| sheet.sections.has_indicators());
    let fixed = if compared { words(&target(sheets)).to_vec() } else { Vec::new() };
    let computed = (COMPUTED.0.to_owned(), COMPUTED.1.to_owned());
    // Descriptions of the levels, from year or form: sheets mention those below them, too.
    let levels = year.levels.iter().filter_map(|level| Some((&level.name, level.about.as_ref()?)));
    let levels = levels.filter(|(name, _)| own.iter().all(|(word, _)| word != *name));
    let levels = levels.map(|(name, about)| (name.clone(), about.clone()));
    let own = own.iter().cloned().chain(levels);
    let all = own.chain(of_shares(year, sheets)).chain(fixed).chain([computed]);
    all.map(|(word, text)| Term { word, text }).collect()
}

/// The participants in the shares of the forms.
fn of_shares(year: &Evaluation, sheets: &[Of<'_>]) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for (level, _, _, sheet) in sheets {
        for section in &sheet.form().sections {
            let Kind::Shares(of) = &section.kind else { continue };
            let name = &section.name.text;
            let below = year.levels.get(level + 1).map(|level| level.name.as_str());
            if found.iter().all(|(known, _)| known != name) {
                let text = shares(of, below);
                found.push((name.clone(), text));
            }
        }
    }
    found
}

fn shares(of: &Shares, below: Option<&str>) -> String {
    let parties: Vec<&str> = of.parties.iter().map(|party| party.text.as_str()).collect();
    let parties = parties.join("、");
    match below.filter(|_| of.below) {
        None => format!("合計が100％になるように、{parties}で分けた割合です。"),
        Some(below) if parties.is_empty() => {
            format!("合計が100％になるように、各{below}に分けた割合です。")
        }
        Some(below) => {
            format!("{below}ごとに、合計が100％になるように、{parties}で分けた割合です。")
        }
    }
}
