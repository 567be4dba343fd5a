//! The command `kohyo`.

use std::process::ExitCode;

/// Pages are made of many small texts: a tenth to a quarter of the time was spent on getting memory for them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    kohyo::cli::run()
}
