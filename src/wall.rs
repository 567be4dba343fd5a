//! Scans finished files and stops the program where one contains what is not published (公開: しない). Rendering never
//! sees hidden content, so a hit is a bug, and nothing is published. No hit where the same words are also in
//! published content, or are missing from the input of the files: then the program has produced them itself.

use std::fmt::Debug;
use std::io::{self, Write};
use std::sync::OnceLock;

use crate::fault;
use crate::model::Model;
use crate::model::published::Hidden;
use crate::report::Figures;
use crate::source::Sources;

/// Minimum length in bytes of a line that is looked for, and length of the prefix by which it is found: 13 Japanese
/// characters.
const HEAD: usize = 40;

/// Characters that file formats escape in their own ways.
const ESCAPED: [char; 6] = ['<', '>', '&', '"', '\'', '\\'];

/// Patterns to look for.
#[derive(Default)]
pub struct Wall<'a> {
    /// Lines, sorted.
    lines: Vec<Vec<u8>>,
    /// Which two-byte prefixes occur.
    begins: Vec<bool>,
    /// Ids of the figures.
    figures: Vec<String>,
    /// The input of the files, as debug text.
    made_from: Option<&'a (dyn Debug + Sync)>,
    words: OnceLock<String>,
}

/// The input of the pages and the data of a model.
#[must_use]
pub fn of_model(model: &Model) -> impl Debug + Sync + '_ {
    (&model.city, &model.evaluations, &model.texts)
}

impl<'a> Wall<'a> {
    /// Looks for hidden lines that occur nowhere else in the content. `made_from` is the whole input of the files.
    #[must_use]
    pub fn new(hidden: &Hidden, sources: &Sources, made_from: &'a (dyn Debug + Sync)) -> Self {
        if hidden.is_empty() {
            return Self::default();
        }
        let mut lines: Vec<Vec<u8>> = hidden.words().flat_map(parts).collect();
        lines.sort_unstable();
        lines.dedup();
        let figures = hidden.figures().map(str::to_owned).collect();
        let begins = begins(&lines);
        let made_from = Some(made_from);
        let mut wall = Self { lines, begins, figures, made_from, words: OnceLock::new() };
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

    /// Drops lines that occur in a published text.
    fn forget(&mut self, text: &str) {
        let found: Vec<usize> = self.found(text.as_bytes()).collect();
        if !found.is_empty() {
            let mut place = 0..;
            self.lines.retain(|_| place.next().is_some_and(|place| !found.contains(&place)));
            self.begins = begins(&self.lines);
        }
    }

    /// The lines found in some bytes, as indexes.
    fn found<'b>(&'b self, bytes: &'b [u8]) -> impl Iterator<Item = usize> + 'b {
        let heads = bytes.windows(HEAD).enumerate();
        let heads = heads.filter(|(_, head)| self.begins.get(index(head)) == Some(&true));
        heads.flat_map(move |(at, head)| {
            let first = self.lines.partition_point(|line| line.as_slice() < head);
            let alike = self.lines[first..].iter().take_while(move |line| line.starts_with(head));
            let whole = move |line: &&Vec<u8>| bytes[at..].starts_with(line);
            (first..).zip(alike).filter(move |(_, line)| whole(line)).map(|(place, _)| place)
        })
    }

    /// Scans a finished file, or an input of one.
    pub fn look(&self, path: &str, bytes: &[u8]) {
        let made_from = || {
            let words = || self.made_from.map(|of| format!("{of:?}")).unwrap_or_default();
            self.words.get_or_init(words)
        };
        for place in self.found(bytes) {
            let line = String::from_utf8_lossy(&self.lines[place]);
            if made_from().contains(&*line) {
                fault::broken(&format!("公表しない言葉が {path} にあります（{line}）"));
            }
        }
    }

    /// Scans the figures that pages and data are made from.
    pub fn facts(&self, figures: &Figures) {
        if let Some(id) = self.figures.iter().find(|id| figures.fact(id).is_some()) {
            fault::broken(&format!("公表しない数値が記録にあります（{id}）"));
        }
    }

    /// Scans a stream while it is written.
    pub fn before<'b>(
        &'b self,
        path: &'b str,
        to: &'b mut (dyn Write + Send),
    ) -> impl Write + Send + 'b {
        let longest = self.lines.iter().map(Vec::len).max().unwrap_or_default();
        Passing { wall: self, path, to, last: Vec::new(), longest }
    }
}

