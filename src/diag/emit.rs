//! Diagnostics -> text for people (source line with caret) and JSON for tools.

use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::{Value, json};

use crate::diag::answers::paste;
use crate::diag::codes::Severity;
use crate::diag::problem::{Accepted, Diag, Diags};
use crate::source::{FileKind, Lines, Sources, shown};
use crate::terms::place::Span;

/// Limit of problems reported one by one: nobody corrects more before checking again.
pub const MOST_REPORTED: usize = 1000;

/// Lines longer than this, in bytes, are shown in part.
const LONG: usize = 4000;

/// Maximum distance in lines of two places shown in one snippet.
const APART: usize = 300;

/// Every problem as text, coloured if `styled`; limited to the first [`MOST_REPORTED`].
#[must_use]
pub fn human(diags: &Diags, sources: &Sources, styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let lines = Lines::new(sources);
    let mut out = String::new();
    let (reported, more) = first(diags);
    for diag in reported {
        out.push_str(&renderer.render(&[group(diag, &lines)]));
        out.push_str("\n\n");
    }
    if more > 0 {
        let words =
            format!("ほかに{more}件あります。上のものを直してから、もう一度点検してください。\n\n");
        out.push_str(&words);
    }
    out
}

/// Answers to open warnings, to paste into their files; empty while there are errors.
#[must_use]
pub fn answers(diags: &Diags, sources: &Sources) -> String {
    let blocks = paste::blocks(diags, sources);
    let mut out = String::new();
    for paste::Block { file, under, text } in &blocks {
        let path = path(&Span::whole(*file), sources);
        let place = if *under { "「警告の確認」の下" } else { "終わり" };
        let head = format!(
            "確かめた注意は、次の行を {path} の{place}に貼り、「理由」と「確認した課」を書くと出なくなります。"
        );
        out.extend([head.as_str(), "\n\n", text, "\n"]);
    }
    out
}

/// The problems to report, and the number of those left out. Where some are left out, errors come before warnings.
fn first(diags: &Diags) -> (Vec<&Arc<Diag>>, usize) {
    let mut all = diags.sorted();
    let more = all.len().saturating_sub(MOST_REPORTED);
    if more > 0 {
        all.sort_by_key(|diag| diag.severity() == Severity::Warning);
        all.truncate(MOST_REPORTED);
    }
    (all, more)
}

/// A problem for a list of links: title, place, and the full text without colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// `誤り: 「計画」が空です`
    pub head: String,
    /// The file and line, `content/h25/projects/521.yaml:13`; empty where a file is missing.
    pub place: String,
    /// The path below the content folder; empty where a file is missing.
    pub file: String,
    /// The full text as from `human`.
    pub text: String,
}

/// Formats one problem.
#[must_use]
pub fn message(diag: &Diag, sources: &Sources) -> Message {
    let renderer = Renderer::plain().decor_style(DecorStyle::Ascii);
    let level = match diag.severity() {
        Severity::Error => "誤り",
        Severity::Warning => "注意",
    };
    let place = |span: &Span| {
        let (line, _) = sources.line_column(span.file, span.start());
        format!("{}:{line}", path(span, sources))
    };
    let file = |span: &Span| sources.file(span.file).path.clone();
    Message {
        head: format!("{level}: {}", diag.title),
        place: diag.span.as_ref().map(place).unwrap_or_default(),
        file: diag.span.as_ref().map(file).unwrap_or_default(),
        text: renderer.render(&[group(diag, &Lines::new(sources))]),
    }
}

/// The answered warnings, each with its answer.
#[must_use]
pub fn accepted(diags: &Diags, sources: &Sources, styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let lines = Lines::new(sources);
    let mut out = String::new();
    for Accepted { diag, reason, office } in diags.accepted() {
        let title = Level::NOTE.with_name("確認済みの注意");
        let title = title.primary_title(diag.title.as_str()).id(diag.code.name());
        let mut group = Group::with_title(title);
        if let Some(span) = &diag.span {
            let (line, column) = lines.line_column(span.file, span.start());
            group = group.element(Origin::path(path(span, sources)).line(line).char_column(column));
        }
        let said = Level::NOTE.with_name("理由").message(reason.as_str());
        let by = Level::NOTE.with_name("確認した課").message(office.as_str());
        out.push_str(&renderer.render(&[group.element(said).element(by)]));
        out.push_str("\n\n");
    }
    out
}

fn group<'a>(diag: &'a Diag, lines: &Lines<'a>) -> Group<'a> {
    let level = match diag.severity() {
        Severity::Error => Level::ERROR.with_name("誤り"),
        Severity::Warning => Level::WARNING.with_name("注意"),
    };
    let title = level.primary_title(diag.title.as_str()).id(diag.code.name());
    let mut group = Group::with_title(title);
    if let Some(span) = &diag.span {
        if span.is_whole() || lines.text(span.file).is_empty() {
            group = group.element(Origin::path(path(span, lines.sources)));
        } else {
            let line = lines.line(span.file, span.start());
            let close = |other: &Span| {
                let distance = lines.line(span.file, other.start()).abs_diff(line);
                other.file == span.file && distance <= APART && !is_long(other, lines)
            };
            let (near, far): (Vec<_>, Vec<_>) =
                diag.related.iter().partition(|(other, _)| close(other) && !is_long(span, lines));
            let primary = (span, diag.label.as_str(), AnnotationKind::Primary);
            let context = |(other, words): &'a (Span, String)| {
                (other, words.as_str(), AnnotationKind::Context)
            };
            let marks: Vec<Mark<'a>> =
                std::iter::once(primary).chain(near.into_iter().map(context)).collect();
            group = picture(group, &marks, lines);
            for other in far {
                group = picture(group, &[context(other)], lines);
            }
        }
    }
    group.element(Level::HELP.with_name("対処").message(diag.remedy.as_str()))
}

