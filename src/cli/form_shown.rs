//! A form -> its outline as a person reads it: sections with their headings, fields, rows and columns, sums.

use super::words_form;
use crate::form::indicators::{Column, Holds, Indicators};
use crate::form::shares::Product;
use crate::form::survey::Question;
use crate::form::{
    Choices, Field, Form, Item, Kind, List, Measure, Paper, Prose, Row, Section, Shares, Sum,
    Table, Type,
};

/// Outline of a form; `place` is its file if it is one of the city's.
pub(super) fn outline(form: &Form, place: Option<&str>) -> String {
    let name = &form.name.text;
    let mut lines = vec![format!("{name}  {}", form.title), words_form::origin(place).to_owned()];
    lines.extend(facts(form));
    for (number, section) in (1..).zip(&form.sections) {
        lines.push(String::new());
        lines.extend(self::section(number, section));
    }
    lines.push(String::new());
    lines.push(format!(
        "宣言（YAML）をそのまま見るには「kohyo form show {name} --yaml」、写して新しい様式を作るには「kohyo form copy {name} 新しい名」と打ちます。"
    ));
    lines.join("\n")
}

/// Facts about the form as a whole.
fn facts(form: &Form) -> Vec<String> {
    let marks =
        form.marks.iter().map(|(mark, reason)| format!("{}（{}）", mark.text, reason.word()));
    let marks: Vec<String> = marks.collect();
    let mut lines: Vec<String> = form.about.iter().map(|about| format!("説明: {about}")).collect();
    if !marks.is_empty() {
        lines.push(format!("欄の印: {}", marks.join("、")));
    }
    lines.extend(form.note_mark.as_ref().map(|mark| format!("注の記号: {mark}")));
    lines.extend(form.minus.as_ref().map(|mark| format!("負の印: {mark}")));
    if form.codes_nest {
        lines.push("コード: 上の票のコードで始まる".to_owned());
    }
    let Paper { pages, landscape, bare } = &form.paper;
    let pages = pages.map_or_else(|| "必要な枚数".to_owned(), |pages| format!("{pages}枚"));
    let bare = if *bare { "、図と比較を載せない" } else { "" };
    lines.push(format!("印刷: A4判の{}、{pages}{bare}", if *landscape { "横" } else { "縦" }));
    lines
}

fn section(number: usize, section: &Section) -> Vec<String> {
    let name = &section.name.text;
    let heading = section.heading();
    let heading = if heading == name {
        name.clone()
    } else {
        format!("{name}（見出し「{heading}」）")
    };
    let yearly = if section.yearly { "毎年書く".to_owned() } else { String::new() };
    let remarks =
        [section.kind.word().to_owned(), may_lack(section.optional), yearly, kept(section.hidden)];
    let mut lines = vec![line(0, &format!("{number}. {heading}"), &remarks)];
    if !section.when.is_empty() {
        lines.push(format!("   場合: {}の票だけ", section.only()));
    }
    lines.extend(section.hint.as_ref().map(|hint| format!("   説明: {hint}")));
    lines.extend(match &section.kind {
        Kind::Fields(fields) => fields.iter().map(field).collect(),
        Kind::Prose(Prose::One) => vec!["   1つの文".to_owned()],
        Kind::Prose(Prose::Free) => vec!["   見出しと文を、票ごとに自由に並べる".to_owned()],
        Kind::Prose(Prose::Items(items)) => items.iter().map(item).collect(),
        Kind::Table(table) => self::table(table),
        Kind::List(list) => self::list(list),
        Kind::Indicators(of) => indicators(of),
        Kind::Shares(of) => shares(of),
        Kind::Comparison => {
            vec!["   団体ごとの、年度の値（票に指標名、単位、年度、団体を書く）".to_owned()]
        }
        Kind::Survey(questions) => questions.iter().map(question).collect(),
        Kind::Children(shown) => {
            let names: Vec<&str> = shown.iter().map(|name| name.text.as_str()).collect();
            let beside = match names.as_slice() {
                [] => String::new(),
                names => format!("、隣に下の票の「{}」", names.join("」「")),
            };
            vec![format!("   票には書かない（下の階層の票と結果を載せる{beside}）")]
        }
    });
    lines
}

