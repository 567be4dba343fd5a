//! A form -> the YAML of an empty sheet: 未記入 for every required value, with comments that say what goes there. Optional
//! items are commented out.

mod next;

use super::carried::{self, Last, flow};
use super::indicators::{self, Holds, Indicators};
use super::shares::{SHARE, Shares};
use super::survey;
use super::types::{Field, Form, Item, Kind, List, Prose, Section, Table};
use super::value::{Choices, Type};
use crate::diag::messages::quoted;
use crate::terms::reason::Missing;
use crate::terms::year::FiscalYear;
use crate::yaml::node::Node;

const UNFILLED: &str = Missing::Unfilled.word();

/// What is known of a sheet before it is filled in.
#[derive(Debug, Clone)]
pub struct Head<'a> {
    /// The way from its folder to that of the schemas, `../../schema`.
    pub schemas: &'a str,
    /// コード
    pub code: &'a str,
    /// 名称; 未記入 where nobody has said it.
    pub name: Option<&'a str>,
    /// 上
    pub above: Option<&'a str>,
    /// The codes of the sheets below it.
    pub below: &'a [String],
    /// The year whose results it states; `None` where each sheet says its own.
    pub results: Option<FiscalYear>,
    /// 様式, where it is not the first of its level.
    pub form: Option<&'a str>,
    /// The sheet that it goes on from.
    pub last: Option<Last<'a>>,
}

/// The text of a sheet of a form.
#[must_use]
pub fn sheet(form: &Form, head: &Head<'_>) -> String {
    let mut lines = Lines::default();
    let name = &form.name.text;
    lines.remark(0, &format!("yaml-language-server: $schema={}/form-{name}.json", head.schemas));
    lines.remark(0, &format!("{}。「{UNFILLED}」を、値や文に書き替えます", form.title));
    lines.remark(0, "紙の欄が空なら「空欄」、値のない理由があれば「該当なし」などと書きます。0は、0という値です");
    lines.remark(0, "「# 」で始まる行は載りません。項目の行を使うときは、「# 」の2字だけを消します（字下げは残します）");
    lines.remark(0, "文の行を分けるときは、コロンの後に | と書き、次の行から2字ずつ下げます");
    let above = head.above.map(|code| format!(", 上: \"{code}\"")).unwrap_or_default();
    let named = head.name.map_or_else(|| UNFILLED.to_owned(), quoted);
    let year = if head.results.is_none() { format!(", 年度: {UNFILLED}") } else { String::new() };
    lines.add(0, &format!("票: {{ コード: \"{}\", 名称: {named}{above}{year} }}", head.code), "");
    if let Some(form) = head.form {
        lines.add(0, &format!("様式: {form}"), "");
    }
    lines.add(0, "公表の状態: 下書き", "確かめ終えたら 確認済 と書きます");
    for section in &form.sections {
        if !matches!(section.kind, Kind::Children(_)) {
            lines.blank();
            lines.section(form, section, head);
        }
    }
    lines.blank();
    lines.add(0, &format!("出典: {UNFILLED}"), "この票のもとになった文書の名");
    lines.text
}

/// What is known of the texts of a section.
#[derive(Debug, Clone, Copy)]
struct Texts<'a> {
    /// The sheet that has them now.
    last: Option<Last<'a>>,
    /// Whether they stay what they are.
    stay: bool,
}

/// Lines of YAML.
#[derive(Debug, Default)]
struct Lines {
    text: String,
    /// Depth at which lines are commented out, if they are: without the marks they are valid YAML.
    hidden: Option<usize>,
}

impl Lines {
    fn blank(&mut self) {
        self.text.push('\n');
    }

    /// A line with what is said of it; a remark as a whole below a section that may be left out.
    fn add(&mut self, depth: usize, line: &str, remark: &str) {
        let (outside, mark) = self.hidden.map_or((depth, ""), |hidden| (hidden, "# "));
        let remark = if remark.is_empty() { String::new() } else { format!("  # {remark}") };
        let [outside, depth] = [outside, depth - outside].map(|depth| "  ".repeat(depth));
        self.text.extend([&outside, mark, &depth, line, &remark, "\n"]);
    }

