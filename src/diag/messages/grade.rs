//! Sentences about the city's rule for grades (評価区分) and its words for effects.

use crate::terms::place::Span;

messages! {
    /// A word of the city's rule that is listed twice.
    word_twice(span, item: &str, word: &str, first: Span) = GradeRule {
        title "「{item}」に「{word}」が2つあります"
        here "2つめです"
        also first "1つめはここです"
        remedy "同じ言葉では見分けられません。どちらかを別の言葉にするか、片方を消してください"
    }

    /// A threshold that is not below the one before it.
    threshold_order(span, here: &str, above: &str, place: Span) = GradeRule {
        title "評価区分の「以上」の{here}が、1つ上の区分の{above}より小さくありません"
        here "この数値です"
        also place "1つ上の区分はここです"
        remedy "率の大きい区分から順に、「以上」がだんだん小さくなるように書いてください"
    }

    /// A grade without a threshold, which covers everything, above others.
    grade_without_threshold(span, name: &str) = GradeRule {
        title "評価区分「{name}」に「以上」がありません"
        here "この区分です"
        remedy "「以上」を省けるのは、一番下の区分だけです。{{ 名称: A, 以上: 100 }} の形で書いてください"
    }

    /// No grade for rates below the lowest threshold.
    grades_leave_a_rest(span, name: &str) = GradeRule {
        title "一番下の評価区分「{name}」の「以上」に届かない率の区分がありません"
        here "一番下の区分です"
        remedy "「それ未満: 名称」を加えるか、一番下の区分から「以上」を消してください"
    }

    /// Two grades without a threshold.
    two_lowest_grades(span, name: &str, below: Span) = GradeRule {
        title "残りの率の評価区分が、「{name}」と「それ未満」の2つあります"
        here "「以上」の無い区分です"
        also below "「それ未満」はここです"
        remedy "この区分に「以上」を書くか、「それ未満」を消してください"
    }

    /// A method that gives no rate.
    graded_without_rate(span, method: &str) = GradeRule {
        title "比べ方「{method}」は率を出さないので、評価区分を付けられません"
        here "この方法です"
        remedy "この方法を消してください。この方法の指標は、対象外として示します"
    }
}
