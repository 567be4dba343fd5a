//! The tree of a declaration, checked and whole -> the declared form. Reads what `language` lets through.

use rust_decimal::Decimal;

use super::days::{After, Day, DayRole};
use super::indicators::{self, Holds, Indicators, Role};
use super::language::{BY_YEAR, NOT, NOT_PRINTED, RESULTS, YES};
use super::shares::{Product, Shares};
use super::sums::Sum;
use super::survey::Question;
use super::types::{
    Column, Condition, Field, Form, Head, Item, Kind, List, Paper, Prose, Row, Section, Table,
};
use super::value::{Choices, Measure, Name, Type, Year};
use crate::terms::reason::Missing;
use crate::yaml::bound::Bound;
use crate::yaml::form_year;
use crate::yaml::node::{self, Key, Node};
use crate::yaml::number::decimal;

/// Reads a declaration; `None` where something that the language asks for is not there.
#[must_use]
pub(super) fn read(root: &Node) -> Option<Form> {
    let marks = root.get("印").map_or(&[][..], Node::entries);
    Some(Form {
        name: name(root, "様式")?,
        title: text(root, "表題")?,
        about: text(root, "説明"),
        marks: marks
            .iter()
            .filter_map(|(mark, word)| Some((key(mark), Missing::from_word(word.word()?)?)))
            .collect(),
        note_mark: text(root, "注の記号"),
        minus: text(root, "負の印"),
        codes_nest: yes(root, "コードは上で始まる"),
        sections: root.get("区画")?.items().iter().map(section).collect::<Option<_>>()?,
        paper: root.get("版面").map(paper).unwrap_or_default(),
    })
}

fn paper(node: &Node) -> Paper {
    Paper {
        pages: text(node, "枚数").and_then(|pages| pages.parse().ok()),
        landscape: text(node, "向き").is_some_and(|way| way == "横"),
        bare: text(node, "図と比較").is_some_and(|word| word == NOT_PRINTED),
    }
}

fn section(node: &Node) -> Option<Section> {
    let kind = text(node, "種類")?;
    Some(Section {
        name: name(node, "名")?,
        heading: text(node, "見出し"),
        hint: text(node, "説明"),
        optional: yes(node, "無くてもよい"),
        hidden: hidden(node),
        yearly: yes(node, "毎年書く"),
        when: conditions(node),
        kind: match kind.as_str() {
            "欄" => Kind::Fields(fields(node)?),
            "文" => Kind::Prose(prose(node)?),
            "表" => Kind::Table(Table {
                unit: text(node, "単位"),
                columns: node.get("列")?.items().iter().map(column).collect::<Option<_>>()?,
                rows: node.get("行")?.items().iter().map(row).collect::<Option<_>>()?,
                sums: sums(node),
            }),
            "指標" => Kind::Indicators(indicators(node, false)?),
            "増加分" => Kind::Indicators(indicators(node, true)?),
            "割合" => Kind::Shares(shares(node)?),
            "比較" => Kind::Comparison,
            "下位" => Kind::Children(shown_below(node)?),
            "一覧" => Kind::List(List { fields: fields(node)?, sums: sums(node) }),
            "アンケート" => Kind::Survey(survey(node)?),
            _ => return None,
        },
    })
}

fn conditions(node: &Node) -> Vec<Condition> {
    let one = |(field, words): &(Key, Node)| Condition {
        field: key(field),
        words: match &words.kind {
            node::Kind::List(items) => items.iter().filter_map(word).collect(),
            _ => word(words).into_iter().collect(),
        },
    };
    node.get("場合").map_or(&[][..], Node::entries).iter().map(one).collect()
}

/// 欄 of a 下位: names alone.
fn shown_below(node: &Node) -> Option<Vec<Name>> {
    node.get("欄").map_or(&[][..], Node::items).iter().map(word).collect()
}

fn fields(node: &Node) -> Option<Vec<Field>> {
    node.get("欄")?.items().iter().map(field).collect()
}

fn field(node: &Node) -> Option<Field> {
    Some(Field {
        name: name(node, "名")?,
        hint: text(node, "説明"),
        kind: kind(node)?,
        day: day(node),
        years_of: name(node, "もと"),
        several: yes(node, "いくつも"),
        optional: yes(node, "無くてもよい"),
        hidden: hidden(node),
    })
}

