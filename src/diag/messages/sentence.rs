//! What all sentences are made with: the macros that tables of them are written in, texts as YAML takes them.

use std::borrow::Cow;

use crate::diag::alike;
use crate::diag::codes::Code;
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// The words offered wherever a value may be missing.
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
/// The first parameter is the place; an entry whose place is another one names it: `= DuplicateCode at other`. One
/// with several messages is `= match fault { pattern => DuplicateCode { … } … }`. What may stand between the braces is
/// written at `message!`.
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

/// One message, of a code and at a place (a `Span` or an `Option<Span>`).
///
/// - `title` is what is wrong, `here` stands beside the place, `remedy` is what to do. `also` is another place (a `Span`
///   or `Option<Span>`) with its words, or a list of places with theirs. `here` and `also` may be left out.
/// - A text takes what stands in `{ }` from parameters, constants and lines `let …;` before `title`; a brace that is to
///   be printed is written twice. In the place of a text may stand a name, or an expression in braces, and after
///   `remedy` whatever `words!` takes.
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

/// A text with names in `{ }`, or one of several: `words!(match known { [] => "…", _ => "…{all}…" })`,
/// `words!(if same { "…" } else { "…" })`, `words!(if let Some(near) = near { "…{near}…" })` (otherwise empty).
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
    }
}

impl Diag {
    /// The same with other places that belong to it.
    pub(super) fn also(mut self, places: impl IntoIterator<Item = (Span, String)>) -> Self {
        self.related.extend(places);
        self
    }
}

/// A sentence that quotes a text of any length is still read in one look.
fn shortened(mut text: String, letters: usize) -> String {
    if let Some((end, _)) = text.char_indices().nth(letters) {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// A text as YAML takes it whatever is in it: as it is, or in single quotes.
pub(crate) fn quoted(text: &str) -> String {
    // Marks of notes and of absence that YAML takes for letters.
    let letter = |c: char| c.is_alphanumeric() || "※〇○◎●△▲×―－…・％".contains(c);
    let plain = text.chars().all(letter) && !text.is_empty();
    if plain && !text.eq_ignore_ascii_case("null") {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "''"))
}

/// A text as a line of YAML takes it, outside brackets: as it is, or in single quotes where it would be misread.
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

/// What was probably meant, as a question, and which letter is another one where nobody could see it.
pub(super) fn slip_of(text: &str, near: &str) -> String {
    format!("「{near}」の書き誤りではありませんか{}", alike::note(text, near))
}

/// The same as a sentence before others; empty where nothing is near.
pub(super) fn slip_hint(text: &str, near: Option<&str>) -> String {
    near.map_or_else(String::new, |near| format!("{}。", slip_of(text, near)))
}
