//! The command `kohyo`.

use std::process::ExitCode;

fn main() -> ExitCode {
    kohyo::cli::run()
}
