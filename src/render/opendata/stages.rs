//! The table of unpublished pages, written only if there are any, and its columns.

use crate::render::opendata::columns::{Column, LG, col};
use crate::render::opendata::table::{Table, text};
use crate::report::data::{Data, StageRow};

/// Columns of `stages.csv`.
pub(super) const COLUMNS: [Column; 4] = [
    LG,
    col("page", "ページ", "string", "票のページ。サイトの最上位からのアドレス"),
    col("name", "名称", "string", "票の名称"),
    col("stage", "公表の状態", "code", "下書きか、確認済か"),
];

/// The table; `None` when everything is published.
pub(super) fn table(data: &Data, stages: &[StageRow]) -> Option<Table<'static>> {
    let row = |row: &StageRow| {
        let StageRow { page, name, stage } = row;
        let cells = [data.lg_code.as_str(), page, name, stage];
        cells.map(|cell| text(cell.to_owned())).to_vec()
    };
    (!stages.is_empty()).then(|| Table::new(("stages", &COLUMNS), stages.iter().map(row)))
}
