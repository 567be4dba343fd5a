//! `kohyo check`: says what must be mended, and writes nothing.

use std::process::ExitCode;

use super::args::{CheckArgs, Format};
use super::{FAILED, Outcome, words};
use crate::diag::emit;
use crate::pipeline;

pub(super) fn run(args: &CheckArgs) -> Outcome {
    let CheckArgs { source, format } = args;
    let checked = super::read(source)?;
    let pipeline::Checked { sources, diags, model: _ } = &checked;
    match format {
        Format::Human => {
            anstream::print!("{}", emit::human(diags, sources, true));
            anstream::print!("{}", emit::accepted(diags, sources, true));
            anstream::println!("{}", words::checked(sources.count(), diags));
        }
        Format::Json => anstream::println!("{:#}", emit::json(diags, sources)),
    }
    Ok(if diags.has_errors() { ExitCode::from(FAILED) } else { ExitCode::SUCCESS })
}
