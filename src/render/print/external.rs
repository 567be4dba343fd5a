//! The external typesetter: a `typst` program, for machines where it is preferred or where Kōhyō was built without
//! the library. Same jobs in, same pages out; its messages become typed errors. Writes only to new temporary folders.

#![expect(
    clippy::disallowed_methods,
    reason = "another program is handed files in a folder of its own"
)]

use std::collections::BTreeMap;
use std::path::{self, Path, PathBuf};
use std::process::{Command, Output};
use std::{fs, io};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;
use tempfile::TempDir;

use super::density::{ALONE, Densities, Fit};
use super::shapes::chosen_shapes;
use super::{
    DENSITIES, FontFile, Job, Place, PrintError, PrintResult, Printed, bad_names, missing_faces,
    packed,
};

/// Message for a PDF whose words cannot be read.
#[cfg(feature = "pdf")]
pub const UNREAD: &str = "cannot read the words of the PDF";
/// The version that the templates are written for.
const WANTED: &str = "0.15.1";
/// Query evaluated on the laid-out document.
const QUERY: &str = "(facts: query(<fact>).map(m => m.value), \
     pages: query(<pages>).first().value, fits: query(<fit>).map(m => m.value))";
/// The compiler's message for a missing glyph; between these strings are the character, then the font.
const GLYPH: [&str; 3] = ["the text `\"", "\"` could not be displayed with font `\"", "\"`"];

/// An external `typst`, with the fonts and templates it is to use.
pub struct External {
    program: PathBuf,
    templates: BTreeMap<String, String>,
    fonts: TempDir,
}

/// The result of `QUERY`.
#[derive(Deserialize)]
struct Answer {
    facts: Vec<Fact>,
    pages: usize,
    fits: Vec<Fit>,
}

#[derive(Deserialize)]
struct Fact {
    fact: String,
    text: String,
}

impl External {
    /// Checks the program once: that it runs, its version, and that it finds the fonts.
    ///
    /// # Errors
    /// `External` when it cannot be run, `Version`, `Name`, or one `MissingFont` for each face that no
    /// font file has.
    pub fn new(
        program: &Path,
        templates: &BTreeMap<String, String>,
        fonts: &[FontFile],
    ) -> Result<Self, Vec<PrintError>> {
        let names = templates.keys().map(String::as_str);
        let bad = bad_names(names.chain(fonts.iter().map(|font| font.name.as_str())));
        if !bad.is_empty() {
            return Err(bad);
        }
        let broken = |error: io::Error| vec![external(program, &error.to_string())];
        // It runs in folders of its own, where a relative path would be wrong. A bare name is looked up in PATH.
        let here = program.components().count() > 1;
        let program =
            &*if here { path::absolute(program).map_err(broken)? } else { program.into() };
        let dir = tempfile::tempdir().map_err(broken)?;
        for FontFile { name, data } in fonts {
            fs::write(dir.path().join(name), data).map_err(broken)?;
        }
        let this = Self { program: program.to_owned(), templates: templates.clone(), fonts: dir };
        let version = this.run(Command::new(program).arg("--version"))?;
        let version = String::from_utf8_lossy(&version.stdout).trim().to_owned();
        if version.split(' ').nth(1) != Some(WANTED) {
            let program = program.display().to_string();
            return Err(vec![PrintError::Version { program, found: version, wanted: WANTED }]);
        }
        let list = this.run(this.fonts_of(Command::new(program).args(["fonts", "--variants"])))?;
        let faces = listed(&String::from_utf8_lossy(&list.stdout));
        let missing = missing_faces(|family, weight| {
            faces.iter().any(|face| face.0.eq_ignore_ascii_case(family) && face.1 == weight)
        });
        if missing.is_empty() { Ok(this) } else { Err(missing) }
    }

    /// Typesets one PDF.
    ///
    /// # Errors
    /// All problems of the job; a warning of the compiler is an error here.
    pub fn print(&self, job: &Job<'_>) -> PrintResult {
        let guess = Densities::guessed([(ALONE, job.data)].into_iter());
        self.make(job, &[], guess)
    }

    /// Typesets a booklet: the job's own data and charts, and the pages of its sheets by file name.
    ///
    /// # Errors
    /// As [`Self::print`].
    pub fn print_book(&self, job: &Job<'_>, sheets: &[(String, Vec<u8>)]) -> PrintResult {
        let guess = Densities::of_book(job.data, sheets);
        self.make(job, sheets, guess)
    }

