//! Shared by all commands: how they end, how they read the content, how many cores they use.

use std::num::NonZeroUsize;
use std::process::ExitCode;

use crate::cli::{args, words};
use crate::pipeline;

/// Exit code for content that must be corrected, and for anything that stopped the work.
pub(super) const FAILED: u8 = 1;

/// Reads and checks the content that the arguments name.
pub(super) fn read(source: &args::Source) -> Result<pipeline::Checked, String> {
    let args::Source { content, as_of } = source;
    pipeline::check(content, as_of.clone())
        .map_err(|error| words::content_unreadable(content, &error))
}

/// Upper limit of jobs per core: more would only take turns, each with a stack of its own.
const JOBS_TO_A_CORE: usize = 4;

/// Sets the number of cores; all of them where none is given.
pub(super) fn use_cores(jobs: Option<NonZeroUsize>) {
    if let Some(jobs) = jobs {
        let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let jobs = jobs.get().min(cores.saturating_mul(JOBS_TO_A_CORE));
        // Fails only if it was set before, and a command sets it once.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
}

/// Outcome of a command: an exit code, or one message for a person.
pub(super) type Outcome = Result<ExitCode, String>;