/// Slots, columns with their roles, and how they are compared.
fn indicators(of: &Indicators) -> Vec<String> {
    let Indicators { increments: _, slots, columns, by_year, method, source } = of;
    let slots: Vec<&str> = slots.iter().map(|slot| slot.text.as_str()).collect();
    let mut lines = Vec::new();
    if !slots.is_empty() {
        lines.push(format!("   枠: {}", slots.join("、")));
    }
    lines.extend(columns.iter().map(column));
    lines.extend(by_year.then(|| "   並び: 年度の順（同じ年度の中は、上の順）".to_owned()));
    lines.extend(method.as_ref().map(|method| format!("   比べる: {method}")));
    lines.extend(source.as_ref().map(|source| format!("   もと: 上の票の「{}」", source.text)));
    lines
}

/// Who takes part in the shares, and the columns next to them.
fn shares(of: &Shares) -> Vec<String> {
    let Shares { parties, below, text, weight, product } = of;
    let parties: Vec<&str> = parties.iter().map(|party| party.text.as_str()).collect();
    let mut lines = Vec::new();
    if *below {
        lines.push("   行: 下の階層の票".to_owned());
    }
    if !parties.is_empty() {
        lines.push(format!("   主体: {}", parties.join("、")));
    }
    lines.extend(text.as_ref().map(|text| format!("   文: {}", text.text)));
    lines.extend(weight.as_ref().map(|weight| format!("   重み: {}", weight.text)));
    lines.extend(product.as_ref().map(|Product { name, party, total }| {
        let total = total.as_ref().map(|total| format!("合計は{}", total.text));
        let remarks = [format!("{}の割合×重み÷100", party.text), total.unwrap_or_default()];
        line(3, &format!("比重: {}", name.text), &remarks)
    }));
    lines
}

/// A question, with its answers if the form lists them.
fn question(Question { name, answers }: &Question) -> String {
    let answers: Vec<&str> = answers.iter().map(|answer| answer.text.as_str()).collect();
    let remarks =
        if answers.is_empty() { "区分は票に書く".to_owned() } else { answers.join("、") };
    line(3, &format!("問: {}", name.text), &[remarks])
}

fn column(column: &Column) -> String {
    let Column {
        name,
        hint,
        holds,
        unit,
        years,
        free,
        optional,
        hidden,
        truncated: _,
        cap: _,
        above: _,
    } = column;
    let what = match holds {
        Holds::Figures(role) => format!("役 {}", role.word()),
        Holds::Grade(choices, _) => format!("役 区分、{}", typed(&Type::Choice(choices.clone()))),
        Holds::Way(words) => {
            let words: Vec<String> =
                words.iter().map(|(own, way)| format!("{own}＝{way}")).collect();
            format!("役 向き（{}）", words.join("、"))
        }
        Holds::Words(kind) => typed(kind),
    };
    let unit = unit.as_ref().map(|unit| format!("単位 {unit}")).unwrap_or_default();
    let years = years.iter().map(|year| year.name(None)).chain(free.then(|| "自由".to_owned()));
    let years: Vec<String> = years.collect();
    let years =
        if years.is_empty() { String::new() } else { format!("年度 {}", years.join("、")) };
    let remarks = [what, unit, years, may_lack(*optional), kept(*hidden), hinted(hint.as_ref())];
    line(3, &name.text, &remarks)
}

/// A line with a name, followed by remarks in brackets.
fn line(indent: usize, name: &str, remarks: &[String]) -> String {
    let remarks: Vec<&str> =
        remarks.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    let blanks = " ".repeat(indent);
    if remarks.is_empty() {
        format!("{blanks}{name}")
    } else {
        format!("{blanks}{name}［{}］", remarks.join("、"))
    }
}

fn may_lack(optional: bool) -> String {
    if optional { "無くてもよい".to_owned() } else { String::new() }
}

fn kept(hidden: bool) -> String {
    if hidden { "非公開".to_owned() } else { String::new() }
}

fn hinted(hint: Option<&String>) -> String {
    hint.map_or_else(String::new, |hint| format!("説明「{hint}」"))
}

