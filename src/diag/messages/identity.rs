//! Sentences about the identity of an indicator over the years (識別).

use crate::diag::alike;
use crate::terms::place::Span;

messages! {
    /// Two indicators of a year with the same identity.
    duplicate_identity(span, identity: &str, (other, first): (&str, Span)) = DuplicateCode {
        let note = alike::note(identity, other);
        title "識別「{identity}」が、同じ年度の2つの指標にあります"
        here "2つめです"
        also first "1つめはここです"
        remedy "識別は指標ごとに違うものにしてください。年度が変わっても同じ指標であるときだけ、同じ識別を書きます{note}"
    }

    /// Two things of one kind in one sheet with the same name.
    duplicate_name(span, what: &str, name: &str, (other, first): (&str, Span)) = DuplicateName {
        let by_identity = words!(match what {
            "指標" => "。票の指標名が同じときは、それぞれに違う「識別」を書いてください",
            _ => "",
        });
        let note = alike::note(name, other);
        title "{what}「{name}」が2つあります"
        here "2つめです"
        also first "1つめはここです"
        remedy "同じものを2回書いたときは、どちらか一方を消してください。違うものであれば、票のとおりに名称を書き分けてください{by_identity}{note}"
    }
}
