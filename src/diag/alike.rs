//! Two words that look alike but differ -> the letters in which they differ, by name and code point. Side by side, a
//! reader cannot tell `ー` from `一`.

use unicode_normalization::UnicodeNormalization;
use unicode_security::confusable_detection::skeleton;

/// Maximum number of letter pairs that a message names.
const NAMED: usize = 3;

/// True for two different words that a reader takes for the same.
#[must_use]
pub fn look_alike(one: &str, other: &str) -> bool {
    one != other && shape(one) == shape(other)
}

/// Shape of a word: Unicode's table of confusable characters, after normalising widths. That table separates the long
/// strokes of Japanese from the short ones of Latin script; on paper they are the same.
fn shape(text: &str) -> String {
    let plain: String = text.nfkc().collect();
    skeleton(&plain).map(|c| if c == '-' { 'ー' } else { c }).collect()
}

/// Says which letters differ where a word looks like the intended one; empty where the two do not look alike.
#[must_use]
pub fn note(written: &str, meant: &str) -> String {
    if !look_alike(written, meant) {
        return String::new();
    }
    let one = |(written, meant): (String, String)| {
        format!("「{written}」（{}）と「{meant}」（{}）", named(&written), named(&meant))
    };
    let pairs: Vec<String> = differing(written, meant).into_iter().take(NAMED).map(one).collect();
    format!("（{}は、形の似た別の文字です）", pairs.join("、"))
}

/// The substrings in which two words differ, each pair once.
fn differing(one: &str, other: &str) -> Vec<(String, String)> {
    let (left, right): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if left.len() != right.len() {
        // One letter may stand for several of the other word: が for か and its voicing mark.
        let same = |mut pairs: Box<dyn Iterator<Item = (&char, &char)> + '_>| {
            let mut count = 0;
            while pairs.next().is_some_and(|(one, other)| one == other) {
                count += 1;
            }
            count
        };
        let head = same(Box::new(left.iter().zip(&right)));
        let tail = same(Box::new(left[head..].iter().rev().zip(right[head..].iter().rev())));
        let middle = |word: &[char]| word[head..word.len() - tail].iter().collect();
        return vec![(middle(&left), middle(&right))];
    }
    let mut pairs = Vec::new();
    for (one, other) in left.into_iter().zip(right).filter(|(one, other)| one != other) {
        let pair = (one.to_string(), other.to_string());
        if !pairs.contains(&pair) {
            pairs.push(pair);
        }
    }
    pairs
}

/// `長音、U+30FC` for each letter of a substring.
fn named(piece: &str) -> String {
    let one = |c: char| format!("{}、U+{:04X}", kind(c), u32::from(c));
    piece.chars().map(one).collect::<Vec<_>>().join("と")
}

/// The common name of a letter.
fn kind(c: char) -> &'static str {
    match c {
        'ー' => "長音",
        'ｰ' => "半角の長音",
        ' ' => "半角の空白",
        '\u{3000}' => "全角の空白",
        '-' => "半角のハイフン",
        '－' => "全角のハイフン",
        '\u{2010}' | '\u{2011}' => "ハイフン",
        '−' => "マイナス",
        '\u{2012}'..='\u{2015}' => "ダッシュ",
        '\u{2500}' => "けい線",
        '\u{3099}' | '\u{309a}' | '\u{ff9e}' | '\u{ff9f}' => "濁点などの印",
        '\u{2e80}'..='\u{2fdf}' => "部首の記号",
        '\u{f900}'..='\u{faff}' => "互換漢字",
        '々' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => "漢字",
        '\u{3041}'..='\u{3096}' => "ひらがな",
        '\u{30a1}'..='\u{30fa}' => "カタカナ",
        '\u{ff66}'..='\u{ff9d}' => "半角のカタカナ",
        '0'..='9' => "半角の数字",
        '０'..='９' => "全角の数字",
        'A'..='Z' | 'a'..='z' => "半角の英字",
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => "全角の英字",
        '\u{370}'..='\u{3ff}' => "ギリシャ文字",
        '\u{400}'..='\u{52f}' => "キリル文字",
        '\u{ff01}'..='\u{ffef}' => "全角の記号",
        c if c.is_ascii() => "半角の記号",
        _ => "記号など",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_look_alike_are_known_whatever_their_script() {
        for group in [
            "ー一－―−-‐—─ｰ",
            "カ力",
            "ロ口",
            "ニ二",
            "エ工",
            "タ夕",
            "ト卜",
            "ハ八",
            "へヘ",
            "A\u{ff21}\u{391}\u{410}",
            "1\u{ff11}lI",
            "0O",
            "生\u{2f63}",
            "神\u{fa19}",
            "（(",
        ] {
            for one in group.chars() {
                for other in group.chars().filter(|other| *other != one) {
                    let [one, other] = [one, other].map(|c| format!("見本{c}の数"));
                    assert!(look_alike(&one, &other), "{one} {other}");
                    assert!(note(&one, &other).contains("U+"), "{one} {other}");
                }
            }
        }
        for (one, other) in [("見本", "見本"), ("計画", "計劃"), ("単年", "暦年"), ("増加", "減少")]
        {
            assert!(!look_alike(one, other), "{one} {other}");
            assert_eq!(note(one, other), "");
        }
    }

    #[test]
    fn the_letters_are_named_with_their_numbers() {
        assert_eq!(
            note("スタ一トの力所", "スタートのカ所"),
            "（「一」（漢字、U+4E00）と「ー」（長音、U+30FC）、「力」（漢字、U+529B）と「カ」（カタカナ、U+30AB）は、形の似た別の文字です）"
        );
        assert_eq!(
            note("か\u{3099}く", "がく"),
            "（「か\u{3099}」（ひらがな、U+304Bと濁点などの印、U+3099）と「が」（ひらがな、U+304C）は、形の似た別の文字です）"
        );
    }
}
