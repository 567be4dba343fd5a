//! Finished files in, a stop where one of them says what is not published (公開: しない). Nothing that is made knows of it, so
//! a hit is a fault of the program, and nothing is published. Looks for words that are too long to stand anywhere by
//! accident, and never for those that stand among what is published, too.

use std::io::{self, Write};

use crate::fault;
use crate::model::published::Hidden;
use crate::report::Figures;
use crate::source::Sources;

/// How many bytes of a text are looked for at once: 13 letters of Japanese. A shorter one may be put together by pages
/// themselves, of a year, a level and a title.
const WINDOW: usize = 40;

/// Letters that files write in their own ways.
const ESCAPED: [char; 6] = ['<', '>', '&', '"', '\'', '\\'];

/// What is looked for.
#[derive(Debug, Default)]
pub struct Wall {
    /// Parts of the texts, sorted.
    windows: Vec<[u8; WINDOW]>,
    /// Whether one begins with these two bytes.
    begins: Vec<bool>,
    /// Ids of the figures.
    figures: Vec<String>,
}

impl Wall {
    /// Looks for what is hidden and stands nowhere else in the content.
    #[must_use]
    pub fn new(hidden: &Hidden, sources: &Sources) -> Self {
        if hidden.is_empty() {
            return Self::default();
        }
        let mut windows: Vec<[u8; WINDOW]> = hidden.words().flat_map(parts).collect();
        windows.sort_unstable();
        windows.dedup();
        let figures = hidden.figures().map(str::to_owned).collect();
        let mut wall = Self { begins: begins(&windows), windows, figures };
        for file in &sources.files {
            let mut from = 0;
            for [start, end] in hidden.places(file.id) {
                wall.forget(file.text.get(from..start).unwrap_or_default());
                from = from.max(end);
            }
            wall.forget(file.text.get(from..).unwrap_or_default());
        }
        wall
    }

    /// Looks for no more of what stands in a text that is published.
    fn forget(&mut self, text: &str) {
        let found: Vec<usize> = self.found(text.as_bytes()).collect();
        if found.is_empty() {
            return;
        }
        let mut place = 0;
        self.windows.retain(|_| {
            place += 1;
            !found.contains(&(place - 1))
        });
        self.begins = begins(&self.windows);
    }

    /// The parts that stand in some bytes, by their places among all.
    fn found<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
        let begins = |at: &[u8]| self.begins.get(index(at)).copied().unwrap_or_default();
        let windows = bytes.windows(WINDOW).filter(move |window| begins(window));
        windows.filter_map(|window| {
            self.windows.binary_search_by(|own| own.as_slice().cmp(window)).ok()
        })
    }

    /// Looks at a finished file, or at what one is made from.
    pub fn look(&self, path: &str, bytes: &[u8]) {
        if let Some(place) = self.found(bytes).next() {
            let words = String::from_utf8_lossy(&self.windows[place]).into_owned();
            fault::broken(&format!("公表しない言葉が {path} にあります（{words}）"));
        }
    }

    /// Looks at the figures that pages and data are made from.
    pub fn facts(&self, figures: &Figures) {
        if let Some(id) = self.figures.iter().find(|id| figures.fact(id).is_some()) {
            fault::broken(&format!("公表しない数値が記録にあります（{id}）"));
        }
    }

    /// Looks at what is written in passing.
    pub fn before<'a>(
        &'a self,
        path: &'a str,
        to: &'a mut (dyn Write + Send),
    ) -> impl Write + Send + 'a {
        Passing { wall: self, path, to, last: Vec::new() }
    }
}

/// A file that comes in pieces.
struct Passing<'a> {
    wall: &'a Wall,
    path: &'a str,
    to: &'a mut (dyn Write + Send),
    /// What a word may go on from.
    last: Vec<u8>,
}

impl Write for Passing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.wall.windows.is_empty() {
            self.last.extend_from_slice(bytes);
            self.wall.look(self.path, &self.last);
            let done = self.last.len().saturating_sub(WINDOW - 1);
            self.last.drain(..done);
        }
        self.to.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// The parts of a text that all files write alike, cut into pieces of one length.
fn parts(text: &str) -> Vec<[u8; WINDOW]> {
    let lines = text.split(|c: char| c.is_control() || ESCAPED.contains(&c)).map(str::trim);
    lines
        .flat_map(|line| line.as_bytes().chunks_exact(WINDOW))
        .filter_map(|piece| piece.try_into().ok())
        .collect()
}

fn index(bytes: &[u8]) -> usize {
    // Of a letter of Japanese, the first byte says next to nothing.
    let at = |place: usize| bytes.get(place).copied().map_or(0, usize::from);
    at(1) << 8 | at(2)
}

fn begins(windows: &[[u8; WINDOW]]) -> Vec<bool> {
    let mut begins = vec![false; 1 << 16];
    for window in windows {
        begins[index(window)] = true;
    }
    begins
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::path::Path;

    use super::*;
    use crate::pipeline;

    fn stops(work: impl FnOnce()) -> bool {
        catch_unwind(AssertUnwindSafe(work)).is_err()
    }

    #[test]
    fn it_stops_what_is_not_published_and_lets_the_rest_pass() {
        let checked = pipeline::check(Path::new("tests/fixtures/hikokai"), None).unwrap();
        let wall = Wall::new(&checked.hidden, &checked.sources);
        let secret = "この長い文は庁内の打合せのためだけに書いた見本の文です。";
        let page = format!("<p>甲。{secret}</p>");
        assert!(stops(|| wall.look("a.html", page.as_bytes())));
        assert!(!stops(|| wall.look("a.html", "<p>この票の全体の注です（見本）。</p>".as_bytes())));
        // In pieces of any length.
        for length in 1..90 {
            let (mut out, path) = (Vec::new(), "a.csv");
            let whole = stops(|| {
                let mut sink = wall.before(path, &mut out);
                page.as_bytes().chunks(length).for_each(|piece| sink.write_all(piece).unwrap());
            });
            assert!(whole, "{length}");
        }
        let model = checked.model.unwrap();
        assert!(!stops(|| wall.facts(&pipeline::figures(&model))));
        let whole = pipeline::check_changed(Path::new("tests/fixtures/hikokai"), None, None);
        let whole = whole.unwrap().unwrap().whole.unwrap();
        assert!(stops(|| wall.facts(&pipeline::figures(&whole))));
    }

    #[test]
    fn what_stands_among_what_is_published_is_no_secret() {
        let checked = pipeline::check(Path::new("tests/fixtures/hikokai"), None).unwrap();
        let mut wall = Wall::new(&checked.hidden, &checked.sources);
        let before = wall.windows.len();
        assert!(before > 3);
        wall.forget("甲。この長い文は庁内の打合せのためだけに書いた見本の文です。乙");
        assert!(wall.windows.len() < before);
        assert!(!stops(
            || Wall::default().look("a", "秘匿文字列の資料の文です。".repeat(9).as_bytes())
        ));
    }
}
