//! What was written where one value must stand -> what was meant by it: several values in one, or a word with its
//! meaning.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// What stands between values that somebody lists, in half width.
const BETWEEN: [&str; 12] =
    ["、", "・", ",", "/", ";", "+", "&", "及び", "および", "並びに", "と", "\u{3000}"];

/// True for a schema of values of which several may be listed.
pub(super) fn takes_several(schema: &Value) -> bool {
    schema.get("x-kohyo-several").is_some()
}

/// The words of which a text is a list, `継続・複合化`; `None` where it is anything else, or one word.
pub(super) fn words_of<'w>(text: &str, words: &'w [String]) -> Option<Vec<&'w str>> {
    let half: String = text.nfkc().collect();
    let mut known: Vec<(String, &str)> =
        words.iter().map(|word| (word.nfkc().collect(), word.as_str())).collect();
    // 継続 is no word where 継続（拡充） is one that stands there.
    known.sort_by_key(|(half, _)| std::cmp::Reverse(half.len()));
    let (mut rest, mut found) = (half.trim(), Vec::new());
    loop {
        let (word, own) = known.iter().find(|(word, _)| rest.starts_with(word.as_str()))?;
        if !found.contains(own) {
            found.push(*own);
        }
        rest = &rest[word.len()..];
        if rest.is_empty() {
            return (found.len() > 1).then_some(found);
        }
        let behind = rest.trim_start();
        let sign = BETWEEN.iter().find_map(|sign| behind.strip_prefix(sign));
        rest = sign.map(str::trim_start).or((behind.len() < rest.len()).then_some(behind))?;
    }
}

/// The values of which a text is a list, each as it is written; `fine` knows a value.
pub(super) fn values_of<'t>(text: &'t str, fine: &dyn Fn(&str) -> bool) -> Option<Vec<&'t str>> {
    let split = |signs: &[char]| -> Option<Vec<&'t str>> {
        let all: Vec<&str> = text.split(signs).map(str::trim).collect();
        (all.len() > 1 && all.iter().all(|one| fine(one))).then_some(all)
    };
    // What a comma stands in is a number before it is a list.
    split(&['、', '・']).or_else(|| split(&['、', '・', '，', ',', ';', '；']))
}

/// A word to choose from that was written with something behind it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Explained<'w> {
    /// The word.
    pub word: &'w str,
    /// True where the rest is its meaning, which the form has.
    pub by_the_form: bool,
}

/// The word that a text explains: `B 一部に劣化`, `B（一部に劣化）`, `一部に劣化`.
pub(super) fn explained<'w>(
    text: &str,
    words: &'w [String],
    schema: &Value,
) -> Option<Explained<'w>> {
    let half = |text: &str| text.nfkc().collect::<String>().trim().to_owned();
    let meanings = schema.get("x-kohyo-meanings").and_then(Value::as_array);
    let meaning = |place: usize| meanings.and_then(|all| all.get(place)?.as_str()).map(half);
    let text = half(text);
    let of = |(place, word): (usize, &'w String)| {
        let meaning = meaning(place).filter(|meaning| !meaning.is_empty());
        let word = word.as_str();
        if meaning.as_ref() == Some(&text) {
            return Some((usize::MAX, Explained { word, by_the_form: true }));
        }
        let own = half(word);
        let rest = text.strip_prefix(own.as_str())?;
        let said = rest.trim_matches(|c: char| !c.is_alphanumeric());
        let apart = rest.starts_with([' ', ':', '(', '=', '「', '…']);
        let by_the_form = said.chars().count() > 1
            && meaning.is_some_and(|meaning| meaning.contains(said) || said.contains(&meaning));
        let fits = by_the_form || apart && !said.is_empty();
        fits.then_some((own.len(), Explained { word, by_the_form }))
    };
    words.iter().enumerate().filter_map(of).max_by_key(|(length, _)| *length).map(|(_, one)| one)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn words(all: &[&str]) -> Vec<String> {
        all.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_list_of_words_is_told_from_one_word() {
        let all = words(&["継続", "継続（拡充）", "複合化", "統合・廃止", "1", "2"]);
        for (text, found) in [
            ("継続・複合化", &["継続", "複合化"][..]),
            ("継続、複合化", &["継続", "複合化"]),
            ("継続，複合化", &["継続", "複合化"]),
            ("継続 複合化", &["継続", "複合化"]),
            ("複合化　及び　継続(拡充)", &["複合化", "継続（拡充）"]),
            ("統合・廃止・継続", &["統合・廃止", "継続"]),
            ("１／２", &["1", "2"]),
        ] {
            assert_eq!(words_of(text, &all).as_deref(), Some(found), "{text}");
        }
        for text in
            ["継続", "継続・継続", "継続・廃止", "継続複合化", "継続(拡充)", "統合・廃止", "12", ""]
        {
            assert_eq!(words_of(text, &all), None, "{text}");
        }
    }

    #[test]
    fn a_list_of_values_is_told_from_one_value() {
        let fine = |text: &str| text.parse::<i32>().is_ok();
        assert_eq!(values_of("500、600", &fine), Some(vec!["500", "600"]));
        assert_eq!(values_of("500, 600", &fine), Some(vec!["500", "600"]));
        assert_eq!(values_of("500", &fine), None);
        assert_eq!(values_of("500、約600", &fine), None);
    }

    #[test]
    fn a_word_with_its_meaning_is_that_word() {
        let all = words(&["A", "B", "BB", "△", "継続"]);
        let schema =
            json!({ "x-kohyo-meanings": ["劣化がない", "一部に劣化が見られる", "", "遅れ", ""] });
        let of = |text: &str| {
            explained(text, &all, &schema).map(|one| (one.word.to_owned(), one.by_the_form))
        };
        for (text, word, by_the_form) in [
            ("B 一部に劣化", "B", true),
            ("Ｂ：一部に劣化が見られる", "B", true),
            ("B一部に劣化が見られる。", "B", true),
            ("一部に劣化が見られる", "B", true),
            ("△（遅れ）", "△", true),
            ("B（要確認）", "B", false),
            ("BB 二重", "BB", false),
            ("継続 来年度も", "継続", false),
        ] {
            assert_eq!(of(text), Some((word.to_owned(), by_the_form)), "{text}");
        }
        for text in ["C 全体に劣化", "B2", "継続しない", "B ", "劣化"] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
