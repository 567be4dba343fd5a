//! `kohyo year`: the sheets of the next year, as drafts made of those of the year before. Nothing that is there is touched.

use std::path::PathBuf;
use std::process::ExitCode;

use super::args::YearArgs;
use crate::cli::new::write;
use crate::cli::run::Outcome;
use crate::cli::{say, words, words_year};
use crate::diag::Diags;
use crate::form::carried::Last;
use crate::form::skeleton;
use crate::form::year::{Dated, Year};
use crate::sheet::{self, CheckedSheet, Sheets};
use crate::source::{self, SourceFile, Sources};
use crate::terms::year::FiscalYear;

pub(super) fn run(args: &YearArgs) -> Outcome {
    let YearArgs { year, from, source } = args;
    let content = &source.content;
    let mut diags = Diags::default();
    let sources = source::load(content, &mut diags)
        .map_err(|error| words::content_unreadable(content, &error))?;
    let sheets = sheet::parse(&sources, &mut diags);
    let (before, dated) = before(&sheets, from.as_deref())?;
    let next = match year {
        Some(text) => FiscalYear::parse(text).map_err(|_| words_year::bad_year(text))?.0,
        None => dated.year.next(),
    };
    if next <= dated.year {
        return Err(words_year::not_after(&next.short(), &dated.year.short()));
    }
    let dir = next.folder();
    if sources.files.iter().any(|file| file.path.starts_with(&format!("{dir}/"))) {
        return Err(words_year::there_already(&content.join(&dir)));
    }
    let own: Vec<&CheckedSheet> =
        sheets.all.iter().map(AsRef::as_ref).filter(|sheet| sheet.dir == before.dir).collect();
    // What could not be read would be missing next year without a word.
    let of_year = format!("{}/", before.dir);
    let unread = diags.sorted().into_iter().filter_map(|diag| diag.span.as_ref());
    let unread = unread.map(|span| sources.file(span.file)).find(|file| {
        file.path.starts_with(&of_year) && !own.iter().any(|sheet| sheet.source.id == file.id)
    });
    if let Some(file) = unread {
        return Err(words_year::unread(&format!("{}/{}", sources.root, file.path)));
    }
    let results = FiscalYear(dated.results.0 + next.0 - dated.year.0);
    let evaluation = evaluation(&sources, before, [dated.year, next], [dated.results, results])
        .ok_or_else(|| words_year::unread(&format!("{}/{of_year}evaluation.yaml", sources.root)))?;
    let mut files = vec![(content.join(&dir).join("evaluation.yaml"), evaluation)];
    for sheet in &own {
        files.extend(next_sheet(sheet, (before, dated), &own, (content.join(&dir), results)));
    }
    let count = files.len() - 1;
    write(&files)?;
    let place = content.join(&dir);
    let text = words_year::written(&place, count, &dated.year.short(), &results.short());
    say::out(&text, &text)?;
    Ok(ExitCode::SUCCESS)
}

/// The year to go on from: the one that was named, else the latest.
fn before<'a>(sheets: &'a Sheets, from: Option<&str>) -> Result<(&'a Year, &'a Dated), String> {
    let dated = sheets.evaluations.iter().map(AsRef::as_ref);
    let all: Vec<(&Year, &Dated)> =
        dated.filter_map(|year: &Year| Some((year, year.dated.as_ref()?))).collect();
    let Some(from) = from else {
        let latest = all.into_iter().max_by_key(|(_, dated)| dated.year);
        return latest.ok_or_else(words_year::no_year);
    };
    let wanted = FiscalYear::parse(from).ok().map(|(year, _)| year);
    let named = |(year, dated): &&(&Year, &Dated)| year.dir == from || Some(dated.year) == wanted;
    all.iter().find(named).copied().ok_or_else(|| {
        let known: Vec<String> = all.iter().map(|(_, dated)| dated.year.short()).collect();
        words_year::no_such_year(from, &known)
    })
}

