//! Sentences about shares of a whole: the largest, who has it, and the scale of bars.

use rust_decimal::Decimal;

use crate::model::achieve;
use crate::report::chart::ShareBar;
use crate::report::format;

/// The length to which the bars of a chart are drawn: 100 ％, with any remainder left empty. Shares that add up to
/// more are drawn to their own sum, and the chart says so.
pub(crate) fn drawn_to(bars: &[ShareBar]) -> String {
    let over = bars.iter().find_map(more_than_whole);
    match (over, bars.len()) {
        (None, _) => "合計100％に対する割合".to_owned(),
        (Some(total), 1) => format!("合計{}に対する割合", format::share(total)),
        (Some(_), _) => {
            "合計100％に対する割合。合計が100％を超える帯は、その合計に対する割合".to_owned()
        }
    }
}

/// The sum of a bar above 100 ％.
pub(crate) fn more_than_whole(bar: &ShareBar) -> Option<Decimal> {
    let total = achieve::sum(bar.segments.iter().map(|segment| segment.share));
    total.filter(|total| *total > Decimal::ONE_HUNDRED)
}

/// The largest share, with the names of all that have it.
pub(crate) fn largest(shares: &[(String, Decimal)]) -> Option<(Vec<String>, Decimal)> {
    let top = shares.iter().map(|(_, share)| *share).max()?;
    let names = shares.iter().filter(|(_, share)| *share == top).map(|(name, _)| name.clone());
    Some((names.collect(), top))
}

/// Who has a share; several have it each.
pub(crate) fn who_has(names: &[String], share: Decimal) -> String {
    match names {
        [name] => format!("{name}の{}", format::share(share)),
        _ => format!("{}で、それぞれ{}", names.join("と"), format::share(share)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_are_named_together() {
        let share = |name: &str, share: i64| (name.to_owned(), Decimal::from(share));
        let shares = [share("あ", 30), share("い", 40), share("う", 40)];
        let (names, top) = largest(&shares).unwrap();
        assert_eq!(who_has(&names, top), "いとうで、それぞれ40％");
        assert_eq!(largest(&[]), None);
    }
}
