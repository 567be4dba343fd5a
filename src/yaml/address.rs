//! A web address as written: why it cannot be published, and what may be meant. Pages, PDFs, feeds and programs all
//! take addresses in ASCII, so they must be written in ASCII; nothing is corrected silently.

use std::fmt::Write as _;

use crate::diag::messages::AddressFault;

/// Endings of pages: such an address is that of a page, not of a folder.
const PAGES: [&str; 8] = [".html", ".htm", ".php", ".asp", ".aspx", ".jsp", ".cgi", ".pdf"];

/// Checks an address; `of_folder` where page paths will be appended.
///
/// # Errors
/// The first fault found.
pub(super) fn check(text: &str, of_folder: bool) -> Result<(), AddressFault> {
    if text.contains(char::is_whitespace) {
        return Err(AddressFault::Blank);
    }
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
        return Err(AddressFault::Scheme(with_scheme(text, of_folder)));
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (server, path) = rest.split_at(end);
    check_server(server)?;
    if path.contains(|c: char| !c.is_ascii() || c.is_ascii_control() || "\"<>\\^`{|}".contains(c)) {
        return Err(AddressFault::NotEncoded(encoded(text)));
    }
    let mut percents = path.split('%').skip(1);
    let is_hex = |part: &str| {
        let digits = part.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    if !percents.all(is_hex) {
        return Err(AddressFault::Percent);
    }
    if of_folder { check_folder(text, path) } else { Ok(()) }
}

fn check_server(server: &str) -> Result<(), AddressFault> {
    if server.contains('@') {
        return Err(AddressFault::User);
    }
    let (host, port) =
        server.split_once(':').map_or((server, None), |(host, port)| (host, Some(port)));
    if !host.is_ascii() {
        return Err(AddressFault::HostNotAscii);
    }
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    if !host.split('.').all(is_label) {
        return Err(AddressFault::Host);
    }
    if port.is_some_and(|port| port.parse::<u16>().is_err() || port.starts_with('+')) {
        return Err(AddressFault::Port);
    }
    Ok(())
}

fn check_folder(text: &str, path: &str) -> Result<(), AddressFault> {
    let folder = |path: &str| {
        let before = &text[..text.len() - path.len()];
        let folder = path.rfind('/').map_or("/", |at| &path[..=at]);
        AddressFault::NotAFolder(format!("{before}{folder}"))
    };
    if let Some(at) = path.find(['?', '#']) {
        let before = &text[..text.len() - path.len() + at];
        return Err(match check(before, true) {
            Err(AddressFault::NotAFolder(folder)) => AddressFault::NotAFolder(folder),
            _ => AddressFault::NotAFolder(before.to_owned()),
        });
    }
    let last = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    if PAGES.iter().any(|ending| last.ends_with(ending)) {
        return Err(folder(path));
    }
    let inner = path.strip_prefix('/').unwrap_or(path);
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    let odd = |part: &str| matches!(part, "" | "." | "..");
    if !inner.is_empty() && inner.split('/').any(odd) || path == "//" {
        return Err(AddressFault::Path);
    }
    Ok(())
}

/// The address with `https://` prepended, if that is valid.
fn with_scheme(text: &str, of_folder: bool) -> Option<String> {
    let bare = text.trim_start_matches("//");
    let lower = bare.split_once("://").map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest));
    let whole = match lower {
        Some((scheme, rest)) if matches!(scheme.as_str(), "http" | "https") => {
            format!("{scheme}://{rest}")
        }
        Some(_) => return None,
        None => format!("https://{bare}"),
    };
    let host = bare.split('/').next();
    let named = host.is_some_and(|host| host.contains('.') && !host.contains(':'));
    let fine = (bare.contains("://") || named) && check(&whole, of_folder).is_ok();
    fine.then_some(whole)
}

/// The address with everything percent-encoded that is not ASCII or has a special meaning.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte);
    text.bytes().fold(String::new(), |mut out, byte| {
        if plain(byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn folder(text: &str) -> Result<(), AddressFault> {
        check(text, true)
    }

    #[test]
    fn addresses_that_work_are_taken() {
        for text in [
            "https://www.city.morioka.iwate.jp/",
            "https://example.jp",
            "http://xn--wgv71a.jp/hyoka/",
            "https://example.jp:8443/a/%E8%A9%95",
            "https://example.jp/v1.2/",
        ] {
            assert_eq!(folder(text), Ok(()), "{text}");
        }
        for text in ["https://example.jp/a.html?id=1#top", "http://intra/", "https://例.jp/"] {
            let fine = check(text, false).is_ok();
            assert_eq!(fine, text.is_ascii(), "{text}");
        }
    }

    #[test]
    fn a_fault_says_what_may_be_meant() {
        use AddressFault::{
            Blank, Host, HostNotAscii, NotAFolder, NotEncoded, Path, Percent, Port, Scheme, User,
        };
        let of = |text: &str| NotAFolder(text.to_owned());
        for (text, fault) in [
            ("https://e.jp/hyoka/index.html", of("https://e.jp/hyoka/")),
            ("https://e.jp/INDEX.HTM", of("https://e.jp/")),
            ("https://e.jp/hyoka/?id=5", of("https://e.jp/hyoka/")),
            ("https://e.jp/hyoka#top", of("https://e.jp/hyoka")),
            ("https://e.jp/a/index.php?id=5", of("https://e.jp/a/")),
            ("https://e.jp?x", of("https://e.jp")),
            ("https://e.jp/評価", NotEncoded("https://e.jp/%E8%A9%95%E4%BE%A1".to_owned())),
            ("https://e.jp/a|b", NotEncoded("https://e.jp/a%7Cb".to_owned())),
            ("https://評価.jp/", HostNotAscii),
            ("https://e.jp/a b", Blank),
            ("https://e.jp/\u{3000}", Blank),
            ("e.jp/hyoka", Scheme(Some("https://e.jp/hyoka".to_owned()))),
            ("//e.jp/", Scheme(Some("https://e.jp/".to_owned()))),
            ("HTTPS://e.jp/", Scheme(Some("https://e.jp/".to_owned()))),
            ("ftp://e.jp/", Scheme(None)),
            ("javascript:alert(1)", Scheme(None)),
            ("mailto:a@e.jp", Scheme(None)),
            ("準備中", Scheme(None)),
            ("https://", Host),
            ("https:///a", Host),
            ("https://e..jp/", Host),
            ("https://a@e.jp/", User),
            ("https://e.jp:x/", Port),
            ("https://e.jp/%e", Percent),
            ("https://e.jp/%zz/", Percent),
            ("https://e.jp/a//b/", Path),
            ("https://e.jp//", Path),
            ("https://e.jp/../", Path),
        ] {
            assert_eq!(folder(text), Err(fault), "{text}");
        }
    }

    proptest! {
        /// Accepted addresses are ASCII, and suggested ones are accepted.
        #[test]
        fn what_is_taken_can_be_published(text in "(https?://|HTTP://|)[a-z.あ:@]{0,8}[/a-z.?#%|評0-9]{0,12}", of_folder: bool) {
            match check(&text, of_folder) {
                Ok(()) => prop_assert!(text.bytes().all(|byte| byte.is_ascii_graphic())),
                Err(AddressFault::Scheme(Some(other))) => prop_assert_eq!(check(&other, of_folder), Ok(())),
                Err(AddressFault::NotEncoded(other)) => {
                    prop_assert!(!matches!(check(&other, false), Err(AddressFault::NotEncoded(_))));
                }
                Err(_) => {}
            }
        }
    }
}
