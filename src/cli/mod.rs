//! The command line: arguments in, exit code out. One file a command; says everything in Japanese.

mod args;
mod build;
#[cfg_attr(not(feature = "pdf"), expect(dead_code))]
mod cache;
mod check;
mod cms;
mod diff;
#[cfg(feature = "pdf")]
mod fonts;
mod form;
mod form_shown;
mod frozen;
mod handout;
mod progress;
mod release;
mod say;
mod schema;
mod serve;
mod state;
#[cfg_attr(not(feature = "pdf"), path = "typeset_off.rs")]
mod typeset;
mod usage;
mod verify;
mod words;
mod words_form;
mod words_handout;

use std::num::NonZeroUsize;
use std::panic::catch_unwind;
use std::process::ExitCode;

use crate::pipeline;
use args::Command;

/// Exit code for content that must be mended, and for anything that kept the work from being done.
const FAILED: u8 = 1;

/// Exit code for a fault of the program (`EX_SOFTWARE` of sysexits.h): nothing is wrong with the content.
const FAULT: u8 = 70;

/// Runs the command that the arguments name.
#[must_use]
pub fn run() -> ExitCode {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        say::tell(&words::bug(&place, &info.to_string()));
    }));
    let args = match usage::parse() {
        Ok(args) => args,
        Err(code) => return code,
    };
    let outcome = catch_unwind(|| match &args.command {
        Command::Check(args) => check::run(args),
        Command::Build(args) => build::run(args),
        Command::Handout(args) => handout::run(args),
        Command::Form(args) => form::run(args),
        Command::Schema(args) => schema::run(args),
        Command::Serve(args) => serve::run(args),
        Command::Release(args) => release::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Verify(args) => verify::run(args),
    });
    // A fault of the program, which the hook has told; what was being made is thrown away on the way here.
    let Ok(outcome) = outcome else {
        return ExitCode::from(FAULT);
    };
    match outcome {
        Ok(code) => code,
        Err(message) => {
            say::tell(&message);
            ExitCode::from(FAILED)
        }
    }
}

/// Reads and checks the content that the arguments name.
fn read(source: &args::Source) -> Result<pipeline::Checked, String> {
    let args::Source { content, as_of } = source;
    pipeline::check(content, as_of.clone())
        .map_err(|error| words::content_unreadable(content, &error))
}

/// How many jobs a core has at most: more only take turns, and each has a stack of its own.
const JOBS_TO_A_CORE: usize = 4;

/// How many cores the work goes on; all of them where nothing is said.
fn use_cores(jobs: Option<NonZeroUsize>) {
    if let Some(jobs) = jobs {
        let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let jobs = jobs.get().min(cores.saturating_mul(JOBS_TO_A_CORE));
        // It fails only where it has been said before, and a command says it once.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
}

/// What a command ends with: an exit code, or one message for a person.
type Outcome = Result<ExitCode, String>;