    fn make(
        &self,
        job: &Job<'_>,
        sheets: &[(String, Vec<u8>)],
        densities: Densities,
    ) -> PrintResult {
        let Job { template, ident: _, data, charts, date } = *job;
        let main = format!("{template}.typ");
        let bad = bad_names(
            charts
                .iter()
                .map(|(name, _)| name.as_str())
                .chain(sheets.iter().map(|(name, _)| name.as_str()))
                .chain([main.as_str()]),
        );
        if !bad.is_empty() {
            return Err(bad);
        }
        let drawn = charts.iter().map(|(_, svg)| svg.as_bytes());
        let below = sheets.iter().map(|(_, json)| json.as_slice());
        self.have_shapes(drawn.chain(below).chain([data]))?;
        let stamp = timestamp(date).ok_or_else(|| vec![PrintError::Date { date }])?;
        let broken = |error: io::Error| vec![external(&self.program, &error.to_string())];
        let dir = tempfile::tempdir().map_err(broken)?;
        self.lay_out_files(dir.path(), data, charts).map_err(broken)?;
        for (name, data) in sheets {
            fs::write(dir.path().join(name), data).map_err(broken)?;
        }

        let answer = self.fitted(dir.path(), &main, &stamp, densities)?;
        let mut compile = self.in_folder(dir.path(), "compile", &stamp);
        compile.args(["--pdf-standard", "ua-1,a-2a", &main, "out.pdf"]);
        self.run(&mut compile)?;

        let Answer { facts, pages, fits: _ } = answer;
        let pdf = fs::read(dir.path().join("out.pdf")).map_err(broken)?;
        let texts = self.reread(&pdf)?;
        let facts = facts.into_iter().map(|Fact { fact, text }| (fact, text)).collect();
        Ok(Printed { pdf: packed(pdf), pages, facts, texts })
    }

    /// The words in the finished PDF, read from the file itself.
    #[cfg(feature = "pdf")]
    fn reread(&self, pdf: &[u8]) -> Result<Vec<String>, Vec<PrintError>> {
        let unread = || vec![external(&self.program, UNREAD)];
        super::reread::texts(pdf).ok_or_else(unread)
    }

    /// Without the library, nothing here can read a PDF.
    #[cfg(not(feature = "pdf"))]
    #[expect(clippy::unnecessary_wraps, reason = "the same as with the library")]
    fn reread(&self, _: &[u8]) -> Result<Vec<String>, Vec<PrintError>> {
        Ok(Vec::new())
    }

    /// Checks that chosen glyph variants (異体字) exist in the fonts: the program would silently print another one.
    #[cfg(feature = "pdf")]
    fn have_shapes<'t>(
        &self,
        texts: impl Iterator<Item = &'t [u8]>,
    ) -> Result<(), Vec<PrintError>> {
        let chosen = chosen_shapes(texts);
        if chosen.is_empty() {
            return Ok(());
        }
        let broken = |error: io::Error| vec![external(&self.program, &error.to_string())];
        let mut missing = Vec::new();
        for entry in fs::read_dir(self.fonts.path()).map_err(broken)? {
            let path = entry.map_err(broken)?.path();
            let data = fs::read(&path).map_err(broken)?;
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            missing.extend(super::glyphs::missing_shapes(&chosen, &data, &name));
        }
        if missing.is_empty() { Ok(()) } else { Err(missing) }
    }

    /// Without the library, nothing here can read a font, so nobody can say which variant would be printed.
    #[cfg(not(feature = "pdf"))]
    fn have_shapes<'t>(
        &self,
        texts: impl Iterator<Item = &'t [u8]>,
    ) -> Result<(), Vec<PrintError>> {
        let chosen = chosen_shapes(texts).into_iter();
        let untold = chosen.map(|(base, selector)| {
            let text = String::from_iter([base, selector]);
            external(&self.program, &format!("cannot look for the shape of `{text}` in the fonts"))
        });
        let untold: Vec<PrintError> = untold.collect();
        if untold.is_empty() { Ok(()) } else { Err(untold) }
    }

    /// Runs the query until each form has the density that keeps to its page limit, and stores the densities.
    fn fitted(
        &self,
        dir: &Path,
        main: &str,
        stamp: &str,
        mut densities: Densities,
    ) -> Result<Answer, Vec<PrintError>> {
        loop {
            fs::write(dir.join(DENSITIES), densities.json())
                .map_err(|error| vec![external(&self.program, &error.to_string())])?;
            let answer = self.ask(dir, main, stamp)?;
            if !densities.adjust(answer.fits.iter().cloned()) {
                return Ok(answer);
            }
        }
    }

    fn ask(&self, dir: &Path, main: &str, stamp: &str) -> Result<Answer, Vec<PrintError>> {
        let mut ask = self.in_folder(dir, "eval", stamp);
        ask.args(["--in", main, QUERY]);
        let answer = self.run(&mut ask)?;
        serde_json::from_slice(&answer.stdout)
            .map_err(|error| vec![external(&self.program, &error.to_string())])
    }

    fn lay_out_files(
        &self,
        dir: &Path,
        data: &[u8],
        charts: &[(String, String)],
    ) -> io::Result<()> {
        for (name, text) in self.templates.iter().chain(charts.iter().map(|(n, t)| (n, t))) {
            fs::write(dir.join(name), text)?;
        }
        fs::create_dir(dir.join("packages"))?;
        fs::write(dir.join("data.json"), data)
    }

    /// A command that reads only the folder and the fonts: no system fonts, no packages.
    fn in_folder(&self, dir: &Path, what: &str, stamp: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.current_dir(dir).arg(what);
        command.args(["--root", ".", "--features", "a11y-extras", "--jobs", "1"]);
        command.args(["--package-path", "packages", "--package-cache-path", "packages"]);
        command.args(["--creation-timestamp", stamp, "--diagnostic-format", "short"]);
        self.fonts_of(&mut command);
        command
    }

    fn fonts_of<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.args(["--ignore-system-fonts", "--ignore-embedded-fonts", "--font-path"]);
        command.arg(self.fonts.path())
    }

    fn run(&self, command: &mut Command) -> Result<Output, Vec<PrintError>> {
        let output =
            command.output().map_err(|error| vec![external(&self.program, &error.to_string())])?;
        let said = String::from_utf8_lossy(&output.stderr);
        let errors: Vec<_> = said
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| parse_line(&self.program, line))
            .collect();
        match (errors.is_empty(), output.status.success()) {
            (true, true) => Ok(output),
            (true, false) => Err(vec![external(&self.program, &output.status.to_string())]),
            (false, _) => Err(errors),
        }
    }
}

