//! Sentences about days and years of the fields, in declarations and on sheets.

use crate::diag::messages::sentence::slip_hint;
use crate::terms::place::Span;

messages! {
    /// A key that only fields of another type have.
    key_of_another_type(span, key: &str, field: &str, wanted: &str) = BadForm {
        title "「{key}」は、型が {wanted} の欄に書くものです"
        here "ここです"
        remedy "欄「{field}」の型を {wanted} に直すか、「{key}」とその内容を消してください"
    }

    /// 以後 names no date field of its section.
    no_such_day_field(span, name: &str, near: Option<&str>, all: &[&str]) = DanglingReference {
        let hint = slip_hint(name, near);
        let known = all.join("、");
        let there = words!(match all {
            [] => "この区画には、ほかに日付の欄がありません",
            _ => "この区画の日付の欄は、ほかに {known} です",
        });
        title "日付の欄「{name}」が、この区画にありません"
        here "この欄です"
        remedy "{hint}{there}。実績の年度が終わった後の日なら、実績年度 と書いてください"
    }

    /// もと of a 年度 names no section with targets.
    no_section_of_years(span, name: &str, near: Option<&str>, all: &[&str]) = DanglingReference {
        let hint = slip_hint(name, near);
        let known = all.join("、");
        title "指標か増加分の区画「{name}」が、この様式にありません"
        here "この区画です"
        remedy match all {
            [] => "{hint}この様式には、指標の区画がありません",
            _ => "{hint}この様式の指標の区画は {known} です",
        }
    }

    /// A day after the reference date on which something is said to be done.
    day_ahead(span, item: &str, as_of: &str) = FutureDate {
        title "「{item}」が、基準日（{as_of}）より後の日付です"
        here "この日付です"
        remedy "日付を確かめてください。まだ済んでいないときは、日付の代わりに「未公表」か「空欄」と書いてください。正しければ、city.yaml の「基準日」をこの日以後の日に直してください"
    }

    /// A day before another one that it cannot precede.
    day_before(span, item: &str, other: &str, place: Span) = DateOrder {
        title "「{item}」が「{other}」より前の日付です"
        here "{item}です"
        also place "{other}です"
        remedy "どちらかの日付を、原典と照らして直してください"
    }

    /// A day before the end of the year whose results the sheet states.
    day_within_the_year(span, item: &str, year: &str) = EarlyReview {
        title "「{item}」が、{year}の終わりより前の日付です"
        here "この日付です"
        remedy "この票の実績の年度（{year}）か、日付の誤りでないか、原典と照らしてください。年度の途中の日で正しければ、このままで構いません"
    }

    /// A fiscal year for which a plan has no target. `whose` says where the targets are.
    year_without_target(span, year: &str, whose: &str, allowed: &[&str]) = UnknownYear {
        let allowed = allowed.join("、");
        title "{year}は、{whose}に無い年度です"
        here "この年度です"
        remedy "ここに書けるのは、{whose}にある年度（{allowed}）です"
    }
}
