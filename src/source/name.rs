//! A name in a content folder -> a sheet, a known other file, a misspelt name, or an unknown one. Does not touch the
//! disk.

use unicode_normalization::UnicodeNormalization;

use crate::diag::messages::NameSlip;
use crate::portable::is_device_name;

/// Ending of a sheet.
pub(super) const ENDING: &str = ".yaml";

/// Ending of a section next to its sheet.
pub(super) const TABLE: &str = ".csv";

/// Kind of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Folder {
    /// The content folder itself.
    Root,
    /// `h25`
    Year,
    /// `policies`, `projects`, `handouts`
    Sheets,
    /// `plans`
    Plans,
    /// `plans/<code>`, or a level of the plans.
    Reviews,
    /// `forms`: declarations of forms.
    Forms,
    /// A folder in a year, possibly that of a level.
    Level,
    /// A folder that has no place in the content.
    Unknown,
}

impl Folder {
    /// Kind of the subfolder with this name; `None` where it is not content.
    pub(super) fn below(self, name: &str) -> Option<Self> {
        Some(match (self, name) {
            (Self::Root, "schema" | "theme") => return None,
            (Self::Root, PLANS) => Self::Plans,
            (Self::Root, "forms") => Self::Forms,
            (Self::Root, "handouts") | (Self::Year, "policies" | "projects") => Self::Sheets,
            (Self::Root, name) if is_year(name) => Self::Year,
            (Self::Year, _) => Self::Level,
            (Self::Plans, _) => Self::Reviews,
            _ => Self::Unknown,
        })
    }
}

/// The folder of plans, which is not a year.
pub(crate) const PLANS: &str = "plans";

/// `h25`, `r5`: era letter in lower case and year.
pub(crate) fn is_year(name: &str) -> bool {
    let digits = name.strip_prefix(['m', 't', 's', 'h', 'r']);
    digits.is_some_and(|digits| {
        matches!(digits.len(), 1 | 2)
            && digits.bytes().all(|digit| digit.is_ascii_digit())
            && digits.bytes().any(|digit| digit != b'0')
    })
}

/// Kind of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Name {
    /// A sheet to read.
    Sheet,
    /// A section of a sheet, as CSV.
    Table,
    /// Known, but not content.
    Known,
    /// Probably a misspelt sheet.
    Slip(NameSlip),
    /// Anything else.
    Unknown,
}

/// Names of files at the top that other programs read.
const AT_THE_TOP: [&str; 3] = ["取り込み.yaml", "cms.csv", "はじめに.html"];

/// Endings of backup files that editors write.
const KEPT: [&str; 6] = [".bak", ".old", ".orig", ".save", ".swp", ".tmp"];

/// Classifies a name in a folder.
pub(super) fn judge(folder: Folder, name: &str) -> Name {
    let composed: String = name.nfc().collect();
    let system = ["thumbs.db", "desktop.ini"];
    if name.starts_with('.')
        || name.starts_with("~$")
        || system.iter().any(|own| name.eq_ignore_ascii_case(own))
        || (folder == Folder::Root && AT_THE_TOP.contains(&composed.as_str()))
    {
        return Name::Known;
    }
    if is_device_name(name) {
        return Name::Slip(NameSlip::Device);
    }
    if name.ends_with(ENDING) && !name.starts_with(['~', '#']) {
        return Name::Sheet;
    }
    if matches!(folder, Folder::Level | Folder::Reviews)
        && name.ends_with(TABLE)
        && !name.starts_with(['~', '#'])
    {
        return Name::Table;
    }
    slip(folder, name).map_or(Name::Unknown, Name::Slip)
}

/// How the name of a sheet is probably misspelt.
fn slip(folder: Folder, name: &str) -> Option<NameSlip> {
    let trimmed = name.trim_end_matches(|c: char| c.is_whitespace() || c == '.');
    let plain: String = trimmed.nfkc().map(|c| if c == '。' { '.' } else { c }).collect();
    let plain = plain.to_lowercase();
    let (stem, ending) = plain.rsplit_once('.').unwrap_or((&plain, ""));
    if name.starts_with(['~', '#']) && plain.contains(ENDING) {
        return Some(NameSlip::Kept);
    }
    if trimmed != name && trimmed.ends_with(ENDING) {
        return Some(NameSlip::Blank);
    }
    if plain.ends_with(ENDING) {
        let case_only = trimmed.to_lowercase().ends_with(ENDING);
        return Some(if case_only { NameSlip::Case } else { NameSlip::Wide });
    }
    if ending == "yml" {
        return Some(NameSlip::Yml);
    }
    if let Some((_, rest)) = plain.split_once(ENDING).or_else(|| plain.split_once(".yml")) {
        let hidden = rest.starts_with('.') && !KEPT.contains(&rest) && !rest.ends_with('~');
        return Some(if hidden { NameSlip::Hidden(rest.to_owned()) } else { NameSlip::Kept });
    }
    if matches!(ending, "json" | "csv" | "tsv") {
        return Some(NameSlip::OtherFormat(format!(".{ending}")));
    }
    let near = ending.len() > 2 && strsim::osa_distance(ending, "yaml") <= 1;
    if near || plain.ends_with("yaml") {
        return Some(NameSlip::Near);
    }
    let is_text = matches!(ending, "" | "txt" | "text");
    (is_text && is_named_as_a_sheet(folder, stem)).then_some(NameSlip::NoEnding)
}

