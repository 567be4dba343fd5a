//! Differences -> lines for a terminal, and the words shared by all formats.

use crate::report::changes::{Change, Changes, What};

/// Texts longer than this, in characters, are cut around the difference.
const LONG: usize = 60;
/// Number of characters kept on either side of the difference.
const AROUND: usize = 12;

pub(super) fn word(what: What) -> &'static str {
    match what {
        What::Added => "追加",
        What::Removed => "削除",
        What::Changed => "変更",
    }
}

/// `変更2、追加1`; `なし` for an empty list.
pub(super) fn counts(list: &[Change]) -> String {
    let part = |what: What| {
        let count = list.iter().filter(|change| change.what == what).count();
        (count > 0).then(|| format!("{}{count}", word(what)))
    };
    let parts: Vec<_> =
        [What::Changed, What::Added, What::Removed].into_iter().filter_map(part).collect();
    if parts.is_empty() { "なし".to_owned() } else { parts.join("、") }
}

/// Summary in one sentence.
pub(super) fn summary(changes: &Changes) -> String {
    let or = |list: &Option<Vec<Change>>, none: &str| {
        list.as_deref().map_or_else(|| none.to_owned(), counts)
    };
    format!(
        "数値 {}。文 {}。ページ {}。公表するファイル {}。",
        counts(&changes.facts),
        or(&changes.texts, "（控えがないため比べていません）"),
        counts(&changes.pages),
        or(&changes.files, "（まだ作っていないため比べていません）"),
    )
}

/// Its place: `h25/policies/52.yaml:16`.
pub(super) fn place(change: &Change) -> String {
    if change.line.is_empty() {
        change.file.clone()
    } else {
        format!("{}:{}", change.file, change.line)
    }
}

/// Both texts, cut around the difference where they are long.
pub(super) fn excerpts(change: &Change) -> (String, String) {
    let (before, after): (Vec<char>, Vec<char>) =
        (change.before.chars().collect(), change.after.chars().collect());
    if before.len().max(after.len()) <= LONG {
        return (one_line(&before), one_line(&after));
    }
    let alike = |a: &[char], b: &[char]| a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let reversed = |text: &[char]| text.iter().rev().copied().collect::<Vec<_>>();
    let head = alike(&before, &after);
    let rest = before.len().min(after.len()) - head;
    let tail = alike(&reversed(&before), &reversed(&after)).min(rest);
    let cut = |text: &[char]| {
        let (from, to) =
            (head.saturating_sub(AROUND), (text.len() - tail + AROUND).min(text.len()));
        let middle = one_line(&text[from..to]);
        let (left, right) =
            (if from > 0 { "…" } else { "" }, if to < text.len() { "…" } else { "" });
        format!("{left}{middle}{right}")
    };
    let none = |text: &[char]| text.is_empty();
    (
        if none(&before) { String::new() } else { cut(&before) },
        if none(&after) { String::new() } else { cut(&after) },
    )
}

fn one_line(text: &[char]) -> String {
    text.iter().map(|c| if *c == '\n' { ' ' } else { *c }).collect()
}

/// All differences as text.
#[must_use]
pub fn text(changes: &Changes) -> String {
    let mut lines = vec![format!("「{}」から「{}」への変更", changes.from, changes.to)];
    if changes.is_empty() {
        lines.push("変わったところはありません。".to_owned());
    }
    lines.push(summary(changes));
    if let Some((before, after)) = &changes.as_of {
        lines.push(format!(
            "基準日が {before} から {after} に変わりました。全てのページに表れます。"
        ));
    }
    section(&mut lines, "数値", &changes.facts);
    section(&mut lines, "文", changes.texts.as_deref().unwrap_or_default());
    section(&mut lines, "ページ", &changes.pages);
    section(&mut lines, "公表するファイル", changes.files.as_deref().unwrap_or_default());
    lines.extend(to_do(changes));
    lines.push(String::new());
    lines.join("\n")
}

/// What to do where the older state is published; `None` when nothing is to be done.
pub(super) fn to_do(changes: &Changes) -> Option<String> {
    let (upload, remove) = (changes.to_upload().count(), changes.to_remove().count());
    let upload = (upload > 0).then(|| format!("変更と追加の{upload}個を載せ"));
    let remove = (remove > 0).then(|| format!("削除の{remove}個を消す"));
    let both = match (upload, remove) {
        (Some(upload), Some(remove)) => format!("{upload}、{remove}"),
        (Some(upload), None) => format!("{upload}る"),
        (None, Some(remove)) => remove,
        (None, None) => return None,
    };
    Some(format!("「{}」を載せた場所では、{both}と、「{}」になります。", changes.from, changes.to))
}

fn section(lines: &mut Vec<String>, heading: &str, list: &[Change]) {
    if list.is_empty() {
        return;
    }
    lines.push(String::new());
    lines.push(format!("{heading}（{}）", counts(list)));
    for change in list {
        let what = word(change.what);
        if change.file.is_empty() && change.page.is_empty() {
            lines.push(format!("  {what} {} {}", change.id, change.label).trim_end().to_owned());
            continue;
        }
        let computed = if change.computed { "（計算値）" } else { "" };
        lines.push(format!("  {what} {}{computed}", change.label));
        let (before, after) = excerpts(change);
        if change.what != What::Added {
            lines.push(format!("    前 {before}"));
        }
        if change.what != What::Removed {
            lines.push(format!("    後 {after}"));
        }
        lines.push(format!("    {}  {}", place(change), change.id).trim_end().to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_to_what_differs() {
        let mut change = super::super::plain(What::Changed, String::new(), String::new());
        change.before = format!("{}前{}", "あ".repeat(50), "い".repeat(50));
        change.after = format!("{}後の文{}", "あ".repeat(50), "い".repeat(50));
        let (before, after) = excerpts(&change);
        let (a, i) = ("あ".repeat(AROUND), "い".repeat(AROUND));
        assert_eq!(before, format!("…{a}前{i}…"));
        assert_eq!(after, format!("…{a}後の文{i}…"));
    }
}
