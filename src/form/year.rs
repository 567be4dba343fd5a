//! A year, or the plans, as `evaluation.yaml` says it: which levels there are, what they are called, and which
//! forms their sheets have. Tree in, levels out; knows no sheet.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::compile;
use super::condition::{field_names, fields};
use super::indicators::Indicators;
use super::language::{choice, list, map, object, shape, text};
use super::set::Forms;
use super::types::{Form, Kind as Section};
use super::value::Name;
use crate::diag::near::nearest;
use crate::diag::{Diags, messages};
use crate::terms::address::part;
use crate::terms::place::{FileId, Span};
use crate::terms::year::FiscalYear;
use crate::yaml::node::{Kind, Node};

/// Most levels of a year.
const MAX_LEVELS: usize = 6;

/// Which years indicators state (年度の列): those of the form, or any besides the actual of the year of results.
const COLUMNS: [&str; 2] = ["様式のとおり", "自由"];

/// A year.
#[derive(Debug, Clone)]
pub struct Year {
    /// `evaluation.yaml`
    pub file: FileId,
    /// Its folder, `r6`.
    pub dir: String,
    /// 年度 and 実績年度; `None` for a folder that is no year, whose sheets say their own.
    pub dated: Option<Dated>,
    /// 名称
    pub name: Name,
    /// 階層, from the top.
    pub levels: Vec<Level>,
}

/// When the sheets of a year were made, and of what.
#[derive(Debug, Clone)]
pub struct Dated {
    /// 年度: the year in which the sheets were made.
    pub year: FiscalYear,
    /// Where 年度 stands.
    pub span: Span,
    /// 実績年度: the year whose results they state.
    pub results: FiscalYear,
    /// Where 実績年度 stands.
    pub results_span: Span,
}

/// A level of a year (階層).
#[derive(Debug, Clone)]
pub struct Level {
    /// 呼び名
    pub name: Name,
    /// 説明: what it is, where its forms do not say it, or another.
    pub about: Option<String>,
    /// 様式: the forms of its sheets, with the title of the year; the first where a sheet names none.
    pub forms: Vec<(Name, Option<Name>)>,
    /// 置き場所: the folder of its sheets.
    pub folder: Option<Name>,
    /// True where another level may have the same codes: then the folder is part of the addresses of its sheets.
    pub apart: bool,
    /// 年度の列: 自由: whether indicators may state other years than the form says.
    pub free: bool,
    /// 一覧: what has a name and no sheet.
    pub entries: Vec<Entry>,
}

/// What has a code and a name and no sheet.
#[derive(Debug, Clone)]
pub struct Entry {
    /// コード
    pub code: Name,
    /// 名称
    pub name: String,
    /// 上: the code above.
    pub parent: Option<Name>,
}

/// The schema of such a file; of a folder that is no year where `dated` is false.
#[must_use]
pub fn schema(dated: bool) -> Value {
    let year = |what: &str| json!({ "type": ["string", "integer"], "x-kohyo": "year", "description": what });
    let code = |what: &str| {
        let mut schema = compile::code();
        schema["description"] = what.into();
        schema
    };
    let entry = object(
        &[
            ("コード", code("コード（引用符で囲む）")),
            ("名称", text("名称")),
            ("上", code("上の階層のコード")),
        ],
        &["コード", "名称"],
    );
    let level = object(
        &[
            ("呼び名", text("階層の呼び名（例 施策、事務事業）")),
            ("説明", text("この階層が何か。冊子の用語の説明に載ります。書かなければ、様式の説明")),
            (
                "様式",
                shape(
                    "票の様式（名、名の並び、名とこの年度の表題の組のどれか）",
                    &[
                        handle("票の様式の名"),
                        list(
                            "票の様式の名。票が様式を書かなければ、はじめのもの。",
                            handle("様式の名"),
                        ),
                        map("票の様式の名と、この年度の表題の組", text("表題")),
                    ],
                ),
            ),
            (
                "置き場所",
                json!({ "type": "string", "x-kohyo": "code", "pattern": r"^\s*[a-z0-9][a-z0-9-]{0,39}\s*$", "description": "票のフォルダーの名（半角英小文字。例 jimujigyo）" }),
            ),
            ("年度の列", choice("指標に書ける年度。書かなければ 様式のとおり", &COLUMNS)),
            ("一覧", list("票のないものの、コードと名称。", entry)),
        ],
        &["呼び名"],
    );
    let years = [
        ("年度", year("評価の年度（例 令和6）")),
        ("実績年度", year("評価の対象とした実績の年度（例 令和5）")),
    ];
    let items = [
        ("名称", text("評価の名称（例 事務事業評価）")),
        ("階層", list("階層。上から順に。", level)),
    ];
    let items: Vec<_> = years.into_iter().filter(|_| dated).chain(items).collect();
    let required: Vec<&str> = items.iter().map(|(name, _)| *name).collect();
    let mut schema = object(&items, &required);
    schema["$schema"] = "http://json-schema.org/draft-07/schema#".into();
    schema["description"] = "evaluation.yaml: 評価年度".into();
    schema["x-kohyo-place"] = "評価年度のファイル".into();
    schema
}

