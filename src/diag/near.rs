//! An unknown key or word -> the known one that it clearly misspells. Never suggests a different real word: in
//! Japanese, two words of two letters often share one (暦年 and 単年, 廃止 and 中止).

use crate::diag::alike::look_alike;

/// Maximum number of slips in one word.
const NEAR: usize = 2;

/// Up to this length, replacing a letter makes another word.
const SHORT: usize = 3;

/// Letters that turn a word into its opposite or into another word.
const TURNING: &[char] = &[
    '未', '不', '非', '無', '有', '再', '前', '後', '新', '旧', '上', '下', '中', '最', '増', '減',
    '大', '小', '初', '末', '内', '外', '元', '翌', '今', '次', '当', '全', '各', '副', '正', '主',
    '毎', '総', '累', '単', '複', '延', '実',
];

/// Returns the closest name within a few slips, if one is clearly meant.
#[must_use]
pub fn nearest<'n>(text: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let near = names.map(|name| (strsim::osa_distance(text, name), name));
    near.filter(|(distance, name)| is_slip(*distance, text, name) || look_alike(text, name))
        .min()
        .map(|(_, name)| name)
}

fn is_slip(distance: usize, text: &str, name: &str) -> bool {
    let (written, known) = (text.chars().count(), name.chars().count());
    let longest = written.max(known);
    if distance == 0 {
        return true;
    }
    if text.is_ascii() {
        return distance <= NEAR && distance * 2 <= longest;
    }
    // `記載無し` is another spelling of the same word.
    let text = text.replace("無し", "なし");
    if distance > NEAR || (distance == NEAR && text != name && longest < 2 * SHORT) {
        return false;
    }
    // In a short name, two different letters usually mean another word: その他の経費 and その他の財源.
    if distance == NEAR && written == known && longest < 4 * NEAR && !same_letters(&text, name) {
        return false;
    }
    let replaced = written == known && (written < SHORT || !same_letters(&text, name));
    if replaced && written <= SHORT {
        return false;
    }
    // Letters that only one of the two words has must not change the meaning.
    let only = |of: &str, other: &str| {
        of.chars().any(|c| TURNING.contains(&c) && of.matches(c).count() > other.matches(c).count())
    };
    !only(&text, name) && !only(name, &text)
}

/// True when both consist of the same letters in another order.
fn same_letters(text: &str, name: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(text) == sorted(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_leads_to_the_word_that_was_meant() {
        for (text, name) in [
            ("望ましい方角", "望ましい方向"),
            ("値の種別", "値の種類"),
            ("記載無し", "記載なし"),
            ("設定なしし", "設定なし"),
            ("標指名", "指標名"),
            ("指標", "指標名"),
            ("望ましい方方", "望ましい方向"),
            ("yaer-jump", "year-jump"),
            ("対象", "対象"),
            ("実績÷計劃", "実績÷計画"),
            ("力所", "カ所"),
        ] {
            assert_eq!(nearest(text, [name].into_iter()), Some(name), "{text}");
        }
    }

    #[test]
    fn another_real_word_is_never_called_a_slip() {
        for (text, name) in [
            ("暦年", "単年"),
            ("廃止", "中止"),
            ("完了", "終了"),
            ("休止", "中止"),
            ("公表", "未公表"),
            ("減少", "増加"),
            ("累年", "単年"),
            ("年次", "年度"),
            ("中間値", "当初値"),
            ("最終値", "当初値"),
            ("評価後", "評価前"),
            ("調査あり", "調査なし"),
            ("目標年度", "実績年度"),
            ("前年度", "年度"),
            ("副題", "表題"),
        ] {
            assert_eq!(nearest(text, [name].into_iter()), None, "{text}");
        }
    }
}
