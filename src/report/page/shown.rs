//! What all pages are made of: figures, links, labels, files, notes.

use serde::Serialize;

/// One figure or its missing-value word as it is printed, tied to the fact it states.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    /// Id of the fact in the open data, e.g. `h25.52.成果指標.製造品出荷額等.実績.平成24`.
    pub fact: String,
    /// Text to print, without the unit unless the unit is part of it (`52.7％`, `5位`).
    pub text: String,
    /// Unit to print after the text where no table head states it; may be empty.
    pub unit: String,
    /// Exact decimal for machines; empty when missing.
    pub value: String,
    /// True when `text` is a reason such as 未公表 instead of a number.
    pub missing: bool,
    /// True when computed by Kōhyō and not stated in the source: to be marked 参考（計算値）.
    pub computed: bool,
    /// Marks of the notes that belong to this figure (`注1`).
    pub notes: Vec<String>,
    /// What is read aloud where nothing is printed, or a mark that says nothing by itself: 空欄, 票にない, 未公表.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub unsaid: String,
}

/// A figure in the unit people say, and in the sheet's own unit where the two differ.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// In the display unit (億円); equal to the sheet's figure when no conversion is declared.
    pub main: Shown,
    /// In the sheet's unit (千万円); `None` when `main` already is.
    pub sheet: Option<Shown>,
}

/// A numbered note at the foot of a page.
#[derive(Debug, Clone, Serialize)]
pub struct Note {
    /// 注1
    pub mark: String,
    /// Fragment id, `chu-3f9a2b1c`.
    pub id: String,
    /// True where it speaks of the whole page, not of what its mark stands at.
    pub whole: bool,
    /// Text of the note.
    pub text: String,
}

/// A link; an empty `href` means the current page.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// Words of the link.
    pub text: String,
    /// Path relative to the page that holds it.
    pub href: String,
}

/// A file offered for download. Type and size are added when the file has been made.
#[derive(Debug, Clone, Serialize)]
pub struct Download {
    /// Words of the link, without type and size.
    pub text: String,
    /// Path relative to the page.
    pub href: String,
    /// Path from the root of the output: key into the table of file sizes.
    pub path: String,
}

/// A label with a plain text.
#[derive(Debug, Clone, Serialize)]
pub struct Labelled {
    /// Label, as on the paper form.
    pub label: String,
    /// Second, smaller line of the label; may be empty.
    pub hint: String,
    /// Text.
    pub text: String,
}

/// Comparison with the target: an icon kind and words, never a grade.
#[derive(Debug, Clone, Serialize)]
pub struct Status {
    /// `done`, `miss`, `early`, `wait` or `none`.
    pub kind: String,
    /// 届いた, 届かず, 目標年度前（90.8％） …
    pub word: Shown,
    /// True when another reading of the source would give another one.
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

/// The parts of the site that every page shows.
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
    /// Who made the site, for the metadata of PDFs; empty where the city does not say.
    pub author: String,
    /// 公表者, 作成者 and 利用条件, as far as the city states them.
    pub terms: Vec<Labelled>,
    /// Words of the link to the feed; empty when there is none.
    pub feed: String,
}

/// How far a page is from being published.
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
    /// The way to it from the page that holds this.
    pub href: String,
    /// `draft` or `confirmed`
    pub kind: String,
    /// 下書き
    pub word: String,
}
