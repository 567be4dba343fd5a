//! Sentences about the city's identifiers elsewhere: web addresses and the municipality code.

/// What is wrong with an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddressFault {
    /// It does not begin with `https://` or `http://`; holds the address with the scheme, if that is valid.
    Scheme(Option<String>),
    /// A blank in it.
    Blank,
    /// No server name, or an impossible one.
    Host,
    /// A server name that is not ASCII.
    HostNotAscii,
    /// A user name or password before the server name.
    User,
    /// A port that is no number.
    Port,
    /// Japanese or other characters that must be percent-encoded; holds the encoded address.
    NotEncoded(String),
    /// `%` without two digits after it.
    Percent,
    /// `?` or `#`, which belong to a single page, in the address of a folder; holds the address of the folder.
    NotAFolder(String),
    /// `//`, `.` or `..` in the path of a folder.
    Path,
}

/// What is wrong with a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LgFault {
    /// Not digits; holds the half-width form if there are six full-width digits.
    NoDigits(Option<String>),
    /// Five digits; holds the codes it may stand for, with a lost leading zero or with the check digit added.
    Five(Vec<String>),
    /// Another number of digits.
    Length(usize),
    /// No prefecture has these two digits.
    Prefecture(String),
    /// The check digit is wrong; holds the right one.
    CheckDigit(char),
}

const EXAMPLE: &str = "https:// で始まるアドレスを、空白を入れずに書いてください（例 https://www.city.morioka.iwate.jp/）";

const COPY: &str = "ブラウザーのアドレス欄から写すと、そのまま使える形になります";

const SIX: &str = "総務省の「全国地方公共団体コード」の表にある6桁を、\" \" で囲んで書いてください（例 盛岡市は \"032018\"）";

messages! {
    /// An address that cannot be published.
    bad_address(span, text: &str, fault: &AddressFault) = BadAddress {
        let why = words!(match fault {
            AddressFault::Scheme(_) => "https:// で始まっていません",
            AddressFault::Blank => "空白が入っています",
            AddressFault::Host => "サーバーの名前が正しくありません",
            AddressFault::HostNotAscii => "サーバーの名前に半角の英数字でない文字があります",
            AddressFault::User => "「@」が入っています",
            AddressFault::Port => "「:」の後が数字ではありません",
            AddressFault::NotEncoded(_) => "そのままでは使えない文字が入っています",
            AddressFault::Percent => "「%」の後に2桁の番号がありません",
            AddressFault::NotAFolder(_) => "ページのアドレスで、フォルダーのアドレスではありません",
            AddressFault::Path => "「//」や「.」「..」が途中にあります",
        });
        title "「{text}」は、サイトのアドレスとして使えません（{why}）"
        here "ここです"
        remedy match fault {
            AddressFault::Scheme(Some(whole)) => "{whole} と書いてください",
            AddressFault::Scheme(None) | AddressFault::Blank | AddressFault::Host => EXAMPLE,
            AddressFault::HostNotAscii => "xn-- で始まる形で書いてください。{COPY}",
            AddressFault::User => "利用者の名前やパスワードを除いて書いてください",
            AddressFault::Port => "「:」の後に、0から65535までの番号を半角で書くか、「:」を消してください",
            AddressFault::NotEncoded(whole) => "同じ場所を表す {whole} に書き換えてください",
            AddressFault::Percent => "{COPY}。確かめて書き直してください",
            AddressFault::NotAFolder(folder) => "サイトを置くフォルダーのアドレスを書いてください。{folder} ではありませんか",
            AddressFault::Path => "サイトを置くフォルダーのアドレスを書いてください。{COPY}",
        }
    }

    /// A code that no municipality has.
    bad_lg_code(span, text: &str, fault: &LgFault) = BadLgCode {
        let why = words!(match fault {
            LgFault::NoDigits(Some(_)) => "全角の文字があります",
            LgFault::NoDigits(None) => "数字ではありません",
            LgFault::Five(_) => "5桁です",
            LgFault::Length(length) => "{length}桁です",
            LgFault::Prefecture(digits) => "都道府県の番号「{digits}」はありません",
            LgFault::CheckDigit(_) => "終わりの検査数字が合いません",
        });
        let five = text.chars().take(5).collect::<String>();
        let meant = match fault {
            LgFault::Five(codes) => codes.iter().map(|code| format!("\"{code}\"")).collect(),
            _ => Vec::new(),
        };
        let codes = meant.join(" か ");
        title "団体コード「{text}」は使えません（{why}）"
        here "ここです"
        remedy match fault {
            LgFault::NoDigits(Some(half)) => "半角で \"{half}\" と書いてください",
            LgFault::Five(_) if !meant.is_empty() => "初めの0か、終わりの検査数字が落ちていませんか。{codes} を、次の表で確かめてください。{SIX}",
            LgFault::CheckDigit(right) => "初めの5桁が {five} なら、6桁めは {right} です。どの数字が違うか確かめてください。{SIX}",
            _ => SIX,
        }
    }

    /// An address reserved for examples, in a city that is none.
    invented_home(span, text: &str) = BadAddress {
        title "公式サイト「{text}」は、見本のためのアドレスです"
        here "ここです"
        remedy "団体の公式サイトのアドレスを書いてください（例 https://www.city.morioka.iwate.jp/）"
    }

    /// A code reserved for examples, in a city that is none.
    invented_lg_code(span, text: &str) = BadLgCode {
        title "団体コード「{text}」は、見本のための番号です"
        here "ここです"
        remedy "{SIX}。練習の内容なら、自治体の名称に「見本」を入れると、この番号のまま使えます"
    }
}
