//! `kohyo check`: reports what must be corrected; writes nothing but what `--fix` asks for.

use std::process::ExitCode;

use super::args::{CheckArgs, Format};
use crate::cli::run::{FAILED, Outcome};
use crate::cli::{fix, say, words, words_fix};
use crate::diag::emit;
use crate::pipeline;

pub(super) fn run(args: &CheckArgs) -> Outcome {
    let CheckArgs { source, format, fix: wanted } = args;
    let fixed = if *wanted { words_fix::count(fix::fix(source)?) } else { String::new() };
    let checked = crate::cli::run::read(source)?;
    let pipeline::Checked { sources, diags, model, whole: _, hidden: _, part: _ } = &checked;
    match format {
        Format::Human => {
            let could = fix::count(diags, sources);
            let withheld = model.as_ref().and_then(|model| words::withheld(model.withheld()));
            let parts = [
                fixed,
                emit::human(diags, sources, true),
                emit::accepted(diags, sources, true),
                emit::answers(diags, sources),
                words::checked(sources, diags),
                words_fix::could(could),
                withheld.map(|text| format!("\n{text}")).unwrap_or_default(),
            ];
            say::out(&parts.concat(), words::LOOKED_ONLY)?;
        }
        Format::Json => {
            say::data(&format!("{:#}", emit::json(diags, sources)), words::LOOKED_ONLY)?;
        }
    }
    Ok(if diags.has_errors() { ExitCode::from(FAILED) } else { ExitCode::SUCCESS })
}
