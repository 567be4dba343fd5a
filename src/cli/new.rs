//! `kohyo new`: a folder for a city that begins: its files, a year of sheets with every item of their forms, what an
//! editor needs, and a page that says how to go on. Nothing that is there is touched.

#![expect(clippy::disallowed_methods, reason = "looks whether a file is there already")]

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use super::args::NewArgs;
use crate::cli::run::Outcome;
use crate::cli::{say, words, words_new};
use crate::diag::Diags;
use crate::diag::near::nearest;
use crate::form::{Form, Forms, skeleton};
use crate::report::format;
use crate::sheet::schema;
use crate::site::one_file;
use crate::source::{self, SourceFile, Sources};
use crate::terms::year::{Date, FiscalYear};
use crate::theme;
use crate::yaml::lg_code;
use crate::yaml::node::{self, Node};

/// The code of a city that is invented, for one whose name says so.
const INVENTED: &str = "999992";

/// A level of the year that begins.
struct Level {
    name: String,
    folder: String,
    form: Arc<Form>,
    /// The line of `evaluation.yaml`.
    line: String,
}

/// What has been asked for, checked.
struct Asked {
    city: String,
    code: String,
    year: FiscalYear,
    levels: Vec<Level>,
    forms: Forms,
    today: String,
}

pub(super) fn run(args: &NewArgs) -> Outcome {
    let NewArgs { place, city, code, year, form, policies, projects } = args;
    let content = place.join("content");
    let sources = match source::load(&content, &mut Diags::default()) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Sources::default(),
        read => read.map_err(|error| words::content_unreadable(&content, &error))?,
    };
    let forms = Forms::of(&sources);
    let today = today();
    let city = city.as_deref().map(str::trim).ok_or_else(words_new::no_name)?;
    // It stands in files of several kinds as it is.
    if city.is_empty() || !city.chars().all(|c| c.is_alphanumeric() || "々ヶーノ（）".contains(c))
    {
        return Err(words_new::bad_name(city));
    }
    let asked = Asked {
        city: city.to_owned(),
        code: code_of(code.as_deref(), city)?,
        year: match year {
            Some(text) => FiscalYear::parse(text).map_err(|_| words_new::bad_year(text))?.0,
            None => year_of(&today),
        },
        levels: levels(form, &forms)?,
        forms,
        today: format::date(&today),
    };
    let counts = [policies.get(), projects.get()];
    let (files, sheets) = files(&asked, counts);
    let files: Vec<(PathBuf, String)> =
        files.into_iter().map(|(path, text)| (place.join(path), text)).collect();
    write(&files)?;
    let text = words_new::begun(place, &asked.year.folder(), sheets);
    say::out(&text, &text)?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the files, where none of them is there with another content.
pub(super) fn write(files: &[(PathBuf, String)]) -> Result<(), String> {
    let is_there = |(path, text): &&(PathBuf, String)| {
        fs::read_to_string(path).is_ok_and(|there| there == *text)
    };
    let missing: Vec<&(PathBuf, String)> = files.iter().filter(|file| !is_there(file)).collect();
    for (path, _) in &missing {
        one_file::may_write(path, &[], &|_| false).map_err(|error| words_new::refused(&error))?;
    }
    for (path, text) in missing {
        one_file::write(path, text.as_bytes()).map_err(|error| words_new::refused(&error))?;
    }
    Ok(())
}

fn today() -> Date {
    let tokyo = TimeZone::fixed(Offset::constant(9));
    let day = Timestamp::now().to_zoned(tokyo).date();
    Date { day, written: day.to_string(), outside_era: false }
}

/// The fiscal year of a day.
fn year_of(day: &Date) -> FiscalYear {
    let year = FiscalYear(day.day.year());
    if day.day < year.start() { year.previous() } else { year }
}

fn code_of(code: Option<&str>, city: &str) -> Result<String, String> {
    match code {
        None if city.contains("見本") => Ok(INVENTED.to_owned()),
        None => Err(words_new::no_code()),
        Some(code) => match lg_code::check(code) {
            Ok(()) => Ok(code.to_owned()),
            Err(_) => Err(words_new::bad_code(code)),
        },
    }
}

/// The levels that were asked for (`呼び名=様式`), or the usual ones.
fn levels(asked: &[String], forms: &Forms) -> Result<Vec<Level>, String> {
    let lines: Vec<String> = if asked.is_empty() {
        theme::beginning("levels.yaml").lines().map(str::to_owned).collect()
    } else {
        let line = |(number, text): (usize, &String)| {
            let (name, form) = text
                .split_once('=')
                .map_or((None, text.as_str()), |(name, form)| (Some(name), form));
            let entry = forms.get(form).and_then(|entry| entry.form.as_ref());
            let Some(entry) = entry else {
                let all: Vec<&str> = forms.iter().map(|(name, _)| name).collect();
                return Err(words_new::no_form(form, nearest(form, all.iter().copied()), &all));
            };
            let name = name.unwrap_or(&entry.title);
            Ok(format!(
                "- {{ 呼び名: {}, 様式: {form}, 置き場所: sheets{number} }}",
                crate::diag::messages::quoted(name)
            ))
        };
        (1..).zip(asked).map(line).collect::<Result<_, _>>()?
    };
    let file = SourceFile::of_text("levels.yaml", &lines.join("\n"));
    let tree = node::read(&file, &mut Diags::default());
    let items = tree.as_ref().map_or(&[][..], Node::items);
    let level = |(node, line): (&Node, &String)| {
        let word = |key: &str| Some(node.get(key)?.word()?.trim().to_owned());
        let form = forms.get(&word("様式")?)?.form.clone()?;
        Some(Level {
            name: word("呼び名")?, folder: word("置き場所")?, form, line: line.clone()
        })
    };
    Ok(items.iter().zip(&lines).filter_map(level).collect())
}

