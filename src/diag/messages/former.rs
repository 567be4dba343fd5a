//! Sentences about the code of a sheet in the year before (前のコード).

use crate::diag::messages::sentence::slip_hint;
use crate::terms::place::Span;

/// Limit of codes listed one by one.
const FEW: usize = 12;

messages! {
    /// A code that the year before does not have; `dir` is the folder of that year.
    no_former_code(
        span, code: &str, [dir, level]: [&str; 2], near: Option<&str>, known: &[&str],
    ) = DanglingReference {
        let hint = slip_hint(code, near);
        let many = known.len();
        let known = known.join("、");
        let all = words!(match many {
            0 => "{dir} には、{level}の票がありません",
            1..=FEW => "{dir} の{level}のコードは {known} です",
            _ => "{dir} の{level}の票は{many}枚あります。そのどれかのコードを書いてください",
        });
        title "前のコード「{code}」の票が、前の年度（{dir}）にありません"
        here "このコードです"
        remedy "{hint}{all}。前の年度になかったものなら「前のコード: 該当なし」と書いてください"
    }

    /// A code that is written twice.
    former_code_twice(span, code: &str, first: Span) = DuplicateCode {
        title "前のコード「{code}」が2回書かれています"
        here "2回めです"
        also first "1回めはここです"
        remedy "どちらか一方を消してください。別の票のコードの書き誤りなら、直してください"
    }
}