    fn remark(&mut self, depth: usize, text: &str) {
        self.text.extend([&"  ".repeat(depth), "# ", text, "\n"]);
    }

    /// Lines that are remarks, if they are to be.
    fn within(&mut self, depth: usize, hidden: bool, add: impl FnOnce(&mut Self)) {
        let before = self.hidden;
        self.hidden = before.or(hidden.then_some(depth));
        add(self);
        self.hidden = before;
    }

    fn section(&mut self, form: &Form, section: &Section, head: &Head<'_>) {
        let mut said = vec![section.heading().to_owned()];
        said.extend(section.hint.clone());
        said.extend(section.optional.then(|| "無くてもよい区画です".to_owned()));
        if !section.when.is_empty() {
            said.push(format!("{}の票にだけ書きます", section.only()));
        }
        said.extend(section.hidden.then(|| "公表しません".to_owned()));
        self.remark(0, &said.join("。"));
        let key = quoted(&section.name.text);
        // A section that not every sheet has would be an error on the others.
        let old = head.last.as_ref().and_then(|last| last.section(&section.name.text));
        let hidden = old.is_none() && (section.optional || !section.when.is_empty());
        let texts = Texts { last: head.last, stay: carried::stays(form, section) };
        self.within(0, hidden, |lines| match &section.kind {
            Kind::Fields(fields) => {
                lines.add(0, &format!("{key}:"), "");
                lines.fields(form, fields, old);
            }
            Kind::Prose(Prose::One) => lines.prose(0, &key, "", (old, texts)),
            Kind::Prose(Prose::Items(items)) => {
                lines.add(0, &format!("{key}:"), "");
                for item in items {
                    lines.item(item, old, texts);
                }
            }
            Kind::Prose(Prose::Free) if old.is_some_and(|old| !old.items().is_empty()) => {
                lines.add(0, &format!("{key}:"), "");
                lines.parts(1, old.map_or(&[], Node::items), texts);
            }
            Kind::Prose(Prose::Free) => lines.entries(&key, &[], |lines| {
                lines.add(1, &format!("- 見出し: {UNFILLED}"), "紙の見出し");
                lines.add(2, &format!("文: {UNFILLED}"), "");
            }),
            Kind::Table(table) => lines.table(&key, table, (old, head)),
            Kind::List(list) if old.is_some_and(|old| !old.items().is_empty()) => {
                lines.listed(form, &key, list, old.map_or(&[], Node::items));
            }
            Kind::List(list) => lines.list(&key, list),
            Kind::Indicators(of) => match old {
                Some(old) => lines.carried(&key, of, (old, head)),
                None => lines.indicators(&key, of, head.results),
            },
            Kind::Shares(of) => lines.shares(&key, of, (old, head.below)),
            Kind::Comparison => lines.entries(&key, &[], |lines| {
                lines.add(1, &format!("指標名: {UNFILLED}"), "比べる値の名");
                lines.add(1, &format!("単位: {UNFILLED}"), "％、人 など");
                lines.add(1, "年度: [ 令和4, 令和5 ]", "値の年度。書き替えます");
                lines.add(1, "団体:", "");
                lines.add(
                    2,
                    &format!("団体の名: [ {UNFILLED}, {UNFILLED} ]"),
                    "団体ごとに1行。値は年度の順",
                );
            }),
            Kind::Survey(questions) => lines.survey(&key, questions),
            Kind::Children(_) => {}
        });
    }

    /// 未記入 as a whole, and how it is written instead.
    fn entries(&mut self, key: &str, more: &[&str], example: impl FnOnce(&mut Self)) {
        self.add(0, &format!("{key}: {UNFILLED}"), "");
        self.remark(0, &format!("上の1行の代わりに、次のように書きます{}", more.concat()));
        self.within(0, true, |lines| {
            lines.add(0, &format!("{key}:"), "");
            example(lines);
        });
    }

