//! Pages -> the list with instructions for entering them into a city's content management system (CMS).

use serde::Serialize;

use crate::report::page::{Body, Page};

/// The list of all parts, with what to do.
#[derive(Debug, Clone, Serialize)]
pub struct CmsList {
    /// Heading.
    pub heading: String,
    /// What the folder is.
    pub lead: String,
    /// What to do, in order.
    pub steps: Vec<String>,
    /// One for each page.
    pub parts: Vec<CmsPart>,
}

/// One page to enter.
#[derive(Debug, Clone, Serialize)]
pub struct CmsPart {
    /// Folder of the part, `h25/52`.
    pub folder: String,
    /// Title to enter in the system.
    pub title: String,
    /// Description to enter in the system.
    pub description: String,
}

/// File name of the body, in the folder of its part.
pub const BODY: &str = "body.html";

/// True for pages that go into a CMS: all but the one for unknown addresses.
#[must_use]
pub fn is_part(page: &Page) -> bool {
    !matches!(page.body, Body::Missing(_))
}

/// Folder of a page's part: its path without the ending.
#[must_use]
pub fn folder(page: &Page) -> &str {
    page.path.strip_suffix(".html").unwrap_or(&page.path)
}

/// A page's line in the list.
#[must_use]
pub fn listed(page: &Page) -> CmsPart {
    CmsPart {
        folder: folder(page).to_owned(),
        title: page.title.clone(),
        description: page.description.clone(),
    }
}

/// The list of these parts.
#[must_use]
pub fn list(parts: Vec<CmsPart>) -> CmsList {
    CmsList {
        heading: "ホームページ管理システム（CMS）に載せる本文".to_owned(),
        lead: "1行が1ページです。本文は見出し2から4、段落、表、図だけでできていて、飾りと題名（見出し1）は含みません。"
            .to_owned(),
        steps: [
            "管理システムで新しいページを作り、「題名」と「説明」を写します。",
            "「本文」のファイルを開き、HTMLの全てを管理システムの本文に貼ります。",
            "「添付するファイル」を管理システムに載せ、本文の図とリンクが開くことを確かめます。",
        ]
        .map(str::to_owned)
        .into(),
        parts,
    }
}
