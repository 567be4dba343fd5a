//! Sentences about what must hold between items and between sheets.

use crate::diag::alike;

/// Number of codes that a remedy lists.
const LISTED: usize = 12;

messages! {
    /// An unknown code. `cure` is where it could be added.
    dangling_reference(
        span, what: &str, code: &str, cure: &str, known: &[String],
    ) = DanglingReference {
        let count = known.len();
        let few = known[..count.min(LISTED)].join("、");
        let list = words!(match count {
            0 => "まだ1つもありません",
            1..=LISTED => "あるのは {few} です",
            _ => "あるのは {few} など{count}個です",
        });
        let alike = known.iter().map(|known| alike::note(code, known)).collect::<String>();
        title "コード「{code}」の{what}がありません"
        here "このコードです"
        remedy "コードを直すか、{cure}加えてください（{list}）{alike}"
    }

    /// An actual for a year that is not over.
    future_actual(span, year: &str, limit: &str) = FutureActual {
        title "{year}の実績は、まだあるはずがありません（{limit}）"
        here "ここに数値があります"
        remedy "年度を確かめてください。まだ実績が無い年度には「評価前」と書くか、その年度を消してください"
    }

    /// A fiscal year outside what the sheet can state.
    unknown_year(span, year: &str, allowed: &str) = UnknownYear {
        title "{year}は、この票に無い年度です"
        here "この年度です"
        remedy "ここに書けるのは、{allowed}です"
    }

    /// A target or expected value (`what`) that goes against the preferred direction.
    against_direction(span, what: &str, direction: &str, from: &str, to: &str) = AgainstDirection {
        title "望ましい方向は「{direction}」ですが、{what}が{from}から{to}へ逆に動いています"
        here "この数値です"
        remedy "値か、望ましい方向を確かめてください。正しければ、{{ 値: 数値, 注: 理由 }} の形で理由を書くと、この注意は出なくなります"
    }

    /// A year or date after its era ended.
    era_range(span, written: &str, now: &str) = EraRange {
        title "「{written}」は、元号が改まった後の日付です"
        here "この日付です"
        remedy "改元の前に作られた文書の写しなら、このままで構いません。ページには「{written}（{now}）」と載ります"
    }

    /// A fiscal year after its era ended.
    era_year(span, written: &str, now: &str) = EraRange {
        title "「{written}」は、元号が改まった後の年度です"
        here "この年度です"
        remedy "{now}のことなら、このままで構いません。違うときは、年度を直してください"
    }
}
