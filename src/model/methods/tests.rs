use proptest::prelude::*;

use super::*;

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn case(method: Method, direction: Direction, actual: &str, plan: &str) -> Case {
    Case { method, direction, actual: dec(actual), target: dec(plan), base: None, tolerance: None }
}

#[test]
fn each_method_has_its_formula() {
    let of = |method, direction, actual, plan| case(method, direction, actual, plan).rate();
    let percent = |text| Rate::Percent(dec(text));
    assert_eq!(of(Method::Ratio, Direction::Up, "50", "80"), percent("62.5"));
    assert_eq!(of(Method::Inverse, Direction::Down, "80", "50"), percent("62.5"));
    let progress = |actual, plan, base| {
        Case { base: Some(dec(base)), ..case(Method::Progress, Direction::Up, actual, plan) }.rate()
    };
    assert_eq!(progress("15", "20", "10"), percent("50"));
    assert_eq!(progress("15", "10", "20"), percent("50"));
    assert_eq!(progress("-5", "0", "-20"), percent("75"));
    assert_eq!(progress("8", "20", "10"), percent("-20"));
    assert_eq!(progress("8", "10", "10"), Rate::Undefined(Undefined::BaseIsPlan));
    let mirrored = |actual| of(Method::Mirrored, Direction::Down, actual, "80");
    assert_eq!(mirrored("60"), percent("125"));
    assert_eq!(mirrored("80"), percent("100"));
    assert_eq!(mirrored("0"), percent("200"));
    assert_eq!(mirrored("240"), percent("-100"));
}

#[test]
fn what_a_method_does_not_cover_has_a_reason() {
    let of = |method, direction, actual, plan| case(method, direction, actual, plan).rate();
    let undefined = Rate::Undefined;
    assert_eq!(
        of(Method::Inverse, Direction::Down, "0", "5"),
        undefined(Undefined::ActualNotPositive)
    );
    // Any actual would give 0 %: a target of 0 件 is no measure for 3 件.
    for plan in ["0", "-5"] {
        assert_eq!(
            of(Method::Inverse, Direction::Down, "3", plan),
            undefined(Undefined::PlanNotPositive)
        );
        assert_eq!(
            of(Method::Mirrored, Direction::Down, "3", plan),
            undefined(Undefined::BaseNotPositive)
        );
    }
    assert_eq!(of(Method::Progress, Direction::Up, "3", "5"), undefined(Undefined::NoBase));
    assert_eq!(of(Method::Zero, Direction::Down, "3", "5"), undefined(Undefined::PlanNotZero));
    assert_eq!(of(Method::Range, Direction::Within, "3", "5"), undefined(Undefined::NoRange));
    assert_eq!(of(Method::Threshold, Direction::AtMost, "3", "5"), Rate::None);
}

#[test]
fn tolerances_thresholds_and_zero_targets_are_reached_or_not() {
    let keep = |actual| Case {
        tolerance: Some(dec("5")),
        ..case(Method::Maintain, Direction::Keep, actual, "-200")
    };
    assert_eq!(keep("-210").outcome(), Outcome::Reached);
    assert_eq!(keep("-189.9").outcome(), Outcome::Short);
    let of = |method, direction, actual, plan| case(method, direction, actual, plan).outcome();
    assert_eq!(of(Method::Threshold, Direction::AtMost, "520", "520"), Outcome::Reached);
    assert_eq!(of(Method::Threshold, Direction::AtLeast, "519", "520"), Outcome::Short);
    assert_eq!(of(Method::Zero, Direction::Down, "0", "0"), Outcome::Reached);
    assert_eq!(of(Method::Zero, Direction::Down, "1", "0"), Outcome::Short);
    // 社会増減: falling further below a negative plan is no success.
    assert_eq!(of(Method::Ratio, Direction::Up, "-2530", "-2000"), Outcome::Short);
}

fn small() -> impl Strategy<Value = Decimal> {
    (-100_000_i64..100_000, 0_u32..4).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale))
}

const METHODS: [Method; 9] = [
    Method::Ratio,
    Method::Inverse,
    Method::Mirrored,
    Method::Progress,
    Method::Maintain,
    Method::Range,
    Method::Threshold,
    Method::Zero,
    Method::None,
];

/// Decimals over the whole range of size and scale.
fn any_decimal() -> impl Strategy<Value = Decimal> {
    let any = (any::<i128>(), 0_u32..=28).prop_map(|(mantissa, scale)| {
        Decimal::from_i128_with_scale(mantissa % 79_228_162_514_264_337_593_543_950_335, scale)
    });
    let edges = [Decimal::MAX, Decimal::MIN, Decimal::ZERO, Decimal::new(1, 28)];
    prop_oneof![3 => any, 1 => proptest::sample::select(edges.to_vec())]
}

