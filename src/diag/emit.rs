//! Diagnostics -> text for people (source line with caret) and JSON for tools.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::{Value, json};

use crate::diag::{Accepted, Diag, Diags, Severity, Span};
use crate::source::{FileKind, Sources, shown};

/// Every problem as text, with colour where `styled`.
#[must_use]
pub fn human(diags: &Diags, sources: &Sources, styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    for diag in diags.sorted() {
        out.push_str(&renderer.render(&[group(diag, sources)]));
        out.push_str("\n\n");
    }
    out
}

/// A problem for a list of links: its head in words, its place, and everything about it without colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// `誤り: 「計画」が空です`
    pub head: String,
    /// The file and line, `content/h25/projects/521.yaml:13`; empty where a file is missing.
    pub place: String,
    /// The file below the content folder; empty the same way.
    pub file: String,
    /// The text that `human` has of it.
    pub text: String,
}

/// One problem on its own.
#[must_use]
pub fn told(diag: &Diag, sources: &Sources) -> Told {
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
    Told {
        head: format!("{level}: {}", diag.title),
        place: diag.span.as_ref().map(place).unwrap_or_default(),
        file: diag.span.as_ref().map(file).unwrap_or_default(),
        text: renderer.render(&[group(diag, sources)]),
    }
}

/// The warnings that people have answered, each with the answer.
#[must_use]
pub fn accepted(diags: &Diags, sources: &Sources, styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    for Accepted { diag, reason, office } in diags.accepted() {
        let title = Level::NOTE.with_name("確認済みの注意");
        let title = title.primary_title(diag.title.as_str()).id(diag.code.name());
        let mut group = Group::with_title(title);
        if let Some(span) = &diag.span {
            let (line, column) = sources.line_column(span.file, span.start());
            group = group.element(Origin::path(path(span, sources)).line(line).char_column(column));
        }
        let said = Level::NOTE.with_name("理由").message(reason.as_str());
        let by = Level::NOTE.with_name("確認した課").message(office.as_str());
        out.push_str(&renderer.render(&[group.element(said).element(by)]));
        out.push_str("\n\n");
    }
    out
}

fn group<'a>(diag: &'a Diag, sources: &'a Sources) -> Group<'a> {
    let level = match diag.severity() {
        Severity::Error => Level::ERROR.with_name("誤り"),
        Severity::Warning => Level::WARNING.with_name("注意"),
    };
    let title = level.primary_title(diag.title.as_str()).id(diag.code.name());
    let mut group = Group::with_title(title);
    if let Some(span) = &diag.span {
        let path = path(span, sources);
        let text = sources.file(span.file).text.as_str();
        if span.is_whole() || text.is_empty() {
            group = group.element(Origin::path(path));
        } else {
            let mut snippet = Snippet::source(text).path(path).fold(true);
            let primary = AnnotationKind::Primary.span(visible(text, &span.range()));
            snippet = snippet.annotation(label(primary, &diag.label));
            for (other, words) in diag.related.iter().filter(|(other, _)| other.file == span.file) {
                let context = AnnotationKind::Context.span(visible(text, &other.range()));
                snippet = snippet.annotation(label(context, words));
            }
            group = group.element(snippet);
            for (other, words) in diag.related.iter().filter(|(other, _)| other.file != span.file) {
                let text = sources.file(other.file).text.as_str();
                let context = AnnotationKind::Context.span(visible(text, &other.range()));
                let place = self::path(other, sources);
                group = group
                    .element(Snippet::source(text).path(place).annotation(label(context, words)));
            }
        }
    }
    group.element(Level::HELP.with_name("対処").message(diag.remedy.as_str()))
}

fn label<'a>(
    annotation: annotate_snippets::Annotation<'a>,
    words: &'a str,
) -> annotate_snippets::Annotation<'a> {
    if words.is_empty() { annotation } else { annotation.label(words) }
}

/// An empty place is widened to one character, and a long one cut at the end of its line, so that the caret
/// stands on one line.
fn visible(text: &str, range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let start = range.start.min(text.len());
    let end = range.end.clamp(start, text.len());
    let line_end =
        text.get(start..end).and_then(|part| part.find(['\r', '\n'])).map_or(end, |at| start + at);
    if line_end > start {
        return start..line_end;
    }
    let next = text
        .get(start..)
        .and_then(|rest| rest.chars().next())
        .filter(|c| !matches!(c, '\r' | '\n'));
    start..start + next.map_or(0, char::len_utf8)
}

fn path(span: &Span, sources: &Sources) -> String {
    let file = sources.file(span.file);
    let path = match file.kind {
        FileKind::Apart => file.path.clone(),
        FileKind::Sheet | FileKind::NotRead => format!("{}/{}", sources.root, file.path),
    };
    // A name may hold what a terminal takes for a command.
    shown(&path, false).into_owned()
}

/// Every problem as a JSON document: `{"diagnostics": [...], "errors": n, "warnings": n}`.
#[must_use]
pub fn json(diags: &Diags, sources: &Sources) -> Value {
    let list: Vec<Value> = diags.sorted().into_iter().map(|diag| entry(diag, sources)).collect();
    let accepted = diags.accepted().iter().map(|accepted| {
        let Accepted { diag, reason, office } = accepted;
        let mut entry = entry(diag, sources);
        entry["reason"] = reason.as_str().into();
        entry["office"] = office.as_str().into();
        entry
    });
    json!({
        "diagnostics": list,
        "accepted": accepted.collect::<Vec<_>>(),
        "errors": diags.count(Severity::Error),
        "warnings": diags.count(Severity::Warning),
    })
}

fn entry(diag: &Diag, sources: &Sources) -> Value {
    let severity = match diag.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let related: Vec<Value> = diag
        .related
        .iter()
        .map(|(span, words)| json!({ "place": place(span, sources), "label": words }))
        .collect();
    json!({
        "code": diag.code.name(),
        "severity": severity,
        "message": diag.title,
        "label": diag.label,
        "place": diag.span.as_ref().map(|span| place(span, sources)),
        "related": related,
        "remedy": diag.remedy,
    })
}

fn place(span: &Span, sources: &Sources) -> Value {
    if span.is_whole() {
        return json!({ "file": path(span, sources) });
    }
    let (line, column) = sources.line_column(span.file, span.start());
    let (end_line, end_column) = sources.line_column(span.file, span.end());
    json!({
        "file": path(span, sources),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "byte_start": span.start(),
        "byte_end": span.end(),
    })
}
