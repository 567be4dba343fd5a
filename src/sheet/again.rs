//! The same folder again and again -> its sheets, reading only files that are not those of the last time. Where
//! files were only rewritten, nothing else is even looked at.

use std::collections::BTreeMap;
use std::mem::discriminant;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::Sheets;
use super::chosen::Chosen;
use super::file::{self, File};
use crate::diag::{Diags, Shared};
use crate::source::{FileId, SourceFile, Sources};

/// Files that were read before, for a program that reads the same folder again and again.
#[derive(Debug, Default)]
pub struct Memory(Mutex<Known>);

/// A file and what was read in it.
type Read = (Arc<SourceFile>, Arc<File>);

/// The files of the last reading, in the order of their numbers, and what was made of them.
#[derive(Debug, Default)]
struct Known {
    chosen: Chosen,
    files: Vec<Read>,
    problems: BTreeMap<FileId, Shared>,
    sheets: Arc<Sheets>,
}

/// Decodes every file as [`super::parse`] does; files that `memory` knows are not read again.
pub fn parse_again(sources: &Sources, memory: &Memory, diags: &mut Diags) -> Arc<Sheets> {
    let mut known = memory.0.lock().unwrap_or_else(PoisonError::into_inner);
    if !known.rewritten(sources) {
        known.all(sources);
    }
    for problems in known.problems.values() {
        diags.push_shared(problems);
    }
    Arc::clone(&known.sheets)
}

impl Known {
    /// Takes in files that were only rewritten. False where more has changed: files that came or went, the forms
    /// of a year, whether a file can be read.
    fn rewritten(&mut self, sources: &Sources) -> bool {
        if self.files.len() != sources.files.len() {
            return false;
        }
        let pairs = self.files.iter().zip(&sources.files).enumerate();
        let changed: Vec<(usize, &Arc<SourceFile>)> = pairs
            .filter(|(_, ((old, _), new))| !Arc::ptr_eq(old, new))
            .map(|(place, (_, new))| (place, new))
            .collect();
        let read = changed.into_par_iter().map(|(place, source)| {
            let (old, was) = &self.files[place];
            let read = file::read(source, &self.chosen).0;
            let kind = |file: &File| file.parsed.as_ref().map(discriminant);
            let same = old.id == source.id
                && !Chosen::is_said_by(source)
                && read.parsed.is_some()
                && kind(&read) == kind(was);
            same.then(|| (place, (Arc::clone(source), Arc::new(read))))
        });
        let Some(read) = read.collect::<Option<Vec<(usize, Read)>>>() else {
            return false;
        };
        let sheets = Arc::make_mut(&mut self.sheets);
        for (place, (source, file)) in read {
            if let Some(parsed) = &file.parsed {
                sheets.set(parsed.clone());
            }
            sheets.texts.extend(file.texts.iter().map(|texts| (texts.file, Arc::clone(texts))));
            self.problems.remove(&source.id);
            if !file.problems.is_empty() {
                self.problems.insert(source.id, Arc::clone(&file.problems));
            }
            self.files[place] = (source, file);
        }
        true
    }

    /// Takes in everything; files that are known are not read again.
    fn all(&mut self, sources: &Sources) {
        let chosen = Chosen::of(sources, &self.chosen);
        let mut rest = self.files.iter().peekable();
        let known = sources.files.iter().map(|source| {
            while rest.next_if(|(old, _)| old.id < source.id).is_some() {}
            let old = rest.next_if(|(old, _)| Arc::ptr_eq(old, source));
            let old = old.map(|(_, file)| file);
            (source, old.filter(|file| file.is_of(source, &chosen)))
        });
        let known: Vec<(&Arc<SourceFile>, Option<&Arc<File>>)> = known.collect();
        let files = known.into_par_iter().map(|(source, old)| {
            let read = || Arc::new(file::read(source, &chosen).0);
            (Arc::clone(source), old.map_or_else(read, Arc::clone))
        });
        let files: Vec<Read> = files.collect();
        let mut sheets = Sheets::default();
        self.problems.clear();
        for (source, file) in &files {
            // What is wrong is told from the list of problems, with that of the files that did not change.
            sheets.add(File::clone(file), &mut Diags::default());
            if !file.problems.is_empty() {
                self.problems.insert(source.id, Arc::clone(&file.problems));
            }
        }
        self.sheets = Arc::new(sheets);
        self.files = files;
        self.chosen = chosen;
    }
}
