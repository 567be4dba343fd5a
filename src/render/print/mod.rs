//! Page JSON and charts -> a PDF that passes PDF/UA-1 and PDF/A-2a, with the facts it prints. Shared parts of both
//! typesetters: the built-in Typst library and an external `typst`. Knows nothing of the model, of output paths, or
//! of the wording of problems.

mod density;
#[cfg(feature = "pdf")]
mod embedded;
pub mod external;
#[cfg(feature = "pdf")]
mod glyphs;
#[cfg(feature = "pdf")]
mod pack;
#[cfg(feature = "pdf")]
mod reread;
mod shapes;
#[cfg(feature = "pdf")]
mod unhinted;
#[cfg(feature = "pdf")]
pub mod version;
#[cfg(feature = "pdf")]
mod world;

#[cfg(feature = "pdf")]
pub use self::embedded::Printer;
#[cfg(feature = "pdf")]
pub use self::pack::is_ours;
#[cfg(feature = "pdf")]
pub use self::reread::{pages, texts as reread};

/// Family of labels, headings, tables and charts.
pub const GOTHIC: &str = "BIZ UDGothic";
/// Family of prose.
pub const MINCHO: &str = "BIZ UDMincho";
/// Required faces: family, weight, and common name.
const FACES: [(&str, u16, &str); 3] = [
    (GOTHIC, 400, "BIZ UDGothic"),
    (GOTHIC, 700, "BIZ UDGothic Bold"),
    (MINCHO, 400, "BIZ UDMincho"),
];
/// The file that tells the templates the density of each form, by its id.
const DENSITIES: &str = "densities.json";

/// A font file in memory.
#[derive(Debug, Clone)]
pub struct FontFile {
    /// File name, `BIZUDMincho-Regular.ttf`.
    pub name: String,
    /// The whole file.
    pub data: Vec<u8>,
}

/// One PDF to typeset.
#[derive(Debug, Clone, Copy)]
pub struct Job<'a> {
    /// Template without its ending: `single`.
    pub template: &'a str,
    /// Identifies the PDF in the same way in every build, such as its path in the output.
    pub ident: &'a str,
    /// The page as JSON.
    pub data: &'a [u8],
    /// File name (`zu-1.svg`) and drawing of each chart.
    pub charts: &'a [(String, String)],
    /// Reference date: year, month, day.
    pub date: (i32, u8, u8),
}

/// A finished PDF.
#[derive(Debug, Clone)]
pub struct Printed {
    /// The file.
    pub pdf: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// Fact id and printed text of every figure, in document order.
    pub facts: Vec<(String, String)>,
    /// The words on each page, in the order of the page; empty where the typesetter does not report them.
    pub texts: Vec<String>,
}

/// Where a character is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// On a page of the PDF, counted from 1.
    Page(usize),
    /// In a chart, by file name.
    Chart(String),
    /// Unknown: the external program does not say.
    Unknown,
}

/// Why a PDF could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrintError {
    /// A required font is not among the font files.
    MissingFont {
        /// Name of the face.
        family: String,
    },
    /// The font lacks the character (外字, emoji), or its variant (異体字).
    MissingGlyph {
        /// The character, with its variation selector if it has one.
        text: String,
        /// The font.
        font: String,
        /// Where it is printed.
        place: Place,
    },
    /// A template failed, or its output violates the PDF standards.
    Template {
        /// Template file; empty when not known.
        file: String,
        /// Line in it, counted from 1; 0 when not known.
        line: usize,
        /// What the compiler says, in its own words.
        message: String,
    },
    /// The date of the job is invalid.
    Date {
        /// Year, month and day as given.
        date: (i32, u8, u8),
    },
    /// A file name of a chart or template would lead out of the document's folder.
    Name {
        /// The name.
        name: String,
    },
    /// The external `typst` has another version; versions typeset slightly differently.
    Version {
        /// The program.
        program: String,
        /// The version it reports.
        found: String,
        /// The version that the templates are written for.
        wanted: &'static str,
    },
    /// The external `typst` could not be run, or failed without naming a template.
    External {
        /// The program.
        program: String,
        /// What it said, in its own words.
        message: String,
    },
}

/// Result of one job.
pub type PrintResult = Result<Printed, Vec<PrintError>>;

/// `s1` of `s1.json`.
fn stem(name: &str) -> &str {
    name.split('.').next().unwrap_or_default()
}

/// A PDF, packed as small as possible.
fn packed(pdf: Vec<u8>) -> Vec<u8> {
    #[cfg(feature = "pdf")]
    return pack::pack(pdf);
    #[cfg(not(feature = "pdf"))]
    pdf
}

/// Required faces for which `there` (family, weight) is false.
fn missing_faces(there: impl Fn(&str, u16) -> bool) -> Vec<PrintError> {
    FACES
        .into_iter()
        .filter(|(family, weight, _)| !there(family, *weight))
        .map(|(_, _, name)| PrintError::MissingFont { family: name.to_owned() })
        .collect()
}

/// Names that are not plain file names.
fn bad_names<'a>(names: impl Iterator<Item = &'a str>) -> Vec<PrintError> {
    let plain = |name: &str| {
        !name.is_empty()
            && !name.starts_with('.')
            && name.chars().all(|ch| ch.is_ascii_alphanumeric() || matches!(ch, '-' | '_' | '.'))
    };
    names
        .filter(|name| !plain(name))
        .map(|name| PrintError::Name { name: name.to_owned() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{PrintError, bad_names};

    #[test]
    fn names_cannot_leave_the_folder() {
        let found = bad_names(["zu-1.svg", "../x", "a/b.svg", "", ".."].into_iter());
        let names: Vec<&str> = found
            .iter()
            .filter_map(|error| match error {
                PrintError::Name { name } => Some(name.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(names, ["../x", "a/b.svg", "", ".."]);
    }
}
