//! The evaluation as true: exact, checked, without wording or layout.
//! Sheets -> Model. Everything the renderers may say follows from here.

pub mod achieve;
pub mod checks;
pub mod compare;
pub mod correction;
pub mod declared;
pub mod fact_id;
pub mod figures;
pub mod grading;
pub mod handout;
pub mod identity;
pub mod increments;
pub mod indicator;
pub mod methods;
pub mod origins;
pub mod published;
pub mod quantity;
pub mod resolve;
pub mod rounding;
pub mod stage;
pub mod sums;
pub mod texts;

use crate::model::handout::Handout;
use crate::model::stage::Stages;
use crate::model::texts::Texts;
use crate::terms::year::Date;

/// Everything a city publishes with Kōhyō.
#[derive(Debug, Clone)]
pub struct Model {
    /// The city and its site.
    pub city: City,
    /// The years, earliest first, and then the plans.
    pub declared: Vec<declared::DeclaredYear>,
    /// What is not published yet.
    pub stages: Stages,
    /// Which indicators and sheets of the years are the same.
    pub identities: identity::Identities,
    /// Handouts, by path of their specs.
    pub handouts: Vec<Handout>,
    /// What years and sheets say in words.
    pub texts: Vec<Texts>,
}

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
    /// The date the content stands for, unless `--as-of` gives another.
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
    /// Address at which the site will lie, with a slash at its end; `None` when not stated.
    pub address: Option<String>,
    /// What has been published when, newest first.
    pub announcements: Vec<Announcement>,
}

impl City {
    /// Who made the site, as far as the city says; empty where it does not.
    #[must_use]
    pub fn maker(&self) -> &str {
        self.author.as_deref().or(self.publisher.as_deref()).unwrap_or_default()
    }
}

/// What is published of the people that sheets name, besides their posts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct People {
    /// 氏名の公表
    pub names: bool,
    /// 内線番号の公表
    pub extensions: bool,
}

/// That something was published (公表の記録).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// The day.
    pub day: Date,
    /// What, in one sentence.
    pub title: String,
    /// More about it; may be empty.
    pub text: String,
}
