//! 用語の説明: the words that Kōhyō itself puts on sheets, and those that a handout adds.

use crate::model::policy::Levels;
use crate::report::page::Term;

/// Words that mean the same in every year.
const WORDS: [(&str, &str); 6] = [
    (
        "成果指標",
        "目指す姿にどれだけ近づいたかを測る数値です。事業をどれだけ行ったかではなく、行った結果を表します。",
    ),
    ("計画、実績", "計画は、その年度に目指す値です。実績は、その年度の結果の値です。"),
    (
        "計画に対する実績",
        "実績を計画で割り、100を掛けた割合です。計算の方法が違う指標には、票にその方法を示しています。票にない参考の値です。",
    ),
    ("参考（計算値）", "この資料を作るときに計算した値です。評価シートの数値ではありません。"),
    (
        "届いた、届かず、目標年度前",
        "届いた、届かずは、実績をその年度の計画（又は目安値）と、指標の望ましい方向に沿って比べた結果です。目標年度前は、その年度の計画がなく、先の年度の計画と比べたものです。評価の等級ではありません。",
    ),
    (
        "未公表、評価前、設定なし、記載なし",
        "値がない理由です。未公表は公表された値を確かめられないもの、評価前はまだ評価の対象になっていない年度、設定なしは目標がないもの、記載なしは票の欄が空白のものです。0とは違います。",
    ),
];

/// The levels of a year, by its own names.
fn of_levels(levels: &Levels) -> [(String, String); 3] {
    let Levels { pillar: _, policy, project } = levels;
    [
        (
            format!("{policy}、{project}"),
            format!(
                "{policy}は、市が目指す姿ごとにまとめた取組です。{project}は、{policy}を進めるための取組のまとまりです。"
            ),
        ),
        (
            format!("{project}の比重"),
            format!(
                "{policy}の成果に各{project}がどれだけ関わるかを、合計が100％になるように分けた割合です。"
            ),
        ),
        (
            "役割分担比率".to_owned(),
            format!(
                "{project}を進める役割を、市、国・県・他自治体、市民・NPO、企業・その他で分けた割合です。"
            ),
        ),
    ]
}

/// Words that mean the same in every year of declared forms.
const WORDS_OF_FORMS: [(&str, &str); 3] = [
    ("参考（計算値）", "この資料を作るときに計算した値です。票の数値ではありません。"),
    (
        "届いた、届かず、目標年度前",
        "届いた、届かずは、いちばん新しい実績を、同じ年度の目安か目標と比べた結果です。目標年度前は、その年度の目標がなく、先の年度の目標と比べたものです。評価の等級ではありません。",
    ),
    (
        "まだ比べられない、比べない",
        "まだ比べられないは、実績が未公表か評価前のものです。比べないは、値がない、文で示されているなどの理由で比べないものです。",
    ),
];

/// The same of a year of declared forms.
pub(super) fn of_forms(own: &[(String, String)]) -> Vec<Term> {
    let fixed = WORDS_OF_FORMS.map(|(word, text)| (word.to_owned(), text.to_owned()));
    own.iter().cloned().chain(fixed).map(|(word, text)| Term { word, text }).collect()
}

/// All words: those of the handout first.
pub(super) fn all(own: &[(String, String)], levels: &Levels) -> Vec<Term> {
    let fixed = WORDS.map(|(word, text)| (word.to_owned(), text.to_owned()));
    let term = |(word, text)| Term { word, text };
    own.iter().cloned().chain(of_levels(levels)).chain(fixed).map(term).collect()
}
