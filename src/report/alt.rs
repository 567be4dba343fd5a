//! Text alternatives of charts: sentences in, one text of 60 to 200 characters out.

/// The longest text that users of a screen reader can be expected to hear.
const LONGEST: usize = 200;

/// Below this a text says too little about a chart.
const SHORTEST: usize = 60;

/// Joins kind of chart, subject, details, message, and where the same figures are in a table. Details that do not fit
/// are dropped from the end; the table has them all.
pub(crate) fn text(
    kind: &str,
    subject: &str,
    details: &[String],
    point: &str,
    table: &str,
) -> String {
    let build = |details: &[String], filler: &str| {
        format!("{kind}。{subject}。{}{point}。{filler}数値は{table}と同じです。", details.concat())
    };
    let fits = |count: &usize| length(&build(&details[..*count], "")) <= LONGEST;
    let count = (0..=details.len()).rev().find(fits).unwrap_or(0);
    let text = build(&details[..count], "");
    if length(&text) < SHORTEST {
        build(
            &details[..count],
            "図形の長さが値の大きさを表し、値は図形のそばに文字でも示しています。",
        )
    } else {
        text
    }
}

fn length(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_that_do_not_fit_are_left_to_the_table() {
        let details: Vec<_> =
            (2000..2020).map(|year| format!("{year}年度は計画100に対し実績90。")).collect();
        let text =
            text("縦棒グラフ", "指標の計画と実績、単位は人", &details, "計画の90.0％", "表1");
        assert!((SHORTEST..=LONGEST).contains(&length(&text)), "{text}");
        assert!(text.ends_with("計画の90.0％。数値は表1と同じです。"), "{text}");
    }

    #[test]
    fn a_short_text_says_how_to_read_the_chart() {
        let text = text("帯グラフ", "比重", &[], "比重は100％", "表1");
        assert!((SHORTEST..=LONGEST).contains(&length(&text)), "{text}");
    }
}
