//! `kohyo schema`: writes the forms as JSON Schema files, for editors.

use std::path::PathBuf;
use std::process::ExitCode;

use super::args::SchemaArgs;
use super::{Outcome, say, words};
use crate::sheet::schema::Form;
use crate::site::single;

pub(super) fn run(args: &SchemaArgs) -> Outcome {
    let SchemaArgs { out } = args;
    let refused = |error| words::not_written(&error);
    let place = |form: &Form| -> PathBuf { out.join(format!("{}.json", form.name())) };
    for form in &Form::ALL {
        single::may_write(&place(form), &[], &is_ours).map_err(refused)?;
    }
    for form in &Form::ALL {
        let text = format!("{:#}\n", form.schema());
        single::write(&place(form), text.as_bytes()).map_err(refused)?;
    }
    let text = words::schemas_written(out, Form::ALL.len());
    say::out(&text, &text)?;
    Ok(ExitCode::SUCCESS)
}

/// What a definition of ours has near its beginning.
fn is_ours(head: &[u8]) -> bool {
    let mark = b"\"x-kohyo\"";
    head.starts_with(b"{") && head.windows(mark.len()).any(|part| part == mark)
}
