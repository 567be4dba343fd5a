//! Sentences about answers to warnings (警告の確認).

use crate::diag::codes::Code;
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// Number of warnings that a message points at.
const SHOWN: usize = 10;

messages! {
    /// An answer to a warning that does not exist.
    unused_answer(span, code: &str) = UnusedAnswer {
        title "確認したという注意「{code}」は、ここに当てはまるものがありません"
        here "この確認です"
        remedy "注意が出なくなったのなら、この確認を消してください。出ているのに当てはまらないときは、「箇所」の言葉が、注意の文かその行にあるか確かめてください"
    }

    /// An answer that matches several warnings.
    vague_answer(span, code: &str, places: Vec<Span>) = UnusedAnswer {
        let count = places.len();
        let fits = |place| (place, "この注意が当てはまります".to_owned());
        let open = places.into_iter().take(SHOWN).map(fits);
        title "確認したという注意「{code}」が{count}件あり、どれのことか定まりません"
        here "この確認です"
        also open
        remedy "「箇所」に、確かめた注意の文かその行にある言葉を書き、注意1件につき1件ずつ確認を書いてください"
    }
}

/// A published figure has changed without a recorded correction. `block` is to be pasted where it can be given.
#[must_use]
pub fn unrecorded_change(
    span: Option<Span>,
    what: &str,
    [before, after]: [&str; 2],
    release: &str,
    block: Option<&str>,
) -> Diag {
    let removed = after.is_empty();
    let paste = words!(if let Some(block) = block {
        "。次を票の終わりに貼り、理由を書いてください（「訂正」が既にあるときは、2行目から）\n{block}"
    });
    // The block is pasted as it stands, so it must not be shortened.
    Diag {
        code: Code::UnrecordedChange,
        span,
        title: words!(if removed {
            "前の公表版「{release}」で公表した「{what}」の{before}が、記録なしに無くなりました"
        } else {
            "前の公表版「{release}」で公表した「{what}」が、{before}から{after}に、記録なしに変わりました"
        }),
        label: "今の内容です".to_owned(),
        related: Vec::new(),
        remedy: format!(
            "誤りを直したのなら「訂正」に、計画を改めたのなら「目標の改定」に、指標の名称を改めたのなら「旧名称」に書いてください。公表の記録に残す必要がないときは、「警告の確認」に理由を書いてください{paste}"
        ),
        fix: None,
    }
}