/// What a field says of its day.
fn day(node: &Node) -> Day {
    let role = text(node, "役").and_then(|word| {
        DayRole::ALL.into_iter().find(|role| role.word() == word).zip(name(node, "役"))
    });
    let after = name(node, "以後").map(|written| {
        let what = if written.text == RESULTS { After::Results } else { After::Field };
        (what, written)
    });
    Day { role, after }
}

fn prose(node: &Node) -> Option<Prose> {
    let Some(items) = node.get("項目") else {
        return Some(Prose::One);
    };
    if items.word().is_some() {
        return Some(Prose::Free);
    }
    let item = |node: &Node| {
        Some(Item {
            name: name(node, "名")?,
            hint: text(node, "説明"),
            optional: yes(node, "無くてもよい"),
            hidden: hidden(node),
        })
    };
    Some(Prose::Items(items.items().iter().map(item).collect::<Option<_>>()?))
}

fn column(node: &Node) -> Option<Column> {
    let head = match node.get("年度") {
        Some(given) => {
            let written = given.word()?.trim();
            let year = match form_year(written)? {
                Ok(after) => Year::OfResults(after),
                Err(year) => Year::Fixed(written.to_owned(), year),
            };
            Head::Year(year, text(node, "区分"))
        }
        None => Head::Name(text(node, "名")?),
    };
    let own = node.get("型").or(node.get("選択")).map(|_| kind(node));
    Some(Column { span: node.span.clone(), head, kind: own.flatten(), hidden: hidden(node) })
}

fn row(node: &Node) -> Option<Row> {
    Some(Row {
        name: name(node, "名")?,
        identity: name(node, "識別"),
        group: text(node, "群"),
        bold: yes(node, "太字"),
        kind: kind(node)?,
        optional: yes(node, "無くてもよい"),
        hidden: hidden(node),
    })
}

fn indicators(node: &Node, increments: bool) -> Option<Indicators> {
    let slots = node.get("枠").map_or(&[][..], Node::items);
    Some(Indicators {
        increments,
        slots: slots.iter().map(word).collect::<Option<_>>()?,
        columns: node.get("列")?.items().iter().map(indicator_column).collect::<Option<_>>()?,
        by_year: text(node, "並び").is_some_and(|word| word == BY_YEAR),
        method: text(node, "比べる"),
        source: name(node, "もと"),
    })
}

fn indicator_column(node: &Node) -> Option<indicators::Column> {
    let years: Vec<&Node> = match node.get("年度") {
        None => Vec::new(),
        Some(given) if given.word().is_some() => vec![given],
        Some(given) => given.items().iter().collect(),
    };
    let words: Vec<&str> = years.iter().filter_map(|node| node.word()).map(str::trim).collect();
    let year = |word: &&str| match form_year(word)? {
        Ok(after) => Some(Year::OfResults(after)),
        Err(year) => Some(Year::Fixed((*word).to_owned(), year)),
    };
    let options = || node.get("選択").map_or(Choices::Own(Vec::new()), choices);
    let holds = match text(node, "役").as_deref() {
        None => Holds::Words(kind(node)?),
        Some("当初値") => Holds::Figures(Role::Base),
        Some("目標") => Holds::Figures(Role::Target),
        Some("目安") => Holds::Figures(Role::Path),
        Some("実績") => Holds::Figures(Role::Actual),
        Some("率") => Holds::Figures(Role::Rate),
        Some("順位") => Holds::Figures(Role::Rank),
        Some("累計") => Holds::Figures(Role::Total),
        Some("区分") => {
            let rule = node.get("基準").map_or(&[][..], Node::entries);
            let rule = rule.iter().filter_map(|(word, bound)| {
                Some((word.text.trim().to_owned(), Bound::parse(bound.word()?.trim())?))
            });
            Holds::Grade(options(), rule.collect())
        }
        Some("向き") => {
            let words = node.get("選択").map_or(&[][..], Node::entries);
            let words = words.iter().filter_map(|(word, way)| {
                Some((word.text.trim().to_owned(), way.word()?.trim().to_owned()))
            });
            Holds::Way(words.collect())
        }
        Some(_) => return None,
    };
    Some(indicators::Column {
        name: name(node, "名")?,
        hint: text(node, "説明"),
        holds,
        unit: text(node, "単位"),
        free: words.contains(&"自由"),
        years: words.iter().filter_map(year).collect(),
        truncated: text(node, "端数").is_some(),
        cap: text(node, "上限").and_then(|number| decimal(&number).ok()),
        optional: yes(node, "無くてもよい"),
        above: false,
        hidden: hidden(node),
    })
}