    fn fields(&mut self, form: &Form, fields: &[Field], old: Option<&Node>) {
        for field in fields {
            let old = old.and_then(|old| old.get(&field.name.text));
            self.within(1, field.optional && old.is_none(), |lines| {
                lines.field(form, field, (1, ""), old);
            });
        }
    }

    /// A field of a section or of an entry; `mark` stands before it.
    fn field(
        &mut self,
        form: &Form,
        field: &Field,
        (depth, mark): (usize, &str),
        old: Option<&Node>,
    ) {
        let goes_on = old.filter(|_| carried::goes_on(form, field)).map(flow);
        let before = old.filter(|_| goes_on.is_none()).map(flow);
        let before =
            before.filter(|text| text != UNFILLED).map(|text| format!("前の年度は {text}"));
        let said = [before, Some(of_field(field)).filter(|said| !said.is_empty())];
        let said: Vec<String> = said.into_iter().flatten().collect();
        let value = goes_on.as_deref().unwrap_or(UNFILLED);
        let line = format!("{mark}{}: {value}", quoted(&field.name.text));
        self.add(depth, &line, &said.join("。"));
    }

    fn item(&mut self, item: &Item, old: Option<&Node>, texts: Texts<'_>) {
        let said = [item.hint.clone(), item.optional.then(|| MAY_LACK.to_owned())];
        let said: Vec<String> = said.into_iter().flatten().collect();
        let old = old.and_then(|old| old.get(&item.name.text));
        self.within(1, item.optional && old.is_none(), |lines| {
            lines.prose(1, &quoted(&item.name.text), &said.join("。"), (old, texts));
        });
    }

