//! An output set -> the list of its files, and that list <-> `manifest.json`. Touches no disk.

use std::collections::BTreeSet;
use std::fmt;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::fault;

use super::{OutputSet, check_path};

/// The published version: tool, reference date, and every file except the manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The publishing tool; a folder is ours only if this is our name.
    pub tool: String,
    /// The version of the tool.
    pub version: String,
    /// The reference date, as given by the caller.
    pub as_of: String,
    /// Additional data of a release; `None` for a site.
    pub release: Option<Release>,
    /// The files, sorted by path.
    pub entries: Vec<Entry>,
}

/// Additional data in the manifest of a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// Its name.
    pub name: String,
    /// The fonts of its PDFs.
    pub fonts: Vec<Font>,
    /// The release it was compared with.
    pub previous: Option<Previous>,
}

/// A font of the PDFs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Font {
    /// File name.
    pub file: String,
    /// Version stated by the font.
    pub version: String,
    /// BLAKE3 of the file.
    pub blake3: String,
}

/// An earlier release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Previous {
    /// Its name.
    pub name: String,
    /// BLAKE3 of its manifest.
    pub manifest: String,
}

/// One published file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Relative path with `/`.
    pub path: String,
    /// Size in bytes.
    pub bytes: u64,
    /// BLAKE3 of the content, 64 lower-case hexadecimal digits.
    pub blake3: String,
}

/// Head of the manifest: who publishes, and the reference date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meta<'a> {
    /// The tool's name.
    pub tool: &'a str,
    /// The tool's version.
    pub version: &'a str,
    /// The reference date.
    pub as_of: &'a str,
}

impl Entry {
    /// The entry of a file.
    #[must_use]
    pub fn of(path: &str, bytes: &[u8]) -> Self {
        Self { path: path.to_owned(), bytes: bytes.len() as u64, blake3: hash(bytes) }
    }

    /// Whether these bytes are the published file.
    #[must_use]
    pub fn is(&self, bytes: &[u8]) -> bool {
        bytes.len() as u64 == self.bytes && hash(bytes) == self.blake3
    }
}

impl Manifest {
    /// Lists the files of a set.
    #[must_use]
    pub fn of(set: &OutputSet, meta: &Meta<'_>) -> Self {
        let files: Vec<(&str, &[u8])> = set.iter().collect();
        let entries = files.into_par_iter();
        Self::new(entries.map(|(path, bytes)| Entry::of(path, bytes)).collect(), meta)
    }

    /// A list of files, sorted by path.
    #[must_use]
    pub fn new(entries: Vec<Entry>, meta: &Meta<'_>) -> Self {
        Self {
            tool: meta.tool.to_owned(),
            version: meta.version.to_owned(),
            as_of: meta.as_of.to_owned(),
            release: None,
            entries,
        }
    }

    /// The entry of one path.
    #[must_use]
    pub fn entry(&self, path: &str) -> Option<&Entry> {
        let at = self.entries.binary_search_by(|entry| entry.path.as_str().cmp(path)).ok()?;
        self.entries.get(at)
    }

    /// The text of `manifest.json`: one line per file, so that a diff of two shows files.
    #[must_use]
    pub fn to_json(&self) -> String {
        let Self { tool, version, as_of, release, entries } = self;
        let release = release.as_ref().map_or_else(String::new, |release| {
            // Serializing strings and lists cannot fail.
            let json = fault::kept(serde_json::to_string(release), "manifest.json");
            format!("  \"release\": {json},\n")
        });
        let text = |text: &String| Value::from(text.as_str());
        let files: Vec<String> =
            entries.iter().map(|entry| format!("    {}", line(entry))).collect();
        let files = if files.is_empty() {
            "[]".to_owned()
        } else {
            format!("[\n{}\n  ]", files.join(",\n"))
        };
        format!(
            "{{\n  \"tool\": {},\n  \"version\": {},\n  \"as_of\": {},\n{release}  \"entries\": {files}\n}}\n",
            text(tool),
            text(version),
            text(as_of),
        )
    }

    /// Parses `manifest.json`. Unknown keys are ignored, so that an older version can still recognise a newer one's
    /// files; everything else must be as we write it.
    ///
    /// # Errors
    /// When it is not JSON, a key is missing or wrong, or a path is unsafe or listed twice.
    pub fn parse(json: &[u8]) -> Result<Self, ManifestError> {
        let value: Value = serde_json::from_slice(json).map_err(|_| ManifestError::NotJson)?;
        let head = value.as_object().ok_or(ManifestError::WrongKey { key: "" })?;
        let files = head.get("entries").and_then(Value::as_array);
        let files = files.ok_or(ManifestError::WrongKey { key: "entries" })?;
        let mut entries = files.iter().map(entry).collect::<Result<Vec<_>, _>>()?;
        let mut seen = BTreeSet::new();
        if let Some(twice) = entries.iter().find(|entry| !seen.insert(entry.path.as_str())) {
            return Err(ManifestError::WrongPath { path: twice.path.clone() });
        }
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self {
            tool: string(head, "tool")?.to_owned(),
            version: string(head, "version")?.to_owned(),
            as_of: string(head, "as_of")?.to_owned(),
            release: match head.get("release") {
                None => None,
                Some(release) => Some(
                    Release::deserialize(release)
                        .map_err(|_| ManifestError::WrongKey { key: "release" })?,
                ),
            },
            entries,
        })
    }
}

