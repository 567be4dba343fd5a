//! 一覧 as shown: a row for each entry.

use crate::form::{List, Type};
use crate::report::page::{ListRow, ListShown, TableHead};
use crate::report::sections::showing::Showing;
use crate::section::fields::distinct_part;
use crate::section::list::Item;

pub(super) fn shown(
    showing: &mut Showing<'_, '_>,
    section: &str,
    list: &List,
    items: &[Item],
) -> ListShown {
    let number = showing.desk.table();
    let heads = list.fields.iter().map(|field| {
        let unit = match &field.kind {
            Type::Number(measure) => measure.unit.as_ref().map(|unit| format!("（{unit}）")),
            _ => None,
        };
        TableHead {
            lines: std::iter::once(field.name.text.clone()).chain(unit).collect(),
            hint: field.hint.clone().unwrap_or_default(),
            figures: matches!(field.kind, Type::Number(_)),
            hidden: field.hidden,
            ..TableHead::default()
        }
    });
    let heads = heads.collect();
    let rows = items.iter().map(|item| {
        let fields = list.fields.iter().zip(&item.fields);
        let cells = fields
            .map(|(field, values)| {
                let shown = values.iter().enumerate().map(|(place, entry)| {
                    let own = distinct_part(field, values, place);
                    let name = [item.key.as_str(), field.name.text.as_str()].into_iter();
                    let parts: Vec<&str> = name.chain(own.as_deref()).collect();
                    showing.value(section, &parts, entry)
                });
                shown.collect()
            })
            .collect();
        ListRow { href: String::new(), bold: false, cells }
    });
    ListShown {
        number,
        unit: String::new(),
        unit_of_sheet: String::new(),
        heads,
        rows: rows.collect(),
        total: Vec::new(),
        remark: String::new(),
    }
}
