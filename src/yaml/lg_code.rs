//! 全国地方公共団体コード: six digits; the first two are the prefecture, the last one is a check digit (JIS X 0401, JIS X 0402).
//! Pure arithmetic.

use unicode_normalization::UnicodeNormalization;

use crate::diag::messages::LgFault;

/// True for codes reserved for examples: no prefecture is 99.
#[must_use]
pub fn is_invented(code: &str) -> bool {
    code == "000000" || (code.len() == 6 && code.starts_with("99"))
}

/// Checks a code.
///
/// # Errors
/// The first fault found.
pub fn check(code: &str) -> Result<(), LgFault> {
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(code) {
        let half: String = code.nfkc().filter(|c| !c.is_whitespace()).collect();
        let fine = half.len() == 6 && is_digits(&half) && check(&half).is_ok();
        return Err(LgFault::NoDigits(fine.then_some(half)));
    }
    match code.len() {
        6 if is_invented(code) => Ok(()),
        6 if !is_prefecture(code) => Err(LgFault::Prefecture(code.chars().take(2).collect())),
        6 => match check_digit(code) {
            right if code.ends_with(right) => Ok(()),
            right => Err(LgFault::CheckDigit(right)),
        },
        5 => {
            let lost = format!("0{code}");
            let whole = format!("{code}{}", check_digit(code));
            let fine = |code: &String| is_prefecture(code) && check(code).is_ok();
            Err(LgFault::Five([lost, whole].into_iter().filter(fine).collect()))
        }
        length => Err(LgFault::Length(length)),
    }
}

fn is_prefecture(code: &str) -> bool {
    let number = code.get(..2).and_then(|digits| digits.parse::<u8>().ok());
    number.is_some_and(|number| (1..=47).contains(&number))
}

/// The check digit: sum of the first five digits times 6, 5, 4, 3, 2, subtracted from the next multiple of 11; of 10
/// and 11 only the last digit is used.
fn check_digit(code: &str) -> char {
    let digits = code.bytes().map(|byte| u32::from(byte - b'0'));
    let sum: u32 = digits.zip((2..=6).rev()).map(|(digit, weight)| digit * weight).sum();
    let digit = (11 - sum % 11) % 10;
    char::from_digit(digit, 10).unwrap_or('0')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn codes_of_japan_are_right() {
        // 北海道、札幌市、盛岡市、東京都、千代田区、世田谷区、大阪市、那覇市、鹿児島市、福岡市
        for code in [
            "010006", "011002", "032018", "130001", "131016", "131121", "271004", "472018",
            "462012", "401307",
        ] {
            assert_eq!(check(code), Ok(()), "{code}");
        }
    }

    #[test]
    fn a_fault_says_what_may_be_meant() {
        let five =
            |codes: &[&str]| Err(LgFault::Five(codes.iter().map(ToString::to_string).collect()));
        assert_eq!(check("32018"), five(&["032018", "320188"]));
        assert_eq!(check("03201"), five(&["032018"]));
        assert_eq!(check("99999"), five(&[]));
        assert_eq!(check("032017"), Err(LgFault::CheckDigit('8')));
        assert_eq!(check("482018"), Err(LgFault::Prefecture("48".into())));
        assert_eq!(check("０３２０１８"), Err(LgFault::NoDigits(Some("032018".into()))));
        assert_eq!(check("盛岡市"), Err(LgFault::NoDigits(None)));
        assert_eq!(check("3201"), Err(LgFault::Length(4)));
        assert_eq!(check(""), Err(LgFault::Length(0)));
    }

    proptest! {
        /// A misread digit, or two adjacent digits swapped, is found.
        #[test]
        fn a_slip_of_one_digit_is_found(prefecture in 1u32..=47, rest in 0u32..1000, at in 2usize..6, by in 1u8..10) {
            let five = format!("{prefecture:02}{rest:03}");
            let code = format!("{five}{}", check_digit(&five));
            prop_assert_eq!(check(&code), Ok(()));
            let mut bytes = code.clone().into_bytes();
            bytes[at] = b'0' + (bytes[at] - b'0' + by) % 10;
            let slipped = String::from_utf8(bytes).unwrap();
            // 10 and 11 give the same digits as other sums, so a few slips go unnoticed.
            let sum: u32 = code.bytes().zip([6, 5, 4, 3, 2]).map(|(b, w)| u32::from(b - b'0') * w).sum();
            let other: u32 = slipped.bytes().zip([6, 5, 4, 3, 2]).map(|(b, w)| u32::from(b - b'0') * w).sum();
            let written = |sum: u32| (11 - sum % 11) % 10;
            prop_assert_eq!(check(&slipped).is_ok(), at < 5 && written(sum) == written(other));
        }
    }
}
