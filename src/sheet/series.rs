//! An indicator with several series (系列: 男性, 女性) -> one indicator for each, told apart by its name.
//! After this nobody needs to know of series; places in the files stay as they are.

use crate::sheet::forms::{Indicator, Part};
use crate::sheet::value::Text;

/// Takes series apart, in the order of the sheet.
pub(super) fn take_apart(list: Vec<Indicator>) -> Vec<Indicator> {
    if list.iter().all(|indicator| indicator.series.is_none()) {
        return list;
    }
    list.into_iter().flat_map(apart).collect()
}

fn apart(mut indicator: Indicator) -> Vec<Indicator> {
    let Some(parts) = indicator.series.take().filter(|parts| !parts.is_empty()) else {
        return vec![indicator];
    };
    let of = |part: Part| {
        let Part { name, base, path, actual, plan, stated_rate, revisions, breaks } = part;
        let whole = indicator.clone();
        Indicator {
            name: whole.name.map(|text| named(text, name.as_ref())),
            base: base.or(whole.base),
            path: path.or(whole.path),
            stated_rate: stated_rate.or(whole.stated_rate),
            actual: actual.or(whole.actual),
            plan: plan.or(whole.plan),
            revisions: [whole.revisions, revisions].concat(),
            breaks: [whole.breaks, breaks].concat(),
            part: name,
            shared: indicator.name.clone(),
            ..whole
        }
    };
    parts.into_iter().map(of).collect()
}

/// 健康寿命（男性）
fn named(mut text: Text, part: Option<&Text>) -> Text {
    if let Some(part) = part {
        text.0.text = format!("{}（{}）", text.0.text, part.0.text);
    }
    text
}
