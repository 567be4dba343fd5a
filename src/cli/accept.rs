//! `kohyo accept`: writes the answer to one warning (警告の確認) where it belongs, and leaves every other byte as it is.

use std::process::ExitCode;

use super::args::AcceptArgs;
use crate::cli::run::{self, Outcome};
use crate::cli::{edit, say, words_accept};
use crate::diag::Diag;
use crate::diag::answers::paste;
use crate::source::Sources;

pub(super) fn run(args: &AcceptArgs) -> Outcome {
    let AcceptArgs { of, reason, office, source } = args;
    if let Some(empty) = [("--reason", reason), ("--office", office)]
        .into_iter()
        .find(|(_, text)| text.trim().is_empty())
    {
        return Err(words_accept::nothing_said(empty.0));
    }
    let checked = run::read(source)?;
    let sources = &checked.sources;
    if checked.diags.has_errors() {
        return Err(words_accept::errors_first());
    }
    let open = paste::open(&checked.diags);
    let meant: Vec<&Diag> =
        open.iter().copied().filter(|diag| is_meant(of, diag, sources)).collect();
    let place = |diag: &&Diag| words_accept::place(diag, sources);
    let [one] = meant.as_slice() else {
        let list: Vec<String> =
            if meant.is_empty() { &open } else { &meant }.iter().map(place).collect();
        return Err(words_accept::not_one(of, meant.len(), &list));
    };
    let blocks = paste::of(&open, &[*one], [reason.trim(), office.trim()], sources);
    for paste::Block { file, under: _, text } in &blocks {
        let file = sources.file(*file);
        let at = paste::goes_to(file).ok_or_else(|| words_accept::in_brackets(&file.path))?;
        let whole = at == 0 || file.text[..at].ends_with('\n');
        let text =
            if file.text.contains("\r\n") { text.replace('\n', "\r\n") } else { text.clone() };
        let text = if whole { text } else { format!("\n{text}") };
        edit::write(&source.content, file, &[(at..at, text.clone())])?;
        let path = format!("{}/{}", sources.root, file.path);
        say::out(&words_accept::written(&path, &text), &words_accept::done(&path))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Whether somebody who writes words of a warning, its code, its file or `file:line` means it.
fn is_meant(of: &[String], diag: &Diag, sources: &Sources) -> bool {
    let Some(span) = &diag.span else { return false };
    let path = &sources.file(span.file).path;
    let line = sources.line_column(span.file, span.start()).0;
    let at = format!("{}/{path}:{line}", sources.root);
    of.iter().all(|of| {
        let stem = path.trim_end_matches(".yaml");
        let short = stem
            .split_once('/')
            .and_then(|(dir, rest)| Some(format!("{dir}/{}", rest.rsplit('/').next()?)));
        diag.code.name() == of
            || diag.title.contains(of.as_str())
            || short.as_ref() == Some(of)
            || at == *of
            || at.rsplit_once(':').is_some_and(|(file, _)| file == of)
    })
}
