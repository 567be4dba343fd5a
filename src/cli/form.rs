//! `kohyo form`: lists forms, shows one, checks declarations, and copies one as the start of another.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use super::args::{FormArgs, FormCheckArgs, FormCommand, FormCopyArgs, FormShowArgs};
use crate::cli::run::{FAILED, Outcome};
use crate::cli::{form_shown, say, words, words_form};
use crate::diag::near::nearest;
use crate::diag::{Diags, emit};
use crate::form::{Entry, Form, Forms};
use crate::site::one_file;
use crate::source::{self, Sources};
use crate::yaml::check::is_code;

pub(super) fn run(args: &FormArgs) -> Outcome {
    match &args.command {
        FormCommand::List(args) => list(&args.content),
        FormCommand::Show(args) => show(args),
        FormCommand::Check(args) => check(args),
        FormCommand::Copy(args) => copy(args),
    }
}

/// Reads the content and its forms. Problems elsewhere in the content are left to `kohyo check`.
fn read(content: &Path) -> Result<(Sources, Forms), String> {
    let sources = source::load(content, &mut Diags::default())
        .map_err(|error| words::content_unreadable(content, &error))?;
    let forms = Forms::of(&sources);
    Ok((sources, forms))
}

fn list(content: &Path) -> Outcome {
    let (sources, forms) = read(content)?;
    let lines = forms.iter().map(|(name, entry)| {
        let place = entry.file.map(|file| place(&sources, file));
        words_form::listed(name, place.as_deref(), entry.form.as_deref())
    });
    let text = words_form::list(&lines.collect::<Vec<_>>());
    say::out(&text, words::LOOKED_ONLY)?;
    Ok(ExitCode::SUCCESS)
}

/// Path of a form's file, as shown to people.
fn place(sources: &Sources, file: crate::terms::place::FileId) -> String {
    format!("{}/{}", sources.root, sources.file(file).path)
}

fn show(args: &FormShowArgs) -> Outcome {
    let FormShowArgs { name, source, yaml } = args;
    let (sources, forms) = read(&source.content)?;
    let entry = found(&forms, name)?;
    if *yaml {
        let text = text(entry, name, &sources);
        // A file in another encoding has no text to show.
        let text = text.filter(|text| !text.is_empty());
        let text = text.ok_or_else(|| mistaken(entry, name, &sources))?;
        say::data(text, words::LOOKED_ONLY)?;
        return Ok(ExitCode::SUCCESS);
    }
    let form = entry.form.as_ref().ok_or_else(|| mistaken(entry, name, &sources))?;
    let place = entry.file.map(|file| place(&sources, file));
    say::out(&form_shown::outline(form, place.as_deref()), words::LOOKED_ONLY)?;
    Ok(ExitCode::SUCCESS)
}

fn found<'a>(forms: &'a Forms, name: &str) -> Result<&'a Entry, String> {
    forms.get(name).ok_or_else(|| {
        let all: Vec<&str> = forms.iter().map(|(name, _)| name).collect();
        words_form::no_such_form(name, nearest(name, all.iter().copied()), &all)
    })
}

fn mistaken(entry: &Entry, name: &str, sources: &Sources) -> String {
    let place = entry.file.map(|file| place(sources, file)).unwrap_or_default();
    words_form::mistaken(name, &place)
}

/// Text of the declaration, unchanged.
fn text<'a>(entry: &Entry, name: &str, sources: &'a Sources) -> Option<&'a str> {
    if let Some(file) = entry.file {
        return Some(&sources.file(file).text);
    }
    let own = Forms::built_in().iter().find(|one| one.form.name.text == name);
    own.map(|one| one.text.as_str())
}

fn check(args: &FormCheckArgs) -> Outcome {
    let FormCheckArgs { files, source } = args;
    let content = &source.content;
    let mut sources = source::load(content, &mut Diags::default())
        .map_err(|error| words::content_unreadable(content, &error))?;
    let mut chosen = Vec::new();
    for file in files {
        let id = source::load_one(content, file, &mut sources, &mut Diags::default())
            .map_err(|error| words_form::unreadable(file, &error))?;
        if is_elsewhere(&sources, id) {
            return Err(words_form::no_declaration(file));
        }
        chosen.push(id);
    }
    if files.is_empty() {
        let own = sources.files.iter().filter(|file| Forms::lies_with_forms(file));
        chosen.extend(own.map(|file| file.id));
        if chosen.is_empty() {
            return Err(words_form::no_declarations(&content.join("forms")));
        }
    }
    let mut diags = Diags::default();
    let mut right: Vec<Arc<Form>> = Vec::new();
    for id in chosen {
        let file = sources.file(id);
        diags.push_shared(&file.problems);
        if file.readable {
            let Entry { form, file: _, problems } = Forms::declared(file, &sources);
            diags.push_shared(&problems);
            right.extend(form);
        }
    }
    let text = [
        emit::human(&diags, &sources, true),
        words_form::checked(right.len(), &words::found(&diags), diags.has_errors()),
    ];
    say::out(&text.concat(), words::LOOKED_ONLY)?;
    Ok(if diags.has_errors() { ExitCode::from(FAILED) } else { ExitCode::SUCCESS })
}

/// True for a file of the content that is not a declaration.
fn is_elsewhere(sources: &Sources, id: crate::terms::place::FileId) -> bool {
    let file = sources.file(id);
    file.kind != source::FileKind::Apart && !Forms::lies_with_forms(file)
}

fn copy(args: &FormCopyArgs) -> Outcome {
    let FormCopyArgs { name, new, source } = args;
    if !is_code(new) {
        return Err(words_form::bad_name(new));
    }
    let (sources, forms) = read(&source.content)?;
    let entry = found(&forms, name)?;
    if let Some(known) = forms.get(new) {
        let place = known.file.map(|file| place(&sources, file));
        return Err(words_form::there_already(new, place.as_deref()));
    }
    let form = entry.form.as_ref().ok_or_else(|| mistaken(entry, name, &sources))?;
    let text = text(entry, name, &sources).unwrap_or_default();
    let place: PathBuf = source.content.join("forms").join(format!("{new}.yaml"));
    one_file::may_write(&place, &[], &|_| false)
        .map_err(|error| words_form::not_written(&error))?;
    one_file::write(&place, renamed(text, form, new).as_bytes())
        .map_err(|error| words_form::not_written(&error))?;
    say::out(&words_form::copied(name, new, &place), words_form::COPIED)?;
    Ok(ExitCode::SUCCESS)
}

/// Returns the declaration under another name, otherwise unchanged.
fn renamed(text: &str, form: &Form, new: &str) -> String {
    let place = form.name.span.range();
    // Other programs would read some codes as numbers.
    let new = if new.starts_with(|c: char| c.is_ascii_lowercase()) && !is_word_of_yaml(new) {
        new.to_owned()
    } else {
        format!("\"{new}\"")
    };
    [&text[..place.start], &new, &text[place.end..]].concat()
}

/// True for a code that YAML does not read as a string.
fn is_word_of_yaml(code: &str) -> bool {
    matches!(code, "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n")
}
