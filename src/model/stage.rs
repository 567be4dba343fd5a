//! Publication stage of sheets (公表の状態): sheets in, the unpublished ones out.

use std::collections::BTreeMap;

use crate::sheet::Sheets;
use crate::sheet::value::{DRAFT, StageWord};
use crate::terms::place::FileId;

/// 公表の状態
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// 下書き: still being written; excluded from releases.
    Draft,
    /// 確認済: published with the next release.
    Confirmed,
    /// 公表
    Published,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Confirmed, Self::Published];

    /// Its Japanese word, in content and on pages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => DRAFT,
            Self::Confirmed => "確認済",
            Self::Published => "公表",
        }
    }

    /// Code in the open data and in style sheets.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Confirmed => "confirmed",
            Self::Published => "published",
        }
    }

    fn read(word: &StageWord) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.word() == word.0.text)
    }
}

/// Unpublished sheets, by the path of their page without ending: `h25/52`.
#[derive(Debug, Clone, Default)]
pub struct Stages {
    sheets: BTreeMap<String, (Stage, FileId)>,
}

impl Stages {
    /// Reads the stages from the sheets. Default: that of `city.yaml`, else published.
    #[must_use]
    pub fn of(sheets: &Sheets) -> Self {
        let usual = sheets.city.as_ref().and_then(|city| city.data.stage.as_ref());
        let usual = usual.and_then(Stage::read).unwrap_or(Stage::Published);
        let mut found = Self::default();
        for sheet in &sheets.all {
            let stage = sheet.every.stage.as_ref().and_then(Stage::read).unwrap_or(usual);
            if stage != Stage::Published {
                let page = sheet.texts.page.clone().unwrap_or_default().replace(".html", "");
                found.sheets.insert(page, (stage, sheet.source.id));
            }
        }
        found
    }

    /// The stage of a page, `h25/52.html`.
    #[must_use]
    pub fn stage(&self, page: &str) -> Stage {
        let found = self.sheets.get(page.trim_end_matches(".html"));
        found.map_or(Stage::Published, |(stage, _)| *stage)
    }

    /// Pages and stages of everything unpublished, by path.
    pub fn unpublished(&self) -> impl Iterator<Item = (String, Stage)> {
        let entry =
            |(page, (stage, _)): (&String, &(Stage, FileId))| (format!("{page}.html"), *stage);
        self.sheets.iter().map(entry)
    }

    /// The files of the drafts.
    #[must_use]
    pub fn drafts(&self) -> Vec<FileId> {
        let drafts = self.sheets.values();
        let drafts = drafts.filter(|(stage, _)| *stage == Stage::Draft);
        drafts.map(|(_, file)| *file).collect()
    }

    /// Marks everything confirmed as published, as for a release.
    pub fn publish_confirmed(&mut self) {
        self.sheets.retain(|_, (stage, _)| *stage == Stage::Draft);
    }
}
