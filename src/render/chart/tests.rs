//! What holds for every chart, whatever its values.

use rust_decimal::Decimal;

use super::*;
use crate::report::chart::{Bar, Column, Fill, Mark, Segment, ShareBar};

fn chart(spec: Spec) -> Chart {
    Chart {
        id: "zu-1".to_owned(),
        number: String::new(),
        message: String::new(),
        subtitle: String::new(),
        alt: "縦棒グラフ。".to_owned(),
        spec,
    }
}

#[expect(clippy::unnecessary_wraps, reason = "read as the field it fills")]
fn mark(value: impl Into<Decimal>, text: &str) -> Option<Mark> {
    Some(Mark { value: value.into(), text: text.to_owned() })
}

fn column(plan: Option<Mark>, actual: Option<Mark>) -> Column {
    let label = ["平成24".to_owned(), "2012年度".to_owned()];
    Column {
        year: 2012,
        label,
        plan,
        future: false,
        increment: None,
        actual,
        missing: String::new(),
    }
}

/// Columns of one year after the other.
fn columns(columns: Vec<Column>) -> Drawing {
    let years = (2012..).zip(columns);
    let columns = years.map(|(year, column)| Column { year, ..column }).collect();
    let legend = ["実績", "計画", "これからの計画"].map(str::to_owned);
    draw(&chart(Spec::Columns { legend, columns }))
}

fn bars(rows: Vec<Bar>) -> Drawing {
    let legend = ["盛岡市", "他市", "平成21年度"].map(str::to_owned);
    draw(&chart(Spec::Bars { legend, rows }))
}

fn bar(name: &str, now: Option<Mark>) -> Bar {
    Bar { name: name.to_owned(), own: true, now, prev: None, missing: "調査なし".to_owned() }
}

fn share(fill: Fill, share: i64) -> Segment {
    let text = format!("{share}％");
    Segment { share: Decimal::from(share), label: String::new(), text, fill }
}

fn shares(segments: Vec<Segment>) -> Drawing {
    let bars = vec![ShareBar { name: "521".to_owned(), segments }];
    draw(&chart(Spec::Shares { legend: vec![(Fill::Hatch, "市民・NPO".to_owned())], bars }))
}

/// Asserts that tags balance and every `<` opens a tag of ours.
fn well_formed(svg: &str) {
    let mut open = Vec::new();
    for piece in svg.split('<').skip(1) {
        let (tag, _) = piece.split_once('>').unwrap_or((piece, ""));
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{svg}");
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap_or_default());
        }
    }
    assert!(open.is_empty(), "{svg}");
    assert!(!svg.contains("NaN") && !svg.contains("inf") && !svg.contains("style="), "{svg}");
}

fn sound(drawing: &Drawing) {
    well_formed(&drawing.html);
    well_formed(&drawing.print);
}

#[test]
fn hostile_words_do_not_become_markup() {
    let bad = "</svg><script>\"&";
    let mut hostile = chart(Spec::Bars {
        legend: [bad, bad, bad].map(str::to_owned),
        rows: vec![bar(bad, mark(1, bad)), bar(bad, None)],
    });
    hostile.id = bad.to_owned();
    hostile.alt = bad.to_owned();
    let drawing = draw(&hostile);
    sound(&drawing);
    assert!(!drawing.html.contains("<script"));
}

#[test]
fn any_value_is_drawn() {
    let huge = Decimal::MAX;
    let values = [Decimal::ZERO, Decimal::ONE, -Decimal::ONE, huge, -huge, Decimal::new(1, 28)];
    for a in values {
        for b in values {
            let mut one = column(mark(a, "a"), mark(b, "b"));
            one.increment = mark(b, "c");
            sound(&columns(vec![one, column(mark(b, "b"), None), column(None, None)]));
            let mut row = bar("市", mark(a, "a"));
            row.prev = mark(b, "b");
            sound(&bars(vec![row, bar("市", None)]));
            let segment = |share| Segment { share, ..tests::share(Fill::Hatch, 0) };
            sound(&shares(vec![segment(a), segment(b)]));
        }
        sound(&draw(&chart(Spec::Meter { ratio: a })));
    }
}

#[test]
fn nothing_is_drawn_soundly() {
    sound(&columns(Vec::new()));
    sound(&bars(Vec::new()));
    sound(&shares(Vec::new()));
    sound(&draw(&chart(Spec::Shares { legend: Vec::new(), bars: Vec::new() })));
}

