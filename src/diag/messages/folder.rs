//! Sentences about names in the content folder that are not read: misspelt names, links, unknown files.

use std::io;

use crate::diag::codes::Code;

/// Why an entry of the content folder is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotRead {
    /// Its name is nearly that of a sheet.
    Slip(NameSlip),
    /// Unknown.
    Unknown,
    /// A folder that has no place in the content and no sheet.
    UnknownFolder,
    /// The folder of a year or plan, without a sheet.
    EmptyFolder,
    /// A link to something that is not there.
    LinkToNothing,
    /// A link out of the content folder.
    LinkOutside,
    /// A link to a folder that contains it.
    LinkInCircle,
    /// A link to a folder, inside a linked folder.
    LinkBehindLink,
    /// Neither file nor folder: a pipe, a socket, a device.
    Special,
    /// The system denies access; holds its message, if known.
    Unreadable(String),
    /// A character that no name may hold.
    OddName(char),
    /// A name in another encoding.
    NameOfNoText,
}

/// What is probably wrong with the name of a sheet.
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
    /// A space or dot at the end.
    Blank,
    /// `.yaml~`, `.yaml.bak`: backup of an editor.
    Kept,
    /// Another format, by its ending.
    OtherFormat(String),
    /// `.yam`, `521yaml`
    Near,
    /// `521`, `521.txt`
    NoEnding,
    /// `con.yaml`: a device name reserved by Windows.
    Device,
}

impl NotRead {
    /// The error of the system as a reason.
    #[must_use]
    pub fn unreadable(error: &io::Error) -> Self {
        Self::Unreadable(cause(error))
    }
}

/// The error of the system, in words a person can act on.
#[must_use]
pub fn cause(error: &io::Error) -> String {
    let (kind, number) = (error.kind(), error.raw_os_error());
    let other = words!(match number {
        // A loop of links has no stable `ErrorKind`.
        Some(40 | 62) => "リンクがどこまでも続いています",
        Some(number) => "システムの誤り {number}",
        None => "システムが断りました",
    });
    words!(match kind {
        io::ErrorKind::NotFound => "ありません",
        io::ErrorKind::PermissionDenied => "許可がありません",
        io::ErrorKind::StorageFull => "ディスクの空きがありません",
        io::ErrorKind::ReadOnlyFilesystem => "書き込めない場所です",
        io::ErrorKind::ResourceBusy => "ほかの仕組みが使っています",
        io::ErrorKind::InvalidInput => "普通のファイルではありません",
        io::ErrorKind::InvalidFilename => "名前が長すぎるか、使えない文字があります",
        io::ErrorKind::QuotaExceeded => "使ってよい容量を超えています",
        io::ErrorKind::NotADirectory => "途中の名前がフォルダーではありません",
        io::ErrorKind::IsADirectory => "ファイルではなくフォルダーです",
        io::ErrorKind::AlreadyExists => "同じ名前のものがあります",
        io::ErrorKind::FileTooLarge => "ファイルが大きすぎます",
        io::ErrorKind::BrokenPipe => "受け取る側が閉じています",
        io::ErrorKind::TimedOut => "時間内に応えがありません",
        io::ErrorKind::CrossesDevices => "別のディスクにあります",
        _ => other,
    })
}

const AWAY: &str = "使わないものは content の外へ移してください";
const RENAME: &str = "名前の終わりを .yaml（半角の小文字）に変えてください";
const NO_LINK: &str =
    "リンクを消し、票のファイルやフォルダーそのものを content の中に置いてください";

