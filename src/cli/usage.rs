//! Command-line arguments -> parsed arguments, or a Japanese sentence about what is wrong with them.

use std::path::Path;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, FromArgMatches};

use super::args::Cli;
use crate::cli::run::FAILED;
use crate::cli::{say, words, words_new};

/// Exit code for arguments that cannot be understood.
const USAGE: u8 = 2;

/// Reads the arguments; prints help, version, or what is wrong.
pub(super) fn parse() -> Result<Cli, ExitCode> {
    let command = Cli::command();
    let error = match command.try_get_matches().and_then(|matches| Cli::from_arg_matches(&matches))
    {
        Ok(cli) => return Ok(cli),
        Err(error) => error,
    };
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let said = say::out(&error.to_string(), words::LOOKED_ONLY);
            Err(said.map_or_else(
                |message| {
                    say::tell(&message);
                    ExitCode::from(FAILED)
                },
                |()| ExitCode::SUCCESS,
            ))
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            // The help of the command whose subcommand is missing.
            say::tell(&error.to_string());
            if std::env::args_os().len() < 2 && !Path::new("content").exists() {
                say::tell(words_new::OFFER);
            }
            Err(ExitCode::from(USAGE))
        }
        kind => {
            say::tell(&words::message(&sentence(kind, &error), &remedy(kind, &error)));
            Err(ExitCode::from(USAGE))
        }
    }
}

fn sentence(kind: ErrorKind, error: &clap::Error) -> String {
    let argument = option(error);
    let value = context(error, ContextKind::InvalidValue);
    match kind {
        ErrorKind::UnknownArgument if !argument.starts_with('-') => {
            format!("「{argument}」は、ここには書けません")
        }
        ErrorKind::UnknownArgument => format!("オプション「{argument}」はありません"),
        ErrorKind::InvalidSubcommand => {
            format!("コマンド「{}」はありません", context(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("「{argument}」に続けて書くものがありません")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("「{argument}」に「{value}」は使えません")
        }
        ErrorKind::ArgumentConflict if other_argument(error).is_some() => {
            let other = other_argument(error).unwrap_or_default();
            format!("「{argument}」と「{other}」は、一緒には使えません")
        }
        ErrorKind::ArgumentConflict => format!("「{argument}」が2回書かれています"),
        ErrorKind::MissingRequiredArgument => {
            format!("「{}」が要ります", argument.replace(['<', '>'], ""))
        }
        _ => "コマンドの書き方が違います".to_owned(),
    }
}

fn remedy(kind: ErrorKind, error: &clap::Error) -> String {
    for kind in
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
    {
        // Of several suggestions the last is the most likely.
        if let Some(suggestion) =
            context(error, kind).rsplit('、').next().filter(|word| !word.is_empty())
        {
            return format!("「{suggestion}」の書き誤りではありませんか");
        }
    }
    let values = context(error, ContextKind::ValidValue);
    if !values.is_empty() {
        return format!("{values} のどれかを書いてください");
    }
    let argument = option(error);
    match kind {
        ErrorKind::ArgumentConflict if other_argument(error).is_some() => {
            return "どちらか一方だけを書いてください".to_owned();
        }
        ErrorKind::ArgumentConflict => return "1回だけ書いてください".to_owned(),
        ErrorKind::InvalidValue => {
            let usage = context(error, ContextKind::InvalidArg).replace(['<', '>'], "");
            return format!("「{}」のように、続けて書いてください", usage.trim_end_matches('.'));
        }
        ErrorKind::UnknownArgument if !argument.starts_with('-') => {
            return "フォルダーやコードは、「--content フォルダー」のようにオプションの後に書いてください".to_owned();
        }
        _ => {}
    }
    if argument == "--as-of" {
        return "2026-11-21 か 令和8年11月21日 のように書いてください".to_owned();
    }
    if matches!(argument.as_str(), "--jobs" | "--policies" | "--projects") {
        return "1以上の整数を書いてください".to_owned();
    }
    "「kohyo --help」で使い方を確かめてください".to_owned()
}

/// The wrong option without its value: `--content`.
fn option(error: &clap::Error) -> String {
    context(error, ContextKind::InvalidArg).split(' ').next().unwrap_or_default().to_owned()
}

/// The other one of two conflicting options; `None` when one option is given twice.
fn other_argument(error: &clap::Error) -> Option<String> {
    let prior = context(error, ContextKind::PriorArg);
    let name = prior.split(' ').next().unwrap_or_default();
    (!name.is_empty() && name != option(error)).then(|| name.to_owned())
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(list)) => list.join("、"),
        _ => String::new(),
    }
}
