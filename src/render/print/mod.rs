//! A page's JSON and its charts -> a PDF that passes PDF/UA-1 and PDF/A-2a, with the facts it prints.
//! Here is what both ways have in common: the Typst library inside us, or an external `typst`.
//! Knows nothing of the model, of paths in the output or of the words in which a problem is told.

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
/// The faces that must be there: family, weight, and the name a person knows the face by.
const FACES: [(&str, u16, &str); 3] = [
    (GOTHIC, 400, "BIZ UDGothic"),
    (GOTHIC, 700, "BIZ UDGothic Bold"),
    (MINCHO, 400, "BIZ UDMincho"),
];
/// The file from which the templates learn how dense to set each form, by its id.
const DENSITIES: &str = "densities.json";

/// A font file in memory.
#[derive(Debug, Clone)]
pub struct FontFile {
    /// File name, `BIZUDMincho-Regular.ttf`.
    pub name: String,
    /// The whole file.
    pub data: Vec<u8>,
}

/// One PDF to make.
#[derive(Debug, Clone, Copy)]
pub struct Job<'a> {
    /// Template without its ending: `single`.
    pub template: &'a str,
    /// What the PDF is, the same in every build, such as its path in the output.
    pub ident: &'a str,
    /// The page as JSON.
    pub data: &'a [u8],
    /// File name (`zu-1.svg`) and drawing of each chart.
    pub charts: &'a [(String, String)],
    /// The date the figures stand for: year, month, day.
    pub date: (i32, u8, u8),
}

/// A PDF that has been made.
#[derive(Debug, Clone)]
pub struct Printed {
    /// The file.
    pub pdf: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// Fact id and printed text of every figure, in the order of the document.
    pub facts: Vec<(String, String)>,
    /// The words on each page, in the order of the page; none where the typesetter does not say.
    pub texts: Vec<String>,
}

/// Where a character stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// On a page of the PDF, counted from 1.
    Page(usize),
    /// In a chart, by file name.
    Chart(String),
    /// Somewhere: the external program does not say where.
    Unknown,
}

/// Why a PDF could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrintError {
    /// A font that the forms are set in is not among the font files.
    MissingFont {
        /// Name of the face.
        family: String,
    },
    /// The font has no such character (外字, emoji), or not in that shape (異体字).
    MissingGlyph {
        /// The character, with the selector of its shape where it has one.
        text: String,
        /// The font.
        font: String,
        /// Where it stands.
        place: Place,
    },
    /// A template does not work, or it made something that the PDF standards refuse.
    Template {
        /// Template file; empty when not known.
        file: String,
        /// Line in it, counted from 1; 0 when not known.
        line: usize,
        /// What the compiler says, in its own words.
        message: String,
    },
    /// The date of the job is no date.
    Date {
        /// Year, month and day as given.
        date: (i32, u8, u8),
    },
    /// A chart's or template's file name would lead out of the folder of the document.
    Name {
        /// The name.
        name: String,
    },
    /// The external `typst` is of another version; each version sets type a little differently.
    Version {
        /// The program.
        program: String,
        /// What it says it is.
        found: String,
        /// The version that the templates are written for.
        wanted: &'static str,
    },
    /// The external `typst` could not be run, or said something that names no template.
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

/// A PDF in its smallest form.
fn packed(pdf: Vec<u8>) -> Vec<u8> {
    #[cfg(feature = "pdf")]
    return pack::pack(pdf);
    #[cfg(not(feature = "pdf"))]
    pdf
}

/// The faces that are not `there`, asked for by family and weight.
fn missing_faces(there: impl Fn(&str, u16) -> bool) -> Vec<PrintError> {
    FACES
        .into_iter()
        .filter(|(family, weight, _)| !there(family, *weight))
        .map(|(_, _, name)| PrintError::MissingFont { family: name.to_owned() })
        .collect()
}

/// The names that are more than a plain file name.
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
