//! A finished booklet -> its pages two by two on sheets of A3, for printing only: pictures of pages, without tags.
//! Sets no text of its own.

use typst::diag::Warned;
use typst::foundations::{Bytes, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandards, Timestamp};

use super::super::density::Densities;
use super::{CREATOR, Job, PrintError, Printed, Printer, packed, print_errors};

/// The template.
const TEMPLATE: &str = "two-up";

impl Printer {
    /// Places the pages of `booklet`, made from `job`, two by two on A3. Holds the whole booklet in memory once more.
    ///
    /// # Errors
    /// As [`Self::print`].
    pub fn two_up(&self, job: &Job<'_>, booklet: &Printed) -> Result<Vec<u8>, Vec<PrintError>> {
        let mut prepared = self.prepare(&Job { template: TEMPLATE, charts: &[], ..*job })?;
        let pdf = Bytes::new(booklet.pdf.clone());
        prepared.files.push(("booklet.pdf".to_owned(), pdf));
        let pages = Bytes::from_string(booklet.pages.to_string());
        prepared.files.push(("pages.txt".to_owned(), pages));
        let world = self.world(&prepared, &Densities::default())?;
        let Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
        let document = output.map_err(|found| print_errors(&world, &found))?;
        if !warnings.is_empty() {
            return Err(print_errors(&world, &warnings));
        }
        let options = PdfOptions {
            ident: Smart::Custom(format!("{}#a3", job.ident)),
            creator: Smart::Custom(Some(CREATOR.to_owned())),
            timestamp: Some(Timestamp::new_utc(prepared.at)),
            page_ranges: None,
            standards: PdfStandards::default(),
            tagged: false,
            pretty: false,
        };
        let pdf =
            typst_pdf::pdf(&document, &options).map_err(|found| print_errors(&world, &found))?;
        typst::comemo::evict(0);
        Ok(packed(pdf))
    }
}