/// What a form is called by, and no page prints.
fn handle(description: &str) -> Value {
    let mut schema = text(description);
    schema["x-kohyo-handle"] = true.into();
    schema
}

/// Reads a checked tree; `None` where something that must be there is not.
#[must_use]
pub fn read(tree: &Node, file: FileId, dir: &str) -> Option<Year> {
    let year = |key: &str| FiscalYear::parse(tree.get(key)?.word()?).ok().map(|(year, _)| year);
    let dated = match tree.get("年度") {
        Some(node) => Some(Dated {
            year: year("年度")?,
            span: node.span.clone(),
            results: year("実績年度")?,
            results_span: tree.get("実績年度")?.span.clone(),
        }),
        None => None,
    };
    Some(Year {
        file,
        dir: dir.to_owned(),
        dated,
        name: word(tree.get("名称")?)?,
        levels: tree.get("階層")?.items().iter().map(level).collect::<Option<_>>()?,
    })
}

fn level(node: &Node) -> Option<Level> {
    let one = |node: &Node| Some((word(node)?, None));
    let forms = match node.get("様式") {
        None => Vec::new(),
        Some(given) => match &given.kind {
            Kind::Scalar { .. } => vec![one(given)?],
            Kind::List(items) => items.iter().map(one).collect::<Option<_>>()?,
            Kind::Map(entries) => entries
                .iter()
                .map(|(key, title)| {
                    let name = Name { text: key.text.trim().to_owned(), span: key.span.clone() };
                    Some((name, Some(word(title)?)))
                })
                .collect::<Option<_>>()?,
        },
    };
    let entries = node.get("一覧").map_or(&[][..], Node::items);
    Some(Level {
        name: word(node.get("呼び名")?)?,
        about: node.get("説明").and_then(word).map(|about| about.text),
        forms,
        folder: node.get("置き場所").and_then(word),
        apart: false,
        free: node.get("年度の列").and_then(word).is_some_and(|word| word.text == COLUMNS[1]),
        entries: entries.iter().map(entry).collect::<Option<_>>()?,
    })
}

fn entry(node: &Node) -> Option<Entry> {
    Some(Entry {
        code: word(node.get("コード")?)?,
        name: node.get("名称")?.word()?.trim().to_owned(),
        parent: node.get("上").and_then(word),
    })
}

fn word(node: &Node) -> Option<Name> {
    Some(Name { text: node.word()?.trim().to_owned(), span: node.span.clone() })
}

impl Year {
    /// Finds the levels whose sheets may have the codes of another one: those whose codes follow from no other. In a
    /// folder that is no year all codes are told apart, so that an address is `plans/x.html` whatever the levels.
    pub fn tell_apart(&mut self, forms: &Forms) {
        if self.dated.is_none() {
            return;
        }
        let nest = |level: &Level| {
            let own =
                level.forms.iter().filter_map(|(name, _)| forms.get(&name.text)?.form.as_ref());
            own.clone().next().is_some() && own.into_iter().all(|form| form.codes_nest)
        };
        let loose = |level: &Level| level.folder.is_some() && !nest(level);
        let several = self.levels.iter().filter(|level| loose(level)).count() > 1;
        for level in &mut self.levels {
            level.apart = several && loose(level);
        }
    }
}

