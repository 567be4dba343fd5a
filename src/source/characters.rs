//! Characters -> which of them are forbidden in texts, why, and what to write instead. A character that is invisible,
//! or looks like another one, would make two different words look the same.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

/// Why a character is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refused {
    /// A control character.
    Control,
    /// It changes the direction of the text.
    Direction,
    /// It has no width, or is drawn as nothing.
    Invisible,
    /// A variation selector after a character that has no variants.
    Variation,
    /// A space other than the half-width and the full-width one.
    Blank,
    /// U+FFFD, which replaces a lost character.
    Lost,
    /// A private-use character, without a common meaning.
    Private,
    /// A noncharacter.
    Noncharacter,
    /// A radical that looks like an ideograph.
    Radical,
    /// A combining mark that should be composed with the character before it.
    Apart,
}

/// Why a character is refused everywhere; `None` for an ordinary one.
fn refused(c: char) -> Option<Refused> {
    Some(match c {
        '\n' | '\r' | '\t' => return None,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Refused::Direction
        }
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => Refused::Variation,
        '\u{fffd}' => Refused::Lost,
        '\u{e000}'..='\u{f8ff}' => Refused::Private,
        '\u{2e80}'..='\u{2fdf}' => Refused::Radical,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{2800}' => {
            Refused::Blank
        }
        '\u{fdd0}'..='\u{fdef}' => Refused::Noncharacter,
        c if u32::from(c) & 0xfffe == 0xfffe => Refused::Noncharacter,
        '\u{f0000}'.. => Refused::Private,
        c if is_invisible(c) => Refused::Invisible,
        c if c.is_control() => Refused::Control,
        _ => return None,
    })
}

/// Invisible characters of Unicode (`Default_Ignorable_Code_Point`), interlinear annotation marks, and a few that are
/// drawn as a space. Without those that have a reason of their own.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200d}' | '\u{2028}' | '\u{2029}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffc}' | '\u{13430}'..='\u{1345f}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d159}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character is forbidden everywhere.
#[must_use]
pub fn is_forbidden(c: char) -> bool {
    refused(c).is_some()
}

/// Ideographs, of which a variation selector may choose a variant: `葛` and U+E0100.
fn is_ideograph(c: char) -> bool {
    matches!(c, '々' | '〆' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Variation selectors of ideographs.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe02}' | '\u{e0100}'..='\u{e01ef}')
}

/// A forbidden character, or a group of combining marks, found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The first occurrence.
    pub c: char,
    /// Why.
    pub why: Refused,
    /// Its place.
    pub at: Range<usize>,
    /// What to write instead, if known: one character, or two to choose from.
    pub instead: String,
    /// Number of occurrences.
    pub count: usize,
}

/// All forbidden characters in a text, by place. Each character is reported once; uncomposed marks are reported
/// together, since they come by the hundred.
#[must_use]
pub fn find(text: &str) -> Vec<Found> {
    let mut found: BTreeMap<(Refused, char), Found> = BTreeMap::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let last = before.replace(c);
        let Some((why, instead)) = judged(last, c) else {
            continue;
        };
        let key = (why, if why == Refused::Apart { ' ' } else { c });
        let from = if why == Refused::Apart { at - last.map_or(0, char::len_utf8) } else { at };
        let new = Found { c, why, at: from..at + c.len_utf8(), instead, count: 0 };
        found.entry(key).or_insert(new).count += 1;
    }
    let mut found: Vec<Found> = found.into_values().collect();
    found.sort_by_key(|one| one.at.start);
    found
}

/// Letters, kana and ideographs that are never refused, never select a variant and never compose: nearly all that
/// people write.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{3000}'..='\u{3029}' | '\u{3030}'..='\u{3098}' | '\u{309b}'..='\u{3130}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff9f}')
}