/// The file of the next year: that of the year before with its years moved, in titles too, and every other byte as it is.
fn evaluation(
    sources: &Sources,
    before: &Year,
    [year, next]: [FiscalYear; 2],
    [results, next_results]: [FiscalYear; 2],
) -> Option<String> {
    let file: &SourceFile = sources.file(before.file);
    let dated = before.dated.as_ref()?;
    let titles = before
        .levels
        .iter()
        .flat_map(|level| level.forms.iter().filter_map(|(_, title)| title.as_ref()));
    let named = std::iter::once(&before.name).chain(titles).map(|name| {
        let old = file.text.get(name.span.range()).unwrap_or_default();
        (name.span.range(), moved(old, [(year, next), (results, next_results)]))
    });
    let years = [(&dated.span, next), (&dated.results_span, next_results)];
    let mut edits: Vec<_> =
        years.into_iter().map(|(span, year)| (span.range(), year.short())).chain(named).collect();
    edits.sort_by_key(|(range, _)| range.start);
    let mut text = file.text.clone();
    for (range, new) in edits.into_iter().rev() {
        text.get(range.clone())?;
        text.replace_range(range, &new);
    }
    Some(text)
}

/// A title with its years moved, each once: 令和6年度, and 6年度 alone, as paper has it.
fn moved(text: &str, years: [(FiscalYear, FiscalYear); 2]) -> String {
    let mut out = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let found = years.iter().find_map(|(old, new)| {
            let ((era, number), (new_era, new_number)) = (old.era(), new.era());
            let whole = format!("{era}{number}年度");
            let short = format!("{number}年度");
            let starts = |head: &str| rest.strip_prefix(head);
            let goes_on = out.ends_with(|c: char| c.is_ascii_digit());
            starts(&whole).map(|tail| (format!("{}年度", new.short()), tail)).or_else(|| {
                let tail = starts(&short).filter(|_| !goes_on && era == new_era)?;
                Some((format!("{new_number}年度"), tail))
            })
        });
        if let Some((new, tail)) = found {
            out.push_str(&new);
            rest = tail;
        } else {
            let mut letters = rest.chars();
            out.extend(letters.next());
            rest = letters.as_str();
        }
    }
    out
}

/// The next sheet of one; `None` for a level without a folder, which has none.
fn next_sheet(
    sheet: &CheckedSheet,
    (before, dated): (&Year, &Dated),
    own: &[&CheckedSheet],
    (folder, results): (PathBuf, FiscalYear),
) -> Option<(PathBuf, String)> {
    let level = before.levels[sheet.level].folder.as_ref()?;
    let head = |key: &str| sheet.head(key).map(|(text, _)| text);
    let code = head("コード")?;
    let children = own.iter().filter(|one| one.level == sheet.level + 1);
    let below: Vec<String> = children
        .filter(|one| one.head("上").is_some_and(|(above, _)| above == code))
        .filter_map(|one| Some(one.head("コード")?.0.to_owned()))
        .collect();
    let names = before.levels.get(sheet.level + 1).map_or(&[][..], |level| &level.entries);
    let names =
        names.iter().filter(|name| name.parent.as_ref().is_some_and(|above| above.text == code));
    let below: Vec<String> =
        below.into_iter().chain(names.map(|name| name.code.text.clone())).collect();
    let year = dated.year.short();
    let first = before.levels[sheet.level].forms.first().map(|(name, _)| name.text.as_str());
    let head = skeleton::Head {
        schemas: "../../schema",
        code,
        name: head("名称"),
        above: head("上"),
        below: &below,
        results: Some(results),
        form: (first != Some(sheet.form.name.text.as_str())).then_some(&sheet.form.name.text),
        last: Some(Last { tree: &sheet.tree, results: sheet.results, year: &year }),
    };
    let text = skeleton::sheet(&sheet.form, &head);
    Some((folder.join(&level.text).join(format!("{}.yaml", sheet.stem)), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_titles_are_moved_once() {
        let years = [(FiscalYear(2013), FiscalYear(2014)), (FiscalYear(2012), FiscalYear(2013))];
        for (old, new) in [
            (
                "平成25年度施策達成度評価シート(24年度実績評価)",
                "平成26年度施策達成度評価シート(25年度実績評価)",
            ),
            ("平成24年度実績、平成25年度評価", "平成25年度実績、平成26年度評価"),
            ("125年度の計画", "125年度の計画"),
            ("施策評価（見本）", "施策評価（見本）"),
        ] {
            assert_eq!(moved(old, years), new);
        }
        let eras = [(FiscalYear(2018), FiscalYear(2019)), (FiscalYear(2017), FiscalYear(2018))];
        assert_eq!(moved("平成30年度評価（29年度実績）", eras), "令和元年度評価（30年度実績）");
    }
}