    fn table(&mut self, key: &str, table: &Table, (old, head): (Option<&Node>, &Head<'_>)) {
        let results = head.results;
        let before = head.last.and_then(|last| last.results);
        let old_heads: Vec<String> =
            table.columns.iter().map(|column| column.head.name(before)).collect();
        // A column of a year goes on where the last sheet had it.
        let goes_on = |row: &str, column: &str| {
            let place = old_heads.iter().position(|old| old == column)?;
            old?.get(row)?.items().get(place).map(flow)
        };
        let heads: Vec<String> = table
            .columns
            .iter()
            .map(|column| {
                let kind = column.kind.as_ref().map(of_type).filter(|kind| !kind.is_empty());
                let kind = kind.map(|kind| format!("（{kind}）")).unwrap_or_default();
                format!("{}{kind}", column.head.name(results))
            })
            .collect();
        let unit = table.unit.as_ref().map_or_else(String::new, |unit| format!("。単位 {unit}"));
        self.add(
            0,
            &format!("{key}:"),
            &format!("値を左から {} の順に書きます{unit}", heads.join("、")),
        );
        for row in &table.rows {
            let cells = table.columns.iter().map(|column| {
                let of_year = column.head.year(results).is_some();
                let old = of_year.then(|| goes_on(&row.key().text, &column.head.name(results)));
                old.flatten().unwrap_or_else(|| UNFILLED.to_owned())
            });
            let cells = cells.collect::<Vec<_>>().join(", ");
            let there = old.is_some_and(|old| old.get(&row.key().text).is_some());
            let label = (row.key().text != row.name.text).then(|| row.name.text.clone());
            let kind = Some(of_type(&row.kind)).filter(|kind| !kind.is_empty());
            let said = [row.group.clone(), label, kind, row.optional.then(|| MAY_LACK.to_owned())];
            let said: Vec<String> = said.into_iter().flatten().collect();
            self.within(1, row.optional && !there, |lines| {
                lines.add(
                    1,
                    &format!("{}: [ {cells} ]", quoted(&row.key().text)),
                    &said.join("。"),
                );
            });
        }
    }

    fn list(&mut self, key: &str, list: &List) {
        let none = format!("。1件もなければ「{key}: []」と書きます");
        self.entries(key, &[&none], |lines| {
            let mut mark = "- ";
            for field in &list.fields {
                let line = format!("{mark}{}: {UNFILLED}", quoted(&field.name.text));
                lines.add(1, &line, &of_field(field));
                mark = "  ";
            }
        });
    }

    fn indicators(&mut self, key: &str, of: &Indicators, results: Option<FiscalYear>) {
        if of.source.is_some() {
            self.entries(
                key,
                &["。指標名は、上の票のとおりに書きます"],
                |lines| {
                    lines.add(1, &format!("- 指標名: {UNFILLED}"), "上の票の指標名");
                    lines.columns(2, of, results);
                },
            );
            return;
        }
        self.add(0, &format!("{key}:"), "");
        let (begin, depth) = match of.slots.first() {
            Some(slot) => {
                self.add(1, &format!("{}:", quoted(&slot.text)), "この枠の指標");
                ("", 2)
            }
            None => ("- ", 1),
        };
        self.add(depth, &format!("{begin}指標名: {UNFILLED}"), "");
        let depth = 2;
        self.add(depth, &format!("単位: {UNFILLED}"), "％、人 など");
        let way = of.columns.iter().any(|column| matches!(column.holds, Holds::Way(_)));
        if !way {
            let ways = "増加、減少、維持、範囲内、以上、以下、定性 から選びます";
            self.add(depth, &format!("望ましい方向: {UNFILLED}"), ways);
        }
        self.columns(depth, of, results);
        match of.slots.get(1) {
            Some(_) => {
                let rest: Vec<&str> = of.slots[1..].iter().map(|slot| slot.text.as_str()).collect();
                let rest = rest.join("、");
                self.remark(
                    1,
                    &format!("枠 {rest} も同じように書きます。書かない枠は、空の枠として載ります"),
                );
            }
            None => self.remark(1, "2つめからも、「- 指標名: 」から同じように書きます"),
        }
    }

    fn columns(&mut self, depth: usize, of: &Indicators, results: Option<FiscalYear>) {
        for column in of.columns.iter().filter(|column| !column.above) {
            let indicators::Column { name, hint, holds, unit, years, free, optional, .. } = column;
            let names: Vec<String> = years.iter().map(|year| year.name(results)).collect();
            let (value, kind) = match holds {
                Holds::Figures(role) => {
                    let value = match names.as_slice() {
                        [] if role.is_of_the_latest() => UNFILLED.to_owned(),
                        [] => format!("{{ 令和5: {UNFILLED} }}"),
                        [_] if !free => UNFILLED.to_owned(),
                        names => {
                            let all = names.iter().map(|name| format!("{name}: {UNFILLED}"));
                            format!("{{ {} }}", all.collect::<Vec<_>>().join(", "))
                        }
                    };
                    let years = match names.as_slice() {
                        [] if !role.is_of_the_latest() => {
                            "{ 令和2: 値 } のように、年度と値を書きます"
                        }
                        [_, ..] if *free => "ほかの年度も書けます",
                        _ => "",
                    };
                    (value, years.to_owned())
                }
                Holds::Grade(words, _) => (UNFILLED.to_owned(), of_words(words)),
                Holds::Way(words) => {
                    let words: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
                    (UNFILLED.to_owned(), words.join("、"))
                }
                Holds::Words(kind) => (UNFILLED.to_owned(), of_type(kind)),
            };
            let said = [
                hint.clone(),
                Some(kind).filter(|kind| !kind.is_empty()),
                unit.as_ref().map(|unit| format!("単位 {unit}")),
                optional.then(|| MAY_LACK.to_owned()),
            ];
            let said: Vec<String> = said.into_iter().flatten().collect();
            // A year that only people know cannot stand there before they say it.
            let unknown = value.starts_with('{') && names.is_empty();
            self.within(depth, *optional, |lines| {
                let value = if unknown { UNFILLED } else { &value };
                lines.add(depth, &format!("{}: {value}", quoted(&name.text)), &said.join("。"));
            });
        }
    }

    fn shares(&mut self, key: &str, of: &Shares, (old, below): (Option<&Node>, &[String])) {
        let goes_on = |name: &str| old.and_then(|old| old.get(name)).map(flow);
        let one = |name: &str| match &of.text {
            Some(text) => {
                format!("{name}: {{ {SHARE}: {UNFILLED}, {}: {UNFILLED} }}", quoted(&text.text))
            }
            None => format!("{name}: {UNFILLED}"),
        };
        let remark = "割合（％）。合わせて100にします";
        if !of.below {
            self.add(0, &format!("{key}:"), remark);
            for party in &of.parties {
                let name = quoted(&party.text);
                let row = goes_on(&party.text).map(|old| format!("{name}: {old}"));
                self.add(1, &row.unwrap_or_else(|| one(&name)), "");
            }
            return;
        }
        if below.is_empty() {
            self.add(0, &format!("{key}: {UNFILLED}"), "下の票のコードごとに書きます");
            return;
        }
        self.add(0, &format!("{key}:"), "下の票のコードごとの割合（％）");
        for code in below {
            let parts = of.parties.iter().chain(&of.weight);
            let parts: Vec<String> =
                parts.map(|name| format!("{}: {UNFILLED}", quoted(&name.text))).collect();
            let old = goes_on(code);
            let code = format!("\"{code}\"");
            let row = if let Some(old) = old {
                format!("{code}: {old}")
            } else if of.parties.is_empty() {
                one(&code)
            } else {
                format!("{code}: {{ {} }}", parts.join(", "))
            };
            self.add(1, &row, "");
        }
    }

    fn survey(&mut self, key: &str, questions: &[survey::Question]) {
        self.entries(key, &[], |lines| {
            let [year, count, name, unit] = survey::KEYS;
            lines.add(1, &format!("{year}: 令和5"), "調査の年度。書き替えます");
            lines.add(1, &format!("{count}: {UNFILLED}"), "人");
            lines.add(1, &format!("{name}: {UNFILLED}"), "調査の名称");
            lines.add(1, &format!("{unit}: 割合"), "％なら割合、人の数なら人数");
            for question in questions {
                let answers = question.answers.iter().map(|answer| quoted(&answer.text));
                let mut answers: Vec<String> = answers.collect();
                if answers.is_empty() {
                    answers = vec!["満足".to_owned(), "不満".to_owned()];
                }
                let answers: Vec<String> =
                    answers.iter().map(|answer| format!("{answer}: {UNFILLED}")).collect();
                let line = format!("{}: {{ {} }}", quoted(&question.name.text), answers.join(", "));
                lines.add(1, &line, "回答の区分ごとの値");
            }
        });
    }
}

const MAY_LACK: &str = "無くてもよい";

/// What is said of a field.
fn of_field(field: &Field) -> String {
    let kind = Some(of_type(&field.kind)).filter(|kind| !kind.is_empty());
    let said = [
        field.hint.clone(),
        kind,
        field.several.then(|| "いくつでも [ 値, 値 ]".to_owned()),
        field.optional.then(|| MAY_LACK.to_owned()),
        field.hidden.then(|| "公表しません".to_owned()),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join("。")
}

/// What a value of a type looks like, in words.
fn of_type(kind: &Type) -> String {
    match kind {
        Type::Number(measure) => {
            measure.unit.as_ref().map(|unit| format!("単位 {unit}")).unwrap_or_default()
        }
        Type::Words => String::new(),
        Type::Prose => "文".to_owned(),
        Type::Date => "日付（例 令和6年4月1日）".to_owned(),
        Type::Year => "年度（例 令和6）".to_owned(),
        Type::Choice(words) => of_words(words),
        Type::Office => "課の名称".to_owned(),
        Type::Person => "{ 職名: 商工課長, 氏名: 氏名 } のように書きます".to_owned(),
        Type::Unit => "単位".to_owned(),
        Type::Account => "{ 会計: 一般会計, 款: 3, 項: 1, 目: 2 } のように書きます".to_owned(),
    }
}

fn of_words(words: &Choices) -> String {
    match words {
        Choices::Own(words) => {
            let words: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
            format!("{} から選びます", words.join("、"))
        }
        Choices::City(name) | Choices::Unknown(name) => {
            format!("city.yaml の選択肢「{}」から選びます", name.text)
        }
    }
}