fn external(program: &Path, message: &str) -> PrintError {
    PrintError::External { program: program.display().to_string(), message: message.to_owned() }
}

fn timestamp((year, month, day): (i32, u8, u8)) -> Option<String> {
    let year = i16::try_from(year).ok()?;
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let midnight = Date::new(year, month, day).ok()?.to_zoned(TimeZone::UTC).ok()?;
    Some(midnight.timestamp().as_second().to_string())
}

/// Families and weights from `typst fonts --variants`: each family at the start of a line, its faces indented below
/// it.
fn listed(output: &str) -> Vec<(String, u16)> {
    let mut family = "";
    let mut faces = Vec::new();
    for line in output.lines() {
        if let Some((_, rest)) = line.split_once("Weight: ") {
            let weight = rest.split(',').next().and_then(|number| number.trim().parse().ok());
            faces.extend(weight.map(|weight| (family.to_owned(), weight)));
        } else if line.starts_with(|ch: char| ch.is_alphanumeric()) {
            family = line.trim_end();
        }
    }
    faces
}

/// Parses a line of the short diagnostic format: `file:line:column: error: message`, or without a place.
fn parse_line(program: &Path, line: &str) -> PrintError {
    if let Some(missing) = missing_glyph(line) {
        return missing;
    }
    let parts = ["error: ", "warning: "].into_iter().find_map(|word| line.split_once(word));
    let Some((place, message)) = parts else {
        return external(program, line);
    };
    let place = place.trim_end().trim_end_matches(':');
    let mut place = place.rsplitn(3, ':').skip(1);
    match (place.next().and_then(|number| number.parse().ok()), place.next()) {
        (Some(line), Some(file)) => {
            PrintError::Template { file: file.to_owned(), line, message: message.to_owned() }
        }
        _ => PrintError::Template { file: String::new(), line: 0, message: message.to_owned() },
    }
}

fn missing_glyph(line: &str) -> Option<PrintError> {
    let [before, between, after] = GLYPH;
    let (text, rest) = line.split_once(before)?.1.split_once(between)?;
    let font = rest.split_once(after)?.0.to_owned();
    Some(PrintError::MissingGlyph { text: text.to_owned(), font, place: Place::Unknown })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Place, PrintError, listed, parse_line, timestamp};

    #[test]
    fn diagnostics_become_typed_errors() {
        let parse = |line| parse_line(Path::new("typst"), line);
        assert_eq!(
            parse("policy.typ:67:11: error: dictionary does not contain key \"x\""),
            PrintError::Template {
                file: "policy.typ".into(),
                line: 67,
                message: "dictionary does not contain key \"x\"".into()
            }
        );
        assert_eq!(
            parse("error: PDF/UA-1 error: missing document title"),
            PrintError::Template {
                file: String::new(),
                line: 0,
                message: "PDF/UA-1 error: missing document title".into()
            }
        );
        assert_eq!(
            parse(
                "error: PDF/UA-1 error: the text `\"𠮷\"` could not be displayed with font `\"BIZ UDMincho\"`"
            ),
            PrintError::MissingGlyph {
                text: "𠮷".into(),
                font: "BIZ UDMincho".into(),
                place: Place::Unknown
            }
        );
        assert!(matches!(parse("boom"), PrintError::External { .. }));
    }

    #[test]
    fn fonts_are_listed_by_family_and_weight() {
        let output = "BIZ UDGothic\n  ├ a.ttf\n  │   Style: Normal, Weight: 400, Stretch: 100%\n  \
                      └ b.ttf\n      Style: Normal, Weight: 700, Stretch: 100%\n";
        let expected = [("BIZ UDGothic".to_owned(), 400), ("BIZ UDGothic".to_owned(), 700)];
        assert_eq!(listed(output), expected);
    }

    #[test]
    fn timestamps_are_midnight_utc() {
        assert_eq!(timestamp((1970, 1, 2)).as_deref(), Some("86400"));
        assert_eq!(timestamp((2026, 2, 30)), None);
    }
}
