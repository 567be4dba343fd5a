//! What commands share: how they end, how they read the content, on how many cores they work.

use std::num::NonZeroUsize;
use std::process::ExitCode;

use crate::cli::{args, words};
use crate::pipeline;

/// Exit code for content that must be mended, and for anything that kept the work from being done.
pub(super) const FAILED: u8 = 1;

/// Reads and checks the content that the arguments name.
pub(super) fn read(source: &args::Source) -> Result<pipeline::Checked, String> {
    let args::Source { content, as_of } = source;
    pipeline::check(content, as_of.clone())
        .map_err(|error| words::content_unreadable(content, &error))
}

/// How many jobs a core has at most: more only take turns, and each has a stack of its own.
const JOBS_TO_A_CORE: usize = 4;

/// How many cores the work goes on; all of them where nothing is said.
pub(super) fn use_cores(jobs: Option<NonZeroUsize>) {
    if let Some(jobs) = jobs {
        let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let jobs = jobs.get().min(cores.saturating_mul(JOBS_TO_A_CORE));
        // It fails only where it has been said before, and a command says it once.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
}

/// What a command ends with: an exit code, or one message for a person.
pub(super) type Outcome = Result<ExitCode, String>;
