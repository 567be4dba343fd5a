//! 割合 as declared: who shares the whole, whether each entry below is a part of it or shared itself, weights, and
//! what follows from both.

use super::read::{name, word};
use super::value::Name;
use crate::yaml::node::Node;

/// Key of a share that has a text beside it.
pub const SHARE: &str = "比率";

/// A section of shares.
#[derive(Debug, Clone)]
pub struct Shares {
    /// 主体: who shares; none where the entries below are the parts themselves.
    pub parties: Vec<Name>,
    /// 行: 下位: whether there is a row for each entry of the level below.
    pub below: bool,
    /// 文: what the text beside each share is called.
    pub text: Option<Name>,
    /// 重み: what the weight of an entry below is called.
    pub weight: Option<Name>,
    /// 比重
    pub product: Option<Product>,
}

/// What weights and the shares of one party come to (比重): share × weight ÷ 100.
#[derive(Debug, Clone)]
pub struct Product {
    /// 名
    pub name: Name,
    /// 主体
    pub party: Name,
    /// 合計: what the sum of all is called, where a sheet may state it.
    pub total: Option<Name>,
}

impl Shares {
    /// The place of the party whose shares are weighted.
    #[must_use]
    pub fn weighted(&self) -> Option<usize> {
        let product = self.product.as_ref()?;
        self.parties.iter().position(|party| party.text == product.party.text)
    }

    /// What a sheet may state as the sum of all.
    #[must_use]
    pub fn total(&self) -> Option<&Name> {
        self.product.as_ref()?.total.as_ref()
    }
}

pub(super) fn read(node: &Node) -> Option<Shares> {
    let product = |node: &Node| {
        Some(Product {
            name: name(node, "名")?,
            party: name(node, "主体")?,
            total: name(node, "合計"),
        })
    };
    let parties = node.get("主体").map_or(&[][..], Node::items);
    Some(Shares {
        parties: parties.iter().map(word).collect::<Option<_>>()?,
        below: node.get("行").is_some(),
        text: name(node, "文"),
        weight: name(node, "重み"),
        product: node.get("比重").and_then(product),
    })
}
