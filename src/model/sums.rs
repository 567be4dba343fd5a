//! Sums of stated figures, and the error of such a sum due to rounded figures. Exact; never panics.

use rust_decimal::Decimal;

pub use crate::model::achieve::sum;

/// Maximum error of a sum of rounded figures: half a unit of the last place for each.
#[must_use]
pub fn rounding(values: &[Decimal]) -> Decimal {
    let scale = values.iter().map(Decimal::scale).max().unwrap_or(0);
    // A decimal has at most 28 places: where half of the last one does not fit, nothing was rounded.
    let half = Decimal::try_new(5, scale + 1).unwrap_or(Decimal::ZERO);
    half.checked_mul(Decimal::from(values.len())).unwrap_or(Decimal::ZERO)
}

/// Whether two figures differ by more than `margin`. True if the difference does not fit a decimal.
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
        /// Figures rounded one by one are never reported as a wrong sum.
        #[test]
        fn what_was_rounded_part_by_part_adds_up(
            exact in proptest::collection::vec(-9_999_999_i64..=9_999_999, 1..9), places in 0_u32..=3
        ) {
            let unit = 10_i64.pow(3 - places);
            let rounded = |thousandths: &i64| (thousandths.abs() + unit / 2) / unit * thousandths.signum();
            let parts: Vec<Decimal> =
                exact.iter().map(|one| Decimal::new(rounded(one), places)).collect();
            let whole = Decimal::new(exact.iter().sum(), 3);
            let stated = sum(parts.iter().copied()).unwrap();
            prop_assert!(!apart(stated, whole, rounding(&parts)));
            // Rounding explains at most half a unit per part.
            let most = i64::try_from(parts.len()).unwrap() * 5;
            prop_assert_eq!(rounding(&parts), Decimal::new(most, places + 1));
            prop_assert!(apart(whole + rounding(&parts) + Decimal::new(1, 9), whole, rounding(&parts)));
        }

        #[test]
        fn figures_are_apart_as_whole_numbers_are(one in any::<i32>(), other in any::<i32>(), margin in 0_u32..) {
            let [a, b] = [one, other].map(|units| Decimal::new(units.into(), 2));
            let told = apart(a, b, Decimal::new(margin.into(), 2));
            prop_assert_eq!(told, one.abs_diff(other) > margin);
            prop_assert_eq!(told, apart(b, a, Decimal::new(margin.into(), 2)));
        }

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