/// The sheets of each level: codes, and the code above.
fn codes(levels: usize, counts: [usize; 2]) -> Vec<Vec<(String, Option<String>)>> {
    let [top, below] = counts;
    let own: Vec<(String, Option<String>)> =
        (1..=top).map(|number| (number.to_string(), None)).collect();
    let mut all = vec![own];
    for _ in 1..levels {
        let above = all.last().cloned().unwrap_or_default();
        let parents = above.len().max(1);
        let mut counted = BTreeMap::<usize, usize>::new();
        let of = |number: usize| {
            // As many below each, the first ones one more.
            let parent = number * parents / below.max(1);
            let place = counted.entry(parent).or_default();
            *place += 1;
            let above = above.get(parent).map(|(code, _)| code.clone());
            let code = above
                .as_ref()
                .map_or_else(|| place.to_string(), |above| format!("{above}-{place}"));
            (code, above)
        };
        let own = (0..below).map(of).collect();
        all.push(own);
    }
    all.truncate(levels);
    all
}

/// Every file by its path, and how many sheets are among them.
fn files(asked: &Asked, counts: [usize; 2]) -> (BTreeMap<String, String>, usize) {
    let Asked { city, code, year, levels, forms, today } = asked;
    let dir = year.folder();
    let named = [
        ("名称", city),
        ("団体コード", code),
        ("今日", today),
        ("年度", &year.short()),
        ("年", &dir),
    ]
    .map(|(name, text)| (format!("〔{name}〕"), text.clone()));
    let filled = |name: &str, more: &[(&str, String)]| {
        let mut text = theme::beginning(name);
        for (mark, value) in named
            .iter()
            .map(|(mark, value)| (mark.as_str(), value))
            .chain(more.iter().map(|(mark, value)| (*mark, value)))
        {
            text = text.replace(mark, value);
        }
        text
    };
    let mut files = BTreeMap::new();
    let results = year.previous();
    let codes = codes(levels.len(), counts);
    for (place, level) in levels.iter().enumerate() {
        for (own, above) in &codes[place] {
            let below = codes.get(place + 1).into_iter().flatten();
            let below: Vec<String> = below
                .filter(|(_, above)| above.as_ref() == Some(own))
                .map(|(code, _)| code.clone())
                .collect();
            let head = skeleton::Head {
                schemas: "../../schema",
                code: own,
                name: None,
                above: above.as_deref(),
                below: &below,
                results: Some(results),
                form: None,
                last: None,
            };
            files.insert(
                format!("content/{dir}/{}/{own}.yaml", level.folder),
                skeleton::sheet(&level.form, &head),
            );
        }
    }
    let sheets = files.len();
    let lines: Vec<String> = levels.iter().map(|level| format!("  {}\n", level.line)).collect();
    files.insert(format!("content/{dir}/evaluation.yaml"), format!(
        "# yaml-language-server: $schema=../schema/evaluation.json\n年度: {}\n実績年度: {}  # 票に書く実績の年度\n名称: 政策評価\n階層:\n{}",
        year.short(), results.short(), lines.concat(),
    ));
    files.insert("content/city.yaml".to_owned(), filled("city.yaml", &[]));
    files.insert("content/handouts/shiryo.yaml".to_owned(), filled("handout.yaml", &[]));
    for (name, schema) in schema::files(forms) {
        files.insert(format!("content/schema/{name}.json"), format!("{schema:#}\n"));
    }
    let rows: Vec<String> = levels.iter().map(|level| format!(
        "<tr><th scope=\"row\"><code>content/{dir}/{}</code></th><td>{}の票（{}）。1枚に1つのファイル</td></tr>",
        level.folder, level.name, level.form.title,
    )).collect();
    files.insert(
        "はじめに.html".to_owned(),
        filled("hajimeni.html", &[("〔階層〕", rows.join("\n")), ("〔枚数〕", sheets.to_string())]),
    );
    let settings = editors(levels);
    files.insert(
        ".vscode/settings.json".to_owned(),
        filled("settings.json", &[("〔定義〕", settings)]),
    );
    (files, sheets)
}

/// Which definition an editor takes for which file.
fn editors(levels: &[Level]) -> String {
    let own = [
        ("city", "content/city.yaml"),
        ("evaluation", "content/*/evaluation.yaml"),
        ("handout", "content/handouts/*.yaml"),
        ("form", "content/forms/*.yaml"),
    ]
    .map(|(name, files)| (name.to_owned(), files.to_owned()));
    let of_levels = levels.iter().map(|level| {
        (format!("form-{}", level.form.name.text), format!("content/*/{}/*.yaml", level.folder))
    });
    let lines = own
        .into_iter()
        .chain(of_levels)
        .map(|(name, files)| format!("    \"./content/schema/{name}.json\": \"{files}\""));
    lines.collect::<Vec<_>>().join(",\n")
}
