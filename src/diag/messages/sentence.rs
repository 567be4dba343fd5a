//! Tools for all sentences: the macros for their tables, and quoting of texts as YAML takes them.

use std::borrow::Cow;

use crate::diag::alike;
use crate::diag::codes::Code;
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// The reasons offered wherever a value may be missing.
pub(super) const REASONS: &str = "設定なし、評価前、未公表、調査なし、該当なし、記載なし、役割なし";

/// A table of messages. Each entry becomes a public function of its name that returns a `Diag`:
///
/// ```text
/// /// Two folders of one year.
/// duplicate_year(span, [one, other]: [&str; 2], first: Span) = DuplicateCode {
///     title "同じ年度の評価が、{one} と {other} の2つのフォルダーにあります"
///     here "2つめです"
///     also first "1つめはここです"
///     remedy "どちらかの年度を直すか、片方のフォルダーに票をまとめてください"
/// }
/// ```
///
/// The first parameter is the place; an entry with another place names it: `= DuplicateCode at other`. One with
/// several messages is written `= match fault { pattern => DuplicateCode { … } … }`. What may stand between the
/// braces is described at `message!`.
macro_rules! messages {
    ($(
        $(#[$doc:meta])*
        $name:ident($($params:tt)*) = $($kind:ident)+ { $($body:tt)* }
    )*) => { $(
        messages! { @function [$(#[$doc])*] $name($($params)*) [$($kind)+] { $($body)* } }
    )* };
    (@function $doc:tt $name:ident($span:ident $(, $param:tt: $type:ty)* $(,)?)
        [$($kind:ident)+] $body:tt
    ) => {
        messages! {
            @function $doc $name($span: $crate::terms::place::Span $(, $param: $type)*)
                [$($kind)+ at $span] $body
        }
    };
    (@function [$($doc:tt)*] $name:ident($($param:tt: $type:ty),* $(,)?)
        [$($kind:ident)+] $body:tt
    ) => {
        $($doc)*
        #[must_use]
        pub fn $name($($param: $type),*) -> $crate::diag::Diag {
            messages!(@body [$($kind)+] $body)
        }
    };
    (@body [match $subject:ident at $at:ident] {
        $($pattern:pat $(if $guard:expr)? => $code:ident $body:tt)+
    }) => {
        match $subject { $($pattern $(if $guard)? => message!($code at $at $body),)+ }
    };
    (@body [$code:ident at $at:ident] $body:tt) => { message!($code at $at $body) };
}

/// One message, with a code and a place (a `Span` or an `Option<Span>`).
///
/// - `title` is what is wrong, `here` is the label of the place, `remedy` is what to do. `also` is another place (a
///   `Span` or `Option<Span>`) with its label, or a list of such places. `here` and `also` are optional.
/// - A text takes what is in `{ }` from parameters, constants and `let …;` lines before `title`; a literal brace is
///   doubled. Instead of a text, a name or an expression in braces is allowed, and after `remedy` whatever `words!`
///   takes.
macro_rules! message {
    ($code:ident at $at:ident { let $name:pat = $value:expr; $($rest:tt)* }) => {{
        let $name = $value;
        message!($code at $at { $($rest)* })
    }};
    ($code:ident at $at:ident {
        title $title:tt
        $(here $here:tt)?
        $(also $place:ident $($there:literal)?)*
        remedy $($remedy:tt)+
    }) => {
        $crate::diag::messages::sentence::diag(
            $crate::diag::Code::$code,
            $at,
            words!($title),
            words!($($here)?),
            words!($($remedy)+),
        )
        $(.also(message!(@also $place $($there)?)))*
    };
    (@also $places:ident) => { $places };
    (@also $place:ident $words:literal) => {
        Option::<$crate::terms::place::Span>::from($place).map(|place| (place, words!($words)))
    };
}

/// A text with names in `{ }`, or a choice of texts: `words!(match known { [] => "…", _ => "…{all}…" })`, `words!(if
/// same { "…" } else { "…" })`, `words!(if let Some(near) = near { "…{near}…" })` (otherwise empty).
macro_rules! words {
    () => { String::new() };
    ($words:literal) => { std::fmt::format(format_args!($words)) };
    (match $subject:tt { $($pattern:pat $(if $guard:expr)? => $words:tt $(,)?)+ }) => {
        match $subject { $($pattern $(if $guard)? => words!($words),)+ }
    };
    (if let $pattern:pat = $subject:ident { $words:tt }) => {
        match $subject { $pattern => words!($words), _ => String::new() }
    };
    (if $condition:ident { $($yes:tt)+ } else { $($no:tt)+ }) => {
        if $condition { words!($($yes)+) } else { words!($($no)+) }
    };
    ($words:tt) => { String::from($words) };
}

/// A problem from its parts.
pub(super) fn diag(
    code: Code,
    span: impl Into<Option<Span>>,
    title: String,
    label: impl Into<String>,
    remedy: impl Into<String>,
) -> Diag {
    Diag {
        code,
        span: span.into(),
        title: shortened(title, 400),
        label: label.into(),
        related: Vec::new(),
        remedy: shortened(remedy.into(), 2000),
        fix: None,
    }
}

impl Diag {
    /// Says what is to stand in its place.
    pub(super) fn fixed_by(mut self, fix: impl Into<Option<String>>) -> Self {
        self.fix = fix.into();
        self
    }

    /// Adds other places that belong to the problem.
    pub(super) fn also(mut self, places: impl IntoIterator<Item = (Span, String)>) -> Self {
        self.related.extend(places);
        self
    }
}

/// Shortens a quoted text so that the sentence stays readable.
fn shortened(mut text: String, letters: usize) -> String {
    if let Some((end, _)) = text.char_indices().nth(letters) {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// Quotes a text for YAML: unchanged, or in single quotes.
pub(crate) fn quoted(text: &str) -> String {
    // Marks of notes and of absence, which YAML reads as letters.
    let letter = |c: char| c.is_alphanumeric() || "※〇○◎●△▲×―－…・％".contains(c);
    let plain = text.chars().all(letter) && !text.is_empty();
    if plain && !text.eq_ignore_ascii_case("null") {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "''"))
}

/// A text for a YAML line outside brackets: unchanged, or in single quotes where it would be misread.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let marks = ['*', '&', '!', '@', '%', '`', '#', '|', '>', '{', '}', '[', ']', ',', '"', '\''];
    let alone = |mark: char| {
        text.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let misread = text.starts_with(marks)
        || ['-', '?', ':'].into_iter().any(alone)
        || text.contains(": ")
        || text.contains(" #")
        || text.ends_with(':');
    if misread { format!("'{}'", text.replace('\'', "''")).into() } else { text.into() }
}

/// Asks whether `near` was meant, and names the differing letter where it cannot be seen.
pub(super) fn slip_of(text: &str, near: &str) -> String {
    format!("「{near}」の書き誤りではありませんか{}", alike::note(text, near))
}

/// The same as a sentence before others; empty without `near`.
pub(super) fn slip_hint(text: &str, near: Option<&str>) -> String {
    near.map_or_else(String::new, |near| format!("{}。", slip_of(text, near)))
}
