//! A handout (資料): the parts of one booklet for a council or a committee, in order.

use crate::terms::place::FileId;
use crate::terms::year::Date;

/// A handout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handout {
    /// Its spec.
    pub file: FileId,
    /// Name of the spec without ending, which is that of the booklet.
    pub name: String,
    /// 件名
    pub title: String,
    /// 会議名
    pub meeting: Option<String>,
    /// 年月日
    pub day: Date,
    /// 担当課
    pub office: Option<String>,
    /// 資料番号 of the whole handout.
    pub number: Option<String>,
    /// Folder of the evaluation whose sheets it contains: `h25`.
    pub dir: String,
    /// 前回の年月日
    pub last: Option<Date>,
    /// The conditions that chose the sheets, in words: 施策の柱5 活力ある産業の振興; empty when all are in.
    pub chosen: Vec<String>,
    /// 資料
    pub parts: Vec<Part>,
    /// 用語: word and explanation.
    pub terms: Vec<(String, String)>,
    /// 両面: inner and outer margins alternate.
    pub duplex: bool,
}

impl Handout {
    /// The texts of its spec, each with its item, as printed in the booklet.
    #[must_use]
    pub fn texts(&self) -> Vec<(String, String)> {
        let Self { file: _, name: _, title, meeting, day: _, office, number, .. } = self;
        let head = [
            ("件名", Some(title)),
            ("会議名", meeting.as_ref()),
            ("担当課", office.as_ref()),
            ("資料番号", number.as_ref()),
        ];
        let head = head.map(|(item, text)| (item.to_owned(), text));
        let parts = self.parts.iter().enumerate().flat_map(|(place, part)| {
            let Part { number, heading, content: _ } = part;
            let named = [("資料番号", number.as_ref()), ("見出し", heading.as_ref())];
            named.map(|(item, text)| (format!("資料 {} {item}", place + 1), text))
        });
        let explained = self.parts.iter().any(|part| part.content == Content::Terms);
        let terms = self.terms.iter().enumerate().filter(|_| explained);
        let terms = terms.flat_map(|(place, (word, text))| {
            let said = [("語", Some(word)), ("説明", Some(text))];
            said.map(|(item, text)| (format!("用語 {} {item}", place + 1), text))
        });
        let all = head.into_iter().chain(parts).chain(terms);
        all.filter_map(|(item, text)| Some((item, text?.clone()))).collect()
    }
}

/// A part of a handout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// 資料番号 of the part.
    pub number: Option<String>,
    /// 見出し
    pub heading: Option<String>,
    /// 種類, with its contents.
    pub content: Content,
}

/// Contents of a part. Sheets are given by their ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// 要点 of these sheets.
    Points(Vec<String>),
    /// 指標一覧 of these sheets.
    Indicators(Vec<String>),
    /// These sheets.
    Sheets {
        /// Folder of their year, or a folder that is not a year.
        dir: String,
        /// The sheets.
        ids: Vec<String>,
        /// Collective name of sheets in a folder that is not a year: 地域再生計画の検証.
        called: Option<String>,
    },
    /// 用語
    Terms,
}