messages! {
    /// An entry of the content folder is not read, and why.
    not_read(span, path: &str, why: &NotRead) = match why {
        NotRead::Slip(slip) => MisplacedFile {
            let (title, remedy) = name_slip(slip);
            title title
            remedy "{remedy}。{AWAY}"
        }
        NotRead::Unknown => UnknownFile {
            let stays = stays(path);
            title "このファイルは、票ではないので読みません"
            remedy "{AWAY}。{stays}"
        }
        NotRead::UnknownFolder => UnknownFile {
            let stays = stays(path);
            title "このフォルダーには、読む票がありません"
            remedy "フォルダーの名前は h25、policies、projects、plans、handouts などか、evaluation.yaml の「置き場所」に書いた名前です。名前を確かめてください。{AWAY}。{stays}"
        }
        NotRead::EmptyFolder => UnknownFile {
            title "このフォルダーには、票が1つもありません"
            remedy "票を置いてください。要らないフォルダーは消してください"
        }
        NotRead::LinkToNothing => UnreadableFile {
            title "リンク（ショートカット）の先がありません"
            remedy NO_LINK
        }
        NotRead::LinkOutside => UnreadableFile {
            title "リンク（ショートカット）の先が、内容のフォルダーの外にあります"
            remedy NO_LINK
        }
        NotRead::LinkInCircle => UnreadableFile {
            title "リンク（ショートカット）が、回り回って元の場所を指しています"
            remedy NO_LINK
        }
        NotRead::LinkBehindLink => UnreadableFile {
            title "リンク（ショートカット）の先のフォルダーに、ほかのフォルダーへのリンクがあります"
            remedy NO_LINK
        }
        NotRead::Special => UnreadableFile {
            title "普通のファイルではないので、読めません（パイプ、ソケット、装置など）"
            remedy "消すか、content の外へ移してください"
        }
        NotRead::Unreadable(cause) => UnreadableFile {
            title "このファイルやフォルダーを読めません（{cause}）"
            remedy "ファイルやフォルダーを開いて読めるように、許可（アクセス権）を直してください。ほかのソフトで開いていれば閉じてください"
        }
        NotRead::OddName(c) => UnreadableFile {
            let number = u32::from(*c);
            title "名前に、使えない文字（U+{number:04X}）が入っています"
            remedy "名前を打ち直してください。見えない文字は、前後の文字ごと消して打ち直すと確実です"
        }
        NotRead::NameOfNoText => UnreadableFile {
            title "名前の文字コードがUTF-8ではありません"
            remedy "名前を、半角の英数字で付け直してください"
        }
    }
}

/// How to keep an entry that is not read.
fn stays(path: &str) -> String {
    let code = Code::UnknownFile.name();
    format!(
        "ここに置いておくときは、city.yaml の「警告の確認」に「符号: {code}」「箇所: {path}」と、理由と確認した課を書いてください"
    )
}

/// What is wrong with the name of a sheet, and what to do.
fn name_slip(slip: &NameSlip) -> (String, String) {
    let title = words!(match slip {
        NameSlip::Hidden(ending) => "ファイルの名前の終わりに「{ending}」が付いています",
        NameSlip::OtherFormat(ending) => "「{ending}」のファイルは読みません",
        NameSlip::Yml | NameSlip::Near | NameSlip::NoEnding =>
            "ファイルの名前の終わりが .yaml ではありません",
        NameSlip::Case => "ファイルの名前の終わりに大文字が使われています",
        NameSlip::Wide => "ファイルの名前の終わりに全角の文字が使われています",
        NameSlip::Blank => "ファイルの名前の終わりに、空白か「.」が付いています",
        NameSlip::Device => "Windowsが別のことに使う名前なので、使えません",
        NameSlip::Kept => "編集ソフトが残した控えのような名前なので、読みません",
    });
    let remedy = words!(match slip {
        NameSlip::Hidden(ending) =>
            "「{ending}」を消して、{RENAME}。Windowsでは、エクスプローラーの「表示」の「ファイル名拡張子」に印を付けると見えます",
        NameSlip::OtherFormat(_) => "票は .yaml のファイルに書いてください",
        NameSlip::Device => "別の名前に変えてください。票であれば、コードも合わせて変えてください",
        NameSlip::Kept => "票であれば、{RENAME}",
        _ => RENAME,
    });
    (title, remedy)
}