impl Level {
    /// True when there is no place where a sheet or a name of this level could be.
    #[must_use]
    pub fn has_no_place(&self) -> bool {
        self.entries.is_empty() && (self.folder.is_none() || self.forms.is_empty())
    }

    /// Path of the page of a sheet of this level.
    #[must_use]
    pub fn page(&self, dir: &str, code: &str) -> String {
        match self.folder.as_ref().filter(|_| self.apart) {
            Some(folder) => format!("{dir}/{}/{code}.html", folder.text),
            None => format!("{dir}/{code}.html"),
        }
    }

    /// Id of a sheet of this level: `r6.001`. As its page it has the folder, `r6.jigyo/001`, where another level may
    /// have the same codes; no code holds a stroke, and whose a figure is stays the first two parts of its id.
    #[must_use]
    pub fn id(&self, dir: &str, code: &str) -> String {
        match self.folder.as_ref().filter(|_| self.apart) {
            Some(folder) => format!("{}.{}/{}", part(dir), part(&folder.text), part(code)),
            None => format!("{}.{}", part(dir), part(code)),
        }
    }
}

/// A name without the year with which it begins: 事務事業評価 of 令和6年度事務事業評価; `None` where it begins with none.
fn without_year(name: &str) -> Option<&str> {
    let (year, rest) = name.split_once('年')?;
    FiscalYear::parse(year).ok()?;
    let rest = rest.strip_prefix('度').unwrap_or(rest);
    Some(rest.trim_start_matches(['の', ' ', '\u{3000}']))
}

/// The year stands before the name on every page.
fn named_without_year(year: &Year, diags: &mut Diags) {
    let Some(dated) = &year.dated else { return };
    let name = year.name.text.as_str();
    let rest = without_year(name);
    if rest.is_some() || name.contains("年度") {
        let title = format!("{}年度{name}", dated.year.short());
        let rest = rest.filter(|rest| !rest.is_empty());
        diags.push(messages::year_in_name(year.name.span.clone(), name, &title, rest));
    }
}

/// Checks what a year says against the forms there are.
pub fn check(year: &Year, forms: &Forms, diags: &mut Diags) {
    named_without_year(year, diags);
    if let Some(level) = year.levels.get(MAX_LEVELS) {
        diags.push(messages::too_many_levels(
            level.name.span.clone(),
            year.levels.len(),
            MAX_LEVELS,
        ));
    }
    let mut folders: BTreeMap<&str, &Span> = BTreeMap::new();
    for level in &year.levels {
        let span = || level.name.span.clone();
        let name = level.name.text.as_str();
        match (&level.folder, level.forms.is_empty()) {
            (Some(folder), false) => {
                if let Some(first) = folders.insert(&folder.text, &folder.span) {
                    diags.push(messages::level_folder_twice(
                        folder.span.clone(),
                        &folder.text,
                        first.clone(),
                    ));
                }
            }
            (None, true) if level.entries.is_empty() => {
                diags.push(messages::level_of_nothing(span(), name));
            }
            (None, true) => {}
            (Some(folder), true) => {
                diags.push(messages::level_without(folder.span.clone(), name, "様式"));
            }
            (None, false) => diags.push(messages::level_without(span(), name, "置き場所")),
        }
        for (form, _) in &level.forms {
            self::form(form, forms, diags);
        }
    }
    for (place, level) in year.levels.iter().enumerate() {
        let above = place.checked_sub(1).map(|above| &year.levels[above]);
        for (name, _) in &level.forms {
            sources(name, above, forms, diags);
            shown_below(name, year.levels.get(place + 1), forms, diags);
        }
    }
}

