//! 割合 as declared: who shares the whole, whether each entry below is a part of it or shared itself, weights, and
//! what follows from both.

use super::value::Name;

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
