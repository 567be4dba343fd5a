//! Report -> files in memory: HTML, charts, print, open data. They are siblings that read the same Report; none of
//! them sees the model.

pub mod alone;
pub mod chart;
pub mod cms;
pub mod html;
pub mod opendata;
pub mod parity;
#[cfg(feature = "pdf")]
pub mod print;
#[cfg(feature = "pdf")]
pub mod raster;
pub mod rich_html;
pub mod texts;
