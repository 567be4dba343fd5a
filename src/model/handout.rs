//! A handout (資料): what one booklet for a council or a committee holds, in its order.

use crate::model::year::Date;
use crate::source::FileId;

/// A handout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handout {
    /// The file that says so.
    pub file: FileId,
    /// Its name without ending: name of the booklet.
    pub name: String,
    /// 件名
    pub title: String,
    /// 会議名
    pub meeting: Option<String>,
    /// 年月日
    pub day: Date,
    /// 担当課
    pub office: Option<String>,
    /// 資料番号 of the whole.
    pub number: Option<String>,
    /// Folder of the evaluation whose sheets it holds: `h25`.
    pub dir: String,
    /// 前回の年月日
    pub last: Option<Date>,
    /// What chose the sheets, in words of the spec; empty when all are in.
    pub filters: Vec<(Filter, Vec<String>)>,
    /// 資料
    pub parts: Vec<Part>,
    /// 用語: word and explanation.
    pub terms: Vec<(String, String)>,
    /// 両面: inner and outer margins change sides.
    pub duplex: bool,
}

/// A condition on the sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// 施策の柱
    Pillar,
    /// 施策
    Policy,
    /// 主管部
    Department,
}

/// A part of a handout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// 資料番号 of the part.
    pub number: Option<String>,
    /// 見出し
    pub heading: Option<String>,
    /// 種類, with the codes of what it holds.
    pub content: Content,
}

/// What a part holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// 要点 of the sheets of these codes.
    Points(Vec<String>),
    /// 指標一覧 of the sheets of these codes.
    Indicators(Vec<String>),
    /// The sheets of these codes.
    Sheets(Vec<String>),
    /// Plans of these codes.
    Plans(Vec<String>),
    /// Reviews of the plans of these codes.
    Reviews(Vec<String>),
    /// 用語
    Terms,
}
