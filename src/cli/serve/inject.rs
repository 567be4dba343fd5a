//! A finished page -> the same page for the preview, with the reload script and the problems of the content on top.
//! The published page has neither.

use std::fmt::Write as _;

use super::words;
use crate::diag::emit::Message;
use crate::render::rich_html::escape;

/// Address of the preview's own files.
pub(super) const OWN: &str = "/_kohyo/";
/// Address of the booklets, below `OWN`.
pub(super) const HANDOUTS: &str = "handouts/";
/// The page that says how far the sheets are, below that.
pub(super) const STATUS: &str = "status.html";

/// Problems of the newest content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Problems {
    /// A problem beyond single files of the content: one text.
    pub whole: String,
    /// All problems of the content.
    pub list: Vec<Problem>,
    /// How many are errors.
    pub errors: usize,
    /// Whether all but the sheets with errors is shown as it is now.
    pub part: bool,
}

/// What stands below the box with the problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Below {
    /// A page of the content as it is now.
    New,
    /// A page as it was while there were no errors.
    Old,
    /// Nothing yet.
    Nothing,
}

/// One problem of the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    /// Message and place.
    pub message: Message,
    /// Path, from the root of the site, of the page made from the file, if there is one.
    pub page: Option<String>,
}

impl Problems {
    fn is_empty(&self) -> bool {
        self.whole.is_empty() && self.list.is_empty()
    }
}

/// The page with what belongs to the preview; `version` is the one it shows, `more` comes with the problems.
pub(super) fn page(
    html: &str,
    version: u64,
    (problems, below): (&Problems, Below),
    more: &str,
) -> String {
    let head = format!(
        "<link rel=\"stylesheet\" href=\"{OWN}preview.css\">\n\
         <script src=\"{OWN}reload.js\" data-version=\"{version}\" defer></script>\n</head>"
    );
    // The content security policy of the published page forbids what the preview needs.
    let html = html
        .replacen(
            "content=\"default-src 'none';",
            "content=\"default-src 'none'; connect-src 'self'; script-src 'self';",
            1,
        )
        .replacen("script-src 'self'; script-src 'self'", "script-src 'self'", 1)
        .replacen("</head>", &head, 1);
    // After the skip link, which must stay the first link.
    let place = [HEADER, BODY].into_iter().find_map(|mark| {
        let at = html.find(mark)?;
        Some(if mark == BODY { at + BODY.len() } else { at })
    });
    match place {
        Some(at) => {
            let (before, after) = html.split_at(at);
            format!("{before}{}{more}{after}", notice(problems, below))
        }
        None => html,
    }
}

/// Start of the header on every page of ours.
const HEADER: &str = "<header class=\"masthead\"";
/// Start of a page without that header.
const BODY: &str = "<body>\n";

/// Page shown while the content has never been without errors.
pub(super) fn nothing_yet(version: u64, problems: &Problems) -> String {
    let title = words::PREVIEW;
    let html = own(title, &notice(problems, Below::Nothing));
    page(&html, version, (&Problems::default(), Below::Nothing), "")
}

/// Page shown in place of a PDF that could not be made. Reloads as soon as the content is corrected.
pub(super) fn failed(path: &str, message: &str, version: u64, problems: &Problems) -> String {
    let body = format!(
        "<section class=\"kohyo-preview\" aria-labelledby=\"kohyo-pdf\">\
         <h2 id=\"kohyo-pdf\">{}</h2><p>{}</p><pre tabindex=\"0\">{}</pre>\
         <p><a href=\"/\">{}</a></p></section>\n{}",
        escape(&words::no_pdf(path)),
        words::NO_PDF_YET,
        escape(message),
        words::TO_FRONT,
        notice(problems, Below::Old)
    );
    page(&own(words::PREVIEW, &body), version, (&Problems::default(), Below::Nothing), "")
}

fn own(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         </head>\n<body>\n<main>\n<h1 class=\"kohyo-preview notice\">{title}</h1>\n{body}</main>\n</body>\n</html>\n"
    )
}

