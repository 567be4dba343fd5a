//! Sentences about contradicting years, and about leftovers of a copy of last year's folder.

use crate::terms::place::Span;

/// The first character of a text that may be long.
fn start(span: &Span) -> Span {
    Span::new(span.file, span.start()..span.start())
}

messages! {
    /// Two contradicting years.
    years_conflict(span, title: String, (place, words): (Span, &str)) = YearsConflict {
        title title
        here "この年度です"
        also place "{words}"
        remedy "どちらの年度が正しいか、原典と照らしてください。正しければ、その理由を「警告の確認」に書いてください"
    }

    /// A base that differs from the actual of its year.
    base_differs(
        [(span, base), (place, actual)]: [(Span, &str); 2], year: &str,
    ) = BaseDiffers at span {
        title "{year}の値が、当初値では{base}、実績では{actual}です"
        here "当初値です"
        also place "実績です"
        remedy "当初値の年度か、どちらかの値を原典と照らしてください。原典のとおりなら、{{ 値: 数値, 注: 理由 }} の形で理由を書くと、この注意は出なくなります"
    }

    /// A text that should be rewritten every year is identical to last year's.
    words_of_last_year(
        [at, last]: [&Span; 2], code: &str, names: &[&str],
    ) = SameAsLastYear at text {
        let (text, before) = (start(at), start(last));
        let names = names.join("、");
        title "票「{code}」の文が、前の年度の票と同じです（{names}）"
        here "この文です"
        also before "前の年度の票の文です"
        remedy "前の年度の票を写したままでないか、確かめてください。正しければ、その理由を「警告の確認」に書いてください"
    }

    /// A title or source that names other years than its sheet's.
    names_another_year(span, what: &str, said: &str, wanted: &str) = OtherYear {
        title "「{what}」に、この票の年度と違う{said}が書かれています"
        remedy "この票の年度は{wanted}です。前の年度の票を写したままでないか、原典と照らしてください。正しければ、その理由を「警告の確認」に書いてください"
    }

    /// A title or source that still names last year's years.
    names_last_year(span, what: &str, said: &str, last: Span) = OtherYear {
        title "「{what}」が、前の年度のもの（{said}）と同じです"
        also last "前の年度のものです"
        remedy "前の年度の票を写したままでないか、原典と照らしてください。正しければ、その理由を「警告の確認」に書いてください"
    }

    /// A survey of a year that is not over.
    future_survey(span, year: &str, limit: &str) = FutureActual {
        title "{year}の調査の結果は、まだあるはずがありません（{limit}）"
        here "この年度です"
        remedy "調査の年度を確かめてください"
    }

    /// Something published after the reference date.
    future_announcement(span, as_of: &str) = FutureDate {
        title "「公表の記録」の年月日が、基準日（{as_of}）より後の日付です"
        here "この日付です"
        remedy "年月日か基準日を確かめてください。これから公表することは、公表した日に書き、基準日も改めてください"
    }

    /// A reference date before the figures could be known; `as_of` where the date is written.
    early_as_of(span, as_of: Option<Span>, year: &str, day: &str) = EarlyAsOf {
        title "基準日（{day}）が、実績の年度（{year}）の終わりより前の日付です"
        here "実績の年度です"
        also as_of "基準日です"
        remedy "基準日か年度の誤りでないか確かめてください。年度の途中の実績を載せるのであれば、このままで構いません"
    }
}