/// True for a name that a sheet in this folder would have, where that is clear: a word may be anything.
fn is_named_as_a_sheet(folder: Folder, stem: &str) -> bool {
    // Codes of years and sheets usually start with a digit; few other text files do.
    let code = || {
        stem.starts_with(|c: char| c.is_ascii_digit())
            && stem.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    match folder {
        Folder::Root => stem == "city",
        Folder::Year => stem == "evaluation",
        Folder::Sheets | Folder::Reviews | Folder::Level => code(),
        Folder::Plans | Folder::Forms | Folder::Unknown => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheets(name: &str) -> Name {
        judge(Folder::Sheets, name)
    }

    #[test]
    fn slips_are_told_apart() {
        use NameSlip::{Blank, Case, Hidden, Kept, Near, NoEnding, OtherFormat, Wide, Yml};
        let cases = [
            ("521.yaml.txt", Hidden(".txt".to_owned())),
            ("521.YAML.TXT", Hidden(".txt".to_owned())),
            ("521.yml.html", Hidden(".html".to_owned())),
            ("521.yml", Yml),
            ("521.YML", Yml),
            ("521.YAML", Case),
            ("521.Yaml", Case),
            ("521．yaml", Wide),
            ("521。yaml", Wide),
            ("521.ｙａｍｌ", Wide),
            ("521.yaml ", Blank),
            ("521.yaml\u{3000}", Blank),
            ("521.yaml.", Blank),
            ("521.yaml~", Kept),
            ("#521.yaml#", Kept),
            ("~521.yaml", Kept),
            ("521.yaml.bak", Kept),
            ("521.yaml - コピー", Kept),
            ("521.json", OtherFormat(".json".to_owned())),
            ("521.事業費.csv", OtherFormat(".csv".to_owned())),
            ("521.yam", Near),
            ("521.ymal", Near),
            ("521yaml", Near),
            ("521", NoEnding),
            ("52-1.txt", NoEnding),
        ];
        for (name, slip) in cases {
            assert_eq!(sheets(name), Name::Slip(slip), "{name}");
        }
    }

    #[test]
    fn what_windows_keeps_for_itself_is_no_sheet() {
        for name in ["con.yaml", "COM1.yaml", "nul", "aux.txt"] {
            assert_eq!(sheets(name), Name::Slip(NameSlip::Device), "{name}");
        }
    }

    #[test]
    fn other_names_are_no_slips() {
        for name in
            ["notes.docx", "memo.txt", "memo", "x1.txt", "521.pdf", "YAMLの書き方.docx", "写真.jpg"]
        {
            assert_eq!(sheets(name), Name::Unknown, "{name}");
        }
        for name in [".git", "._521.yaml", "Thumbs.db", "DESKTOP.INI", "~$521.xlsx"] {
            assert_eq!(sheets(name), Name::Known, "{name}");
        }
        for name in ["521.yaml", "521 - コピー.yaml", "521 (1).yaml", "議会.yaml"] {
            assert_eq!(sheets(name), Name::Sheet, "{name}");
        }
        for name in AT_THE_TOP {
            let by_letters: String = name.nfd().collect();
            assert_eq!(judge(Folder::Root, &by_letters), Name::Known, "{name}");
            assert_ne!(sheets(name), Name::Known, "{name}");
        }
        assert_eq!(judge(Folder::Root, "city.txt"), Name::Slip(NameSlip::NoEnding));
    }

    #[test]
    fn folders_are_known_by_their_place() {
        for name in ["h25", "r5", "h05", "s63"] {
            assert_eq!(Folder::Root.below(name), Some(Folder::Year), "{name}");
        }
        for name in ["H25", "h", "h0", "h025", "h25年度", "r元", "x1", "ｈ25", "2013", "old"] {
            assert_eq!(Folder::Root.below(name), Some(Folder::Unknown), "{name}");
        }
        assert_eq!(Folder::Root.below("schema"), None);
        // The folder names of a declared year's levels are known only after the year has been read.
        assert_eq!(Folder::Year.below("schema"), Some(Folder::Level));
        assert_eq!(Folder::Level.below("x"), Some(Folder::Unknown));
        assert_eq!(Folder::Plans.below("x"), Some(Folder::Reviews));
        assert_eq!(Folder::Sheets.below("plans"), Some(Folder::Unknown));
    }
}