/// The forms of the level above have the sections from which a form takes its indicators (もと).
fn sources(name: &Name, above: Option<&Level>, forms: &Forms, diags: &mut Diags) {
    let form_of = |name: &Name| forms.get(&name.text).and_then(|entry| entry.form.as_ref());
    let Some(form) = form_of(name) else { return };
    for section in &form.sections {
        let Section::Indicators(Indicators { source: Some(source), increments, .. }) =
            &section.kind
        else {
            continue;
        };
        let of = [name.text.as_str(), section.name.text.as_str(), source.text.as_str()];
        let span = || name.span.clone();
        let Some(above) = above.filter(|above| !above.forms.is_empty()) else {
            let above = above.map(|above| above.name.text.as_str());
            diags.push(messages::source_without_sheets(span(), of, above));
            continue;
        };
        let fits = |kind: &Section| {
            matches!(kind, Section::Indicators(of)
                if of.increments == *increments && of.source.is_none())
        };
        // Forms that are missing or have mistakes have been reported.
        let others: Option<Vec<&Form>> =
            above.forms.iter().map(|(name, _)| form_of(name).map(AsRef::as_ref)).collect();
        let Some(others) = others else { continue };
        let there =
            |form: &&Form| form.section(&source.text).is_some_and(|section| fits(&section.kind));
        if others.iter().any(there) {
            continue;
        }
        let all = others.iter().flat_map(|form| &form.sections);
        let all = all.filter(|section| fits(&section.kind));
        let all: Vec<&str> = all.map(|section| section.name.text.as_str()).collect();
        let near = nearest(&source.text, all.iter().copied());
        let of = (of, [above.name.text.as_str(), section.kind.word()]);
        diags.push(messages::source_not_there(span(), of, near, &all));
    }
}

/// The forms of the level below have the fields that a form shows of the sheets there (欄 of a 下位). A form inside the
/// program may stand above others than its own: what those do not have, it does not show.
fn shown_below(name: &Name, below: Option<&Level>, forms: &Forms, diags: &mut Diags) {
    let entry_of = |name: &Name| forms.get(&name.text);
    let Some(entry) = entry_of(name).filter(|entry| entry.file.is_some()) else { return };
    // Until there are sheets below, nothing can be said of their fields; forms with mistakes have been reported.
    let Some(below) = below.filter(|below| !below.forms.is_empty()) else { return };
    let others = below.forms.iter().map(|(name, _)| entry_of(name)?.form.as_deref());
    let (Some(form), Some(others)) = (&entry.form, others.collect::<Option<Vec<&Form>>>()) else {
        return;
    };
    for section in &form.sections {
        let Section::Children(shown) = &section.kind else { continue };
        for wanted in shown {
            let of = [form.name.text.as_str(), section.name.text.as_str(), wanted.text.as_str()];
            let span = wanted.span.clone();
            let found: Vec<_> = others.iter().map(|one| fields(one, &wanted.text)).collect();
            if let Some([(first, _), (second, _), ..]) =
                found.iter().find(|of| of.len() > 1).map(Vec::as_slice)
            {
                let homes = [first, second].map(|section| section.name.text.as_str());
                diags.push(messages::field_below_of_two(span, of, homes));
            } else if found.iter().all(Vec::is_empty) {
                let whole = wanted.text.contains('.');
                let all = others.iter().flat_map(|one| field_names(one, whole));
                let all: Vec<String> = all.collect();
                let near = nearest(&wanted.text, all.iter().map(String::as_str));
                diags.push(messages::field_below_not_there(span, of, &below.name.text, near, &all));
            }
        }
    }
}

/// The form that a level names is there.
fn form(name: &Name, forms: &Forms, diags: &mut Diags) {
    // What is wrong with its declaration is told there.
    if forms.get(&name.text).is_none() {
        let all: Vec<&str> = forms.iter().map(|(name, _)| name).collect();
        let near = nearest(&name.text, all.iter().copied());
        diags.push(messages::no_such_form(name.span.clone(), &name.text, near, &all));
    }
}
