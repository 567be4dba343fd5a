//! A case: one Markdown file that states its purpose, the edits to Morioka's content, the command, and its output.
//! `SNAPSHOTS=overwrite cargo test` writes the actual output into the file.
//!
//! Fenced blocks, by their first word:
//! - `base FOLDER`: the content to edit, if not Morioka's
//! - `edit PATH`: pairs of lines, `-` old and `+` new; the `-` text must occur exactly once
//! - `file PATH [ENCODING]`: a new file (`sjis`, `eucjp`, `utf16`, `bom`, `crlf`)
//! - `delete PATH`: a file, or a folder with all its contents
//! - `link PATH TARGET`: a symbolic link
//! - `run`: arguments, one command; `CONTENT` stands for the content folder
//! - `output EXIT`: exit code, then the printed text

use std::fs;
use std::path::{Path, PathBuf};

use crate::support;

/// One parsed case file.
pub(crate) struct Case {
    pub(crate) path: PathBuf,
    text: String,
    blocks: Vec<Block>,
}

struct Block {
    words: Vec<String>,
    body: String,
}

impl Case {
    pub(crate) fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let mut blocks = Vec::new();
        let mut open: Option<Block> = None;
        for line in text.lines() {
            match (&mut open, line.strip_prefix("```")) {
                (None, Some(info)) => {
                    let words = info.split_whitespace().map(str::to_owned).collect();
                    open = Some(Block { words, body: String::new() });
                }
                (Some(_), Some("")) => blocks.extend(open.take()),
                (Some(block), _) => {
                    block.body.push_str(line);
                    block.body.push('\n');
                }
                (None, None) => {}
            }
        }
        assert!(open.is_none(), "{}: a block is not closed", path.display());
        Self { path: path.to_owned(), text, blocks }
    }

    pub(crate) fn name(&self) -> String {
        self.path.file_stem().unwrap().to_string_lossy().into_owned()
    }

    /// The content that the case changes.
    pub(crate) fn base(&self) -> &Path {
        let block = self.block("base");
        Path::new(block.map_or("content", |block| block.words[1].as_str()))
    }

    /// Applies the changes to a copy of the content.
    pub(crate) fn change(&self, content: &Path) {
        for block in &self.blocks {
            let words: Vec<&str> = block.words.iter().map(String::as_str).collect();
            match words.as_slice() {
                ["edit", path] => edit(&content.join(path), &block.body, &self.name()),
                ["file", path, rest @ ..] => {
                    let path = content.join(path);
                    fs::create_dir_all(path.parent().unwrap()).unwrap();
                    fs::write(path, encode(&block.body, rest.first().copied())).unwrap();
                }
                ["link", path, target] => {
                    std::os::unix::fs::symlink(target, content.join(path)).unwrap();
                }
                ["delete", path] => {
                    let path = content.join(path);
                    if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
                        .unwrap();
                }
                ["run" | "output" | "base", ..] => {}
                other => panic!("{}: unknown block {other:?}", self.name()),
            }
        }
    }

    /// Arguments of the command, `check` by default.
    pub(crate) fn arguments(&self, content: &Path) -> Vec<String> {
        let place = content.to_string_lossy();
        let line = self.block("run").map_or("check --content CONTENT", |block| block.body.trim());
        line.split_whitespace().map(|word| word.replace("CONTENT", &place)).collect()
    }

    fn block(&self, word: &str) -> Option<&Block> {
        self.blocks.iter().find(|block| block.words.first().is_some_and(|first| first == word))
    }

    /// Expected exit code and output.
    pub(crate) fn expected(&self) -> Option<(i32, &str)> {
        let block = self.block("output")?;
        Some((block.words.get(1)?.parse().ok()?, &block.body))
    }

    /// Compares the actual output with the expected one, or overwrites the latter if asked to.
    pub(crate) fn settle(&self, exit: i32, printed: &str) -> Result<(), String> {
        let mut printed = printed.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        printed.push('\n');
        if self.expected() == Some((exit, printed.as_str())) {
            return Ok(());
        }
        if support::overwrite() {
            let head = self.text.split("```output").next().unwrap().trim_end();
            fs::write(&self.path, format!("{head}\n\n```output {exit}\n{printed}```\n")).unwrap();
            return Ok(());
        }
        let wanted =
            self.expected().map(|(code, text)| format!("{code}\n{text}")).unwrap_or_default();
        Err(format!("{}:\n--- wanted\n{wanted}--- got\n{exit}\n{printed}", self.name()))
    }
}

fn edit(path: &Path, body: &str, name: &str) {
    let mut text = fs::read_to_string(path).unwrap();
    let mut old: Vec<&str> = Vec::new();
    let mut new: Vec<&str> = Vec::new();
    let mut apply = |old: &mut Vec<&str>, new: &mut Vec<&str>| {
        if old.is_empty() && new.is_empty() {
            return;
        }
        let (from, to) = (old.join("\n"), new.join("\n"));
        assert_eq!(
            text.matches(&from).count(),
            1,
            "{name}: «{from}» must occur once in {}",
            path.display()
        );
        text = text.replacen(&from, &to, 1);
        old.clear();
        new.clear();
    };
    for line in body.lines() {
        if let Some(line) = line.strip_prefix('-') {
            if !new.is_empty() {
                apply(&mut old, &mut new);
            }
            old.push(line);
        } else if let Some(line) = line.strip_prefix('+') {
            new.push(line);
        }
    }
    apply(&mut old, &mut new);
    fs::write(path, text).unwrap();
}

fn encode(body: &str, encoding: Option<&str>) -> Vec<u8> {
    match encoding {
        None => body.as_bytes().to_vec(),
        Some("sjis") => encoding_rs::SHIFT_JIS.encode(body).0.into_owned(),
        Some("eucjp") => encoding_rs::EUC_JP.encode(body).0.into_owned(),
        Some("utf16") => {
            let units = body.encode_utf16().flat_map(u16::to_le_bytes);
            [0xff, 0xfe].into_iter().chain(units).collect()
        }
        Some("bom") => format!("\u{feff}{body}").into_bytes(),
        Some("crlf") => body.replace('\n', "\r\n").into_bytes(),
        Some(other) => panic!("unknown encoding {other}"),
    }
}
