//! Sentences about corrections (訂正).

use crate::diag::alike;
use crate::terms::place::Span;

messages! {
    /// A correction whose figure is not that of the sheet.
    correction_differs(span, after: &str, now: &str, place: Span) = CorrectionDiffers {
        let note = alike::note(after, now);
        title "訂正後の「{after}」が、今の票の「{now}」と合いません"
        here "訂正後はここです"
        also place "今の値はここです"
        remedy "票の値を訂正後の値に直すか、「後」を票の値に合わせてください{note}"
    }

    /// A correction of a figure that the sheet does not have.
    correction_of_nothing(span, item: &str, like: &[&str]) = DanglingReference {
        let one = |address: &&str| format!("「{address}」{}", alike::note(item, address));
        let all = like.iter().map(one).collect::<Vec<_>>().join("、");
        let there = words!(match like {
            [] => "この票には数値がありません",
            _ => "近いものは、{all}です",
        });
        title "訂正した数値「{item}」が、この票にありません"
        here "この所在です"
        remedy "順番の数字ではなく、識別か名称で書いてください。{there}。文を訂正したときなど、数値を指さないときは「事実」を消してください"
    }

    /// A correction dated after the reference date.
    future_correction(span, day: &str, as_of: &str) = FutureCorrection {
        title "訂正日「{day}」が、基準日（{as_of}）より後です"
        here "この日付です"
        remedy "訂正日を確かめてください。正しければ、city.yaml の「基準日」を訂正日以後の日に直してください"
    }

    /// A sheet published after the reference date.
    published_ahead(span, day: &str, as_of: &str) = FutureDate {
        title "公表日「{day}」が、基準日（{as_of}）より後です"
        here "この日付です"
        remedy "公表日を確かめてください。正しければ、city.yaml の「基準日」を公表日以後の日に直してください"
    }

    /// A figure in full-width digits, which a correction takes as text.
    correction_in_wide_digits(span, item: &str, half: &str) = WideCorrection {
        title "訂正の「{item}」の数値に、全角の文字が使われています"
        here "全角の文字があります"
        remedy "数値のつもりなら、半角で {half} と書いてください。このままでは文として扱い、票の数値と照らし合わせません"
    }
}