/// What only the preview has, for the front page: how far the sheets are, and the booklets by name and title.
pub(super) fn only_here(list: &[(String, String)], errors: bool) -> String {
    let of_before = if errors { words::BOOKLET_OF_BEFORE } else { "" };
    let item = |(name, title): &(String, String)| {
        let (href, title) = (encoded(name), escape(title));
        format!("<li><a href=\"{OWN}{HANDOUTS}{href}.pdf\">{title}（PDF）</a>{of_before}</li>")
    };
    let items: String = list.iter().map(item).collect();
    format!(
        "<aside class=\"kohyo-preview notice\" aria-labelledby=\"kohyo-handouts\">\
         <h2 id=\"kohyo-handouts\">{}</h2><ul><li><a href=\"{OWN}{STATUS}\">{}</a></li>{items}</ul></aside>\n",
        words::ONLY_HERE,
        words::STATUS
    )
}

fn notice(problems: &Problems, below: Below) -> String {
    if problems.is_empty() {
        return String::new();
    }
    let Problems { whole, list, errors, part: _ } = problems;
    let body = if list.is_empty() {
        format!("<pre tabindex=\"0\">{}</pre>", escape(whole))
    } else {
        let items: String = list.iter().enumerate().map(item).collect();
        format!("<ol>{items}</ol>")
    };
    let (head, kind, lead) = if *errors > 0 {
        let below = match below {
            Below::New => words::IN_PART,
            Below::Old => words::LAST_GOOD,
            Below::Nothing => words::NOTHING_YET,
        };
        (words::ERRORS, "", format!("<p>{below}</p>"))
    } else {
        (words::NOTICES, " notice", String::new())
    };
    let count = words::count(list.len());
    let body = if *errors > 0 {
        body
    } else {
        let summary = words::SHOW;
        format!("<details><summary>{summary}</summary>{body}</details>")
    };
    format!(
        "<aside class=\"kohyo-preview{kind}\" aria-labelledby=\"kohyo-preview\">\
         <h2 id=\"kohyo-preview\">{head}{count}</h2>{lead}{body}</aside>\n"
    )
}

/// One problem as a list item: a link to its page and the full message.
fn item((place, problem): (usize, &Problem)) -> String {
    let Problem { message, page } = problem;
    let (head, text) = (escape(&message.head), escape(&message.text));
    let at = if message.place.is_empty() {
        String::new()
    } else {
        format!("（{}）", escape(&message.place))
    };
    let link = page.as_ref().map_or_else(String::new, |page| {
        format!(
            " <a href=\"/{}\" aria-describedby=\"kohyo-mondai-{place}\">{}</a>",
            encoded(page),
            words::TO_PAGE
        )
    });
    format!(
        "<li><span id=\"kohyo-mondai-{place}\">{head}{at}</span>{link}<pre tabindex=\"0\">{text}</pre></li>"
    )
}

/// A path, percent-encoded for an address.
fn encoded(path: &str) -> String {
    let mut address = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte) {
            address.push(char::from(byte));
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_what_is_wrong_and_nothing_when_nothing_is() {
        let html =
            "<html><head><meta content=\"default-src 'none'; x\"></head><body>\n甲</body></html>";
        let plain = page(html, 3, (&Problems::default(), Below::New), "");
        assert!(plain.contains("data-version=\"3\"") && !plain.contains("aside"), "{plain}");
        assert!(plain.contains("script-src 'self'; x"), "{plain}");
        let message = Message {
            head: "誤り: <乙>".to_owned(),
            place: "content/h25/policies/1.yaml:3".to_owned(),
            file: "h25/policies/1.yaml".to_owned(),
            text: "誤り: <乙>\n対処: 丙".to_owned(),
        };
        let wrong = Problems {
            whole: String::new(),
            list: vec![Problem { message, page: Some("h25/一.html".to_owned()) }],
            errors: 1,
            part: true,
        };
        assert!(page(html, 3, (&wrong, Below::New), "").contains(words::IN_PART));
        let shown = page(html, 3, (&wrong, Below::Old), "");
        for wanted in [
            "誤り: &lt;乙&gt;（content/h25/policies/1.yaml:3）",
            "href=\"/h25/%E4%B8%80.html\"",
            words::LAST_GOOD,
        ] {
            assert!(shown.contains(wanted), "{wanted}: {shown}");
        }
        assert!(nothing_yet(1, &wrong).contains(words::NOTHING_YET));
        let failed = failed("h25/1.pdf", "誤り: <丁>", 1, &Problems::default());
        assert!(failed.contains("誤り: &lt;丁&gt;"), "{failed}");
    }
}
