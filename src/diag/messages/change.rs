//! Sentences about revised targets (目標の改定) and breaks in a series (断絶).

use crate::diag::alike;
use crate::terms::place::Span;

messages! {
    /// A revision that changes nothing.
    revision_without_change(span, value: &str) = RevisionDiffers {
        title "目標の改定の「前」と「後」が、同じ「{value}」です"
        here "「後」はここです"
        remedy "「前」に改める前の計画を書いてください。計画を改めていないときは、この1件を消してください"
    }

    /// A revision whose value is neither that of the year's next revision nor the target of the sheet.
    revision_differs(span, after: &str, (now, place): (&str, Span), plan: bool) = RevisionDiffers {
        let what = if plan { "今の計画" } else { "次の改定の「前」" };
        let remedy = if plan {
            "計画を直すか、最後の改定の「後」を計画に合わせてください"
        } else {
            "同じ年度の計画を何度か改めたときは、改定日の順に、前の改定の「後」と次の改定の「前」を同じ値にしてください"
        };
        let note = alike::note(after, now);
        title "目標の改定の「後」の「{after}」が、{what}の「{now}」と合いません"
        here "「後」はここです"
        also place "{what}はここです"
        remedy "{remedy}{note}"
    }

    /// A revision of a year without a target on the sheet.
    revision_of_no_plan(span, year: &str) = RevisionDiffers {
        title "目標を改定したという{year}の計画が、この指標にありません"
        here "この年度です"
        remedy "年度を確かめてください。正しければ、その年度の計画を「計画」に加えてください"
    }

    /// A revision dated after the reference date.
    revision_ahead(span, as_of: &str) = FutureDate {
        title "「改定日」が、基準日（{as_of}）より後の日付です"
        here "この日付です"
        remedy "改定日を確かめてください。正しければ、city.yaml の「基準日」を改定日以後の日に直してください"
    }

    /// Two breaks at one year.
    same_break(span, year: &str, first: Span) = DuplicateKey {
        title "{year}の断絶が2回書かれています"
        here "2回めです"
        also first "1回めはここです"
        remedy "1つにまとめ、理由を1文で書いてください"
    }
}
