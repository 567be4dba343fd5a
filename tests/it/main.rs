//! Tests of the whole program: commands in, results out.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::items_after_statements,
    reason = "a test that panics has failed"
)]

mod accept;
mod anketo;
mod bare;
mod build;
mod case;
mod cases;
mod changes;
mod circles;
mod cities;
#[path = "../../benches/city/mod.rs"]
mod city;
mod cms;
mod copied;
mod corrections;
mod revised_targets;
mod sheet_limits;
mod shisetsu;

mod drafts;
mod drawn;
mod figures;
mod files;
mod fix;
mod form;
mod form_guide;
mod forms;
mod frozen;
mod handouts;
mod heads;
mod hidden;
mod hostile;
mod identity;
mod keikaku;
mod limits;
mod lists;
mod many;
mod methods;
mod next_year;
mod notes;
mod parity;
mod print;
mod prose;
mod reading;
mod release;
mod remake;
mod reviews;
mod schema;
mod second_city;
mod serve;
mod setting;
mod slips;
mod streams;
mod sums;
mod support;
mod tidy;
mod verdicts;
mod verify;
mod wariai;
mod years;
mod yosan;
mod yoshiki;
