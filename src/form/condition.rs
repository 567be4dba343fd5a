//! 場合: sections that belong to some sheets only, by what a 選択 of the sheet says. As declared, and for a sheet.

use super::types::{Condition, Field, Form, Kind, Section};
use super::value::{Choices, Type};
use crate::diag::near::nearest;
use crate::diag::{Diags, messages};
use crate::yaml::node::{self, Node};

/// The fields that a name may mean, each with its section.
pub(crate) fn fields<'a>(form: &'a Form, name: &str) -> Vec<(&'a Section, &'a Field)> {
    let all = form.sections.iter().filter_map(|section| match &section.kind {
        Kind::Fields(fields) => Some((section, fields)),
        _ => None,
    });
    let all = all.flat_map(|(section, fields)| fields.iter().map(move |field| (section, field)));
    all.filter(|(section, field)| {
        field.name.text == name || format!("{}.{}", section.name.text, field.name.text) == name
    })
    .collect()
}

/// The names by which the fields of a form can be meant: section and name where all are asked for whole, or another
/// section has the same.
pub(super) fn field_names(form: &Form, whole: bool) -> Vec<String> {
    let sections = form.sections.iter().filter_map(|section| match &section.kind {
        Kind::Fields(fields) => Some((section, fields)),
        _ => None,
    });
    let name = |section: &Section, field: &Field| match fields(form, &field.name.text).as_slice() {
        [_] if !whole => field.name.text.clone(),
        _ => format!("{}.{}", section.name.text, field.name.text),
    };
    sections
        .flat_map(|(section, fields)| fields.iter().map(move |field| name(section, field)))
        .collect()
}

/// The field of every condition is a 選択 of a section that all sheets have, and has these words.
pub(super) fn check(form: &Form, diags: &mut Diags) {
    for Condition { field, words } in form.sections.iter().flat_map(|section| &section.when) {
        let span = || field.span.clone();
        let (home, found) = match fields(form, &field.text).as_slice() {
            [] => {
                let all = form.sections.iter().flat_map(|section| match &section.kind {
                    Kind::Fields(fields) => fields.as_slice(),
                    _ => &[],
                });
                let choices = all.filter(|field| matches!(field.kind, Type::Choice(_)));
                let known: Vec<&str> = choices.map(|field| field.name.text.as_str()).collect();
                let near = nearest(&field.text, known.iter().copied());
                diags.push(messages::condition_of_nothing(span(), &field.text, near, &known));
                continue;
            }
            [only] => *only,
            [(first, _), (second, _), ..] => {
                let homes = [first, second].map(|section| section.name.text.as_str());
                diags.push(messages::condition_of_two(span(), &field.text, homes));
                continue;
            }
        };
        if !home.when.is_empty() {
            let home = &home.name.text;
            diags.push(messages::condition_of_a_condition(span(), &field.text, home));
        }
        match &found.kind {
            // That there are no words to choose from has been reported.
            Type::Choice(Choices::Own(choices)) if choices.is_empty() => {}
            Type::Choice(Choices::Own(choices)) => {
                let known: Vec<&str> = choices.iter().map(|(word, _)| word.as_str()).collect();
                for word in words.iter().filter(|word| !known.contains(&word.text.as_str())) {
                    let near = nearest(&word.text, known.iter().copied());
                    let span = word.span.clone();
                    diags.push(messages::bad_condition(
                        span,
                        &field.text,
                        &word.text,
                        near,
                        &known,
                    ));
                }
            }
            // The words of the city are put there later, and then looked at again.
            Type::Choice(Choices::City(_) | Choices::Unknown(_)) => {}
            _ => diags.push(messages::condition_of_no_choice(span(), &field.text)),
        }
    }
}

impl Form {
    /// Whether a section belongs to a sheet; `None` where the sheet leaves open what its field says, by a mistake.
    #[must_use]
    pub fn belongs(&self, section: &Section, tree: &Node) -> Option<bool> {
        let holds: Vec<_> = section.when.iter().map(|one| self.holds(one, tree)).collect();
        if holds.contains(&Some(false)) {
            return Some(false);
        }
        holds.into_iter().collect::<Option<Vec<_>>>().map(|_| true)
    }

    fn holds(&self, Condition { field, words }: &Condition, tree: &Node) -> Option<bool> {
        let (home, own) = fields(self, &field.text).first().copied()?;
        let all = tree.get(&home.name.text);
        let Some(given) = all.and_then(|all| all.get(&own.name.text)) else {
            // What is left out, or empty as a whole, says none of the words.
            let may_lack = own.optional || home.optional && all.is_none();
            let empty =
                all.and_then(Node::word).is_some_and(|word| self.reason(word.trim()).is_some());
            return (may_lack || empty).then_some(false);
        };
        let given = words_of(given);
        if given.iter().any(|word| words.iter().any(|own| own.text == *word)) {
            return Some(true);
        }
        let Type::Choice(Choices::Own(choices)) = &own.kind else { return None };
        let known = |word: &&str| {
            self.reason(word).is_some() || choices.iter().any(|(choice, _)| choice == word)
        };
        (!given.is_empty() && given.iter().all(known)).then_some(false)
    }
}

impl Section {
    /// The sheets that it belongs to, in words: 事業区分が「一般」か「特別」.
    #[must_use]
    pub fn only(&self) -> String {
        let one = |Condition { field, words }: &Condition| {
            let words = words.iter().map(|word| format!("「{}」", word.text));
            format!("{}が{}", field.text, words.collect::<Vec<_>>().join("か"))
        };
        self.when.iter().map(one).collect::<Vec<_>>().join("、かつ")
    }
}

/// The words that stand in a field: one, several, or with what is said of them.
fn words_of(node: &Node) -> Vec<&str> {
    match &node.kind {
        node::Kind::Scalar { text, .. } => vec![text.trim()],
        node::Kind::List(items) => items.iter().flat_map(words_of).collect(),
        node::Kind::Map(_) => node.get("値").map(words_of).unwrap_or_default(),
    }
}
