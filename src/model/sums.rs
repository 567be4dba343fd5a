//! Sums of stated figures, and how far such a sum may be off because each figure was rounded. Exact; no panic.

use rust_decimal::Decimal;

pub use crate::model::achieve::sum;

/// How far a sum of these may be off because each of them was rounded: half a unit of the last place each.
#[must_use]
pub fn rounding(values: &[Decimal]) -> Decimal {
    let scale = values.iter().map(Decimal::scale).max().unwrap_or(0);
    // A decimal has at most 28 places: where half of the last one has no room, there is nothing to round.
    let half = Decimal::try_new(5, scale + 1).unwrap_or(Decimal::ZERO);
    half.checked_mul(Decimal::from(values.len())).unwrap_or(Decimal::ZERO)
}

/// Whether two figures are further apart than `margin`. What a decimal cannot hold is.
#[must_use]
pub fn apart(one: Decimal, other: Decimal, margin: Decimal) -> bool {
    one.checked_sub(other).is_none_or(|gap| gap.abs() > margin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn six_values_of_one_decimal_may_be_off_by_three_tenths() {
        let values = [Decimal::new(167, 1); 6];
        assert_eq!(rounding(&values), Decimal::new(3, 1));
        assert_eq!(rounding(&[Decimal::from(12)]), Decimal::new(5, 1));
    }

    proptest! {
        #[test]
        fn no_figure_is_too_large_to_be_summed_and_compared(
            figures in proptest::collection::vec(
                (any::<u32>(), any::<u32>(), any::<u32>(), any::<bool>(), 0_u32..=28), 1..6
            )
        ) {
            let extreme = |(a, b, c, minus, scale)| Decimal::from_parts(a, b, c, minus, scale);
            let figures: Vec<Decimal> = figures.into_iter().map(extreme).collect();
            let margin = rounding(&figures);
            prop_assert!(margin >= Decimal::ZERO);
            let total = sum(figures.iter().copied());
            prop_assert!(total.is_none_or(|total| !apart(total, total, margin)));
            for one in &figures {
                prop_assert!(!apart(*one, *one, Decimal::ZERO));
                let _ = apart(*one, -figures[0], margin);
            }
            prop_assert!(apart(Decimal::MAX, Decimal::MIN, Decimal::MAX));
        }
    }
}
