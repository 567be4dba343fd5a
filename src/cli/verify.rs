//! `kohyo verify`: checks that a published folder or zip file is complete and matches its manifest.

use std::process::ExitCode;

use super::args::VerifyArgs;
use crate::cli::run::{FAILED, Outcome};
use crate::cli::{say, words};
use crate::site::verify;

pub(super) fn run(args: &VerifyArgs) -> Outcome {
    let VerifyArgs { path } = args;
    let verdict = verify::verify(path, env!("CARGO_PKG_NAME"));
    let verdict = verdict.map_err(|error| words::unverified(path, &error))?;
    say::out(&words::verified(path, &verdict), words::LOOKED_ONLY)?;
    Ok(if verdict.is_whole() { ExitCode::SUCCESS } else { ExitCode::from(FAILED) })
}