#[test]
fn the_same_chart_gives_the_same_bytes() {
    let one = || columns(vec![column(mark(1975, "1,975.0"), mark(1041, "1,041.5"))]);
    assert_eq!(one(), one());
}

#[test]
fn positions_are_per_cent_of_the_width() {
    let year = || column(mark(100, "100"), mark(50, "50"));
    let drawing = columns(vec![year(), year(), year(), year()]);
    // The first slot ends at 25 %: plan 62 % of it, actual 44 %, values in its centre.
    assert!(drawing.html.contains(r#"stroke-width="2" x="4.75%""#), "{}", drawing.html);
    assert!(drawing.html.contains(r#"x="7%" y="127" width="11%" height="69""#), "{}", drawing.html);
    assert!(drawing.html.contains(r#"x="12.5%""#));
    assert!(drawing.html.contains(r#"x1="0%" y1="196" x2="100%" y2="196""#));
    assert!(drawing.html.contains(r#"width="100%" height="242""#));
    assert!(drawing.print.contains(r#"viewBox="0 0 420 242""#));
}

#[test]
fn both_documents_have_the_same_body() {
    let drawing = bars(vec![bar("盛岡市", mark(3, "3"))]);
    let body = |svg: &str| {
        let (_, body) = svg.split_once('\n').unwrap_or_default();
        body.trim_end().trim_end_matches("</svg>").trim_end_matches("</g>").to_owned()
    };
    assert_eq!(body(&drawing.html), body(&drawing.print));
}

#[test]
fn close_values_are_stacked_with_their_words() {
    let near = columns(vec![column(mark(5, "5"), mark(6, "6")), column(mark(25, "25"), None)]);
    assert!(near.html.contains(">計画5<") && near.html.contains(">実績6<"));
    let far = columns(vec![column(mark(20, "20"), mark(6, "6")), column(mark(25, "25"), None)]);
    assert!(far.html.contains(">20<") && far.html.contains(">6<"));
    let below = columns(vec![column(mark(-20, "−20"), mark(-20, "−20"))]);
    assert!(below.html.contains(">計画−20<"));
}

#[test]
fn a_missing_value_is_a_word_and_never_a_zero() {
    let mut year = column(mark(13, "13"), None);
    year.missing = "未公表".to_owned();
    let drawing = columns(vec![year]);
    assert!(drawing.html.contains(">未公表<"));
    let only_in_the_legend = drawing.html.matches(r#"class="ac""#).count();
    assert_eq!(only_in_the_legend, 1);
    assert!(bars(vec![bar("盛岡市", None)]).html.contains(">調査なし<"));
}

#[test]
fn an_increment_is_parted_only_where_its_words_fit() {
    let increment = |value: i64| {
        let mut year = column(mark(25, "25"), None);
        year.increment = mark(value, "うち12");
        columns(vec![year])
    };
    assert!(increment(12).html.contains("axis part") && increment(12).html.contains(">うち12<"));
    assert!(!increment(2).html.contains("axis part") && !increment(2).html.contains(">うち12<"));
}

#[test]
fn white_words_stand_on_solid_and_plates_on_the_hatch() {
    let drawing =
        shares(vec![share(Fill::Solid, 40), share(Fill::Hatch, 30), share(Fill::White, 30)]);
    assert_eq!(drawing.html.matches("inv").count(), 1);
    assert!(drawing.html.contains("url(#zu-1-hatch)"));
    assert!(drawing.html.contains(r#"<svg aria-hidden="true" x="55%""#));
    assert_eq!(drawing.html.matches(r#"<line class="plate""#).count(), 1);
}

#[test]
fn a_meter_is_hidden_from_readers_and_broken_off_where_it_is_too_long() {
    let cuts =
        |ratio: Decimal| draw(&chart(Spec::Meter { ratio })).html.matches(r#"class="cut""#).count();
    assert_eq!([cuts(Decimal::new(125, 2)), cuts(Decimal::new(126, 2))], [0, 2]);
    let drawing = draw(&chart(Spec::Meter { ratio: Decimal::from(9) }));
    assert!(drawing.html.contains("aria-hidden") && !drawing.html.contains("<title"));
    assert!(
        drawing.html.contains(r#"width="80%""#)
            && drawing.html.contains(r#"width="100%" height="10""#)
    );
}