/// A place, its label, and its kind.
type Mark<'a> = (&'a Span, &'a str, AnnotationKind);

/// True when a place lies in a line that is shown in part.
fn is_long(span: &Span, lines: &Lines<'_>) -> bool {
    lines.range(span.file, lines.line(span.file, span.start())).len() > LONG
}

/// The lines around some places of one file, with labels under them. Reads only those lines of the file.
fn picture<'a>(group: Group<'a>, marks: &[Mark<'a>], lines: &Lines<'a>) -> Group<'a> {
    let Some((first, words, _)) = marks.first() else {
        return group;
    };
    let (file, path) = (first.file, path(first, lines.sources));
    let text = lines.text(file);
    if is_long(first, lines) {
        let (line, column) = lines.line_column(file, first.start());
        let place = Origin::path(path).line(line).char_column(column);
        // Some letters before the place and some after it.
        let whole = lines.range(file, line);
        let start = text.floor_char_boundary(first.start().saturating_sub(120)).max(whole.start);
        let end = text.ceil_char_boundary(first.start() + 120).min(whole.end);
        let around = format!("…{}…", &text[start..end.max(start)]);
        let name = if words.is_empty() { "この辺り" } else { words };
        return group.element(place).element(Level::NOTE.with_name(name).message(around));
    }
    let line = |(span, ..): &Mark<'_>| lines.line(file, span.start());
    let above = marks.iter().map(line).min().unwrap_or(1);
    let below = marks.iter().map(line).max().unwrap_or(above);
    let end = lines.range(file, below).end;
    // A place at the end of the file is shown with the line above.
    let above = if lines.range(file, above).start == end { above.max(2) - 1 } else { above };
    let start = lines.range(file, above).start;
    let snippet = Snippet::source(&text[start..end]).line_start(above).path(path).fold(true);
    let snippet = marks.iter().fold(snippet, |snippet, (span, words, kind)| {
        let place = visible(text, &span.range());
        let mark = kind.span(place.start - start..place.end - start);
        snippet.annotation(label(mark, words))
    });
    group.element(snippet)
}

fn label<'a>(
    annotation: annotate_snippets::Annotation<'a>,
    words: &'a str,
) -> annotate_snippets::Annotation<'a> {
    if words.is_empty() { annotation } else { annotation.label(words) }
}

/// Widens an empty place to one character and cuts a long one at its line end, so that the caret stays on one line.
fn visible(text: &str, range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let start = text.floor_char_boundary(range.start);
    let end = text.ceil_char_boundary(range.end).max(start);
    let line_end = text[start..end].find(['\r', '\n']).map_or(end, |at| start + at);
    if line_end > start {
        return start..line_end;
    }
    let next = text[start..].chars().next().filter(|c| !matches!(c, '\r' | '\n'));
    start..start + next.map_or(0, char::len_utf8)
}

fn path(span: &Span, sources: &Sources) -> String {
    let file = sources.file(span.file);
    let path = match file.kind {
        FileKind::Apart => file.path.clone(),
        FileKind::Sheet | FileKind::Table | FileKind::NotRead => {
            format!("{}/{}", sources.root, file.path)
        }
    };
    // A name may contain control characters of a terminal.
    shown(&path, false).into_owned()
}

/// Every problem as a JSON document, `{"diagnostics": [...], "errors": n, "warnings": n}`; limited to the first
/// [`MOST_REPORTED`], with the number of the rest in `omitted`.
#[must_use]
pub fn json(diags: &Diags, sources: &Sources) -> Value {
    let lines = Lines::new(sources);
    let (reported, more) = first(diags);
    let list: Vec<Value> = reported.into_iter().map(|diag| entry(diag, &lines)).collect();
    let accepted = diags.accepted().iter().map(|accepted| {
        let Accepted { diag, reason, office } = accepted;
        let mut entry = entry(diag, &lines);
        entry["reason"] = reason.as_str().into();
        entry["office"] = office.as_str().into();
        entry
    });
    json!({
        "diagnostics": list,
        "omitted": more,
        "accepted": accepted.collect::<Vec<_>>(),
        "errors": diags.count(Severity::Error),
        "warnings": diags.count(Severity::Warning),
    })
}

fn entry(diag: &Diag, lines: &Lines<'_>) -> Value {
    let severity = match diag.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let related: Vec<Value> = diag
        .related
        .iter()
        .map(|(span, words)| json!({ "place": place(span, lines), "label": words }))
        .collect();
    json!({
        "code": diag.code.name(),
        "severity": severity,
        "message": diag.title,
        "label": diag.label,
        "place": diag.span.as_ref().map(|span| place(span, lines)),
        "related": related,
        "remedy": diag.remedy,
    })
}

fn place(span: &Span, lines: &Lines<'_>) -> Value {
    if span.is_whole() {
        return json!({ "file": path(span, lines.sources) });
    }
    let (line, column) = lines.line_column(span.file, span.start());
    let (end_line, end_column) = lines.line_column(span.file, span.end());
    json!({
        "file": path(span, lines.sources),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "byte_start": span.start(),
        "byte_end": span.end(),
    })
}
