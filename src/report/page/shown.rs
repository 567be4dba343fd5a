//! Building blocks of all pages: figures, links, labels, files, notes.

use serde::Serialize;

/// A printed figure, or its missing-value word, with the fact it states.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    /// Id of the fact in the open data, e.g. `h25.52.成果指標.製造品出荷額等.実績.平成24`.
    pub fact: String,
    /// Printed text, without the unit unless that is part of it (`52.7％`, `5位`).
    pub text: String,
    /// Unit printed after the text where no table heading states it; may be empty.
    pub unit: String,
    /// Exact decimal for machines; empty when missing.
    pub value: String,
    /// True when `text` is a reason such as 未公表 instead of a number.
    pub missing: bool,
    /// True when computed by Kōhyō rather than stated in the source: marked 参考（計算値）.
    pub computed: bool,
    /// Marks of its notes (`注1`).
    pub notes: Vec<String>,
    /// Text for screen readers where nothing is printed, or only a mark: 空欄, 票にない, 未公表.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub unsaid: String,
}

/// A figure in the converted unit, and in the sheet's unit where the two differ.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// In the display unit (億円); equal to the sheet's figure when no conversion is declared.
    pub main: Shown,
    /// In the sheet's unit (千万円); `None` when `main` is already in it.
    pub sheet: Option<Shown>,
}

/// A numbered note at the foot of a page.
#[derive(Debug, Clone, Serialize)]
pub struct Note {
    /// 注1
    pub mark: String,
    /// Fragment id, `chu-3f9a2b1c`.
    pub id: String,
    /// True where it is about the whole page, not about the figure at its mark.
    pub whole: bool,
    /// Text of the note.
    pub text: String,
}

/// A link; an empty `href` means the current page.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// Link text.
    pub text: String,
    /// Path relative to the page that holds it.
    pub href: String,
}

/// A file offered for download. Type and size are added once the file exists.
#[derive(Debug, Clone, Serialize)]
pub struct Download {
    /// Link text, without type and size.
    pub text: String,
    /// Path relative to the page.
    pub href: String,
    /// Path from the root of the output: key into the table of file sizes.
    pub path: String,
}

/// A label with plain text.
#[derive(Debug, Clone, Serialize)]
pub struct Labelled {
    /// Label, as on the paper form.
    pub label: String,
    /// Second, smaller line of the label; may be empty.
    pub hint: String,
    /// Text.
    pub text: String,
}

/// Comparison with the target: an icon and words, never a grade.
#[derive(Debug, Clone, Serialize)]
pub struct Status {
    /// `done`, `miss`, `early`, `wait` or `none`.
    pub kind: String,
    /// 届いた, 届かず, 目標年度前（90.8％） …
    pub word: Shown,
    /// True when the alternative reading of the source would change it.
    pub doubtful: bool,
}

/// A code and a name.
#[derive(Debug, Clone, Serialize)]
pub struct CodeName {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
}

/// Data about the site that every page shows.
#[derive(Debug, Clone, Serialize)]
pub struct Site {
    /// 盛岡市の政策評価
    pub name: String,
    /// 盛岡市
    pub city: String,
    /// Official site of the city.
    pub home: Link,
    /// Lines of the footer: contact, then notes.
    pub contact: Vec<String>,
    /// Small print of the footer.
    pub about: Vec<String>,
    /// Author of the site, for the metadata of PDFs; empty where the city states none.
    pub author: String,
    /// 公表者, 作成者 and 利用条件, where stated.
    pub terms: Vec<Labelled>,
    /// Link text for the feed; empty when there is none.
    pub feed: String,
}

/// Publication stage of a page.
#[derive(Debug, Clone, Serialize)]
pub struct StageMark {
    /// `draft`, `confirmed`, or `list` for a page that lists such pages.
    pub kind: String,
    /// 下書き
    pub word: String,
    /// 下書きです。公表前の内容です。
    pub sentence: String,
}

/// A page that is not published yet.
#[derive(Debug, Clone, Serialize)]
pub struct StagedPage {
    /// Relative path to it from the current page.
    pub href: String,
    /// `draft` or `confirmed`
    pub kind: String,
    /// 下書き
    pub word: String,
}
