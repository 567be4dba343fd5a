//! Finished files in, a stop where one of them says what is not published (公開: しない). Nothing that is made knows of it, so
//! a hit is a fault of the program, and nothing is published. It is no hit where the same words stand among what is
//! published, or where what files are made from has them nowhere: then the program has put them together itself.

use std::fmt::Debug;
use std::io::{self, Write};
use std::sync::OnceLock;

use crate::fault;
use crate::model::Model;
use crate::model::published::Hidden;
use crate::report::Figures;
use crate::source::Sources;

/// How many bytes a line must have to be looked for, and by how many it is found: 13 letters of Japanese.
const HEAD: usize = 40;

/// Letters that files write in their own ways.
const ESCAPED: [char; 6] = ['<', '>', '&', '"', '\'', '\\'];

/// What is looked for.
#[derive(Default)]
pub struct Wall<'a> {
    /// Lines, sorted.
    lines: Vec<Vec<u8>>,
    /// Whether one begins with these bytes.
    begins: Vec<bool>,
    /// Ids of the figures.
    figures: Vec<String>,
    /// What files are made from, and that in words.
    made_from: Option<&'a (dyn Debug + Sync)>,
    words: OnceLock<String>,
}

/// What the pages and the data of a model are made from.
#[must_use]
pub fn of_model(model: &Model) -> impl Debug + Sync + '_ {
    (&model.city, &model.evaluations, &model.texts)
}

impl<'a> Wall<'a> {
    /// Looks for what is hidden and stands nowhere else in the content. `made_from` is all that files are made from.
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

    /// Looks for no more of what stands in a text that is published.
    fn forget(&mut self, text: &str) {
        let found: Vec<usize> = self.found(text.as_bytes()).collect();
        if !found.is_empty() {
            let mut place = 0..;
            self.lines.retain(|_| place.next().is_some_and(|place| !found.contains(&place)));
            self.begins = begins(&self.lines);
        }
    }

    /// The lines that stand in some bytes, by their places among all.
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

    /// Looks at a finished file, or at what one is made from.
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

    /// Looks at the figures that pages and data are made from.
    pub fn facts(&self, figures: &Figures) {
        if let Some(id) = self.figures.iter().find(|id| figures.fact(id).is_some()) {
            fault::broken(&format!("公表しない数値が記録にあります（{id}）"));
        }
    }

    /// Looks at what is written in passing.
    pub fn before<'b>(
        &'b self,
        path: &'b str,
        to: &'b mut (dyn Write + Send),
    ) -> impl Write + Send + 'b {
        let longest = self.lines.iter().map(Vec::len).max().unwrap_or_default();
        Passing { wall: self, path, to, last: Vec::new(), longest }
    }
}

/// A file that comes in pieces.
struct Passing<'a> {
    wall: &'a Wall<'a>,
    path: &'a str,
    to: &'a mut (dyn Write + Send),
    /// What a line may go on from, and how much that is at most.
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

/// The lines of a text, as far as all files write them alike.
fn parts(text: &str) -> Vec<Vec<u8>> {
    // What is made from them is looked at as Rust writes it.
    let plain = |c: char| !ESCAPED.contains(&c) && c.escape_debug().eq(std::iter::once(c));
    let lines = text.split(|c| !plain(c)).map(str::trim).filter(|line| line.len() >= HEAD);
    lines.map(|line| line.as_bytes().to_vec()).collect()
}

fn index(bytes: &[u8]) -> usize {
    // Of a letter of Japanese, the first byte says next to nothing.
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
        // The program may say the same of its own accord.
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
