//! Kōhyō (公表): policy evaluation sheets, from YAML to what a city publishes.
//!
//! *As written → as true → as shown → as published.*
//!
//! ```text
//! content/  ->  source  ->  sheet  ->  model  ->  report  ->  render   ->  site  ->  output/
//! people       text        as         as true    as shown    html         paths,    manifest,
//! write                    written                           chart print  links     one swap
//!               `------ diag: what is wrong, where, remedy --'  opendata
//! ```
//!
//! [`pipeline`] calls the stages in this order: the module to read first.

pub mod cli;
pub mod diag;
pub mod fault;
pub mod form;
pub mod key;
pub mod model;
pub mod pipeline;
pub mod portable;
pub mod prose;
pub mod record;
pub mod render;
pub mod report;
pub mod reuse;
pub mod section;
pub mod sheet;
pub mod site;
pub mod source;
pub mod status;
pub mod terms;
pub mod theme;
pub mod unrecorded;
pub mod wall;
pub mod workers;
pub mod yaml;
