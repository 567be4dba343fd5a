//! A finished page -> the page as the preview shows it: with the script that reloads it, and what is wrong
//! with the content on top. The published page knows nothing of it.

use super::words;

/// Where the files of the preview itself lie.
pub(super) const OWN: &str = "/_kohyo/";

/// What the newest content has to say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Problems {
    /// All problems in the words of `kohyo check`; empty when there are none.
    pub text: String,
    /// How many are errors.
    pub errors: usize,
}

/// The page with what belongs to the preview; `version` is the one it shows.
pub(super) fn page(html: &str, version: u64, problems: &Problems) -> String {
    let head = format!(
        "<link rel=\"stylesheet\" href=\"{OWN}preview.css\">\n\
         <script src=\"{OWN}reload.js\" data-version=\"{version}\" defer></script>\n</head>"
    );
    // The policy of the published page forbids what the preview needs.
    let html = html
        .replacen(
            "content=\"default-src 'none';",
            "content=\"default-src 'none'; connect-src 'self'; script-src 'self';",
            1,
        )
        .replacen(
            "script-src 'self'; script-src 'self'",
            "script-src 'self'",
            1,
        )
        .replacen("</head>", &head, 1);
    match html.split_once("<body>") {
        Some((before, after)) => format!("{before}<body>\n{}{after}", notice(problems, true)),
        None => html,
    }
}

/// A page of its own, for content that has never been without errors.
pub(super) fn nothing_yet(version: u64, problems: &Problems) -> String {
    let title = words::PREVIEW;
    let html = format!(
        "<!doctype html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         </head>\n<body>\n<h1 class=\"kohyo-preview notice\">{title}</h1>\n{}</body>\n</html>\n",
        notice(problems, false)
    );
    page(&html, version, &Problems::default())
}

fn notice(problems: &Problems, has_page: bool) -> String {
    let Problems { text, errors } = problems;
    let text = escape(text);
    if *errors > 0 {
        let (head, below) = (
            words::ERRORS,
            if has_page {
                words::LAST_GOOD
            } else {
                words::NOTHING_YET
            },
        );
        return format!(
            "<aside class=\"kohyo-preview\" aria-labelledby=\"kohyo-preview\">\
             <h2 id=\"kohyo-preview\">{head}</h2><p>{below}</p><pre>{text}</pre></aside>\n"
        );
    }
    if text.is_empty() {
        return String::new();
    }
    let head = words::NOTICES;
    format!(
        "<aside class=\"kohyo-preview notice\" aria-label=\"{head}\"><details><summary>{head}</summary>\
         <pre>{text}</pre></details></aside>\n"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_what_is_wrong_and_nothing_when_nothing_is() {
        let html =
            "<html><head><meta content=\"default-src 'none'; x\"></head><body>甲</body></html>";
        let plain = page(html, 3, &Problems::default());
        assert!(
            plain.contains("data-version=\"3\"") && !plain.contains("aside"),
            "{plain}"
        );
        assert!(plain.contains("script-src 'self'; x"), "{plain}");
        let wrong = Problems {
            text: "誤り: <乙>".to_owned(),
            errors: 1,
        };
        let told = page(html, 3, &wrong);
        assert!(
            told.contains("誤り: &lt;乙&gt;") && told.contains(words::LAST_GOOD),
            "{told}"
        );
        assert!(nothing_yet(1, &wrong).contains(words::NOTHING_YET));
    }
}
