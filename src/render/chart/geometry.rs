//! Checks where every word of a drawn chart stands, read from the SVG itself: whatever the figures and names, no word
//! overlaps another or a solid bar, and none leaves the chart, on narrow and wide screens and in print.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::report::chart::{Bar, Column, Fill, LinePoint, Mark, Segment, ShareBar};
use crate::report::format;

/// Rectangle of something drawn, in px.
#[derive(Debug, Clone)]
struct Seen {
    what: String,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Seen {
    fn meets(&self, other: &Self) -> bool {
        // Half a px of overlap is invisible.
        self.left + 0.5 < other.right
            && other.left + 0.5 < self.right
            && self.top + 0.5 < other.bottom
            && other.top + 0.5 < self.bottom
    }
}

/// Widths of characters in em.
type Metric = fn(char) -> f64;

/// BIZ UDGothic, whose characters are half-width or full-width.
fn printed(c: char) -> f64 {
    let half = u32::from(c) < 0x2E80 && !"…―※".contains(c);
    if half { 0.5 } else { 1.0 }
}

/// Noto Sans JP, the first font of the pages.
fn on_screen(c: char) -> f64 {
    match c {
        ',' | '.' | '(' | ')' | ' ' => 0.34,
        'A'..='Z' | 'm' | 'w' => 0.7,
        '0'..='9' | 'a'..='z' | '-' | '−' => 0.56,
        _ => 1.0,
    }
}

/// The value of an attribute of a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(r#" {name}=""#))? + name.len() + 3;
    tag[start..].split('"').next()
}

/// A length in px: `12.5%` of `whole`, or px.
fn px(text: &str, whole: f64) -> f64 {
    match text.strip_suffix('%') {
        Some(share) => share.parse::<f64>().unwrap() / 100.0 * whole,
        None => text.parse().unwrap(),
    }
}

/// The words and the solid bars of a drawing at a width.
fn seen(svg: &str, width: f64, metric: Metric) -> (Vec<Seen>, Vec<Seen>) {
    let (mut words, mut bars) = (Vec::new(), Vec::new());
    let body = svg.rsplit("</defs>").next().unwrap();
    for piece in body.split('<') {
        let (tag, rest) = piece.split_once('>').unwrap_or((piece, ""));
        let of = |name: &str, whole: f64| attribute(tag, name).map_or(0.0, |text| px(text, whole));
        let class = attribute(tag, "class").unwrap_or("");
        if tag.starts_with("text") {
            let text = rest.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            let size = of("font-size", 0.0);
            let length = text.chars().map(metric).sum::<f64>() * size;
            let x = of("x", width) + of("dx", 0.0);
            let left = match attribute(tag, "text-anchor") {
                Some("middle") => x - length / 2.0,
                Some("end") => x - length,
                _ => x,
            };
            let (top, bottom) = (of("y", 0.0) - 0.85 * size, of("y", 0.0) + 0.1 * size);
            // White words belong on a solid bar.
            let what = if class.contains("inv") { format!("white {text}") } else { text };
            words.push(Seen { what, left, right: left + length, top, bottom });
        } else if tag.starts_with("rect") && ["ac", "ac2", "s1"].contains(&class) {
            let (left, top) = (of("x", width), of("y", 0.0));
            let (right, bottom) = (left + of("width", width), top + of("height", 0.0));
            bars.push(Seen { what: class.to_owned(), left, right, top, bottom });
        }
    }
    (words, bars)
}

/// Checks a chart as drawn at every width.
fn look(spec: Spec) -> Result<String, TestCaseError> {
    let print_width = if matches!(spec, Spec::Shares { .. }) { 560.0 } else { 420.0 };
    let chart = Chart {
        id: "zu-1".to_owned(),
        number: String::new(),
        message: String::new(),
        subtitle: String::new(),
        alt: String::new(),
        spec,
    };
    let Drawing { html, print } = draw(&chart);
    let height: f64 =
        attribute(html.split('>').next().unwrap(), "height").unwrap().parse().unwrap();
    let views: [(&str, f64, Metric); 4] = [
        (&html, text::NARROW, on_screen),
        (&html, 680.0, on_screen),
        (&html, 380.0, printed),
        (&print, print_width, printed),
    ];
    for (svg, width, metric) in views {
        let (words, bars) = seen(svg, width, metric);
        for (place, word) in words.iter().enumerate() {
            prop_assert!(
                word.left >= -1.0
                    && word.right <= width + 1.0
                    && word.top >= -1.0
                    && word.bottom <= height + 1.0,
                "outside {width} x {height}: {word:?}"
            );
            for other in &words[..place] {
                prop_assert!(!word.meets(other), "at {width}: {word:?} meets {other:?}");
            }
            for bar in bars.iter().filter(|_| !word.what.starts_with("white ")) {
                prop_assert!(!word.meets(bar), "at {width}: {word:?} on a bar {bar:?}");
            }
        }
    }
    Ok(html)
}

