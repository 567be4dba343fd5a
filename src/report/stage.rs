//! Marks of unpublished sheets: on their page, in lists that link to them, and in the open data.

use std::collections::BTreeMap;

use crate::model::Model;
use crate::model::stage::Stage;
use crate::report::links;
use crate::report::page::{Body, StageMark, StagedPage};

/// The mark of a page; a page that lists others says that some of them are not published.
pub(crate) fn mark(model: &Model, path: &str, body: &Body) -> Option<StageMark> {
    let stage = model.stages.stage(path);
    let sentence = match stage {
        Stage::Draft => "下書きです。公表前の内容です。".to_owned(),
        Stage::Confirmed => "確認済（公表前）です。".to_owned(),
        Stage::Published if body.print_template().is_some() => return None,
        Stage::Published => of_list(model)?,
    };
    let kind = match stage {
        Stage::Published => "list",
        Stage::Draft | Stage::Confirmed => stage.code(),
    };
    Some(StageMark { kind: kind.to_owned(), word: stage.word().to_owned(), sentence })
}

fn of_list(model: &Model) -> Option<String> {
    let mut counts: BTreeMap<Stage, usize> = BTreeMap::new();
    for (_, stage) in model.stages.unpublished() {
        *counts.entry(stage).or_default() += 1;
    }
    let part = |(stage, count): (&Stage, &usize)| format!("{}{count}件", stage.word());
    let parts: Vec<_> = counts.iter().map(part).collect();
    (!parts.is_empty())
        .then(|| format!("公表前の内容です。公表していない票（{}）を含みます。", parts.join("、")))
}

/// The unpublished pages linked from the page at `from`; for a sheet, only those that it really links to.
pub(crate) fn pages(model: &Model, from: &str, body: &Body) -> Vec<StagedPage> {
    let page = |href: String, stage: Stage| StagedPage {
        href,
        kind: stage.code().to_owned(),
        word: stage.word().to_owned(),
    };
    let Some(links) = body.staged_links() else {
        let all = model.stages.unpublished();
        return all.map(|(path, stage)| page(links::relative(from, &path), stage)).collect();
    };
    let staged = |href: &str| match model.stages.stage(&links::target(from, href)) {
        Stage::Published => None,
        stage => Some(page(href.to_owned(), stage)),
    };
    links.into_iter().filter_map(staged).collect()
}
