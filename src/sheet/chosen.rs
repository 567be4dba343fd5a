//! Which forms the sheets of each year have (様式 of its evaluation.yaml), known before they are read.
//! Sources in, forms by folder out. What is wrong with the file is said where it is read as a sheet.

use std::sync::Arc;

use crate::diag::Diags;
use crate::sheet::node::{self, Kind, Node};
use crate::sheet::schema::Form;
use crate::source::{SourceFile, Sources};

/// The forms of every year, with the file that says so.
#[derive(Debug, Default)]
pub(super) struct Chosen(Vec<(Arc<SourceFile>, Option<[Form; 2]>)>);

/// The file that chooses.
const FILE: &str = "/evaluation.yaml";

/// Forms of policies, and of the sheets below, that a year can choose; the first where it does not.
const POLICIES: [Form; 2] = [Form::Policy, Form::PolicyH29];
const PROJECTS: [Form; 2] = [Form::Project, Form::Measure];

impl Chosen {
    /// Reads them; files that `known` has are not read again.
    pub(super) fn of(sources: &Sources, known: &Self) -> Self {
        let files = sources.files.iter();
        let files = files.filter(|file| Self::is_said_by(file));
        let choose = |file: &Arc<SourceFile>| {
            let old = known.0.iter().find(|(old, _)| Arc::ptr_eq(old, file));
            let forms = old.map_or_else(|| read(file), |(_, forms)| *forms);
            (Arc::clone(file), forms)
        };
        Self(files.map(choose).collect())
    }

    /// Whether a file is one that chooses.
    pub(super) fn is_said_by(file: &SourceFile) -> bool {
        file.path.ends_with(FILE)
    }

    /// The forms of policies and of the sheets below in the year of a file; `None` where its evaluation does not
    /// say clearly.
    pub(super) fn of_file(&self, file: &SourceFile) -> Option<[Form; 2]> {
        let dir = file.path.split('/').next().unwrap_or_default();
        let is = |other: &SourceFile| other.path.strip_suffix(FILE) == Some(dir);
        let year = self.0.iter().find(|(other, _)| is(other));
        year.map_or(Some([Form::Policy, Form::Project]), |(_, forms)| *forms)
    }
}

fn read(file: &SourceFile) -> Option<[Form; 2]> {
    let tree = node::read(file, &mut Diags::default());
    forms(&tree.filter(|_| file.readable)?)
}

fn forms(tree: &Node) -> Option<[Form; 2]> {
    let Some(given) = tree.get("様式") else {
        return Some([Form::Policy, Form::Project]);
    };
    let Kind::Map(_) = &given.kind else {
        return None;
    };
    let word = |key: &str, forms: [Form; 2]| match given.get(key).map(|node| &node.kind) {
        None => Some(forms[0]),
        Some(Kind::Scalar { text, .. }) => {
            let mut forms = forms.into_iter();
            forms.find(|form| form.chosen_by() == text.trim())
        }
        Some(_) => None,
    };
    Some([word("施策", POLICIES)?, word("下位", PROJECTS)?])
}