/// Why a character may not follow another one, and what to write instead.
fn judged(before: Option<char>, c: char) -> Option<(Refused, String)> {
    // Fast path: most characters are plain, and files are read all the time.
    if is_plain(c) {
        return None;
    }
    if is_selector(c) && before.is_some_and(is_ideograph) {
        return None;
    }
    if let Some(why) = refused(c) {
        return Some((why, ordinary(c)));
    }
    let whole = before.and_then(|before| compose(before, c))?;
    Some((Refused::Apart, whole.to_string()))
}

/// Radicals whose compatible form differs from the one written in Japan; either may be meant.
const TWO_FORMS: &[(char, &str)] =
    &[('⼾', "戸戶"), ('⾭', "青靑"), ('⿈', "黄黃"), ('⿊', "黒黑")];

/// CJK Radicals Supplement, each followed by its `Equivalent_Unified_Ideograph`: unlike those of 康熙, they have no
/// compatibility decomposition.
const SUPPLEMENT: &str = "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍尐⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心\
    ⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爬⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫\
    ⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艺⻀艻⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辷⻎辸⻏邑⻐钅⻑長⻒镸\
    ⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜\
    ⻲亀⻳龟";

/// What people write instead of a refused character; empty where unknown.
fn ordinary(c: char) -> String {
    if let Some((_, forms)) = TWO_FORMS.iter().find(|(radical, _)| *radical == c) {
        return (*forms).to_owned();
    }
    if refused(c) != Some(Refused::Radical) {
        return String::new();
    }
    let mut pairs = SUPPLEMENT.chars().skip_while(|other| *other != c);
    let equivalent = || std::iter::once(c).nfkc().find(|other| *other != c);
    pairs.nth(1).or_else(equivalent).map(String::from).unwrap_or_default()
}

