//! Small forms of all kinds with sheets for them: what a declaration asks for is what its schema accepts, and what is
//! not published is in nothing that is.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use proptest::prelude::*;
use serde_json::Value;

use super::{Form, Forms};
use crate::diag::{Diags, Shared};
use crate::section::Sections;
use crate::sheet::schema_of_year;
use crate::source::{SourceFile, Sources};
use crate::terms::year::FiscalYear;
use crate::yaml;
use crate::yaml::node::{self, Key, Kind, Node};

const RESULTS: FiscalYear = FiscalYear(2023);

/// What is chosen of a section.
#[derive(Debug, Clone)]
struct Choice {
    /// 種類, by its number.
    kind: usize,
    /// Put into the names of its parts: points, strokes, blanks.
    name: String,
    /// Which types its parts have, and which values.
    numbers: Vec<usize>,
    /// Whether all of it, and whether its last part, is not published.
    hidden: (bool, bool),
    /// Whether a sheet may leave it out, and does.
    left_out: (bool, bool),
}

fn choice() -> impl Strategy<Value = Choice> {
    let numbers = prop::collection::vec(0_usize..64, 1..5);
    let name = "[あ-ん一二a-c.\\\\ （）・&#]{0,4}";
    let hidden = (prop::bool::weighted(0.1), prop::bool::weighted(0.3));
    (0_usize..11, name, numbers, hidden, any::<(bool, bool)>()).prop_map(
        |(kind, name, numbers, hidden, left_out)| Choice { kind, name, numbers, hidden, left_out },
    )
}

/// A form and a sheet as texts, with what is known of them.
#[derive(Debug, Default, Clone)]
struct Written {
    form: String,
    sheet: String,
    /// Keys of what is not published.
    hidden: Vec<String>,
    /// Numbers on the sheet.
    numbers: usize,
    /// Sections that the sheet must have.
    needed: Vec<String>,
}

fn forms() -> impl Strategy<Value = Written> {
    prop::collection::vec(choice(), 1..6).prop_map(|choices| {
        let mut written = Written {
            form: "様式: mihon\n表題: 見本の票\n印: { ー: 未公表 }\n負の印: ▲\n区画:\n  - { 名: 見本の文, 種類: 文 }\n".to_owned(),
            sheet: "票: { コード: \"1\", 名称: 見本 }\n見本の文: 見本です。\n".to_owned(),
            ..Written::default()
        };
        for (place, choice) in choices.iter().enumerate() {
            written.section(place, choice);
        }
        written.sheet.push_str("出典: 見本市\n");
        written
    })
}

/// Each type with its values, and how many numbers each of them is.
const TYPES: [(&str, &[(&str, usize)]); 8] = [
    ("型: 数, 単位: 件", &NUMBERS),
    ("型: 言葉", &[("見本の言葉", 0), ("12", 0)]),
    ("型: 文", &[("見本の文です。", 0)]),
    ("型: 日付", &[("令和5年4月1日", 0), ("2024-02-29", 0), ("ー", 0)]),
    ("型: 年度", &[("令和5", 0), ("2023", 0)]),
    ("型: 選択, 選択: [ 可, 否 ]", &[("可", 0), ("否", 0), ("該当なし", 0)]),
    ("型: 課", &[("見本課", 0)]),
    ("型: 人", &[("{ 職名: 見本課長 }", 0), ("記載なし", 0)]),
];

const NUMBERS: [(&str, usize); 9] = [
    ("0", 1),
    ("12.50", 1),
    ("-3", 1),
    ("▲1000", 1),
    ("(640)", 1),
    ("{ 値: 7, 状態: 速報 }", 1),
    ("60以上80以下", 0),
    ("ー", 0),
    ("空欄", 0),
];

/// The parts of a section as they are to be written.
struct Parts<'a> {
    names: Vec<String>,
    numbers: &'a [usize],
    /// Whether the last one is not published.
    last_hidden: bool,
}

impl Parts<'_> {
    /// `{ 名: …, … }` of each.
    fn declared(&self, more: impl Fn(usize) -> String) -> String {
        let last = self.names.len() - 1;
        let all = self.names.iter().enumerate().map(|(part, name)| {
            let secret = if self.last_hidden && part == last { ", 公開: しない" } else { "" };
            format!("{{ 名: '{name}'{}{secret} }}", more(part))
        });
        format!("[ {} ]", all.collect::<Vec<_>>().join(", "))
    }

    /// `名: …` of each.
    fn each(&self, mut value: impl FnMut(usize) -> String) -> String {
        let all = self.names.iter().enumerate();
        let all = all.map(|(part, name)| format!("'{name}': {}", value(part)));
        all.collect::<Vec<_>>().join(", ")
    }
}