fn field(field: &Field) -> String {
    let Field { name, hint, kind, day, years_of, several, optional, hidden } = field;
    let role = day.role.as_ref().map_or_else(String::new, |(_, at)| format!("役 {}", at.text));
    let after = day.after.as_ref().map_or_else(String::new, |(_, at)| format!("{}以後", at.text));
    let years = years_of.as_ref().map_or_else(String::new, |of| format!("もと {}", of.text));
    let several = if *several { "いくつも書ける".to_owned() } else { String::new() };
    let remarks = [
        typed(kind),
        role,
        after,
        years,
        several,
        may_lack(*optional),
        kept(*hidden),
        hinted(hint.as_ref()),
    ];
    line(3, &name.text, &remarks)
}

fn item(item: &Item) -> String {
    let Item { name, hint, optional, hidden } = item;
    line(3, &name.text, &[may_lack(*optional), kept(*hidden), hinted(hint.as_ref())])
}

/// A type with its details.
fn typed(kind: &Type) -> String {
    match kind {
        Type::Number(measure) => {
            let unit = measured(measure);
            if unit.is_empty() { "数".to_owned() } else { format!("数（{unit}）") }
        }
        Type::Words => "言葉".to_owned(),
        Type::Prose => "文".to_owned(),
        Type::Date => "日付".to_owned(),
        Type::Year => "年度".to_owned(),
        Type::Choice(Choices::Own(words)) => {
            let words = words.iter().map(|(word, meaning)| match meaning {
                Some(meaning) => format!("{word}＝{meaning}"),
                None => word.clone(),
            });
            format!("選択（{}）", words.collect::<Vec<_>>().join("、"))
        }
        Type::Choice(Choices::City(name) | Choices::Unknown(name)) => {
            format!("選択（city.yaml の選択肢「{}」）", name.text)
        }
        Type::Office => "課".to_owned(),
        Type::Person => "人".to_owned(),
        Type::Unit => "単位".to_owned(),
        Type::Account => "科目".to_owned(),
    }
}

/// Unit and conversion.
fn measured(measure: &Measure) -> String {
    let Measure { unit, conversion } = measure;
    let conversion = conversion.as_ref().map(|(unit, factor)| format!("{unit}では{factor}倍"));
    unit.iter().cloned().chain(conversion).collect::<Vec<_>>().join("、")
}

fn table(table: &Table) -> Vec<String> {
    let Table { unit, columns, rows, sums } = table;
    let mut lines: Vec<String> = unit.iter().map(|unit| format!("   単位: {unit}")).collect();
    let heads = columns.iter().map(|column| {
        let kind = column.kind.as_ref().map_or_else(String::new, typed);
        line(0, &column.head.declared(), &[kind, kept(column.hidden)])
    });
    lines.push(format!("   列: {}", heads.collect::<Vec<_>>().join("、")));
    lines.push("   行:".to_owned());
    let mut group: Option<&String> = None;
    for row in rows {
        if row.group.as_ref() != group {
            group = row.group.as_ref();
            lines.extend(group.map(|group| format!("     （{group}）")));
        }
        lines.push(self::row(row));
    }
    lines.extend(summed(sums));
    lines
}

fn row(row: &Row) -> String {
    let Row { name, identity, group, bold, kind, optional, hidden } = row;
    let kind = match kind {
        // A number in the unit of the table needs no remark.
        Type::Number(measure) => measured(measure),
        other => typed(other),
    };
    let identity =
        identity.as_ref().map_or_else(String::new, |own| format!("票では「{}」", own.text));
    let bold = if *bold { "太字".to_owned() } else { String::new() };
    let indent = if group.is_some() { 7 } else { 5 };
    line(indent, &name.text, &[kind, identity, bold, may_lack(*optional), kept(*hidden)])
}

fn list(list: &List) -> Vec<String> {
    let List { fields, sums } = list;
    let mut lines = vec!["   1件ごとに:".to_owned()];
    lines.extend(fields.iter().map(|one| format!("  {}", field(one))));
    lines.extend(summed(sums));
    lines
}

fn summed(sums: &[Sum]) -> Vec<String> {
    let sum = |sum: &Sum| {
        let off = if sum.tolerance.is_zero() {
            String::new()
        } else {
            format!("（{}までの違いを認める）", sum.tolerance)
        };
        format!("     {}{off}", sum.text)
    };
    let head = (!sums.is_empty()).then(|| "   検算:".to_owned());
    head.into_iter().chain(sums.iter().map(sum)).collect()
}