fn shares(node: &Node) -> Option<Shares> {
    let product = |node: &Node| {
        Some(Product {
            name: name(node, "名")?,
            party: name(node, "主体")?,
            total: name(node, "合計"),
        })
    };
    let parties = node.get("主体").map_or(&[][..], Node::items);
    Some(Shares {
        parties: parties.iter().map(word).collect::<Option<_>>()?,
        below: node.get("行").is_some(),
        text: name(node, "文"),
        weight: name(node, "重み"),
        product: node.get("比重").and_then(product),
    })
}

fn survey(node: &Node) -> Option<Vec<Question>> {
    let asked = node.get("問")?;
    let alone = |node| Some(Question { name: word(node)?, answers: Vec::new() });
    let alone = asked.items().iter().map(alone);
    let answered = asked.entries().iter().map(|(name, answers)| {
        let answers = answers.items().iter().map(word).collect::<Option<_>>()?;
        Some(Question { name: key(name), answers })
    });
    alone.chain(answered).collect()
}

/// 型 with what belongs to it; a number where none is given.
fn kind(node: &Node) -> Option<Type> {
    Some(match text(node, "型").as_deref() {
        None | Some("数") => Type::Number(Measure {
            unit: text(node, "単位"),
            conversion: node.get("換算").and_then(conversion),
        }),
        Some("言葉") => Type::Words,
        Some("文") => Type::Prose,
        Some("日付") => Type::Date,
        Some("年度") => Type::Year,
        // Without its words the type is told to lack them.
        Some("選択") => Type::Choice(node.get("選択").map_or(Choices::Own(Vec::new()), choices)),
        Some("課") => Type::Office,
        Some("人") => Type::Person,
        Some("単位") => Type::Unit,
        Some("科目") => Type::Account,
        Some(_) => return None,
    })
}

fn conversion(node: &Node) -> Option<(String, Decimal)> {
    Some((text(node, "単位")?, decimal(&text(node, "倍率")?).ok()?))
}

fn choices(node: &Node) -> Choices {
    if let Some(word) = node.word() {
        return Choices::City(Name { text: word.trim().to_owned(), span: node.span.clone() });
    }
    let words = node.items().iter().filter_map(|word| Some((word.word()?.trim().to_owned(), None)));
    let meanings = node.entries().iter();
    let meanings = meanings.map(|(word, meaning)| {
        (word.text.trim().to_owned(), meaning.word().map(|text| text.trim().to_owned()))
    });
    Choices::Own(words.chain(meanings).collect())
}

fn sums(node: &Node) -> Vec<Sum> {
    let rules = node.get("検算").map_or(&[][..], Node::items);
    let rule = |node: &Node| {
        let (rule, tolerance) = match node.get("式") {
            Some(rule) => (rule, text(node, "許容").and_then(|number| decimal(&number).ok())),
            None => (node, None),
        };
        let written = rule.word()?.trim();
        Some(Sum::new(written, rule.span.clone(), tolerance.unwrap_or_default()))
    };
    rules.iter().filter_map(rule).collect()
}

fn text(node: &Node, key: &str) -> Option<String> {
    node.get(key)?.word().map(|text| text.trim().to_owned())
}

fn name(node: &Node, key: &str) -> Option<Name> {
    word(node.get(key)?)
}

/// A word as a name.
fn word(node: &Node) -> Option<Name> {
    Some(Name { text: node.word()?.trim().to_owned(), span: node.span.clone() })
}

fn key(key: &Key) -> Name {
    Name { text: key.text.trim().to_owned(), span: key.span.clone() }
}

fn yes(node: &Node, key: &str) -> bool {
    node.get(key).and_then(Node::word).is_some_and(|word| word.trim() == YES)
}

/// 公開: しない
fn hidden(node: &Node) -> bool {
    text(node, "公開").is_some_and(|word| word == NOT)
}
