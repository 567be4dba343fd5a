//! Sentences about answers to warnings (警告の確認).

use crate::diag::codes::Code;
use crate::diag::messages::sentence::diag;
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// Number of warnings that are pointed at.
const SHOWN: usize = 10;

/// An answer to a warning that is not there.
#[must_use]
pub fn unused_answer(span: Span, code: &str) -> Diag {
    diag(
        Code::UnusedAnswer,
        span,
        format!("確認したという注意「{code}」は、ここに当てはまるものがありません"),
        "この確認です",
        "注意が出なくなったのなら、この確認を消してください。出ているのに当てはまらないときは、「箇所」の言葉が、注意の文かその行にあるか確かめてください",
    )
}

/// An answer that could be about several warnings.
#[must_use]
pub fn vague_answer(span: Span, code: &str, places: Vec<Span>) -> Diag {
    let mut diag = diag(
        Code::UnusedAnswer,
        span,
        format!("確認したという注意「{code}」が{}件あり、どれのことか定まりません", places.len()),
        "この確認です",
        "「箇所」に、確かめた注意の文かその行にある言葉を書き、注意1件につき1件ずつ確認を書いてください",
    );
    let related = |place| (place, "この注意が当てはまります".to_owned());
    diag.related.extend(places.into_iter().take(SHOWN).map(related));
    diag
}

/// What was published is another now, and nothing says so. `block` is to be pasted where it can be given.
#[must_use]
pub fn unrecorded_change(
    span: Option<Span>,
    what: &str,
    [before, after]: [&str; 2],
    release: &str,
    block: Option<&str>,
) -> Diag {
    let title = if after.is_empty() {
        format!("前の公表版「{release}」で公表した「{what}」の{before}が、記録なしに無くなりました")
    } else {
        format!(
            "前の公表版「{release}」で公表した「{what}」が、{before}から{after}に、記録なしに変わりました"
        )
    };
    let paste = block.map_or_else(String::new, |block| {
        format!("。次を票の終わりに貼り、理由を書いてください（「訂正」が既にあるときは、2行目から）\n{block}")
    });
    Diag {
        code: Code::UnrecordedChange,
        span,
        title,
        label: "今の内容です".to_owned(),
        related: Vec::new(),
        remedy: format!(
            "誤りを直したのなら「訂正」に、計画を改めたのなら「目標の改定」に、指標の名称を改めたのなら「旧名称」に書いてください。公表の記録に残す必要がないときは、「警告の確認」に理由を書いてください{paste}"
        ),
    }
}
