//! `kohyo check --fix` writes what has one meaning, and no other byte.

use std::fs;

use crate::shisetsu::workplace;
use crate::support;

#[test]
fn what_has_one_meaning_is_mended_and_nothing_else() {
    let folder = workplace("content");
    let path = folder.path().join("content/h25/projects/522.yaml");
    let right = fs::read_to_string(&path).unwrap();
    let [old, wrong] =
        ["{ 平成23: 0, 平成24: 1 }", "{ 平成23: ０, 平成24: '1' }  # ここは１のまま"];
    let wanted = right.replacen(old, "{ 平成23: 0, 平成24: '1' }  # ここは１のまま", 1);
    let key = "    単位: ";
    assert!(right.contains(old) && right.contains(key), "{right}");
    let slips = right.replacen(old, wrong, 1).replacen(key, "    単位：", 1);
    // As an editor on Windows leaves it: a mark at the beginning, other line ends.
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    fs::write(&path, windows(&slips)).unwrap();
    let told = support::kohyo(&["check"], folder.path());
    assert_eq!(told.exit, 1);
    assert!(told.stdout.contains("「kohyo check --fix」で直せます"), "{}", told.stdout);
    assert_eq!(fs::read_to_string(&path).unwrap(), windows(&slips));
    let mended = support::kohyo(&["check", "--fix"], folder.path());
    assert_eq!(mended.exit, 0, "{}", mended.stdout);
    assert!(mended.stdout.contains("2か所を直しました"), "{}", mended.stdout);
    for wanted in ["522.yaml:", "「０」を「0」に", "「：」を「: 」に"] {
        assert!(mended.stderr.contains(wanted), "{wanted}: {}", mended.stderr);
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), windows(&wanted));
    let again = support::kohyo(&["check", "--fix"], folder.path());
    assert!(again.stdout.contains("自動で直せる所はありませんでした"), "{}", again.stdout);
    assert_eq!(fs::read_to_string(&path).unwrap(), windows(&wanted));
}

#[test]
fn commas_and_bounds_are_mended_and_what_could_mean_two_things_is_not() {
    let folder = workplace("tests/fixtures/yoshiki");
    let path = folder.path().join("content/r7/jigyo/101.yaml");
    let right = fs::read_to_string(&path).unwrap();
    let wrong = right
        .replace("予算規模: 30000", "予算規模: 30,000")
        .replace("計画: 50以上", "計画: \"５０ 以上\"")
        .replace("開始日: 平成31年4月1日", "開始日: H31.4.1")
        .replace("差: ▲10,", "差: 3，5,")
        .replace("28641,", "28641円,");
    fs::write(&path, wrong).unwrap();
    let run = support::kohyo(&["check", "--fix"], folder.path());
    assert_eq!(run.exit, 1, "{}", run.stdout);
    let left = fs::read_to_string(&path).unwrap();
    assert!(left.contains("予算規模: 30000") && left.contains("計画: 50以上"), "{left}");
    assert!(left.contains("開始日: 平成31年4月1日"), "{left}");
    // A comma in the middle, a unit: only people know.
    assert!(left.contains("差: 3，5,") && left.contains("28641円,"), "{left}");
    assert!(run.stdout.contains("誤りが2件"), "{}", run.stdout);
}

#[cfg(unix)]
#[test]
fn the_rights_of_a_file_stay() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = workplace("content");
    let path = folder.path().join("content/h25/projects/522.yaml");
    let wrong = fs::read_to_string(&path).unwrap().replacen("平成23: 0", "平成23: ０", 1);
    fs::write(&path, &wrong).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o660)).unwrap();
    let run = support::kohyo(&["check", "--fix"], folder.path());
    assert_eq!(run.exit, 0, "{}", run.stdout);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o660);
    assert!(fs::read_to_string(&path).unwrap().contains("平成23: 0,"));
}
