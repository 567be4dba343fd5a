//! Sentences about the methods of comparing an actual with its plan (比べる).

messages! {
    /// A cell with both words and a number or reason, where only one is allowed.
    value_and_words(span, item: &str) = WrongType {
        title "「{item}」に「値」と「文」の両方が書かれています"
        here "この値です"
        remedy "票の値として示すものを1つ残し、ほかは「注」に移してください"
    }

    /// Words or a bound in a section whose figures are summed or ranked.
    only_numbers_here(span) = WrongType {
        title "割合、比較、アンケートの値に、文と範囲は書けません"
        here "ここには書けません"
        remedy "数値か、理由（未公表、調査なし など）を書いてください。票に言葉で書いてあるときは、その言葉を「注」に移してください"
    }

    /// A bound whose lower limit is above its upper one.
    bounds_crossed_in(span, text: &str, [low, high]: [&str; 2]) = BoundsCrossed {
        title "範囲「{text}」に入る数値はありません（下限は{low}、上限は{high}）"
        here "この範囲です"
        remedy "下限が上限より小さくなるように、原典と照らして直してください"
    }

    /// 公表予定 with a stated value, or 状態, 値の年度 or 別の読み without a number.
    standing_of_another_value(span, expected: bool) = match expected {
        true => WrongType {
            title "「公表予定」は、まだない値にだけ書けます"
            here "ここには書けません"
            remedy "値が公表されたのなら、「公表予定」を消してください。まだなら、値を 未公表 などの理由にしてください"
        }
        false => WrongType {
            title "「状態」「値の年度」「別の読み」は、数値にだけ書けます"
            here "ここには書けません"
            remedy "票にそう書いてあるときは、その言葉を「注」に移してください"
        }
    }

    /// A maximum rate below the rate of a reached target.
    rate_cap_too_low(span, cap: &str) = GradeRule {
        title "達成率の上限「{cap}」は、100より小さくできません"
        here "この上限です"
        remedy "100以上の数を書くか、上限がなければ、この項目を消してください"
    }
}
