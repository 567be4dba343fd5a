//! Sentences about how indicators are compared (比べる): what a method needs, and what it cannot judge.

messages! {
    /// A method without the column that it needs; `column` is `None` where the form has none.
    method_without_base(span, method: &str, column: Option<&str>) = match column {
        Some(column) => MissingItem {
            title "比べ方「{method}」に使う列「{column}」がありません"
            here "この比べ方です"
            remedy "この指標に「{column}: {{ 令和2: 数値 }}」の形で加えるか、ほかの比べ方を選んでください"
        }
        None => MissingItem {
            title "比べ方「{method}」に使う、役が当初値の列がこの様式にありません"
            here "この比べ方です"
            remedy "ほかの比べ方を選ぶか、様式に当初値の列を加えてください"
        }
    }

    /// 維持（許容幅） without the tolerance within which a figure counts as kept.
    method_without_tolerance(span, method: &str) = MissingItem {
        title "比べ方「{method}」に使う項目「許容幅」がありません"
        here "この比べ方です"
        remedy "この指標に「許容幅: 5」の形で、維持とみなす幅（％）を加えるか、ほかの比べ方を選んでください"
    }

    /// A method that judges the opposite direction, or cannot judge the wanted one.
    method_unlike_direction(span, method: &str, direction: &str, others: &[&str]) = MethodMismatch {
        let others = others.join("、");
        title "比べ方「{method}」は、望ましい方向が「{direction}」の指標に合いません"
        here "この比べ方です"
        remedy "方向が正しければ、{others} のどれかを選んでください"
    }

    /// A figure that a method misjudges; `rated` where the method gives a rate.
    method_unlike_figure(span, method: &str, why: &str, rated: bool) = MethodMismatch {
        title "この値は、比べ方「{method}」に合いません"
        here "この値です"
        remedy if rated {
            "{why}。このまま作ると、率は「算出できない」になるか、実際と違う印象を与えます"
        } else {
            "{why}"
        }
    }
}