/// A file written in pieces.
struct Passing<'a> {
    wall: &'a Wall<'a>,
    path: &'a str,
    to: &'a mut (dyn Write + Send),
    /// End of the previous piece, in which a match may start.
    last: Vec<u8>,
    longest: usize,
}

impl Write for Passing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.longest > 0 {
            self.last.extend_from_slice(bytes);
            self.wall.look(self.path, &self.last);
            let done = self.last.len().saturating_sub(self.longest - 1);
            self.last.drain(..done);
        }
        self.to.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// The parts of a text that all formats write alike.
fn parts(text: &str) -> Vec<Vec<u8>> {
    // Compared with the debug output of the input, so characters that Rust escapes are excluded.
    let plain = |c: char| !ESCAPED.contains(&c) && c.escape_debug().eq(std::iter::once(c));
    let lines = text.split(|c| !plain(c)).map(str::trim).filter(|line| line.len() >= HEAD);
    lines.map(|line| line.as_bytes().to_vec()).collect()
}

fn index(bytes: &[u8]) -> usize {
    // The first byte of a Japanese character hardly distinguishes anything.
    let at = |place: usize| bytes.get(place).copied().map_or(0, usize::from);
    at(1) << 8 | at(2)
}

fn begins(lines: &[Vec<u8>]) -> Vec<bool> {
    let mut begins = vec![false; 1 << 16];
    for line in lines {
        begins[index(line)] = true;
    }
    begins
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::path::Path;

    use super::*;
    use crate::pipeline;
    use crate::sheet::Reading;

    fn stops(work: impl FnOnce()) -> bool {
        catch_unwind(AssertUnwindSafe(work)).is_err()
    }

    #[test]
    fn it_stops_what_is_not_published_and_lets_the_rest_pass() {
        let checked = pipeline::check(Path::new("tests/fixtures/hikokai"), None).unwrap();
        let leaking =
            "秘匿文字列の論点です。この長い文は庁内の打合せのためだけに書いた見本の文です。";
        let wall = Wall::new(&checked.hidden, &checked.sources, &leaking);
        let secret =
            "秘匿文字列の論点です。この長い文は庁内の打合せのためだけに書いた見本の文です。";
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
        let whole = pipeline::check_changed(
            Path::new("tests/fixtures/hikokai"),
            None,
            None,
            &Reading::default(),
        );
        let whole = whole.unwrap().unwrap().whole.unwrap();
        assert!(stops(|| wall.facts(&pipeline::figures(&whole))));
    }

    #[test]
    fn what_stands_among_what_is_published_is_no_secret() {
        let checked = pipeline::check(Path::new("tests/fixtures/hikokai"), None).unwrap();
        let model = checked.model.unwrap();
        let made_from = of_model(&model);
        let mut wall = Wall::new(&checked.hidden, &checked.sources, &made_from);
        let before = wall.lines.len();
        assert!(before > 3);
        // The program may produce the same words itself.
        let line = String::from_utf8(wall.lines[0].clone()).unwrap();
        assert!(!stops(|| wall.look("a", line.as_bytes())));
        wall.forget(
            "甲。秘匿文字列の論点です。この長い文は庁内の打合せのためだけに書いた見本の文です。乙",
        );
        assert!(wall.lines.len() < before);
        assert!(!stops(
            || Wall::default().look("a", "秘匿文字列の資料の文です。".repeat(9).as_bytes())
        ));
    }
}
