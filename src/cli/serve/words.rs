//! Sentences of the preview.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;

use crate::cli::words::{cause, message};

/// The preview has ended.
pub(super) const ENDED: &str = "プレビューを終えました。";
/// Head of the box over a page while the content has errors.
pub(super) const ERRORS: &str = "内容に誤りがあります";
/// What the reader sees below it.
pub(super) const LAST_GOOD: &str =
    "下のページは、誤りがなかったときのものです。直して保存すると、新しいページに変わります。";
/// What the reader sees below it, where the page has none of the errors.
pub(super) const IN_PART: &str =
    "下のページは、今の内容です。誤りのある票は、一覧、件数、データに入っていません。";
/// A booklet while there has been no version without errors.
pub(super) const NOT_WHOLE: &str =
    "誤り: 内容に誤りのある票があります\n  対処: 誤りを直すと、冊子を作れます";
/// What the reader sees while there has been no version without errors.
pub(super) const NOTHING_YET: &str = "直して保存すると、ページが表示されます。";
/// Head of the box over a page while the content has warnings only.
pub(super) const NOTICES: &str = "内容に注意する点があります";
/// Opens the list of warnings.
pub(super) const SHOW: &str = "注意を見る";
/// Leads from a problem to its page.
pub(super) const TO_PAGE: &str = "ページを見る";
/// Leads to the front page.
pub(super) const TO_FRONT: &str = "入口のページへ";
/// Head of what only the preview has.
pub(super) const ONLY_HERE: &str = "プレビューだけのページと資料";
/// Follows the title of a booklet while there are errors.
pub(super) const BOOKLET_OF_BEFORE: &str = "（誤りがなかったときのもの）";
/// Leads to the page that says how far the sheets are.
pub(super) const STATUS: &str = "入力状況（票ごとに、どこまで書いたか）";
/// What to do about a PDF that could not be made.
pub(super) const NO_PDF_YET: &str = "次のとおり直して保存すると、作り直します。";
/// What every page of the preview says.
pub(super) const PREVIEW: &str = "プレビュー（公表前の確認用）";
/// The requested host is not this server.
pub(super) const WRONG_HOST: &str =
    "このアドレスでは表示しません。「kohyo serve」が示したアドレスを開いてください。";

/// What is true where the address could not be printed.
pub(super) const STARTED: &str = "プレビューは動いています";
/// A bug in the program; shown in place of a page or over it.
pub(super) const FAULT: &str = "kohyoの中で思わぬことが起きたため、新しいページを作れませんでした。内容の誤りとは限りません。\n対処: 内容を直して保存すると、もう一度作ります。同じことが続くときは、「kohyo serve」を動かしている画面に出た行と内容のファイルを、開発者に知らせてください";
/// Too many pages wait for changes.
pub(super) const TOO_MANY: &str =
    "開いているページが多すぎるため、自動では新しくなりません。要らないページを閉じてください。";

/// How many problems there are; empty for none.
pub(super) fn count(problems: usize) -> String {
    if problems == 0 { String::new() } else { format!("（{problems}件）") }
}

/// A PDF could not be made.
pub(super) fn no_pdf(path: &str) -> String {
    format!("PDF「{path}」を作れません")
}

/// The address to open.
pub(super) fn url(address: SocketAddr) -> String {
    let host =
        if address.ip().is_unspecified() { IpAddr::from([127, 0, 0, 1]) } else { address.ip() };
    format!("http://{}/", SocketAddr::new(host, address.port()))
}

/// The preview has started.
pub(super) fn started(address: SocketAddr, content: &Path) -> String {
    format!(
        "プレビューを始めました。ブラウザーで {} を開いてください。\n  「{}」を保存するたびに、ページが新しくなります。終えるには Ctrl+C を押してください。",
        url(address),
        content.display()
    )
}

/// Others can see the preview.
pub(super) fn open_to_others(host: IpAddr) -> String {
    format!(
        "注意: --host {host} を指定したため、同じネットワークのほかの機器からも公表前の内容が見えます。"
    )
}

/// The browser could not be opened.
pub(super) fn not_opened(error: &io::Error) -> String {
    let why = cause(error);
    format!("注意: ブラウザーを開けませんでした（{why}）。示したアドレスを自分で開いてください。")
}

/// The server cannot start or go on.
pub(super) fn no_server(address: SocketAddr, error: &io::Error) -> String {
    let port = address.port();
    match error.kind() {
        io::ErrorKind::AddrInUse => message(
            &format!("ポート{port}は、ほかのプログラムが使っています"),
            "ほかのプレビューを終えるか、「--port 8081」のように別の番号を付けてください",
        ),
        io::ErrorKind::PermissionDenied => message(
            &format!("ポート{port}を使う許可がありません"),
            "「--port 8080」のように、1024以上の番号を付けてください",
        ),
        io::ErrorKind::AddrNotAvailable => message(
            &format!("この機器には、アドレス「{}」がありません", address.ip()),
            "--host を付けないか、この機器のアドレスを書いてください",
        ),
        _ => message(
            &format!("プレビューを始められません（{}）", cause(error)),
            "--port で別の番号を付けて、もう一度動かしてください",
        ),
    }
}

/// The folder cannot be watched.
pub(super) fn no_watch(content: &Path, error: &notify::Error) -> String {
    message(
        &format!("「{}」の変更を見張れません（{error}）", content.display()),
        "フォルダーの場所を確かめ、--content で示してください",
    )
}

/// There are more problems than a page shows.
pub(super) fn more_problems(number: usize) -> String {
    format!("ほかに{number}件あります。全部は「kohyo check」で確かめてください。")
}

/// A version has been made.
pub(super) fn new_version(sheets: usize, milliseconds: u128, errors: usize) -> String {
    match (errors, sheets) {
        (0, _) => format!("新しくしました（票と計画{sheets}件、{milliseconds}ミリ秒）。"),
        (_, 0) => format!("誤りが{errors}件あります。直して保存すると、新しくします。"),
        _ => format!(
            "誤りが{errors}件あります。誤りのない票{sheets}件を、新しくしました（{milliseconds}ミリ秒）。"
        ),
    }
}