impl Written {
    fn section(&mut self, place: usize, choice: &Choice) {
        let Choice { kind, name, numbers, hidden, left_out } = choice;
        let names = (0..numbers.len()).map(|part| format!("項{name}{place}-{part}")).collect();
        // Without its only part a section would be hidden as a whole.
        let last_hidden = hidden.1 && numbers.len() > 1 && [0, 2, 4, 5, 6].contains(kind);
        let parts = Parts { names, numbers, last_hidden };
        let later = *kind == 4 && hidden.1 && numbers[0] % 2 == 0;
        let before = self.numbers;
        let (declared, written) = match kind {
            0 | 5 => self.fields(&parts, *kind == 5),
            1..=3 => prose(&parts, *kind),
            4 => self.table(&parts, later),
            6 => self.indicators(&parts),
            7..=9 => self.figures(&parts, *kind),
            _ => ("種類: 下位".to_owned(), String::new()),
        };
        let optional = if left_out.0 { ", 無くてもよい: はい" } else { "" };
        let secret = if hidden.0 { ", 公開: しない" } else { "" };
        let own = format!("区{name}{place}");
        writeln!(self.form, "  - {{ 名: '{own}', {declared}{optional}{secret} }}").unwrap();
        if hidden.0 {
            self.hidden.push(own.clone());
        } else {
            self.hidden.extend(parts.names.last().filter(|_| last_hidden).cloned());
            self.hidden.extend(later.then(|| "令和7 額".to_owned()));
        }
        if written.is_empty() || (left_out.0 && left_out.1) {
            self.numbers = before;
        } else {
            writeln!(self.sheet, "'{own}': {written}").unwrap();
            self.needed.extend((!left_out.0).then_some(own));
        }
    }

    /// 欄, 一覧
    fn fields(&mut self, parts: &Parts<'_>, list: bool) -> (String, String) {
        // Words name an entry.
        let of = |part: usize| match part {
            0 if list => TYPES[1],
            _ => TYPES[parts.numbers[part] % TYPES.len()],
        };
        let fields = parts.declared(|part| format!(", {}", of(part).0));
        let mut entry = |name: Option<&str>| {
            let value = |part: usize| match name {
                Some(name) if part == 0 => name.to_owned(),
                _ => self.value(of(part).1, parts.numbers[part] / TYPES.len()).to_owned(),
            };
            format!("{{ {} }}", parts.each(value))
        };
        if list {
            let names = &["甲", "乙", "丙"][..parts.numbers[0] % 3];
            let entries: Vec<String> = names.iter().map(|name| entry(Some(name))).collect();
            (format!("種類: 一覧, 欄: {fields}"), format!("[ {} ]", entries.join(", ")))
        } else {
            (format!("種類: 欄, 欄: {fields}"), entry(None))
        }
    }

    /// 表; `later` where a column of a later year is not published.
    fn table(&mut self, parts: &Parts<'_>, later: bool) -> (String, String) {
        let secret = if later { ", 公開: しない" } else { "" };
        let years = [("実績年度-1", ""), ("実績年度", ""), ("令和7", secret)];
        let columns = years.map(|(year, more)| format!("{{ 年度: {year}, 区分: 額{more} }}"));
        let (columns, rows) = (columns.join(", "), parts.declared(|_| String::new()));
        let cells = |part: usize| {
            let cells = [0, 1, 2].map(|more| self.value(&NUMBERS, parts.numbers[part] + more));
            format!("[ {} ]", cells.join(", "))
        };
        let cells = format!("{{ {} }}", parts.each(cells));
        (format!("種類: 表, 単位: 円, 列: [ {columns} ], 行: {rows}"), cells)
    }

    /// 指標
    fn indicators(&mut self, parts: &Parts<'_>) -> (String, String) {
        let holds = |part: usize| match part {
            0 => ", 役: 実績, 年度: [ 実績年度-1, 実績年度 ]",
            1 => ", 役: 当初値",
            _ => ", 型: 言葉",
        };
        let columns = parts.declared(|part| holds(part).to_owned());
        let cells = |part: usize| {
            let mut one = |more: usize| self.value(&NUMBERS, parts.numbers[part] + more);
            match part {
                0 => format!("{{ 令和4: {}, 令和5: {} }}", one(0), one(1)),
                1 => format!("{{ 平成30: {} }}", one(0)),
                _ => "見本の言葉".to_owned(),
            }
        };
        let cells = parts.each(cells);
        let one = format!("[ {{ 指標名: 見本の数, 単位: 人, {cells} }} ]");
        (format!("種類: 指標, 列: {columns}"), one)
    }