/// Escapes characters that cannot be shown, or would reorder the text: `a〔U+202E〕b`. For file names and other
/// unchecked texts; line ends are kept only if `lines` is set.
#[must_use]
pub fn shown(text: &str, lines: bool) -> Cow<'_, str> {
    let odd = |c: char| match c {
        '\n' => !lines,
        c => c.is_control() || is_forbidden(c),
    };
    if !text.contains(odd) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if odd(c) {
            // Writing to a string cannot fail.
            let _ = write!(out, "〔U+{:04X}〕", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `Default_Ignorable_Code_Point` of Unicode.
    const IGNORABLE: &[(u32, u32)] = &[
        (0xad, 0xad),
        (0x34f, 0x34f),
        (0x61c, 0x61c),
        (0x115f, 0x1160),
        (0x17b4, 0x17b5),
        (0x180b, 0x180f),
        (0x200b, 0x200f),
        (0x202a, 0x202e),
        (0x2060, 0x206f),
        (0x3164, 0x3164),
        (0xfe00, 0xfe0f),
        (0xfeff, 0xfeff),
        (0xffa0, 0xffa0),
        (0xfff0, 0xfff8),
        (0x1_bca0, 0x1_bca3),
        (0x1_d173, 0x1_d17a),
        (0xe_0000, 0xe_0fff),
    ];

    fn why(text: &str) -> Vec<(Refused, usize)> {
        find(text).into_iter().map(|found| (found.why, found.count)).collect()
    }

    #[test]
    fn nothing_that_unicode_draws_as_nothing_gets_by() {
        let all = IGNORABLE.iter().flat_map(|(from, to)| *from..=*to).filter_map(char::from_u32);
        for c in all {
            assert!(is_forbidden(c), "U+{:04X}", u32::from(c));
            assert_eq!(find(&format!("a{c}b")).len(), 1, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn what_is_passed_over_as_plain_is_let_through_behind_whatever_stands_there() {
        let plain = || ('\0'..=char::MAX).filter(|c| is_plain(*c));
        assert!(plain().count() > 21_000);
        assert!(plain().all(|c| !is_forbidden(c) && !is_selector(c)));
        // Any composable pair of characters is reported as two that belong together.
        let second = ('\0'..=char::MAX).flat_map(|c| std::iter::once(c).nfd().skip(1));
        assert_eq!(second.filter(|c| is_plain(*c)).count(), 0);
    }

    #[test]
    fn what_people_write_is_let_through() {
        for text in [
            "髙﨑 神\u{fa19}社 ①㋿㈱ 𠮷野家 がｶﾞ゛ ー―—‐−～〜・‰％",
            "葛\u{e0100}飾区 辻\u{e0101} 逗\u{fe00}",
            "a\tb\r\nc",
            "あ゙",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }

    #[test]
    fn each_kind_is_named() {
        use Refused::{
            Apart, Blank, Control, Direction, Invisible, Lost, Noncharacter, Private, Radical,
            Variation,
        };
        for (text, kind) in [
            ("\u{7}", Control),
            ("\u{85}", Control),
            ("\u{202e}", Direction),
            ("\u{61c}", Direction),
            ("\u{200b}", Invisible),
            ("\u{180e}", Invisible),
            ("\u{e0041}", Invisible),
            ("\u{3164}", Invisible),
            ("\u{2028}", Invisible),
            ("あ\u{e0100}", Variation),
            ("☎\u{fe0f}", Variation),
            ("\u{a0}", Blank),
            ("\u{2003}", Blank),
            ("\u{fffd}", Lost),
            ("\u{e000}", Private),
            ("\u{100000}", Private),
            ("\u{ffff}", Noncharacter),
            ("\u{fdd0}", Noncharacter),
            ("\u{10ffff}", Noncharacter),
            ("⾼", Radical),
            ("⻑", Radical),
            ("か\u{3099}", Apart),
            ("e\u{301}", Apart),
        ] {
            assert_eq!(why(text), [(kind, 1)], "{text:?}");
        }
    }

    #[test]
    fn the_character_to_write_is_named() {
        for (odd, plain) in [
            ('⾼', "高"),
            ('⽀', "支"),
            ('⻑', "長"),
            ('⼊', "入"),
            ('⻘', "青"),
            ('⺠', "民"),
            ('⽣', "生"),
            ('⾒', "見"),
            ('⻳', "龟"),
            ('⼾', "戸戶"),
            ('\u{2e80}', ""),
        ] {
            assert_eq!(ordinary(odd), plain, "{odd}");
        }
        // No suggested replacement is itself refused.
        for c in ('\u{2e80}'..='\u{2fdf}').flat_map(|c| ordinary(c).chars().collect::<Vec<_>>()) {
            assert!(is_ideograph(c) && !is_forbidden(c), "U+{:04X}", u32::from(c));
        }
        assert_eq!(find("か\u{3099}き\u{3099}")[0].instead, "が");
    }

    #[test]
    fn each_is_told_of_once() {
        assert_eq!(why("a\u{200b}b\u{200b}c\u{202e}\u{200b}").len(), 2);
        assert_eq!(why("か\u{3099}ほ\u{309a}は\u{3099}"), [(Refused::Apart, 3)]);
    }

    #[test]
    fn names_are_shown_without_what_cannot_be_seen() {
        assert_eq!(
            shown("甲\u{202e}\u{1b}[31m\n乙", false),
            "甲〔U+202E〕〔U+001B〕[31m〔U+000A〕乙"
        );
        assert_eq!(shown("甲\n乙", true), "甲\n乙");
    }

    proptest! {
        /// Accepted text stays the same when it is composed.
        #[test]
        fn what_is_let_through_is_composed(text in "[\\PCか-ごは-ぽ\u{3099}\u{309a}a-e\u{301}\u{308}]{0,12}") {
            let fine = find(&text).is_empty();
            let pairs = text.chars().zip(text.chars().skip(1));
            let apart = pairs.clone().any(|(a, b)| compose(a, b).is_some());
            prop_assert!(!(fine && apart));
            prop_assert!(!fine || !text.chars().any(|c| refused(c).is_some_and(|why| why != Refused::Variation)));
            prop_assert!(!shown(&text, false).contains(is_forbidden));
        }
    }
}