/// Each of these figures is written, in full and once.
fn written<'a>(html: &str, marks: impl Iterator<Item = &'a Mark>) -> Result<(), TestCaseError> {
    let texts: Vec<&str> = html
        .split("<text")
        .skip(1)
        .filter_map(|piece| piece.split_once('>')?.1.split('<').next())
        .collect();
    for mark in marks {
        prop_assert!(
            texts.iter().any(|text| text.ends_with(&mark.text)),
            "no {} in {texts:?}",
            mark.text
        );
    }
    Ok(())
}

/// Up to 17 digits, with places, of either sign; small ones more often, as on real sheets.
fn value() -> impl Strategy<Value = Decimal> {
    let digits = prop_oneof![
        -200_i64..200,
        0_i64..20_000,
        -99_999_999_999_999_999_i64..99_999_999_999_999_999,
        0_i64..99_999_999_999_999_999,
        Just(0_i64),
    ];
    (digits, 0_u32..7).prop_map(|(digits, places)| Decimal::new(digits, places))
}

fn mark() -> impl Strategy<Value = Mark> {
    (value(), any::<bool>()).prop_map(|(value, differs)| {
        let sign = if differs { "※" } else { "" };
        Mark { value, text: format!("{}{sign}", format::number(value)) }
    })
}

fn missing() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), Just("未公表".to_owned()), Just("記載なし".to_owned())]
}

/// A name of 1 to 60 characters.
fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[市町村区一部事務組合ー・]{1,60}", "[A-Za-z ]{1,60}", "[ア-ンA-Z0-9]{1,60}"]
}

/// Years in order, with gaps.
fn years(most: usize) -> impl Strategy<Value = Vec<i16>> {
    (1970_i16..2030, vec(prop_oneof![4 => Just(1_i16), 1 => 1_i16..8], 0..most)).prop_map(
        |(first, steps)| {
            let years = steps.into_iter().scan(first, |year, step| {
                *year += step;
                Some(*year)
            });
            years.collect()
        },
    )
}

/// The two lines below a year.
fn label(year: i16) -> [String; 2] {
    let era = match year {
        2019 => "令和元".to_owned(),
        2020.. => format!("令和{}", year - 2018),
        1989.. => format!("平成{}", year - 1988),
        _ => format!("昭和{}", year - 1925),
    };
    [era, format!("{year}年度")]
}

fn column() -> impl Strategy<Value = Column> {
    (
        option::weighted(0.8, mark()),
        option::weighted(0.8, mark()),
        option::of(mark()),
        any::<bool>(),
        missing(),
    )
        .prop_map(|(plan, actual, increment, future, missing)| Column {
            year: 0,
            label: [String::new(), String::new()],
            plan,
            future,
            increment,
            missing: if actual.is_none() { missing } else { String::new() },
            actual,
        })
}

fn words(words: [&str; 3]) -> [String; 3] {
    words.map(str::to_owned)
}

