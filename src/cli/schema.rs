//! `kohyo schema`: writes the forms as JSON Schema files, for editors.

#![expect(clippy::disallowed_methods, reason = "the command writes the files that were asked for")]

use std::fs;
use std::process::ExitCode;

use super::args::SchemaArgs;
use super::{Outcome, words};
use crate::sheet::schema::Form;

pub(super) fn run(args: &SchemaArgs) -> Outcome {
    let SchemaArgs { out } = args;
    fs::create_dir_all(out).map_err(|error| words::unwritable(out, &error))?;
    for form in Form::ALL {
        let path = out.join(format!("{}.json", form.name()));
        fs::write(&path, format!("{:#}\n", form.schema()))
            .map_err(|error| words::unwritable(&path, &error))?;
    }
    anstream::println!("{}", words::schemas_written(out, Form::ALL.len()));
    Ok(ExitCode::SUCCESS)
}
