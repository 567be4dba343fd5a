//! The command line: arguments in, exit code out. One file per command; all output is in Japanese.

mod accept;
mod args;
mod build;
#[cfg_attr(not(feature = "pdf"), expect(dead_code))]
mod cache;
mod check;
mod cms;
mod diff;
mod edit;
mod fix;
#[cfg(feature = "pdf")]
mod fonts;
mod form;
mod form_shown;
mod frozen;
mod handout;
mod new;
mod progress;
mod release;
mod run;
mod say;
mod schema;
mod serve;
mod state;
mod status;
#[cfg_attr(not(feature = "pdf"), path = "typeset_off.rs")]
mod typeset;
mod usage;
mod verify;
mod words;
mod words_accept;
mod words_edit;
mod words_fix;
mod words_form;
mod words_handout;
mod words_new;
mod words_status;
mod words_year;
mod year;

use std::panic::catch_unwind;
use std::process::ExitCode;

use args::Command;
use run::FAILED;

/// Exit code for a bug in the program (`EX_SOFTWARE` of sysexits.h); the content is not at fault.
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
        Command::New(args) => new::run(args),
        Command::Year(args) => year::run(args),
        Command::Check(args) => check::run(args),
        Command::Accept(args) => accept::run(args),
        Command::Status(args) => status::run(args),
        Command::Build(args) => build::run(args),
        Command::Handout(args) => handout::run(args),
        Command::Form(args) => form::run(args),
        Command::Schema(args) => schema::run(args),
        Command::Serve(args) => serve::run(args),
        Command::Release(args) => release::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Verify(args) => verify::run(args),
    });
    // A bug in the program, already reported by the panic hook; unfinished output was discarded while unwinding.
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
