//! Sentences about what is read and kept and not published (公開: しない).

use crate::diag::codes::Code;
use crate::diag::messages::sentence::diag;
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// A form of which nothing is published.
#[must_use]
pub fn nothing_published(span: Span, form: &str) -> Diag {
    diag(
        Code::HiddenPart,
        span,
        format!("様式「{form}」には、公表する区画が1つもありません"),
        "この様式です",
        "公表する区画から「公開: しない」を消してください。票の全部を公表しないなら、内容のフォルダーの外に置いてください",
    )
}

/// 場合 by a field that is not published, of a section that is.
#[must_use]
pub fn condition_of_hidden(span: Span, section: &str, field: &str) -> Diag {
    diag(
        Code::HiddenPart,
        span,
        format!("公表する区画「{section}」の「場合」に、公表しない欄「{field}」が書かれています"),
        "この欄です",
        "区画があるかどうかで、欄の言葉が分かります。区画にも「公開: しない」と書くか、公表する欄で分けるか、この欄の「公開: しない」を消してください",
    )
}

/// The field that names the entries of a list is not published.
#[must_use]
pub fn name_of_entries_hidden(span: Span, field: &str) -> Diag {
    diag(
        Code::HiddenPart,
        span,
        format!("一覧のはじめの欄「{field}」は、公表しないことにできません"),
        "1件ごとの名です",
        "1件ごとの名は、データの所在にも載ります。区画の全部に「公開: しない」と書くか、公表してよい名の欄をはじめに置いてください",
    )
}

/// The unit of figures that are published is not.
#[must_use]
pub fn unit_hidden(span: Span, field: &str) -> Diag {
    diag(
        Code::HiddenPart,
        span,
        format!("公表する数の単位の欄「{field}」は、公表しないことにできません"),
        "単位の欄です",
        "単位のない数は読めません。この欄の「公開: しない」を消すか、数の欄にも「公開: しない」と書いてください",
    )
}

/// A sum that is published with a part that is not.
#[must_use]
pub fn sum_with_hidden(span: Span, sum: &str, part: &str) -> Diag {
    diag(
        Code::HiddenPart,
        span,
        format!("公表する数の検算「{sum}」に、公表しない「{part}」が入っています"),
        "この式です",
        format!(
            "ほかの数から「{part}」を求められます。式を消すか、左の数にも「公開: しない」と書くか、「{part}」を公表してください"
        ),
    )
}

/// A figure that is not published, and follows from those that are.
#[must_use]
pub fn hidden_follows(span: Span, sum: &str, stated: &str) -> Diag {
    diag(
        Code::HiddenPart,
        span,
        format!("公表しない「{stated}」を、公表する数だけから求められます（{sum}）"),
        "この式です",
        format!("右の数のどれかにも「公開: しない」と書くか、「{stated}」を公表してください"),
    )
}

/// The column before, of which one is published and the other is not.
#[must_use]
pub fn column_before_hidden(span: Span, sum: &str) -> Diag {
    diag(
        Code::HiddenPart,
        span,
        format!("検算「{sum}」の「前の列」で、公表する列と公表しない列が隣り合っています"),
        "この式です",
        "公表する列の数から、公表しない列の数を求められます。式を消すか、行にも「公開: しない」と書くか、列を公表してください",
    )
}

/// Columns that are compared, of which some are published and others are not.
#[must_use]
pub fn compared_with_hidden(span: Span, [hidden, public]: [&str; 2]) -> Diag {
    diag(
        Code::HiddenPart,
        span,
        format!("公表しない列「{hidden}」が、公表する列「{public}」との比較に使われます"),
        "この列です",
        "比べた結果や率から、公表しない数の見当が付きます。実績、目標、目安、率、累計、向きと、基準のある区分は、全部を公表するか、全部に「公開: しない」と書いてください。率などの列がなく、実績と目標を比べないなら「比べる: 算出しない」と書くと分けられます",
    )
}

/// The same by the method of an indicator or a series.
#[must_use]
pub fn method_with_hidden(span: Span, method: &str, [hidden, public]: [&str; 2]) -> Diag {
    diag(
        Code::HiddenPart,
        span,
        format!(
            "「{method}」では、公表しない列「{hidden}」が、公表する列「{public}」との比較に使われます"
        ),
        "この比べ方です",
        "比べた結果や率から、公表しない数の見当が付きます。「比べる」を様式のとおりにするか、様式の「公開: しない」を改めてください",
    )
}

/// A correction that names what is not published.
#[must_use]
pub fn correction_of_hidden(span: Span, subject: &str, name: &str) -> Diag {
    diag(
        Code::HiddenPart,
        span,
        format!("訂正の対象「{subject}」が、公表しない「{name}」を指しています"),
        "この訂正です",
        "公表していないものの訂正は、載せられません。この訂正を消してください。公表したものの訂正なら、対象に「公開: しない」のものの名を入れずに書いてください",
    )
}
