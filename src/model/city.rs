//! The city, and what it has published.

use crate::terms::year::Date;

/// The publishing city (自治体).
#[derive(Debug, Clone)]
pub struct City {
    /// 盛岡市
    pub name: String,
    /// 全国地方公共団体コード, six digits, kept as text because of its leading zero.
    pub code: String,
    /// Address of the official site.
    pub home: String,
    /// Name of the published site.
    pub site_name: String,
    /// Two sentences on the front page.
    pub lead: String,
    /// The reference date, unless `--as-of` gives another.
    pub as_of: Date,
    /// Contact lines of the footer.
    pub contact: Vec<String>,
    /// Small print of the footer.
    pub about: Vec<String>,
    /// 公表者; `None` where the city does not say.
    pub publisher: Option<String>,
    /// 作成者
    pub author: Option<String>,
    /// 利用条件
    pub licence: Option<String>,
    /// Address of the published site, ending in a slash; `None` when not stated.
    pub address: Option<String>,
    /// Announcements, newest first.
    pub announcements: Vec<Announcement>,
}

impl City {
    /// Who made the site; empty where the city does not say.
    #[must_use]
    pub fn maker(&self) -> &str {
        self.author.as_deref().or(self.publisher.as_deref()).unwrap_or_default()
    }
}

/// What is published about the people on sheets; their posts always are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct People {
    /// 氏名の公表
    pub names: bool,
    /// 内線番号の公表
    pub extensions: bool,
}

/// A record of publication (公表の記録).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// The day.
    pub day: Date,
    /// What, in one sentence.
    pub title: String,
    /// More about it; may be empty.
    pub text: String,
}