    /// 割合, 比較, アンケート
    fn figures(&mut self, parts: &Parts<'_>, kind: usize) -> (String, String) {
        let all = parts.names.len();
        match kind {
            7 => {
                self.numbers += all;
                let own = format!("'{}'", parts.names.join("', '"));
                let shares = parts.each(|_| "10.5".to_owned());
                (format!("種類: 割合, 主体: [ {own} ]"), format!("{{ {shares} }}"))
            }
            8 => {
                self.numbers += all;
                let rows = parts.each(|_| "[ 8.2, 未公表 ]".to_owned());
                let head = "指標名: 見本, 単位: 人, 年度: [ 令和4, 令和5 ]";
                ("種類: 比較".to_owned(), format!("{{ {head}, 団体: {{ {rows} }} }}"))
            }
            _ => {
                self.numbers += 1 + 2 * all;
                let asked = parts.each(|_| "[ はい, いいえ ]".to_owned());
                let answers = parts.each(|_| "{ はい: 40, いいえ: 60 }".to_owned());
                let head = "年度: 令和5, 回答者数: 412, 調査: 見本, 書き方: 割合";
                (format!("種類: アンケート, 問: {{ {asked} }}"), format!("{{ {head}, {answers} }}"))
            }
        }
    }

    /// One of the values of a type.
    fn value(&mut self, values: &[(&'static str, usize)], which: usize) -> &'static str {
        let (text, numbers) = values[which % values.len()];
        self.numbers += numbers;
        text
    }
}

/// 文: one, several, or as many as the sheet likes.
fn prose(parts: &Parts<'_>, kind: usize) -> (String, String) {
    let text = || "見本の文です。".to_owned();
    match kind {
        1 => ("種類: 文".to_owned(), text()),
        2 => {
            let items = parts.declared(|_| String::new());
            (format!("種類: 文, 項目: {items}"), format!("{{ {} }}", parts.each(|_| text())))
        }
        _ => {
            let texts =
                parts.names.iter().map(|name| format!("{{ 見出し: '{name}', 文: {} }}", text()));
            (
                "種類: 文, 項目: 自由".to_owned(),
                format!("[ {} ]", texts.collect::<Vec<_>>().join(", ")),
            )
        }
    }
}

fn declared(text: &str) -> (Option<Arc<Form>>, Shared) {
    let entry =
        Forms::declared(&SourceFile::of_text("forms/mihon.yaml", text), &Sources::default());
    (entry.form, entry.problems)
}

/// The tree of a sheet, whether nothing of it was cut out, and what is wrong with it.
fn checked(schema: &Value, text: &str) -> (Option<Node>, bool, Diags) {
    let mut diags = Diags::default();
    let mut tree = node::read(&SourceFile::of_text("r5/mihon/1.yaml", text), &mut diags);
    let whole =
        tree.as_mut().is_some_and(|tree| yaml::check::check(tree, schema, text, &mut diags));
    (tree, whole && !diags.has_errors(), diags)
}

fn schema(form: &Form) -> Value {
    schema_of_year(form, Some(RESULTS))
}

/// Every key and every word of a tree.
fn said(node: &Node, all: &mut Vec<String>) {
    match &node.kind {
        Kind::Scalar { text, .. } => all.push(text.to_string()),
        Kind::List(items) => {
            for item in items {
                said(item, all);
            }
        }
        Kind::Map(entries) => {
            for (Key { text, .. }, node) in entries {
                all.push(text.to_string());
                said(node, all);
            }
        }
    }
}

/// What slips into a text while it is written.
const SLIPS: [&str; 20] = [
    ":",
    "{",
    "}",
    "[",
    "]",
    ",",
    "'",
    "\"",
    "#",
    "\n",
    " ",
    "　",
    "：",
    "はい",
    "名",
    "種類: 表",
    "-1",
    "年度",
    "実績年度+",
    "",
];

fn slipped(text: &str, slips: &[(u16, usize)]) -> String {
    let mut letters: Vec<String> = text.chars().map(String::from).collect();
    for (at, slip) in slips {
        let at = usize::from(*at) * (letters.len() - 1) / usize::from(u16::MAX);
        letters[at] = SLIPS[*slip].to_owned();
    }
    letters.concat()
}

proptest! {
    #[test]
    fn a_sheet_as_its_form_asks_for_is_accepted(written in forms()) {
        let (form, problems) = declared(&written.form);
        prop_assert!(problems.is_empty(), "{:?}\n{}", problems, written.form);
        let form = form.unwrap();
        let schema = schema(&form);
        let (tree, whole, diags) = checked(&schema, &written.sheet);
        prop_assert!(whole && diags.is_empty(), "{:?}\n{}", diags, written.sheet);
        // Every number that is written is a figure, and each has an address of its own.
        let sections = Sections::read(&form, Some(RESULTS), &tree.unwrap());
        let figures = sections.figures();
        let numbers = figures.iter().filter(|figure| figure.cell.number().is_some()).count();
        prop_assert_eq!(numbers, written.numbers, "{}", written.sheet);
        let mut addresses: Vec<String> = figures.iter().map(|figure| sections.address(figure)).collect();
        addresses.sort();
        addresses.dedup();
        prop_assert_eq!(addresses.len(), figures.len());
    }

    #[test]
    fn a_sheet_with_more_or_less_is_refused(written in forms()) {
        let form = declared(&written.form).0.unwrap();
        let schema = schema(&form);
        let (head, rest) = written.sheet.split_once(" }").unwrap();
        let mut wrong = vec![format!("{}見知らぬ項目: 1\n", written.sheet), format!("{head}, 見知らぬ項目: 1 }}{rest}")];
        for needed in &written.needed {
            let mark = format!("'{needed}': ");
            let lines = written.sheet.lines().filter(|line| !line.starts_with(&mark));
            wrong.push(lines.flat_map(|line| [line, "\n"]).collect());
        }
        for text in wrong {
            let (_, whole, diags) = checked(&schema, &text);
            prop_assert!(!whole && diags.has_errors(), "{}", text);
        }
    }

    #[test]
    fn what_is_published_is_all_that_is_not_hidden(written in forms()) {
        let form = declared(&written.form).0.unwrap();
        let published = form.published();
        prop_assert_eq!(form.hides(), !written.hidden.is_empty());
        prop_assert!(!published.hides());
        prop_assert_eq!(format!("{published:?}"), format!("{:?}", published.published()));
        let tree = checked(&schema(&form), &written.sheet).0.unwrap();
        let shown = form.publish(&tree);
        if !form.hides() {
            prop_assert_eq!(format!("{published:?}"), format!("{form:?}"));
            prop_assert_eq!(format!("{shown:?}"), format!("{tree:?}"));
        }
        let mut words = Vec::new();
        said(&shown, &mut words);
        for name in &written.hidden {
            prop_assert!(!words.contains(name), "{}", name);
            prop_assert!(!format!("{published:?}").contains(&format!("{name:?}")), "{}", name);
        }
        // An address is hidden exactly where what it is of is not among what is published.
        let figures = |form: Form, tree: &Node| -> BTreeMap<String, String> {
            let sections = Sections::read(&Arc::new(form), Some(RESULTS), tree);
            let figures = sections.figures();
            figures.iter().map(|figure| (sections.address(figure), figure.cell.at.text.to_string())).collect()
        };
        let (all, public) = (figures(Form::clone(&form), &tree), figures(published.clone(), &shown));
        for (address, text) in &all {
            let hidden = form.hides_address(address, Some(RESULTS));
            prop_assert_eq!(public.get(address), Some(text).filter(|_| !hidden), "{}", address);
        }
        prop_assert!(public.keys().all(|address| all.contains_key(address)));
        // What is left is a whole sheet of what is left of the form.
        let mut own = shown.clone();
        let mut diags = Diags::default();
        let whole = yaml::check::check(&mut own, &schema(&published), &written.sheet, &mut diags);
        prop_assert!(whole && diags.is_empty(), "{:?}\n{}", diags, written.sheet);
        prop_assert_eq!(format!("{:?}", published.publish(&shown)), format!("{shown:?}"));
    }

    #[test]
    fn no_slip_stops_the_reading(
        written in forms(), slips in prop::collection::vec((any::<u16>(), 0..SLIPS.len()), 1..4), of_sheet in any::<bool>()
    ) {
        let text = |own: &str, slips_here: bool| if slips_here { slipped(own, &slips) } else { own.to_owned() };
        let (form, problems) = declared(&text(&written.form, !of_sheet));
        prop_assert!(form.is_some() || !problems.is_empty());
        if let Some(form) = form {
            for form in [Arc::new(form.published()), Arc::new(form.freed()), form] {
                let (tree, whole, diags) = checked(&schema(&form), &text(&written.sheet, of_sheet));
                prop_assert!(whole || !diags.is_empty());
                if let Some(tree) = tree {
                    let _ = Sections::read(&form, Some(RESULTS), &form.publish(&tree)).figures();
                }
            }
        }
    }
}
