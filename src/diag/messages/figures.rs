//! Sentences about figures that do not add up, cannot be, or move oddly from year to year.

use crate::terms::place::Span;

messages! {
    /// An impossible figure. `wanted` says what is allowed.
    out_of_range(span, what: &str, text: &str, wanted: &str) = OutOfRange {
        title "{what}の{text}は、あり得ない数値です"
        here "この数値です"
        remedy "{what}は{wanted}です。原典と照らして、数値か、書く場所を直してください"
    }

    /// A factor of zero or less.
    factor_not_positive(span, factor: &str) = WrongFactor {
        title "換算の倍率{factor}では、別の単位の数値になりません"
        here "この倍率です"
        remedy "倍率には、票の数値に掛けるとページの単位になる、0より大きい数を書いてください（千万円から億円なら 0.1）"
    }

    /// A factor that does not fit the two units.
    wrong_factor(span, [from, to]: [&str; 2], factor: &str, wanted: &str) = WrongFactor {
        title "換算の倍率{factor}では、{from}が{to}になりません"
        here "この倍率です"
        remedy "1{from}は{wanted}{to}です。倍率を {wanted} とするか、単位を直してください"
    }

    /// A figure that changed too much for the years in between.
    year_jump(
        [(before, from), (after, to)]: [(Span, &str); 2], what: &str, years: i16, change: &str,
    ) = YearJump at after {
        title "{what}が{years}年で大きく変わっています（{from}から{to}、{change}）"
        here "この数値です"
        also before ""
        remedy "桁や単位の誤りでないか、原典と照らしてください。正しければ、{{ 値: 数値, 注: 理由 }} の形で理由を書くと、この注意は出なくなります"
    }

    /// A cumulative total below the one before.
    falling_total(
        [(before, from), (after, to)]: [(Span, &str); 2], what: &str,
    ) = FallingTotal at after {
        title "値の種類は「累計」ですが、{what}が{from}から{to}へ減っています"
        here "この数値です"
        also before ""
        remedy "値か、値の種類を原典と照らしてください。正しければ、{{ 値: 数値, 注: 理由 }} の形で理由を書くと、この注意は出なくなります"
    }
}
