//! The schema of a section of shares.

use serde_json::{Value, json};

use super::figure::plain_figure;
use super::pieces::{described, object, prose};
use crate::form::shares::{SHARE, Shares};

pub(super) fn section(of: &Shares) -> Value {
    if !of.below {
        let own = of.parties.iter().map(|party| (party.text.clone(), one(of, &party.text)));
        let names: Vec<&str> = of.parties.iter().map(|party| party.text.as_str()).collect();
        return object(own.collect(), &names);
    }
    let row = if of.parties.is_empty() { one(of, "この票") } else { shared(of) };
    let total = of.total().map(|total| {
        let what = "票に書いてある比重の合計（票になければ書きません）";
        (total.text.clone(), described(plain_figure(), what))
    });
    let total: serde_json::Map<_, _> = total.into_iter().collect();
    json!({
        "type": "object",
        "x-kohyo": "names",
        "properties": total,
        "additionalProperties": described(row, "下の階層のコード（引用符で囲む）ごとに書きます"),
    })
}

/// A share, with the text beside it where the form has one.
fn one(of: &Shares, whose: &str) -> Value {
    let share = described(plain_figure(), &format!("{whose}の割合（％）"));
    let Some(text) = &of.text else { return share };
    let own = vec![(SHARE.to_owned(), share), (text.text.clone(), described(prose(), &text.text))];
    object(own, &[SHARE, &text.text])
}

/// An entry below that the parties share, with its weight and what follows from it.
fn shared(of: &Shares) -> Value {
    let parties =
        of.parties.iter().map(|party| (&party.text, format!("{}の割合（％）", party.text)));
    let weight = of.weight.iter().map(|weight| (&weight.text, weight.text.clone()));
    let needed: Vec<(&String, String)> = parties.chain(weight).collect();
    let names: Vec<&str> = needed.iter().map(|(name, _)| name.as_str()).collect();
    let product = of.product.iter().map(|product| {
        let name = &product.name.text;
        (name, format!("票に書いてある{name}（票になければ書きません）"))
    });
    let own = needed.iter().cloned().chain(product);
    object(
        own.map(|(name, what)| (name.clone(), described(plain_figure(), &what))).collect(),
        &names,
    )
}
