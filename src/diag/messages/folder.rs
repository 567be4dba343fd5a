//! Sentences about names in the content folder that are not read: slips of names, links, and what nobody knows.

use std::io;

use crate::diag::codes::Code;
use crate::diag::messages::sentence::diag;
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// Why a name in the content folder is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotRead {
    /// Its name is nearly that of a sheet.
    Slip(NameSlip),
    /// Nothing is known about it.
    Unknown,
    /// A folder without a place in the content, and without a sheet.
    UnknownFolder,
    /// The folder of a year or plan, without a sheet.
    EmptyFolder,
    /// A link to something that is not there.
    LinkToNothing,
    /// A link out of the content folder.
    LinkOutside,
    /// A link to a folder that it lies in.
    LinkInCircle,
    /// A link to a folder, in a folder that a link leads to.
    LinkBehindLink,
    /// Neither file nor folder: a pipe, a socket, a device.
    Special,
    /// The system does not let us; in its words, as far as they are known.
    Unreadable(String),
    /// A character that no name may hold.
    OddName(char),
    /// A name in another encoding.
    NameOfNoText,
}

/// What was probably done to the name of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameSlip {
    /// `.yaml.txt`: the second ending, which Windows hides.
    Hidden(String),
    /// `.yml`
    Yml,
    /// `.YAML`
    Case,
    /// `．yaml`
    Wide,
    /// A blank or dot at the end.
    Blank,
    /// `.yaml~`, `.yaml.bak`: what an editor keeps.
    Kept,
    /// Another format, by its ending.
    OtherFormat(String),
    /// `.yam`, `521yaml`
    Near,
    /// `521`, `521.txt`
    NoEnding,
    /// `con.yaml`: a name that Windows keeps for a device.
    Device,
}

impl NotRead {
    /// What the system said, as a reason.
    #[must_use]
    pub fn unreadable(error: &io::Error) -> Self {
        Self::Unreadable(cause(error))
    }
}

/// What the system said, in words a person can act on.
#[must_use]
pub fn cause(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "ありません".to_owned(),
        io::ErrorKind::PermissionDenied => "許可がありません".to_owned(),
        io::ErrorKind::StorageFull => "ディスクの空きがありません".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "書き込めない場所です".to_owned(),
        io::ErrorKind::ResourceBusy => "ほかの仕組みが使っています".to_owned(),
        io::ErrorKind::InvalidInput => "普通のファイルではありません".to_owned(),
        io::ErrorKind::InvalidFilename => "名前が長すぎるか、使えない文字があります".to_owned(),
        io::ErrorKind::QuotaExceeded => "使ってよい容量を超えています".to_owned(),
        io::ErrorKind::NotADirectory => "途中の名前がフォルダーではありません".to_owned(),
        io::ErrorKind::IsADirectory => "ファイルではなくフォルダーです".to_owned(),
        io::ErrorKind::AlreadyExists => "同じ名前のものがあります".to_owned(),
        io::ErrorKind::FileTooLarge => "ファイルが大きすぎます".to_owned(),
        io::ErrorKind::BrokenPipe => "受け取る側が閉じています".to_owned(),
        io::ErrorKind::TimedOut => "時間内に応えがありません".to_owned(),
        io::ErrorKind::CrossesDevices => "別のディスクにあります".to_owned(),
        // A loop of links has no stable kind of its own.
        _ => match error.raw_os_error() {
            Some(40 | 62) => "リンクがどこまでも続いています".to_owned(),
            Some(number) => format!("システムの誤り {number}"),
            None => "システムが断りました".to_owned(),
        },
    }
}

const AWAY: &str = "使わないものは content の外へ移してください";