proptest! {
    #[test]
    fn columns_can_be_read(years in years(10), columns in vec(column(), 10)) {
        let columns: Vec<Column> = years
            .iter()
            .zip(columns)
            .map(|(year, column)| Column { year: *year, label: label(*year), ..column })
            .collect();
        let marks: Vec<Mark> =
            columns.iter().flat_map(|c| c.plan.iter().chain(&c.actual)).cloned().collect();
        let legend = words(["実績（累計）", "目標（累計）", "これからの目標（累計）"]);
        let html = look(Spec::Columns { legend, columns })?;
        written(&html, marks.iter())?;
        // Each year is named.
        for year in years {
            prop_assert!(html.contains(&format!("{year}")), "{year} in {html}");
        }
    }

    #[test]
    fn lines_can_be_read(
        years in years(30),
        columns in vec((column(), option::weighted(0.3, mark())), 30),
        ranged in any::<bool>(),
        cut in any::<bool>(),
    ) {
        let points: Vec<LinePoint> = years
            .iter()
            .zip(columns)
            .map(|(year, (column, path))| LinePoint {
                year: *year,
                label: label(*year),
                bounds: column.increment.zip(column.plan.clone()).filter(|_| ranged),
                plan: column.plan.filter(|_| !ranged),
                path,
                actual: column.actual,
                broken: column.future,
            })
            .collect();
        let actuals: Vec<(Mark, i16)> =
            points.iter().filter_map(|point| point.actual.clone().zip(Some(point.year))).collect();
        let cut = if cut { "縦軸は0から始まりません" } else { "" }.to_owned();
        let legend = words(["実績", "計画の下限と上限", "目安値"]);
        let html = look(Spec::Lines { legend, points, cut })?;
        // The last actual is written where there is room, and then its year is always named.
        if let Some((mark, year)) = actuals.last()
            && actuals.iter().filter(|(other, _)| other.text == mark.text).count() == 1
            && html.contains(&format!(r#"font-weight="700">{}<"#, mark.text))
        {
            prop_assert!(html.contains(&format!(">{year}年度<")), "{year} in {html}");
        }
    }

    #[test]
    fn bars_can_be_read(
        rows in vec((name(), any::<bool>(), option::weighted(0.9, mark()), option::weighted(0.7, mark()), missing()), 0..41),
        own in name(),
    ) {
        let rows: Vec<Bar> = rows
            .into_iter()
            .map(|(name, own, now, prev, missing)| Bar { name, own, now, prev, missing })
            .collect();
        let marks: Vec<Mark> =
            rows.iter().flat_map(|row| row.now.iter().chain(&row.prev)).cloned().collect();
        let legend = [format!("{own} 平成22年度"), "他団体 平成22年度".to_owned(), "平成21年度".to_owned()];
        let html = look(Spec::Bars { legend, rows })?;
        written(&html, marks.iter())?;
    }

    #[test]
    fn shares_can_be_read(
        bars in vec((name(), vec((0_i64..1000, "[0-9-]{0,8}"), 0..41)), 0..4),
        legend in any::<bool>(),
    ) {
        let fills = [
            Fill::Solid,
            Fill::Tint,
            Fill::Hatch,
            Fill::White,
            Fill::Dots,
            Fill::Cross,
            Fill::Lines,
        ];
        let bars: Vec<ShareBar> = bars
            .into_iter()
            .map(|(name, shares)| {
                let whole = shares.iter().map(|(share, _)| *share).sum::<i64>().max(1);
                let segment = |(n, (share, label)): (usize, (i64, String))| {
                    let share = Decimal::from(share * 100) / Decimal::from(whole);
                    let text = format::percent(share);
                    Segment { share, label, text, fill: fills[n % fills.len()] }
                };
                let segments = shares.into_iter().enumerate().map(segment).collect();
                ShareBar { name, segments }
            })
            .collect();
        let words = ["市（見本）", "国・県・他自治体", "市民・NPO", "企業・その他", "不明", "とても満足", "無回答"];
        let legend = if legend {
            fills.into_iter().zip(words.map(str::to_owned)).collect()
        } else {
            Vec::new()
        };
        look(Spec::Shares { legend, bars })?;
    }

    #[test]
    fn meters_stay_in_their_frame(ratio in value()) {
        let html = look(Spec::Meter { ratio })?;
        let (_, bars) = seen(&html, 200.0, on_screen);
        prop_assert!(bars.iter().all(|bar| bar.right <= 200.0 && bar.bottom <= 20.0), "{bars:?}");
        prop_assert_eq!(bars.len(), 1);
    }
}

fn a_year(year: i16, plan: Option<i64>, actual: Option<i64>) -> Column {
    let mark = |value: i64| {
        let value = Decimal::from(value);
        Mark { value, text: format::number(value) }
    };
    Column {
        year,
        label: label(year),
        plan: plan.map(mark),
        future: false,
        increment: None,
        actual: actual.map(mark),
        missing: String::new(),
    }
}

fn drawn(columns: Vec<Column>) -> String {
    look(Spec::Columns { legend: words(["実績", "計画", "これからの計画"]), columns }).unwrap()
}

#[test]
fn figures_of_thirteen_digits_are_written_whole_in_rows() {
    let html = drawn(vec![
        a_year(2011, None, Some(1_041_500_000_000)),
        a_year(2012, Some(1_975_000_000_000), Some(1_042_600_000_000)),
        a_year(2013, Some(1_975_000_000_000), None),
        a_year(2014, Some(1_975_000_000_000), None),
    ]);
    for figure in ["1,041,500,000,000", "1,042,600,000,000", "1,975,000,000,000"] {
        assert!(html.contains(&format!(">{figure}<")), "{figure} in {html}");
    }
    assert!(html.contains(">平成24　2012年度<"), "{html}");
}

#[test]
fn a_value_near_zero_and_a_plan_of_zero_are_ticks() {
    let html = drawn(vec![a_year(2011, Some(0), Some(100)), a_year(2012, Some(100), Some(0))]);
    // Each is 4 px high, across the axis.
    assert_eq!(html.matches(r#"height="4""#).count(), 2, "{html}");
}

#[test]
fn a_year_without_a_column_keeps_its_place() {
    let html = drawn(vec![a_year(2010, Some(9), None), a_year(2013, Some(7), None)]);
    // Four slots: their centres are at 12.5 % and 87.5 %.
    assert!(html.contains(r#"x="12.5%""#) && html.contains(r#"x="87.5%""#), "{html}");
}
