//! Open warnings -> their answers as YAML, ready to paste into the right files. Reason and office stay blank: only a
//! person can fill them in, and until then the sheet has an error.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Answer;
use crate::diag::codes::{Code, Severity};
use crate::diag::messages::quoted;
use crate::diag::problem::{Diag, Diags};
use crate::source::{FileKind, SourceFile, Sources};
use crate::terms::place::FileId;
use crate::terms::place::Span;

/// Key of the answers in a file.
const KEY: &str = "警告の確認:";

/// Limit of warnings for which answers are written out: with more of them, there is a common cause to look for.
const MOST: usize = 200;

/// The answers that belong in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The file.
    pub file: FileId,
    /// True where the file already has answers: the lines go below their key.
    pub under: bool,
    /// The lines.
    pub text: String,
}

/// A place in words.
pub(super) fn place(line: usize, column: usize) -> String {
    format!("{line}行{column}字目")
}

/// The answers to every open warning, by file. Empty where there are errors: fixing them may reveal more warnings.
#[must_use]
pub fn blocks(diags: &Diags, sources: &Sources) -> Vec<Block> {
    let open = open(diags);
    if diags.has_errors() {
        return Vec::new();
    }
    of(&open, &open[..open.len().min(MOST)], ["", ""], sources)
}

/// The open warnings that can be answered.
#[must_use]
pub fn open(diags: &Diags) -> Vec<&Diag> {
    let all = diags.sorted().into_iter().map(AsRef::as_ref);
    all.filter(|diag: &&Diag| diag.severity() == Severity::Warning)
        .filter(|diag| diag.code != Code::UnusedAnswer && diag.span.is_some())
        .collect()
}

/// The answers to some of the open warnings, with why they may stay and who has looked at them.
#[must_use]
pub fn of(
    open: &[&Diag],
    wanted: &[&Diag],
    [reason, office]: [&str; 2],
    sources: &Sources,
) -> Vec<Block> {
    let city = sources.files.iter().find(|file| file.path == "city.yaml");
    let mut entries: BTreeMap<FileId, Vec<String>> = BTreeMap::new();
    for diag in wanted {
        let Some(span) = &diag.span else { continue };
        let file = sources.file(span.file);
        let own = has_answers(file);
        let Some(home) = Some(file).filter(|_| own).or(city.map(AsRef::as_ref)) else { continue };
        let scope = own.then_some(span.file);
        let fits = |place: &Option<String>| {
            let answer = answer(diag, place.clone(), scope);
            open.iter().filter(|other| answer.is_about(other, sources)).count() == 1
        };
        let place = candidates(diag, file, sources).into_iter().find(fits).flatten();
        let list = entries.entry(home.id).or_default();
        let said = [("理由", reason), ("確認した課", office)];
        list.push(entry(diag.code.name(), place.as_deref(), said, indent(home)));
    }
    let block = |(file, list): (FileId, Vec<String>)| {
        let under = indent(sources.file(file)).is_some();
        let head = if under { String::new() } else { format!("{KEY}\n") };
        Block { file, under, text: head + &list.concat() }
    };
    entries.into_iter().map(block).collect()
}

/// Sheets hold the answers to their own warnings; those of other files go into `city.yaml`.
fn has_answers(file: &SourceFile) -> bool {
    let path = file.path.as_str();
    file.kind == FileKind::Sheet
        && !path.ends_with("/evaluation.yaml")
        && !path.starts_with("handouts/")
}

/// Phrases that may identify the warning, shortest first.
fn candidates(diag: &Diag, file: &SourceFile, sources: &Sources) -> Vec<Option<String>> {
    let title = diag.title.as_str();
    let mut list = vec![None];
    list.extend(title.split(['「', '」']).skip(1).step_by(2).map(|word| Some(word.to_owned())));
    list.extend(title.split_once(['の', 'が', 'は']).map(|(word, _)| Some(word.to_owned())));
    list.push(Some(title.to_owned()));
    if let Some(span) = &diag.span {
        let (line, column) = sources.line_column(span.file, span.start());
        let text = file.text.lines().nth(line - 1).unwrap_or_default();
        list.push(Some(text.trim().to_owned()));
        list.push(Some(file.path.clone()));
        list.push(Some(place(line, column)));
    }
    let long = |words: &Option<String>| words.as_ref().is_none_or(|w| w.chars().count() > 1);
    list.into_iter().filter(long).collect()
}

fn answer(diag: &Diag, place: Option<String>, scope: Option<FileId>) -> Answer {
    Answer {
        code: diag.code.name().to_owned(),
        span: Span::whole(FileId(0)),
        place,
        reason: String::new(),
        office: String::new(),
        scope,
    }
}

fn entry(
    code: &str,
    place: Option<&str>,
    said: [(&str, &str); 2],
    indent: Option<usize>,
) -> String {
    let blanks = " ".repeat(indent.unwrap_or(2));
    let mut text = format!("{blanks}- 符号: {code}\n");
    let place = place.map(|place| ("箇所", quoted(place)));
    let said = said
        .map(|(key, words)| (key, if words.is_empty() { String::new() } else { quoted(words) }));
    for (key, words) in place.into_iter().chain(said) {
        // Writing to a string cannot fail.
        _ = writeln!(text, "{}", format!("{blanks}  {key}: {words}").trim_end());
    }
    text
}

/// Where the answers of a file go: below their key, or at the end. `None` where they stand in brackets.
#[must_use]
pub fn goes_to(file: &SourceFile) -> Option<usize> {
    let mut at = 0;
    for line in file.text.split_inclusive('\n') {
        at += line.len();
        if let Some(rest) = line.strip_prefix(KEY) {
            let rest = rest.trim();
            return (rest.is_empty() || rest.starts_with('#')).then_some(at);
        }
    }
    Some(at)
}

/// Indentation of the answers that a file has.
fn indent(file: &SourceFile) -> Option<usize> {
    let mut lines = file.text.lines().skip_while(|line| !line.starts_with(KEY));
    lines.next()?;
    let first = lines.find(|line| !line.trim().is_empty())?;
    let body = first.trim_start_matches(' ');
    Some(if body.starts_with("- ") { first.len() - body.len() } else { 2 })
}
