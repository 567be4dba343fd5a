//! `kohyo schema`: writes the forms as JSON Schema files, for editors.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::args::SchemaArgs;
use crate::cli::run::Outcome;
use crate::cli::{say, words, words_form};
use crate::diag::Diags;
use crate::form::Forms;
use crate::sheet::schema;
use crate::site::one_file;
use crate::source::{self, Sources};

pub(super) fn run(args: &SchemaArgs) -> Outcome {
    let SchemaArgs { content, out } = args;
    let root = content.as_deref().unwrap_or(Path::new("content"));
    let sources = match source::load(root, &mut Diags::default()) {
        // The program's own definitions need no content.
        Err(error) if content.is_none() && error.kind() == io::ErrorKind::NotFound => {
            Sources::default()
        }
        read => read.map_err(|error| words::content_unreadable(root, &error))?,
    };
    let out = out.clone().unwrap_or_else(|| root.join("schema"));
    let forms = Forms::of(&sources);
    let files: Vec<(PathBuf, String)> = schema::files(&forms)
        .map(|(name, schema)| (out.join(format!("{name}.json")), format!("{schema:#}\n")))
        .collect();
    let refused = |error| words::not_written(&error);
    for (path, _) in &files {
        one_file::may_write(path, &[], &is_ours).map_err(refused)?;
    }
    for (path, text) in &files {
        one_file::write(path, text.as_bytes()).map_err(refused)?;
    }
    let mistaken = forms.iter().filter(|(_, entry)| entry.form.is_none());
    let mistaken: Vec<&str> = mistaken.map(|(name, _)| name).collect();
    if !mistaken.is_empty() {
        say::tell(&words_form::no_schema(&mistaken));
    }
    let text = words::schemas_written(&out, files.len());
    say::out(&text, &text)?;
    Ok(ExitCode::SUCCESS)
}

/// Whether a file starts like one of our schema files.
fn is_ours(head: &[u8]) -> bool {
    let mark = b"\"x-kohyo";
    head.starts_with(b"{") && head.windows(mark.len()).any(|part| part == mark)
}
