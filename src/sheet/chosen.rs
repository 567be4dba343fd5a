//! Which forms the sheets of each year have (様式 of its evaluation.yaml), known before they are read.
//! Sources in, forms by folder out. What is wrong with the file is said where it is read as a sheet.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::Diags;
use crate::sheet::schema::Form;
use crate::source::{SourceFile, Sources};
use crate::yaml::node::{self, Kind, Node};

/// The forms of every year, by its folder.
#[derive(Debug)]
pub(super) struct Chosen(BTreeMap<String, Option<[Form; 2]>>);

/// The file that chooses.
const FILE: &str = "/evaluation.yaml";

/// Forms of policies, and of the sheets below, that a year can choose; the first where it does not.
const POLICIES: [Form; 2] = [Form::Policy, Form::PolicyH29];
const PROJECTS: [Form; 2] = [Form::Project, Form::Measure];

impl Chosen {
    /// Reads them.
    pub(super) fn of(sources: &Sources) -> Self {
        let choose = |file: &Arc<SourceFile>| {
            let dir = file.path.strip_suffix(FILE)?;
            Some((dir.to_owned(), read(file)))
        };
        Self(sources.files.iter().filter_map(choose).collect())
    }

    /// The forms of policies and of the sheets below in the year of a file; `None` where its evaluation does not
    /// say clearly.
    pub(super) fn of_file(&self, file: &SourceFile) -> Option<[Form; 2]> {
        let dir = file.path.split('/').next().unwrap_or_default();
        let year = self.0.get(dir).copied();
        year.unwrap_or(Some([Form::Policy, Form::Project]))
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
