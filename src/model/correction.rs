//! Corrections of what has been published: what, from, to, when, why.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::model::year::{Date, FiscalYear};

/// A correction (訂正).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// 対象, in words.
    pub what: String,
    /// 訂正前
    pub before: Said,
    /// 訂正後
    pub after: Said,
    /// 訂正日
    pub day: Date,
    /// 理由
    pub reason: String,
    /// The figure that was corrected, within the sheet or plan: `1.actual.2012`.
    pub figure: Option<String>,
}

/// What stood there, or stands there now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Said {
    /// A figure, in the unit of the sheet.
    Number(Decimal),
    /// Words.
    Words(String),
}

/// Words of the forms, and what they are in the id of a figure.
const WORDS: [(&str, &str); 20] = [
    ("実績", "actual"),
    ("計画", "plan"),
    ("近隣自治体との成果水準比較", "cmp"),
    ("基本事業の比重", "weight"),
    ("役割分担", "role"),
    ("役割分担分析", "role"),
    ("小施策間指数", "weight"),
    ("市の役割分担比重", "share"),
    ("合計", "total"),
    ("満足度", "satisfaction"),
    ("重要度", "importance"),
    ("回答者数", "survey.respondents"),
    ("市", "city"),
    ("国・県・他自治体", "governments"),
    ("市民・NPO", "citizens"),
    ("企業・その他", "business"),
    ("総事業費", "cost"),
    ("事業開始前", "base"),
    ("増加分", "inc"),
    ("増加分の累計", "total"),
];

/// The id of a figure within its sheet, `1.actual.2012`, from either way of writing it:
/// `成果指標.1.実績.平成24`, or the id in the open data with or without year and code of the sheet.
#[must_use]
pub fn figure_id(code: &str, written: &str) -> String {
    let mut parts: Vec<&str> = written.split('.').map(str::trim).collect();
    // `h25.52.` and `52.` say which sheet it is, which is known.
    let own = parts.iter().take(2).position(|part| *part == code);
    if let Some(place) = own.filter(|place| place + 1 < parts.len()) {
        parts.drain(..=place);
    }
    let target = parts.first() == Some(&"数値目標");
    if target || matches!(parts.first(), Some(&("成果指標" | "まちづくり指標"))) {
        parts.remove(0);
    }
    let translated = parts.iter().enumerate().map(|(place, part)| {
        let word = WORDS.iter().find(|(word, _)| word == part);
        match (word, FiscalYear::parse(part)) {
            (Some((_, id)), _) => (*id).to_owned(),
            (None, Ok((year, _))) => year.0.to_string(),
            (None, Err(_)) if target && place == 0 => format!("k{part}"),
            (None, Err(_)) => (*part).to_owned(),
        }
    });
    translated.collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_found_by_its_id_and_by_the_words_of_the_form() {
        for written in
            ["h25.52.1.actual.2012", "52.1.actual.2012", "1.actual.2012", "成果指標.1.実績.平成24"]
        {
            assert_eq!(figure_id("52", written), "1.actual.2012", "{written}");
        }
        assert_eq!(figure_id("521", "役割分担.市"), "role.city");
        assert_eq!(figure_id("52", "基本事業の比重.521"), "weight.521");
        assert_eq!(figure_id("a", "数値目標.2.増加分.2020"), "k2.inc.2020");
        assert_eq!(figure_id("a", "数値目標.2.増加分の累計"), "k2.total");
    }
}