/// The hash recorded in the manifest for these bytes.
#[must_use]
pub fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// Why a `manifest.json` is not one of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ManifestError {
    /// It is not JSON.
    NotJson,
    /// A key is missing or has the wrong type; empty for the whole text.
    WrongKey {
        /// The key.
        key: &'static str,
    },
    /// A listed path is unsafe, or listed twice.
    WrongPath {
        /// The path as listed.
        path: String,
    },
    /// It was written by another tool.
    OtherTool {
        /// That tool.
        tool: String,
    },
}

impl fmt::Display for ManifestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson => f.write_str("manifest is not JSON"),
            Self::WrongKey { key } => write!(f, "manifest key {key:?} is missing or wrong"),
            Self::WrongPath { path } => write!(f, "manifest path {path:?} is unsafe or doubled"),
            Self::OtherTool { tool } => write!(f, "manifest was written by {tool:?}"),
        }
    }
}

impl std::error::Error for ManifestError {}

fn line(entry: &Entry) -> Value {
    let Entry { path, bytes, blake3 } = entry;
    let mut map = Map::new();
    map.insert("path".into(), Value::from(path.as_str()));
    map.insert("bytes".into(), Value::from(*bytes));
    map.insert("blake3".into(), Value::from(blake3.as_str()));
    Value::Object(map)
}

fn entry(value: &Value) -> Result<Entry, ManifestError> {
    let map = value.as_object().ok_or(ManifestError::WrongKey { key: "entries" })?;
    let path = string(map, "path")?.to_owned();
    // The list decides what publishing reads and replaces, so no path may lead outside.
    if check_path(&path).is_err() {
        return Err(ManifestError::WrongPath { path });
    }
    let bytes = map.get("bytes").and_then(Value::as_u64);
    let bytes = bytes.ok_or(ManifestError::WrongKey { key: "bytes" })?;
    let blake3 = string(map, "blake3")?;
    let hex = |digit: u8| matches!(digit, b'0'..=b'9' | b'a'..=b'f');
    if blake3.len() != 64 || !blake3.bytes().all(hex) {
        return Err(ManifestError::WrongKey { key: "blake3" });
    }
    Ok(Entry { path, bytes, blake3: blake3.to_owned() })
}

fn string<'v>(map: &'v Map<String, Value>, key: &'static str) -> Result<&'v str, ManifestError> {
    map.get(key).and_then(Value::as_str).ok_or(ManifestError::WrongKey { key })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::error::Error;

    const META: Meta<'_> = Meta { tool: "kohyo", version: "0.1.0", as_of: "2014-04-01" };

    fn sample() -> Result<Manifest, Box<dyn Error>> {
        let mut set = OutputSet::new();
        set.insert("b.csv", "い")?;
        set.insert("a/\u{3042}'s.html", "<p>")?;
        Ok(Manifest::of(&set, &META))
    }

    #[test]
    fn what_is_written_reads_back_the_same() -> Result<(), Box<dyn Error>> {
        let manifest = sample()?;
        let json = manifest.to_json();
        assert!(json.ends_with("}\n") && json.lines().count() == 9, "{json}");
        assert_eq!(Manifest::parse(json.as_bytes())?, manifest);
        assert_eq!(manifest.entry("b.csv").map(|entry| entry.bytes), Some(3));
        assert_eq!(manifest.entry("c"), None);
        let none = Manifest::of(&OutputSet::new(), &META);
        assert_eq!(Manifest::parse(none.to_json().as_bytes())?, none);
        Ok(())
    }

    #[test]
    fn unknown_keys_are_passed_over() -> Result<(), Box<dyn Error>> {
        let json = sample()?.to_json().replace("\"bytes\"", "\"new\":[1],\"bytes\"");
        let json = json.replace("  \"tool\"", "  \"later\": {},\n  \"tool\"");
        assert_eq!(Manifest::parse(json.as_bytes())?, sample()?);
        Ok(())
    }

    #[test]
    fn anything_else_is_refused() -> Result<(), Box<dyn Error>> {
        let json = sample()?.to_json();
        assert_eq!(Manifest::parse(b"\xff"), Err(ManifestError::NotJson));
        assert_eq!(Manifest::parse(b"[]"), Err(ManifestError::WrongKey { key: "" }));
        for (old, new, key) in [
            ("\"tool\"", "\"name\"", "tool"),
            ("\"0.1.0\"", "1", "version"),
            ("\"entries\"", "\"files\"", "entries"),
            ("\"bytes\":3", "\"bytes\":-3", "bytes"),
            ("\"blake3\":\"", "\"blake3\":\"x", "blake3"),
        ] {
            let broken = json.replace(old, new);
            assert_eq!(Manifest::parse(broken.as_bytes()), Err(ManifestError::WrongKey { key }));
        }
        for bad in ["../b.csv", "/b.csv", "manifest.json", "a/あ's.html"] {
            let broken = json.replace("\"b.csv\"", &format!("\"{bad}\""));
            let wrong = ManifestError::WrongPath { path: bad.to_owned() };
            assert_eq!(Manifest::parse(broken.as_bytes()), Err(wrong));
        }
        Ok(())
    }
}
