//! The forms there are: those inside the program, and those of the city (`forms/*.yaml`), each read and checked.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use rust_embed::RustEmbed;
use serde_json::Value;

use super::check::{check, marks_are_no_words};
use super::choices::Words;
use super::read::read;
use super::types::Form;
use super::value::Choices;
use super::{condition, language};
use crate::diag::{Diags, Severity, Shared, messages};
use crate::fault;
use crate::source::{FileKind, SourceFile, Sources};
use crate::terms::place::FileId;
use crate::yaml;
use crate::yaml::node::{self, Node};

/// Where the forms of a city lie, below its content.
const FOLDER: &str = "forms/";

#[derive(RustEmbed)]
#[folder = "assets/forms/"]
struct Files;

/// A form inside the program.
#[derive(Debug, Clone)]
pub struct BuiltIn {
    /// Its declaration.
    pub form: Arc<Form>,
    /// The text of the declaration.
    pub text: String,
}

/// A form that was found.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The form; `None` where its declaration has mistakes.
    pub form: Option<Arc<Form>>,
    /// The file of the city; `None` for a form inside the program.
    pub file: Option<FileId>,
    /// What is wrong with it.
    pub problems: Shared,
}

/// Every form, by name.
#[derive(Debug, Clone, Default)]
pub struct Forms(BTreeMap<String, Entry>);

/// The schema of the language, which takes longer to make than a form to read.
static LANGUAGE: LazyLock<Value> = LazyLock::new(language::schema);

static BUILT_IN: LazyLock<Vec<BuiltIn>> = LazyLock::new(|| {
    let mut names: Vec<_> = Files::iter().collect();
    names.sort_unstable();
    let built_in = |name: &str| {
        let file = Files::get(name)?;
        let text = String::from_utf8(file.data.into_owned()).ok()?;
        let source = SourceFile {
            id: FileId(u32::MAX),
            path: name.to_owned(),
            text: text.clone(),
            readable: true,
            shift_jis: false,
            kind: FileKind::Sheet,
            problems: Arc::new([]),
        };
        let (form, problems) = declaration(&source);
        let wrong = problems.iter().any(|problem| problem.severity() == Severity::Error);
        let form = form.filter(|_| !wrong).map(Arc::new);
        let form = fault::there(
            form,
            &format!("はじめから入っている様式「{name}」が読めません（{problems:?}）"),
        );
        Some(BuiltIn { form, text })
    };
    names.iter().filter_map(|name| built_in(name)).collect()
});

/// Reads and checks the declaration in a file; the form only where nothing was cut out of it.
fn declaration(source: &SourceFile) -> (Option<Form>, Shared) {
    let mut diags = Diags::default();
    let form =
        source.readable.then(|| node::read(source, &mut diags)).flatten().and_then(|mut tree| {
            let whole = yaml::check::check(&mut tree, &LANGUAGE, &source.text, &mut diags);
            Some((read(&tree)?, whole))
        });
    if let Some((form, whole)) = &form {
        let whole = *whole && !diags.has_errors();
        check(form, stem(&source.path), whole, &mut diags);
    }
    let form = form.map(|(form, _)| form);
    let form = form.filter(|_| !diags.has_errors());
    (form, diags.into_shared())
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".yaml").unwrap_or(name)
}

