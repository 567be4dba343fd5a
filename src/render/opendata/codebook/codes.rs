//! The codes in columns of the open data, each with its Japanese name and meaning.

use crate::render::opendata::columns::Code;
use crate::render::opendata::units::UNITS;
use crate::render::opendata::{grades, notes};
use crate::report::{facts, verdict};

/// Explains how a text is quoted that a spreadsheet would take for a formula.
const GUARDED: &str = "「=」「+」「-」「@」（全角も同じ）か「'」で始まる文字列は、表計算ソフトが式とみなさないように、CSVでは前に「'」を1つ付ける。読むときは、初めの「'」を1つ取ると元の文字列になる。package.jsonでは付けない";

/// The codes of a column.
pub(super) fn codes(table: &str, column: &str) -> Vec<Code> {
    match (table, column) {
        ("package" | "tables", "status") => facts::statuses(),
        ("grades", "status") => grades::statuses(),
        ("outcomes", "status") => {
            facts::statuses().into_iter().filter(|(code, _, _)| *code == facts::WORDS).collect()
        }
        ("outcomes", "outcome" | "other_outcome") => verdict::codes(),
        ("outcomes", "target_kind") => {
            let target = |(code, _, _): &Code| ["plan", "path"].contains(code);
            codes("indicators", "kind").into_iter().filter(target).collect()
        }
        ("grades" | "outcomes", "method") => codes("indicators", "method"),
        ("notes", "about") => notes::ABOUT.to_vec(),
        ("tables", "origin") => codes("package", "origin"),
        // The tables hold only figures of the source, none of which is computed.
        (_, "status") => {
            let stated = |(code, _, _): &Code| *code != facts::NOT_COMPUTABLE;
            facts::statuses().into_iter().filter(stated).collect()
        }
        ("target_revisions", "before_status" | "after_status") => codes("indicators", "status"),
        (_, "value_state") => facts::states(),
        (_, "unit_code") => {
            let mut codes: Vec<_> = UNITS.iter().map(|(name, code)| (*code, *name, "")).collect();
            codes.push(("other", "その他", "単位はunit列のとおり"));
            codes
        }
        ("indicators", column) => indicator_codes(column),
        ("stages", "stage") => vec![
            ("draft", "下書き", "書いている途中。公表しない"),
            ("confirmed", "確認済", "次に公表する"),
        ],
        ("codebook", "type") => vec![
            ("string", "文字列", GUARDED),
            ("integer", "整数", ""),
            ("decimal", "10進数", "桁区切りなし、負の数は半角のハイフン"),
            ("code", "コード", "取る値はcodeの行のとおり"),
            ("code_value", "コードの値", ""),
        ],
        ("package", "origin") => vec![
            ("stated", "票の数値", ""),
            ("converted", "単位の換算", "票の数値を別の単位で表したもの"),
            ("computed", "参考（計算値）", "このサイトを作る際に計算したもの。票にはない"),
        ],
        _ => Vec::new(),
    }
}

/// The codes of the columns of `indicators.csv`.
fn indicator_codes(column: &str) -> Vec<Code> {
    match column {
        "kind" => vec![
            ("plan", "目標", "年度の目標。計画と呼ぶ票もある"),
            ("actual", "実績", "実績値"),
            ("base", "当初値", "進みをはかる基準の値"),
            ("path", "目安", "最終目標までの途中に見込む値"),
            ("stated_rate", "票の達成率", "票に書いてある達成率（％）"),
            ("rank", "順位", "全国順位など、票に書いてある順位"),
            ("stated_total", "票の累計", "票に書いてある、増加分の目標の合計"),
        ],
        "direction" => vec![
            ("up", "増加が望ましい", "票の↗"),
            ("down", "減少が望ましい", "票の↘"),
            ("keep", "維持が望ましい", "票の→"),
            ("within", "決めた範囲の中が望ましい", ""),
            ("at_least", "決めた値以上が望ましい", ""),
            ("at_most", "決めた値以下が望ましい", ""),
            ("words", "文で示した目標", ""),
            ("not_on_sheet", "票にない", "票に望ましい方向が書いていない"),
        ],
        "value_kind" => vec![
            ("flow", "単年", "その年度だけの値"),
            ("cumulative", "累計", "その年度までの合計"),
            ("level", "水準", "ある時点の値"),
            ("rate", "率", "全体に対する割合、人口当たりの数など"),
            ("survey", "調査", "調査の結果"),
            ("increment", "増加分", "その年度に加える数"),
            ("not_on_sheet", "票にない", "票に値の種類が書いていない"),
        ],
        "target" => vec![("middle", "中間目標", ""), ("final", "最終目標", "")],
        "method" => vec![
            ("ratio", "実績÷計画", "実績÷計画×100"),
            ("inverse", "計画÷実績", "計画÷実績×100"),
            ("mirrored", "2-実績÷計画", "（2−実績÷計画）×100"),
            ("progress", "基準からの進み", "（実績−当初値）÷（計画−当初値）×100"),
            ("maintain", "維持（許容幅）", "実績÷計画×100。計画との差が許容幅の中なら維持"),
            ("range", "範囲", "下限以上で上限以下かどうか"),
            ("threshold", "以上・以下", "目標の値に届いているかどうか"),
            ("zero", "目標0", "実績が0かどうか"),
            ("none", "算出しない", ""),
        ],
        _ => Vec::new(),
    }
}
