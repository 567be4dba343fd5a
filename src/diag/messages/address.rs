//! Sentences about what stands for the city elsewhere: addresses on the web, and the code of the municipality.

use crate::diag::codes::Code;
use crate::diag::messages::sentence::diag;
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// What is wrong with an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddressFault {
    /// It does not begin with `https://` or `http://`; with it, where that makes an address.
    Scheme(Option<String>),
    /// A blank in it.
    Blank,
    /// No name of a server, or one that none can have.
    Host,
    /// A name of a server that is not ASCII.
    HostNotAscii,
    /// A name or password before the server's.
    User,
    /// A port that is no number.
    Port,
    /// Japanese or other characters that are written as `%` and numbers; as it is to be written.
    NotEncoded(String),
    /// `%` without two digits after it.
    Percent,
    /// What belongs to one page, `?` or `#`, at the address of a folder; the address of the folder.
    NotAFolder(String),
    /// `//`, `.` or `..` in the path of a folder.
    Path,
}

/// What is wrong with a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LgFault {
    /// Not digits; how it would be written in half-width ones, where it is six of those.
    NoDigits(Option<String>),
    /// Five digits: the codes that it may stand for, with a zero in front that was lost, or with the check digit.
    Five(Vec<String>),
    /// Another number of digits.
    Length(usize),
    /// No prefecture has these two digits.
    Prefecture(String),
    /// The last digit is not the one that the others give.
    CheckDigit(char),
}

const EXAMPLE: &str = "https:// で始まるアドレスを、空白を入れずに書いてください（例 https://www.city.morioka.iwate.jp/）";

/// An address that cannot be published as it is.
#[must_use]
pub fn bad_address(span: Span, text: &str, fault: &AddressFault) -> Diag {
    let copy = "ブラウザーのアドレス欄から写すと、そのまま使える形になります";
    let (why, remedy) = match fault {
        AddressFault::Scheme(Some(whole)) => {
            ("https:// で始まっていません", format!("{whole} と書いてください"))
        }
        AddressFault::Scheme(None) => ("https:// で始まっていません", EXAMPLE.to_owned()),
        AddressFault::Blank => ("空白が入っています", EXAMPLE.to_owned()),
        AddressFault::Host => ("サーバーの名前が正しくありません", EXAMPLE.to_owned()),
        AddressFault::HostNotAscii => (
            "サーバーの名前に半角の英数字でない文字があります",
            format!("xn-- で始まる形で書いてください。{copy}"),
        ),
        AddressFault::User => {
            ("「@」が入っています", "利用者の名前やパスワードを除いて書いてください".to_owned())
        }
        AddressFault::Port => (
            "「:」の後が数字ではありません",
            "「:」の後に、0から65535までの番号を半角で書くか、「:」を消してください".to_owned(),
        ),
        AddressFault::NotEncoded(whole) => (
            "そのままでは使えない文字が入っています",
            format!("同じ場所を表す {whole} に書き換えてください"),
        ),
        AddressFault::Percent => {
            ("「%」の後に2桁の番号がありません", format!("{copy}。確かめて書き直してください"))
        }
        AddressFault::NotAFolder(folder) => (
            "ページのアドレスで、フォルダーのアドレスではありません",
            format!("サイトを置くフォルダーのアドレスを書いてください。{folder} ではありませんか"),
        ),
        AddressFault::Path => (
            "「//」や「.」「..」が途中にあります",
            format!("サイトを置くフォルダーのアドレスを書いてください。{copy}"),
        ),
    };
    let title = format!("「{text}」は、サイトのアドレスとして使えません（{why}）");
    diag(Code::BadAddress, span, title, "ここです", remedy)
}

const SIX: &str = "総務省の「全国地方公共団体コード」の表にある6桁を、\" \" で囲んで書いてください（例 盛岡市は \"032018\"）";

/// A code that no municipality has.
#[must_use]
pub fn bad_lg_code(span: Span, text: &str, fault: &LgFault) -> Diag {
    let (why, remedy) = match fault {
        LgFault::NoDigits(Some(half)) => {
            ("全角の文字があります".to_owned(), format!("半角で \"{half}\" と書いてください"))
        }
        LgFault::NoDigits(None) => ("数字ではありません".to_owned(), SIX.to_owned()),
        LgFault::Five(codes) if codes.is_empty() => ("5桁です".to_owned(), SIX.to_owned()),
        LgFault::Five(codes) => {
            let codes: Vec<String> = codes.iter().map(|code| format!("\"{code}\"")).collect();
            (
                "5桁です".to_owned(),
                format!(
                    "初めの0か、終わりの検査数字が落ちていませんか。{} を、次の表で確かめてください。{SIX}",
                    codes.join(" か ")
                ),
            )
        }
        LgFault::Length(length) => (format!("{length}桁です"), SIX.to_owned()),
        LgFault::Prefecture(digits) => {
            (format!("都道府県の番号「{digits}」はありません"), SIX.to_owned())
        }
        LgFault::CheckDigit(right) => {
            let five: String = text.chars().take(5).collect();
            (
                "終わりの検査数字が合いません".to_owned(),
                format!(
                    "初めの5桁が {five} なら、6桁めは {right} です。どの数字が違うか確かめてください。{SIX}"
                ),
            )
        }
    };
    let title = format!("団体コード「{text}」は使えません（{why}）");
    diag(Code::BadLgCode, span, title, "ここです", remedy)
}

/// A code of examples, at a city that is none.
#[must_use]
pub fn invented_lg_code(span: Span, text: &str) -> Diag {
    let title = format!("団体コード「{text}」は、見本のための番号です");
    let practice = "練習の内容なら、自治体の名称に「見本」を入れると、この番号のまま使えます";
    diag(Code::BadLgCode, span, title, "ここです", format!("{SIX}。{practice}"))
}