impl Forms {
    /// The forms inside the program, by name.
    #[must_use]
    pub fn built_in() -> &'static [BuiltIn] {
        &BUILT_IN
    }

    /// Reads the forms of a city, beside those inside the program.
    #[must_use]
    pub fn of(sources: &Sources) -> Self {
        let shared = choices(sources);
        let built_in = BUILT_IN.iter().map(|BuiltIn { form, .. }| {
            let mut own = Form::clone(form);
            own.choose_known(&shared);
            let entry = Entry { form: Some(Arc::new(own)), file: None, problems: Arc::new([]) };
            (form.name.text.clone(), entry)
        });
        let mut all: BTreeMap<_, _> = built_in.collect();
        let own = |file: &&Arc<SourceFile>| Self::is_declaration(file);
        for file in sources.files.iter().filter(own) {
            all.insert(stem(&file.path).to_owned(), Self::chosen(file, &shared));
        }
        Self(all)
    }

    /// Reads and checks a declaration of the city.
    #[must_use]
    pub fn declared(file: &SourceFile, sources: &Sources) -> Entry {
        Self::chosen(file, &choices(sources))
    }

    fn chosen(file: &SourceFile, shared: &SharedWords) -> Entry {
        let (form, mut problems) = declaration(file);
        let form = form.and_then(|mut form| {
            let (mut diags, mut of_city) = (Diags::default(), Diags::default());
            diags.push_shared(&problems);
            form.choose(shared, &mut diags);
            // Conditions by words of the city could not be judged before.
            condition::check(&form, &mut of_city);
            marks_are_no_words(&form, &mut of_city);
            let whole = !of_city.has_errors();
            diags.extend(of_city);
            problems = diags.into_shared();
            whole.then_some(form)
        });
        let name = stem(&file.path);
        let built_in = BUILT_IN.iter().any(|one| one.form.name.text == name);
        match form {
            Some(form) if built_in => {
                let mut diags = Diags::default();
                diags.push_shared(&problems);
                diags.push(messages::form_is_built_in(form.name.span.clone(), name));
                Entry { form: None, file: Some(file.id), problems: diags.into_shared() }
            }
            form => Entry { form: form.map(Arc::new), file: Some(file.id), problems },
        }
    }

    /// True for a file that declares a form.
    #[must_use]
    pub fn is_declaration(file: &SourceFile) -> bool {
        file.kind == FileKind::Sheet
            && file
                .path
                .strip_prefix(FOLDER)
                .is_some_and(|name| name.strip_suffix(".yaml").is_some() && !name.contains('/'))
    }

    /// True for what lies in the folder of declarations, be it read or not.
    #[must_use]
    pub fn lies_with_forms(file: &SourceFile) -> bool {
        file.kind != FileKind::Apart && file.path.starts_with(FOLDER)
    }

    /// The form of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Entry> {
        self.0.get(name)
    }

    /// Every form, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.0.iter().map(|(name, entry)| (name.as_str(), entry))
    }

    /// The problems of all.
    pub fn problems(&self) -> impl Iterator<Item = &Shared> {
        self.0.values().map(|entry| &entry.problems)
    }
}

/// The words that several forms share (選択肢 of `city.yaml`), by name; `None` where there is no such file, or none that
/// can be read.
type SharedWords = Option<BTreeMap<String, Vec<(String, Option<String>)>>>;

/// What `city.yaml` says, as far as it can be read; its mistakes are reported where it is checked.
pub(crate) fn city(sources: &Sources) -> Option<Node> {
    let file = sources.files.iter().find(|file| file.path == "city.yaml" && file.readable)?;
    node::read(file, &mut Diags::default())
}

fn choices(sources: &Sources) -> SharedWords {
    if sources.files.is_empty() {
        return Some(BTreeMap::new());
    }
    let tree = city(sources)?;
    let lists = tree.get("選択肢").map_or(&[][..], Node::entries);
    let words = |node: &Node| {
        let words = node.entries().iter();
        words
            .map(|(word, meaning)| {
                let meaning = meaning.word().map(|meaning| meaning.trim().to_owned());
                (word.text.trim().to_owned(), meaning)
            })
            .collect()
    };
    Some(lists.iter().map(|(name, list)| (name.text.trim().to_owned(), words(list))).collect())
}

impl Form {
    /// Puts the words of the city where a form inside the program names them. Those that it does not have it cannot
    /// write: only a sheet that writes one is wrong.
    fn choose_known(&mut self, shared: &SharedWords) {
        for choices in self.choices() {
            choices.put(shared);
        }
    }

    fn choices(&mut self) -> impl Iterator<Item = &mut Choices> {
        let all = self.sections.iter_mut().flat_map(|section| section.kind.choices());
        all.filter_map(|(_, words)| match words {
            Words::Choices(choices) => Some(choices),
            Words::Ways(_) => None,
        })
    }

    /// Puts the words of the city where a declaration names them.
    fn choose(&mut self, shared: &SharedWords, diags: &mut Diags) {
        for choices in self.choices() {
            choices.put(shared);
            // A city without any such words writes reasons only.
            let known = shared.iter().flat_map(BTreeMap::keys).map(String::as_str);
            let known: Vec<&str> = known.collect();
            if let Choices::City(name) = choices
                && !known.is_empty()
            {
                diags.push(messages::no_such_choices(name.span.clone(), &name.text, &known));
            }
        }
    }
}

impl Choices {
    /// Puts the words of the city where they are known.
    fn put(&mut self, shared: &SharedWords) {
        let Self::City(name) = self else { return };
        match shared {
            Some(words) => {
                if let Some(words) = words.get(&name.text) {
                    *self = Self::Own(words.clone());
                }
            }
            None => *self = Self::Unknown(name.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_inside_the_program_can_be_read() {
        let names: Vec<&str> =
            Forms::built_in().iter().map(|one| one.form.name.text.as_str()).collect();
        assert_eq!(
            names,
            [
                "chiiki-saisei-keikaku",
                "chiiki-saisei-kensho",
                "h25-kihonjigyo",
                "h25-shisaku",
                "h29-shisaku",
                "shoshisaku"
            ]
        );
    }
}
