//! Which forms the sheets of each year have (様式 of its evaluation.yaml), known before they are read.
//! Sources in, forms by folder out. What is wrong with the file is said where it is read as a sheet.

use crate::diag::Diags;
use crate::sheet::node::{self, Kind, Node};
use crate::sheet::schema::Form;
use crate::source::{FileId, Sources};

/// The forms of every year.
pub(super) struct Chosen(Vec<(String, Option<[Form; 2]>)>);

/// Forms of policies, and of the sheets below, that a year can choose; the first where it does not.
const POLICIES: [Form; 2] = [Form::Policy, Form::PolicyH29];
const PROJECTS: [Form; 2] = [Form::Project, Form::Measure];

impl Chosen {
    /// Reads them.
    pub(super) fn of(sources: &Sources) -> Self {
        let mut list = Vec::new();
        for (index, file) in sources.files.iter().enumerate() {
            let Some(dir) = file.path.strip_suffix("/evaluation.yaml") else {
                continue;
            };
            let tree = node::read(FileId(index), file, &mut Diags::default());
            let forms = tree.filter(|_| file.readable).and_then(|tree| forms(&tree));
            list.push((dir.to_owned(), forms));
        }
        Self(list)
    }

    /// The forms of policies and of the sheets below in a year; `None` where its file does not say clearly.
    pub(super) fn forms(&self, dir: &str) -> Option<[Form; 2]> {
        let year = self.0.iter().find(|(other, _)| other == dir);
        year.map_or(Some([Form::Policy, Form::Project]), |(_, forms)| *forms)
    }
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
