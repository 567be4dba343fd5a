//! The preview, requested over HTTP like a browser: what it shows, what it follows, what it refuses.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::parity::pdf_text;
use crate::support;

/// Timeout of any wait; far more than needed.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running preview of a copy of Morioka's content.
pub(crate) struct Preview {
    folder: TempDir,
    process: Child,
    address: SocketAddr,
}

pub(crate) struct Reply {
    status: u16,
    pub(crate) text: String,
    pub(crate) bytes: Vec<u8>,
}

impl Preview {
    fn start(options: &[&str]) -> Self {
        Self::of("content", options)
    }

    /// A preview of a copy of another content.
    pub(crate) fn of(content: &str, options: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        support::copy_folder(content.as_ref(), &folder.path().join("content"));
        let fonts = support::fonts();
        let mut arguments = vec!["serve", "--port", "0", "--fonts", fonts.to_str().unwrap()];
        arguments.extend(options);
        let mut process = support::command(&arguments, folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.split("http://").nth(1).unwrap();
        let port = port.split('/').next().unwrap().rsplit(':').next().unwrap();
        let port = port.parse().unwrap();
        Self { folder, process, address: SocketAddr::from(([127, 0, 0, 1], port)) }
    }

    fn content(&self, path: &str) -> PathBuf {
        self.folder.path().join("content").join(path)
    }

    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let path = self.content(path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(&path, text.replace(from, to)).unwrap();
    }

    fn ask(&self, request: &str) -> Reply {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut all = Vec::new();
        stream.read_to_end(&mut all).unwrap();
        let end = all.windows(4).position(|part| part == b"\r\n\r\n").unwrap();
        let head = String::from_utf8_lossy(&all[..end]).into_owned();
        let bytes = all[end + 4..].to_vec();
        Reply {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            text: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
        }
    }

    pub(crate) fn get(&self, path: &str) -> Reply {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
    }

    /// Requests a page until it contains the text.
    pub(crate) fn until(&self, path: &str, told: &str) -> String {
        let started = Instant::now();
        loop {
            let text = self.get(path).text;
            if text.contains(told) {
                return text;
            }
            assert!(started.elapsed() < PATIENCE, "{path} never says {told}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn version(page: &str) -> u64 {
    let after = page.split("data-version=\"").nth(1).unwrap();
    after.split('"').next().unwrap().parse().unwrap()
}

fn written(folder: &Path) -> Vec<String> {
    support::snapshot(folder).into_keys().filter(|path| !path.starts_with("content/")).collect()
}

#[test]
fn a_saved_figure_is_shown_with_all_that_follows_from_it() {
    let preview = Preview::start(&[]);
    let page = preview.get("/h25/524.html").text;
    assert!(page.contains("129.9％") && page.contains("/_kohyo/reload.js"));
    preview.edit("h25/projects/524.yaml", "1392", "1072");
    let page = preview.until("/h25/524.html", "100.0％");
    assert!(!page.contains("129.9％"));
    // Lists are of the same version.
    assert!(!preview.get("/h25/").text.contains("129.9％"));
    assert!(!preview.get("/data/indicators.csv").text.contains("1392"));
    assert_eq!(written(preview.folder.path()), [""; 0]);
}

#[test]
fn mistakes_are_told_over_the_last_good_page() {
    let preview = Preview::start(&[]);
    preview.edit("h25/policies/52.yaml", "計画:", "計劃:");
    let page = preview.until("/h25/52.html", "内容に誤りがあります");
    assert!(page.contains("content/h25/policies/52.yaml:") && page.contains("対処:"), "{page}");
    assert!(page.contains("52.7％"));
    let before = version(&page);
    preview.edit("h25/policies/52.yaml", "計劃:", "計画:");
    let started = Instant::now();
    while preview.get("/h25/52.html").text.contains("内容に誤りがあります") {
        assert!(started.elapsed() < PATIENCE);
    }
    assert!(version(&preview.get("/h25/52.html").text) > before);
}

#[test]
fn sheets_without_mistakes_are_shown_as_they_are_now() {
    let preview = Preview::start(&[]);
    preview.edit("h25/policies/52.yaml", "計画:", "計劃:");
    preview.until("/h25/52.html", "下のページは、誤りがなかったときのものです");
    // Others, those below it too, go on.
    preview.edit("h25/projects/521.yaml", "産学官連携の強化", "産学官連携の試し");
    let page = preview.until("/h25/521.html", "産学官連携の試し");
    assert!(page.contains("下のページは、今の内容です"), "{page}");
    // The index has its name, and does not lead to it; its page is the old one, and still leads here.
    let index = preview.get("/h25/").text;
    assert!(
        index.contains("まちに活力を与える工業の振興") && index.contains("産学官連携の試し"),
        "{index}"
    );
    assert!(!index.contains("href=\"52.html\""), "{index}");
    assert!(preview.get("/h25/52.html").text.contains("52.7％"));
    // One that is no YAML at all; the booklet stays that of the whole.
    preview.edit("h25/projects/522.yaml", "成果指標:", "成果指標: [");
    preview.until("/h25/522.html", "下のページは、誤りがなかったときのものです");
    assert_eq!(preview.get("/h25/523.html").status, 200);
    assert_eq!(preview.get("/_kohyo/handouts/shisaku52.pdf").status, 200);
    let status = preview.get("/_kohyo/status.html").text;
    assert!(status.contains("content/h25/projects/522.yaml"), "{status}");
    preview.edit("h25/projects/522.yaml", "成果指標: [", "成果指標:");
    preview.edit("h25/policies/52.yaml", "計劃:", "計画:");
    let started = Instant::now();
    while preview.get("/h25/").text.contains("内容に誤りがあります") {
        assert!(started.elapsed() < PATIENCE);
    }
    assert!(preview.get("/h25/").text.contains("href=\"52.html\""));
}

#[test]
fn a_preview_that_begins_with_mistakes_shows_the_rest() {
    let preview = Preview::of("tests/fixtures/jimujigyo", &[]);
    let sheet = fs::read_dir(preview.content("r6/jimu")).unwrap().next().unwrap().unwrap().path();
    let stem = sheet.file_stem().unwrap().to_str().unwrap().to_owned();
    drop(preview);
    let folder = TempDir::new().unwrap();
    support::copy_folder("tests/fixtures/jimujigyo".as_ref(), folder.path());
    let own = folder.path().join(format!("r6/jimu/{stem}.yaml"));
    let text = fs::read_to_string(&own).unwrap();
    fs::write(&own, text.replace("出典:", "出點:")).unwrap();
    let preview = Preview::of(folder.path().to_str().unwrap(), &[]);
    let index = preview.until("/r6/", "内容に誤りがあります");
    assert!(index.contains("下のページは、今の内容です"), "{index}");
    let wrong = preview.get(&format!("/r6/jimu/{stem}.html"));
    assert_eq!(wrong.status, 404, "{}", wrong.text);
    assert!(wrong.text.contains("出點"), "{}", wrong.text);
}

#[test]
fn a_reader_who_waits_is_told_of_the_change_once_it_can_be_read() {
    let preview = Preview::start(&[]);
    let shown = version(&preview.get("/index.html").text);
    let mut stream = TcpStream::connect(preview.address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let request = format!("GET /_kohyo/changes?from={shown} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    preview.edit("city.yaml", "盛岡市の政策評価", "盛岡市の政策評価（試し）");
    let mut lines = BufReader::new(stream).lines();
    assert!(lines.any(|line| line.unwrap() == "event: change"));
    // The file was emptied before it was written, which may be reported as a mistake for a moment.
    preview.until("/index.html", "盛岡市の政策評価（試し）");
}

#[test]
fn whatever_happens_to_the_files_the_preview_goes_on() {
    let preview = Preview::start(&[]);
    // An editor's temporary file, a half-written file, a file moved away, and back by a rename.
    fs::write(preview.content("h25/projects/.521.yaml.swp"), b"\0\0").unwrap();
    let path = preview.content("h25/projects/521.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, &text.as_bytes()[..text.len() / 2]).unwrap();
    preview.until("/h25/521.html", "内容に誤りがあります");
    fs::remove_file(&path).unwrap();
    preview.until("/h25/521.html", "内容に誤りがあります");
    let aside = preview.content("h25/projects/521.new");
    fs::write(&aside, text.replace("産学官連携の強化", "産学官連携の強化（試し）")).unwrap();
    fs::rename(&aside, &path).unwrap();
    let page = preview.until("/h25/521.html", "産学官連携の強化（試し）");
    assert!(!page.contains("内容に誤りがあります"));
    // The whole folder moved away and another in its place.
    let content = preview.folder.path().join("content");
    let other = preview.folder.path().join("other");
    support::copy_folder("content".as_ref(), &other);
    fs::rename(&content, preview.folder.path().join("old")).unwrap();
    fs::rename(&other, &content).unwrap();
    let started = Instant::now();
    while preview.get("/h25/521.html").text.contains("（試し）") {
        assert!(started.elapsed() < PATIENCE);
    }
    preview.edit("city.yaml", "盛岡市の政策評価", "盛岡市の政策評価（後）");
    preview.until("/index.html", "盛岡市の政策評価（後）");
    // A thousand files at once.
    for number in 0..1000 {
        let stray = preview.content(&format!("h25/projects/x{number}.txt"));
        fs::write(stray, "x").unwrap();
    }
    preview.edit("city.yaml", "盛岡市の政策評価（後）", "盛岡市の政策評価（終）");
    preview.until("/index.html", "盛岡市の政策評価（終）");
}

#[test]
fn pdfs_are_made_when_they_are_asked_for() {
    let preview = Preview::start(&[]);
    let pdf = preview.get("/h25/521.pdf");
    assert_eq!(pdf.status, 200);
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    assert_eq!(preview.get("/h25/521.pdf").bytes, pdf.bytes);
    preview.edit("h25/projects/521.yaml", "産学官連携の強化", "産学官連携の試し");
    preview.until("/h25/521.html", "産学官連携の試し");
    assert_ne!(preview.get("/h25/521.pdf").bytes, pdf.bytes);
}

#[test]
fn booklets_are_listed_on_the_front_page_of_the_preview_and_made_when_asked_for() {
    let preview = Preview::start(&[]);
    let address = "/_kohyo/handouts/shisaku52.pdf";
    assert!(preview.get("/").text.contains(&format!("href=\"{address}\"")));
    assert!(!preview.get("/h25/").text.contains(address));
    let pdf = preview.get(address);
    assert_eq!(pdf.status, 200);
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    for path in ["/_kohyo/handouts/no.pdf", "/_kohyo/handouts/../x.pdf", "/_kohyo/handouts/"] {
        assert_eq!(preview.get(path).status, 404, "{path}");
    }
    preview.edit("handouts/shisaku52.yaml", "（施策52）", "（施策52、見本）");
    preview.until("/", "（施策52、見本）（PDF）");
    assert!(preview.get(address).bytes != pdf.bytes);
    assert_eq!(written(preview.folder.path()), [""; 0]);
}

#[test]
fn drafts_are_marked_on_pages_and_in_pdfs() {
    let preview = Preview::start(&[]);
    preview.edit("h25/projects/521.yaml", "\n担当:\n", "\n公表の状態: 下書き\n担当:\n");
    preview.until("/h25/521.html", "下書きです。公表前の内容です。");
    assert!(preview.get("/h25/").text.contains("公表していない票（下書き1件）"));
    for address in ["/h25/521.pdf", "/_kohyo/handouts/shisaku52.pdf"] {
        let path = preview.folder.path().join("got.pdf");
        fs::write(&path, preview.get(address).bytes).unwrap();
        assert!(pdf_text(&path).contains("下書き"), "{address}");
    }
}

#[test]
fn problems_lead_to_their_pages_and_a_pdf_that_fails_says_why() {
    let preview = Preview::start(&[]);
    preview.edit("h25/policies/52.yaml", "対象: 製造業者", "対象: 製造業者🎉");
    preview.until("/h25/52.html", "製造業者🎉");
    let failed = preview.get("/h25/52.pdf");
    assert_eq!(failed.status, 500);
    for wanted in
        ["<html lang=\"ja\">", "PDF「h25/52.pdf」を作れません", "字形", "対処", "/_kohyo/reload.js"]
    {
        assert!(failed.text.contains(wanted), "{wanted}: {}", failed.text);
    }
    // It names the PDF's page, and affects nothing else.
    assert!(failed.text.contains("まちに活力を与える工業の振興"), "{}", failed.text);
    for path in
        ["/", "/h25/", "/h25/52.html", "/h25/521.html", "/data/indicators.csv", "/h25/521.pdf"]
    {
        assert_eq!(preview.get(path).status, 200, "{path}");
    }
    preview.edit("h25/policies/52.yaml", "対象: 製造業者🎉", "対象: 製造業者");
    let started = Instant::now();
    while preview.get("/h25/52.pdf").status != 200 {
        assert!(started.elapsed() < PATIENCE, "the PDF is never made");
        std::thread::sleep(Duration::from_millis(20));
    }
    preview.edit("h25/policies/52.yaml", "計画:", "計劃:");
    preview.edit("h25/projects/521.yaml", "計画:", "計劃:");
    let page = preview.until("/", "href=\"/h25/521.html\" aria-describedby");
    assert!(page.contains("href=\"/h25/52.html\" aria-describedby"), "{page}");
}

#[test]
fn with_an_address_for_others_it_says_so_and_answers() {
    let folder = TempDir::new().unwrap();
    support::copy_folder("content".as_ref(), &folder.path().join("content"));
    let words = ["serve", "--port", "0", "--host", "0.0.0.0"];
    let mut process = support::command(&words, folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut said = BufReader::new(process.stdout.take().unwrap());
    said.read_line(&mut line).unwrap();
    let port = line.split("http://127.0.0.1:").nth(1).unwrap();
    let port = port.split('/').next().unwrap().parse().unwrap();
    let warned = BufReader::new(process.stderr.take().unwrap())
        .lines()
        .map(Result::unwrap)
        .any(|line| line.contains("同じネットワークのほかの機器からも"));
    let preview = Preview { folder, process, address: SocketAddr::from(([127, 0, 0, 1], port)) };
    assert!(warned);
    assert_eq!(preview.get("/").status, 200);
    let request = "GET / HTTP/1.1\r\nHost: 192.0.2.1\r\nConnection: close\r\n\r\n";
    assert_eq!(preview.ask(request).status, 200);
    // An address that this machine does not have.
    let words = ["serve", "--port", "0", "--host", "192.0.2.1"];
    let run = support::kohyo(&words, preview.folder.path());
    assert!(
        run.exit == 1 && run.stderr.contains("192.0.2.1") && run.stderr.contains("対処"),
        "{}",
        run.stderr
    );
}

#[test]
fn nothing_but_the_site_is_served_and_only_under_names_of_this_machine() {
    let preview = Preview::start(&[]);
    for path in [
        "/../content/city.yaml",
        "/%2e%2e/content/city.yaml",
        "/..%2fcontent/city.yaml",
        "/content/city.yaml",
        "//etc/passwd",
        "/_kohyo/../city.yaml",
        "/h25/no.html",
    ] {
        let reply = preview.get(path);
        assert_eq!(reply.status, 404, "{path}");
        assert!(!reply.text.contains("様式の版"), "{path}");
    }
    assert_eq!(preview.get("/%zz").status, 400);
    assert_eq!(preview.get("/h25").status, 308);
    for host in ["example.jp", "localhost.example.jp:80", ""] {
        let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        assert_eq!(preview.ask(&request).status, 403, "{host}");
    }
    let request =
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    assert_eq!(preview.ask(request).status, 405);
}

#[test]
fn what_keeps_it_from_starting_is_said_in_words() {
    let taken = Preview::start(&[]);
    let port = taken.address.port().to_string();
    let run = support::kohyo(&["serve", "--port", port.as_str()], taken.folder.path());
    assert_eq!(run.exit, 1);
    assert!(
        run.stderr.contains("ほかのプログラムが使っています") && run.stderr.contains("対処"),
        "{}",
        run.stderr
    );
    let run = support::kohyo(&["serve", "--content", "no"], taken.folder.path());
    assert_eq!(run.exit, 1);
    assert!(run.stderr.contains("「no」を読めません"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn it_ends_at_once_even_while_somebody_waits_for_a_change() {
    let mut preview = Preview::start(&[]);
    let mut stream = TcpStream::connect(preview.address).unwrap();
    stream.write_all(b"GET /_kohyo/changes?from=1 HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let id = preview.process.id().to_string();
    let sent = std::process::Command::new("kill").args(["-INT", &id]).status().unwrap();
    assert!(sent.success());
    assert_eq!(preview.process.wait().unwrap().code(), Some(0));
}

#[test]
fn who_is_silent_or_asks_too_slowly_is_not_waited_for() {
    let preview = Preview::start(&[]);
    for head in ["", "GET / HTTP/1.1\r\nHost: localho"] {
        let mut stream = TcpStream::connect(preview.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        let started = Instant::now();
        let mut all = Vec::new();
        // Closed, or answered with a timeout and then closed.
        stream.read_to_end(&mut all).unwrap();
        assert!(started.elapsed() < Duration::from_secs(20), "{head:?}: {:?}", started.elapsed());
    }
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn many_who_wait_for_changes_leave_room_for_those_who_read() {
    let preview = Preview::start(&[]);
    let wait = || {
        let mut stream = TcpStream::connect(preview.address).unwrap();
        let request = "GET /_kohyo/changes?from=1 HTTP/1.1\r\nHost: localhost\r\n\r\n";
        stream.write_all(request.as_bytes()).unwrap();
        let mut line = String::new();
        BufReader::new(&stream).read_line(&mut line).unwrap();
        (stream, line)
    };
    let waiting: Vec<_> = (0..64).map(|_| wait()).collect();
    assert!(waiting.iter().all(|(_, line)| line.contains("200")));
    assert!(wait().1.contains("503"));
    assert_eq!(preview.get("/").status, 200);
    drop(waiting);
    let until = Instant::now() + PATIENCE;
    while !wait().1.contains("200") {
        assert!(Instant::now() < until, "room is not given back");
    }
}
