//! Sentences of `kohyo check --fix`.

/// A place that has been mended.
pub(super) fn mended(at: &str, old: &str, new: &str) -> String {
    format!("直しました: {at}  「{old}」を「{new}」に")
}

/// How many places have been mended.
pub(super) fn count(count: usize) -> String {
    match count {
        0 => "自動で直せる所はありませんでした。\n".to_owned(),
        count => format!("{count}か所を直しました。ほかの所は、そのままです。\n"),
    }
}

/// How many problems `--fix` would mend.
pub(super) fn could(count: usize) -> String {
    if count == 0 {
        return String::new();
    }
    format!("\nこのうち{count}件は、意味が1つに決まるので、「kohyo check --fix」で直せます。")
}