proptest! {
    #[test]
    fn rates_are_defined_exactly_where_documented(actual in small(), plan in small(), base in small()) {
        let of = |method| {
            let direction = Direction::Up;
            let case = Case { method, direction, actual, target: plan, base: Some(base), tolerance: Some(Decimal::ONE) };
            matches!(case.rate(), Rate::Percent(_))
        };
        let zero = Decimal::ZERO;
        prop_assert_eq!(of(Method::Ratio), plan > zero && actual >= zero);
        prop_assert_eq!(of(Method::Maintain), plan > zero && actual >= zero);
        prop_assert_eq!(of(Method::Mirrored), plan > zero && actual >= zero);
        prop_assert_eq!(of(Method::Inverse), actual > zero && plan > zero);
        prop_assert_eq!(of(Method::Progress), plan != base);
        for method in [Method::Range, Method::Threshold, Method::Zero, Method::None] {
            prop_assert!(!of(method));
        }
    }

    #[test]
    fn progress_is_the_same_up_and_down(actual in small(), plan in small(), base in small(), by in small()) {
        let plain = progress(actual, plan, base);
        prop_assert_eq!(plain, progress(-actual, -plan, -base));
        // The rate depends on distances only.
        let moved = progress(actual + by, plan + by, base + by);
        prop_assert_eq!(plain, moved);
    }

    #[test]
    fn rates_do_not_depend_on_the_unit(actual in small(), plan in small(), base in small(), zeros in 0_u32..4) {
        let unit = Decimal::from(10_i64.pow(zeros));
        let [a, p, b] = [actual, plan, base].map(|value| value * unit);
        let near = |left: Result<Decimal, Undefined>, right: Result<Decimal, Undefined>| match (left, right) {
            (Ok(left), Ok(right)) => (left - right).abs() < Decimal::new(1, 12),
            (left, right) => left == right,
        };
        prop_assert!(near(achieve::ratio(actual, plan), achieve::ratio(a, p)));
        prop_assert!(near(inverse(actual, plan), inverse(a, p)));
        prop_assert!(near(progress(actual, plan, base), progress(a, p, b)));
    }

    #[test]
    fn a_ratio_and_its_inverse_mirror_each_other(actual in small(), plan in small()) {
        if let (Ok(ratio), Ok(inverse)) = (achieve::ratio(actual, plan), inverse(plan, actual)) {
            prop_assert_eq!(ratio, inverse);
        }
    }

    #[test]
    fn no_figure_of_any_size_ends_in_a_panic(
        figures in proptest::array::uniform4(any_decimal()),
    ) {
        let [actual, target, base, other] = figures;
        for method in METHODS {
            for direction in [Direction::Up, Direction::Down, Direction::Keep, Direction::Within] {
                let case = Case { method, direction, actual, target, base: Some(base), tolerance: Some(other) };
                let (rate, _) = (case.rate(), case.outcome());
                if let Rate::Percent(rate) = rate {
                    let printed = crate::report::format::rate(rate, crate::model::rounding::Rounding::default(), &[other]);
                    prop_assert_eq!(printed.cmp(&Decimal::ONE_HUNDRED), rate.cmp(&Decimal::ONE_HUNDRED));
                    prop_assert!(!crate::report::format::number(printed).is_empty());
                }
            }
        }
        let _ = (achieve::change(actual, target), achieve::sum(figures), achieve::cumulative(&figures.map(Some)));
    }

    /// A rate of 100 or more and 届いた coincide for every direction that a method judges.
    #[test]
    fn rates_of_a_hundred_and_verdicts_agree(actual in small(), plan in small(), base in small()) {
        let methods = [Method::Ratio, Method::Inverse, Method::Mirrored, Method::Progress];
        let directions = [Direction::Up, Direction::Down, Direction::AtLeast, Direction::AtMost];
        for (method, direction) in methods.iter().flat_map(|method| directions.map(|direction| (*method, direction))) {
            let case = Case { method, direction, actual, target: plan, base: Some(base), tolerance: None };
            let astray = method == Method::Progress && case.goes_astray();
            if let Rate::Percent(rate) = case.rate() && method.judges(direction) && !astray {
                let reached = case.outcome() == Outcome::Reached;
                prop_assert_eq!(rate >= Decimal::ONE_HUNDRED, reached, "{:?}", case);
            }
        }
    }

    #[test]
    fn sums_are_exact(values in proptest::collection::vec(small(), 0..40)) {
        let thousandths: i128 = values.iter().map(|value| (value * Decimal::from(1000)).mantissa()
            / 10_i128.pow((value * Decimal::from(1000)).scale())).sum();
        let sum = achieve::sum(values).unwrap() * Decimal::from(1000);
        prop_assert_eq!(sum, Decimal::from_i128_with_scale(thousandths, 0));
    }
}
