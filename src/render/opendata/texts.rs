//! The table of all texts of the sheets, one row per line of the source, and its columns.

use crate::render::opendata::columns::{Column, LG, col};
use crate::render::opendata::table::{Cell, Row, Table, text};
use crate::report::data::Data;
use crate::report::format;
use crate::report::{Published, Texts};
use crate::terms::year::Date;

/// Columns of `texts.csv`.
pub(super) const COLUMNS: [Column; 9] = [
    col("sheet_id", "票のID", "string", "数値のIDの始まりと同じ（例 h25.52）"),
    col("order", "順番", "integer", "票の中での項目の順番"),
    col("item", "項目", "string", "票の項目名を「.」でつないだもの。いくつもある項目は、その番号"),
    col("paragraph", "段落", "integer", "項目の文の中での段落の番号。1行の項目では1"),
    col("line", "行", "integer", "段落の中での行の番号"),
    col("text", "文", "string", "票に書いたとおりの1行"),
    col("value", "値", "string", "日付の欄では、その日（西暦の年-月-日）。ほかの項目では空"),
    col("page", "ページ", "string", "票のページ。サイトの最上位からのアドレス"),
    LG,
];

/// The table.
pub(super) fn table(data: &Data) -> Table<'_> {
    let rows = |texts: &Texts| {
        let lines = texts.list().flat_map(|written| written.text.lines());
        lines.filter(|line| !line.trim().is_empty()).count()
    };
    let count = data.texts.iter().map(rows).sum();
    Table::of_parts(("texts", &COLUMNS), count, &data.texts, move |texts, add| {
        write(texts, &data.lg_code, add);
    })
}

fn write<'a>(texts: &'a Texts, lg_code: &'a str, add: &mut dyn FnMut(Row<'a>)) {
    let (sheet, page) = (texts.sheet(), texts.page());
    for (place, Published { keys, is_day, text: written, .. }) in texts.list().enumerate() {
        let item = keys.join(".");
        // A reason in the place of a date gives no date.
        let day = Some(written).filter(|_| is_day).and_then(|written| Date::parse(written).ok());
        let value = day.as_ref().map(format::iso).unwrap_or_default();
        let (mut paragraph, mut line) = (1, 0);
        for written in written.lines() {
            if written.trim().is_empty() {
                (paragraph, line) = (paragraph + i64::from(line > 0), 0);
                continue;
            }
            line += 1;
            add(vec![
                text(sheet.clone()),
                Cell::Count(place + 1),
                text(item.clone()),
                Cell::Whole(paragraph),
                Cell::Whole(line),
                text(written),
                text(value.clone()),
                text(page.clone()),
                text(lg_code),
            ]);
        }
    }
}