/// A name in the content folder is not read, and why.
#[must_use]
pub fn not_read(span: Span, path: &str, why: &NotRead) -> Diag {
    let stays = || {
        format!(
            "ここに置いておくときは、city.yaml の「警告の確認」に「符号: {}」「箇所: {path}」と、理由と確認した課を書いてください",
            Code::UnknownFile.name()
        )
    };
    let (code, title, remedy) = match why {
        NotRead::Slip(slip) => {
            let (title, remedy) = name_slip(slip);
            (Code::MisplacedFile, title, format!("{remedy}。{AWAY}"))
        }
        NotRead::Unknown => (
            Code::UnknownFile,
            "このファイルは、票ではないので読みません".to_owned(),
            format!("{AWAY}。{}", stays()),
        ),
        NotRead::UnknownFolder => (
            Code::UnknownFile,
            "このフォルダーには、読む票がありません".to_owned(),
            format!("フォルダーの名前は h25、policies、projects、plans、handouts などか、evaluation.yaml の「置き場所」に書いた名前です。名前を確かめてください。{AWAY}。{}", stays()),
        ),
        NotRead::EmptyFolder => (
            Code::UnknownFile,
            "このフォルダーには、票が1つもありません".to_owned(),
            "票を置いてください。要らないフォルダーは消してください".to_owned(),
        ),
        NotRead::LinkToNothing => link("リンク（ショートカット）の先がありません"),
        NotRead::LinkOutside => link("リンク（ショートカット）の先が、内容のフォルダーの外にあります"),
        NotRead::LinkInCircle => link("リンク（ショートカット）が、回り回って元の場所を指しています"),
        NotRead::LinkBehindLink => {
            link("リンク（ショートカット）の先のフォルダーに、ほかのフォルダーへのリンクがあります")
        }
        NotRead::Special => (
            Code::UnreadableFile,
            "普通のファイルではないので、読めません（パイプ、ソケット、装置など）".to_owned(),
            "消すか、content の外へ移してください".to_owned(),
        ),
        NotRead::Unreadable(cause) => (
            Code::UnreadableFile,
            format!("このファイルやフォルダーを読めません（{cause}）"),
            "ファイルやフォルダーを開いて読めるように、許可（アクセス権）を直してください。ほかのソフトで開いていれば閉じてください".to_owned(),
        ),
        NotRead::OddName(c) => (
            Code::UnreadableFile,
            format!("名前に、使えない文字（U+{:04X}）が入っています", u32::from(*c)),
            "名前を打ち直してください。見えない文字は、前後の文字ごと消して打ち直すと確実です".to_owned(),
        ),
        NotRead::NameOfNoText => (
            Code::UnreadableFile,
            "名前の文字コードがUTF-8ではありません".to_owned(),
            "名前を、半角の英数字で付け直してください".to_owned(),
        ),
    };
    diag(code, span, title, "", remedy)
}

fn link(title: &str) -> (Code, String, String) {
    let remedy = "リンクを消し、票のファイルやフォルダーそのものを content の中に置いてください";
    (Code::UnreadableFile, title.to_owned(), remedy.to_owned())
}

fn name_slip(slip: &NameSlip) -> (String, String) {
    let not = "ファイルの名前の終わりが .yaml ではありません";
    let rename = "名前の終わりを .yaml（半角の小文字）に変えてください";
    let (title, remedy) = match slip {
        NameSlip::Hidden(ending) => {
            return (
                format!("ファイルの名前の終わりに「{ending}」が付いています"),
                format!(
                    "「{ending}」を消して、{rename}。Windowsでは、エクスプローラーの「表示」の「ファイル名拡張子」に印を付けると見えます"
                ),
            );
        }
        NameSlip::OtherFormat(ending) => {
            return (
                format!("「{ending}」のファイルは読みません"),
                "票は .yaml のファイルに書いてください".to_owned(),
            );
        }
        NameSlip::Yml | NameSlip::Near | NameSlip::NoEnding => (not, rename),
        NameSlip::Case => ("ファイルの名前の終わりに大文字が使われています", rename),
        NameSlip::Wide => ("ファイルの名前の終わりに全角の文字が使われています", rename),
        NameSlip::Blank => ("ファイルの名前の終わりに、空白か「.」が付いています", rename),
        NameSlip::Device => (
            "Windowsが別のことに使う名前なので、使えません",
            "別の名前に変えてください。票であれば、コードも合わせて変えてください",
        ),
        NameSlip::Kept => (
            "編集ソフトが残した控えのような名前なので、読みません",
            "票であれば、名前の終わりを .yaml（半角の小文字）に変えてください",
        ),
    };
    (title.to_owned(), remedy.to_owned())
}
