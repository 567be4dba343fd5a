//! Arguments as typed. Every word of the help is here.

use std::net::IpAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::terms::year::Date;

/// Help of the program as a whole.
const TOP: &str = "{about}\n\n使い方: {usage}\n\nコマンド:\n{subcommands}\n\nオプション:\n{options}{after-help}\n";
/// Help of one command.
const SUB: &str = "{about}\n\n使い方: {usage}\n\nオプション:\n{options}{after-help}\n";

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "kohyo",
    version,
    about = "公表（Kōhyō）: 政策評価の票を点検し、サイト・PDF・オープンデータにします。",
    help_template = TOP,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    override_usage = "kohyo <コマンド> [オプション]",
    after_help = "\nコマンドごとの説明は「kohyo build --help」のように打つと出ます。"
)]
pub(super) struct Cli {
    /// この説明を出す
    #[arg(short, long, action = clap::ArgAction::Help, global = true)]
    help: Option<bool>,
    /// 版を出す
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    version: Option<bool>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 新しい団体のフォルダーを作る（様式の全ての項目がある、未記入の票も）
    #[command(
        help_template = SUB,
        override_usage = "kohyo new [場所] --city 名称 [オプション]",
        after_help = "\n例:\n  kohyo new . --city 見本市 --year 令和6\n  kohyo new hyoka --city 盛岡市 --code 032018 --form 施策=h29-shisaku --form 小施策=shoshisaku\n\n様式は「kohyo form list」で示すもの。場所の content/forms にある様式も使えます。もうあるファイルには、何も書き込みません。"
    )]
    New(NewArgs),
    /// 前の年度の票をもとに、次の年度の下書きを作る
    #[command(
        help_template = SUB,
        override_usage = "kohyo year [年度] [オプション]",
        after_help = "\n例:\n  kohyo year 令和7\n  kohyo year 令和7 --from 令和6\n\n目標と前の実績は新しい列に移し、新しい実績と毎年書く文は未記入にします。訂正、注、注意への答えは移しません。"
    )]
    Year(YearArgs),
    /// 内容を点検し、直すところを全部示す（何も書き換えない）
    #[command(help_template = SUB, override_usage = "kohyo check [オプション]")]
    Check(CheckArgs),
    /// 票ごとに、どこまで書いたかと、未記入の所を示す
    #[command(
        help_template = SUB,
        override_usage = "kohyo status [対象…] [オプション]",
        after_help = "\n例:\n  kohyo status\n  kohyo status r6/101\n  kohyo status --office 見本課\n  kohyo status --format html > 入力状況.html"
    )]
    Status(StatusArgs),
    /// 確かめた注意に答える（「警告の確認」を書き加える）
    #[command(
        help_template = SUB,
        override_usage = "kohyo accept 注意… --reason 理由 --office 課",
        after_help = "\n注意は、場所（content/r6/jigyo/101.yaml:8）、票（r6/101）、符号（sum-differs）、注意の言葉で示します。並べて書くと、全部に当てはまるものになります。\n\n例:\n  kohyo accept r6/101 sum-differs --reason 原典のとおりの数値であるため --office 見本課"
    )]
    Accept(AcceptArgs),
    /// 内容を点検し、サイト・PDF・オープンデータを作る
    #[command(help_template = SUB, override_usage = "kohyo build [オプション]")]
    Build(BuildArgs),
    /// 内容を保存するたびに新しくなるプレビューを、ブラウザーで見る（公表物には触らない）
    #[command(help_template = SUB, override_usage = "kohyo serve [オプション]")]
    Serve(ServeArgs),
    /// 会議などに配る資料の冊子（PDF）を作る
    #[command(
        help_template = SUB,
        override_usage = "kohyo handout [構成のファイル…] [オプション]",
        after_help = "\n構成のファイルを示さなければ、content/handouts にある全部の冊子を作ります。"
    )]
    Handout(HandoutArgs),
    /// 票の様式を調べ、点検し、写して新しい様式を作る
    #[command(
        help_template = TOP,
        override_usage = "kohyo form <コマンド> [オプション]",
        after_help = "\nコマンドごとの説明は「kohyo form show --help」のように打つと出ます。"
    )]
    Form(FormArgs),
    /// 様式の定義（JSON Schema）を書き出す
    #[command(help_template = SUB, override_usage = "kohyo schema [オプション]")]
    Schema(SchemaArgs),
    /// 公表版を作る（サイト、PDF、データ、zip、控え、前の公表版からの変更）
    #[command(help_template = SUB, override_usage = "kohyo release 名前 [オプション]")]
    Release(ReleaseArgs),
    /// 2つの公表版の違い、又は公表版と今の内容の違いを示す
    #[command(help_template = SUB, override_usage = "kohyo diff 前 後 [オプション]")]
    Diff(DiffArgs),
    /// 公表物が、作ったときのまま揃っているかを確かめる
    #[command(help_template = SUB, override_usage = "kohyo verify 場所")]
    Verify(VerifyArgs),
}

/// Arguments of `new`.
#[derive(Debug, Args)]
pub(super) struct NewArgs {
    /// 作るフォルダー（書かなければ、今のフォルダー）
    #[arg(value_name = "場所", default_value = ".", hide_default_value = true)]
    pub place: PathBuf,
    /// 団体の名称
    #[arg(long, value_name = "名称")]
    pub city: Option<String>,
    /// 全国地方公共団体コード（6桁）。名称に「見本」があれば要らない
    #[arg(long, value_name = "団体コード")]
    pub code: Option<String>,
    /// 評価の年度（例 令和6）。書かなければ今年度。実績は、その前の年度
    #[arg(long, value_name = "年度")]
    pub year: Option<String>,
    /// 様式を、上の階層から順に（例 施策=h29-shisaku）。書かなければ、施策と基本事業
    #[arg(long, value_name = "呼び名=様式")]
    pub form: Vec<String>,
    /// いちばん上の階層の票の数（書かなければ 3）
    #[arg(long, value_name = "数", default_value = "3", hide_default_value = true)]
    pub policies: NonZeroUsize,
    /// その下の階層ごとの票の数（書かなければ 8）
    #[arg(long, value_name = "数", default_value = "8", hide_default_value = true)]
    pub projects: NonZeroUsize,
}

/// Arguments of `year`.
#[derive(Debug, Args)]
pub(super) struct YearArgs {
    /// 作る年度（例 令和7）。書かなければ、もとにする年度の次の年度
    #[arg(value_name = "年度")]
    pub year: Option<String>,
    /// もとにする年度（例 令和6）。書かなければ、いちばん新しい年度
    #[arg(long, value_name = "年度")]
    pub from: Option<String>,
    /// Where the content is.
    #[command(flatten)]
    pub source: Content,
}

/// What a command reads: the same for all that read content.
#[derive(Debug, Clone, Args)]
pub(super) struct Source {
    /// 内容のフォルダー
    #[arg(long, value_name = "フォルダー", default_value = "content", hide_default_value = true)]
    pub content: PathBuf,
    /// 内容の時点（例 2026-11-21、令和8年11月21日）。city.yaml の基準日に代えて使う
    #[arg(long, value_name = "日付", value_parser = date)]
    pub as_of: Option<Date>,
}

/// The content folder alone, for commands that do not depend on the date.
#[derive(Debug, Clone, Args)]
pub(super) struct Content {
    /// 内容のフォルダー
    #[arg(long, value_name = "フォルダー", default_value = "content", hide_default_value = true)]
    pub content: PathBuf,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// What is read, and as of when.
    #[command(flatten)]
    pub source: Source,
    /// 結果の形（human 人が読む文、json 道具が読むJSON）
    #[arg(
        long,
        value_name = "形",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: Format,
    /// 意味が1つに決まる誤り（全角の数字やコロン、桁区切りのカンマなど）を、ファイルに書き込んで直す
    #[arg(long, conflicts_with = "format")]
    pub fix: bool,
}

/// Arguments of `accept`.
#[derive(Debug, Args)]
pub(super) struct AcceptArgs {
    /// どの注意か。1件に定まるように書く
    #[arg(value_name = "注意")]
    pub of: Vec<String>,
    /// このまま公表してよい理由（1文）
    #[arg(long, value_name = "理由")]
    pub reason: String,
    /// 確認した課や係の名称
    #[arg(long, value_name = "課")]
    pub office: String,
    /// What is read, and as of when.
    #[command(flatten)]
    pub source: Source,
}

/// Arguments of `status`.
#[derive(Debug, Args)]
pub(super) struct StatusArgs {
    /// 年度のフォルダー（例 r6）か、票（例 r6/101）。書かなければ全部
    #[arg(value_name = "対象")]
    pub of: Vec<String>,
    /// この課の票だけを示す（名称の一部でよい）
    #[arg(long, value_name = "課")]
    pub office: Option<String>,
    /// What is read, and as of when.
    #[command(flatten)]
    pub source: Source,
    /// 結果の形（human: 人が読む形、csv: 表計算、json: 機械が読む形、html: ページ）
    #[arg(
        long,
        value_name = "形",
        value_enum,
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: StatusFormat,
}

/// Shape of what `status` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StatusFormat {
    /// A table for a terminal.
    Human,
    /// A row for each section.
    Csv,
    /// JSON.
    Json,
    /// A page that stands alone.
    Html,
}

/// Shape of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Text with source lines.
    Human,
    /// JSON.
    Json,
}

/// Arguments of `build`.
#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    /// What is read, and as of when.
    #[command(flatten)]
    pub source: Source,
    /// 書き出すフォルダー
    #[arg(long, value_name = "フォルダー", default_value = "output", hide_default_value = true)]
    pub out: PathBuf,
    /// このコードの票だけを作り直す（ほかの票は前回のまま。一覧とデータは作り直す）
    #[arg(long, value_name = "コード", num_args = 1..)]
    pub only: Vec<String>,
    /// PDFを作らない
    #[arg(long)]
    pub no_pdf: bool,
    /// 前に作ったPDFをとっておくフォルダー（書かなければ .kohyo-cache。消しても構わない）
    #[arg(
        long,
        value_name = "フォルダー",
        default_value = super::cache::FOLDER,
        hide_default_value = true
    )]
    pub cache: PathBuf,
    /// とっておいたPDFを使わず、全てを作り直す
    #[arg(long, conflicts_with = "cache")]
    pub no_cache: bool,
    /// ホームページ管理システム（CMS）に貼る本文と図も、このフォルダーに書き出す
    #[arg(long, value_name = "フォルダー", conflicts_with = "only")]
    pub cms: Option<PathBuf>,
    /// 組み込みの組版の代わりに使う typst コマンドの場所
    #[arg(long, value_name = "ファイル")]
    pub typst: Option<PathBuf>,
    /// フォント（BIZ UD明朝・ゴシック）のあるフォルダー
    #[arg(long, value_name = "フォルダー")]
    pub fonts: Option<PathBuf>,
    /// 同時に動かす仕事の数（書かなければ、この計算機のコアの数）
    #[arg(short, long, value_name = "数")]
    pub jobs: Option<NonZeroUsize>,
    /// 進み具合とまとめを出さない（直すところは出す）
    #[arg(short, long)]
    pub quiet: bool,
}

/// Arguments of `serve`.
#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// What is read, and as of when.
    #[command(flatten)]
    pub source: Source,
    /// ポート番号（書かなければ 8080）
    #[arg(long, value_name = "番号", default_value_t = 8080, hide_default_value = true)]
    pub port: u16,
    /// この機器のほかのアドレスでも見られるようにする（例 0.0.0.0。同じネットワークの人にも見えます）
    #[arg(long, value_name = "アドレス")]
    pub host: Option<IpAddr>,
    /// ブラウザーを開く
    #[arg(long)]
    pub open: bool,
    /// フォント（BIZ UD明朝・ゴシック）のあるフォルダー
    #[arg(long, value_name = "フォルダー")]
    pub fonts: Option<PathBuf>,
}

/// Arguments of `handout`.
#[derive(Debug, Args)]
pub(super) struct HandoutArgs {
    /// 構成のファイル（例 content/handouts/teirei.yaml）
    #[arg(value_name = "構成のファイル")]
    pub specs: Vec<PathBuf>,
    /// What is read, and as of when.
    #[command(flatten)]
    pub source: Source,
    /// 書き出すフォルダーか、.pdf で終わるファイル
    #[arg(long, value_name = "場所", default_value = "output-handouts", hide_default_value = true)]
    pub out: PathBuf,
    /// A3に2ページずつ並べた印刷用のPDF（名前-a3.pdf）も作る
    #[arg(long, conflicts_with = "typst")]
    pub a3: bool,
    /// 組み込みの組版の代わりに使う typst コマンドの場所
    #[arg(long, value_name = "ファイル")]
    pub typst: Option<PathBuf>,
    /// フォント（BIZ UD明朝・ゴシック）のあるフォルダー
    #[arg(long, value_name = "フォルダー")]
    pub fonts: Option<PathBuf>,
    /// 同時に動かす仕事の数（書かなければ、この計算機のコアの数）
    #[arg(short, long, value_name = "数")]
    pub jobs: Option<NonZeroUsize>,
    /// まとめを出さない（直すところは出す）
    #[arg(short, long)]
    pub quiet: bool,
}

/// Arguments of `form`.
#[derive(Debug, Args)]
pub(super) struct FormArgs {
    /// What to do with forms.
    #[command(subcommand)]
    pub command: FormCommand,
}

/// What to do with forms.
#[derive(Debug, Subcommand)]
pub(super) enum FormCommand {
    /// 使える様式の一覧を示す
    #[command(help_template = SUB, override_usage = "kohyo form list [オプション]")]
    List(Content),
    /// 様式の中身（区画、欄、行と列、検算）を示す
    #[command(help_template = SUB, override_usage = "kohyo form show 名 [オプション]")]
    Show(FormShowArgs),
    /// 様式の宣言だけを点検し、直すところを全部示す（何も書き換えない）
    #[command(
        help_template = SUB,
        override_usage = "kohyo form check [宣言のファイル…] [オプション]",
        after_help = "\n宣言のファイルを示さなければ、content/forms にある全部を点検します。"
    )]
    Check(FormCheckArgs),
    /// 様式を写して、新しい様式のファイルを content/forms に作る
    #[command(help_template = SUB, override_usage = "kohyo form copy 名 新しい名 [オプション]")]
    Copy(FormCopyArgs),
}

/// Arguments of `form show`.
#[derive(Debug, Args)]
pub(super) struct FormShowArgs {
    /// 様式の名（「kohyo form list」で示すもの）
    #[arg(value_name = "名")]
    pub name: String,
    /// Where the forms of the city are.
    #[command(flatten)]
    pub source: Content,
    /// 宣言のファイル（YAML）をそのまま出す
    #[arg(long)]
    pub yaml: bool,
}

/// Arguments of `form check`.
#[derive(Debug, Args)]
pub(super) struct FormCheckArgs {
    /// 宣言のファイル（例 content/forms/mihon.yaml）。内容のフォルダーの外にあってもよい
    #[arg(value_name = "宣言のファイル")]
    pub files: Vec<PathBuf>,
    /// Where the forms of the city are.
    #[command(flatten)]
    pub source: Content,
}

/// Arguments of `form copy`.
#[derive(Debug, Args)]
pub(super) struct FormCopyArgs {
    /// 写す様式の名（「kohyo form list」で示すもの）
    #[arg(value_name = "名")]
    pub name: String,
    /// 新しい様式の名（半角の英小文字、数字、ハイフン。例 mihon-jimujigyo）
    #[arg(value_name = "新しい名")]
    pub new: String,
    /// Where the forms of the city are.
    #[command(flatten)]
    pub source: Content,
}

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// 内容のフォルダー。その forms にある様式の定義も書き出す（書かなければ content）
    #[arg(long, value_name = "フォルダー")]
    pub content: Option<PathBuf>,
    /// 書き出すフォルダー（書かなければ、内容のフォルダーの schema）
    #[arg(long, value_name = "フォルダー")]
    pub out: Option<PathBuf>,
}

/// Arguments of `release`.
#[derive(Debug, Args)]
pub(super) struct ReleaseArgs {
    /// 公表版の名前（例 2026-11-21）
    #[arg(value_name = "名前")]
    pub name: String,
    /// What is read, and as of when.
    #[command(flatten)]
    pub source: Source,
    /// 公表版を集めるフォルダー
    #[arg(long, value_name = "フォルダー", default_value = "releases", hide_default_value = true)]
    pub out: PathBuf,
    /// 組み込みの組版の代わりに使う typst コマンドの場所
    #[arg(long, value_name = "ファイル")]
    pub typst: Option<PathBuf>,
    /// フォント（BIZ UD明朝・ゴシック）のあるフォルダー
    #[arg(long, value_name = "フォルダー")]
    pub fonts: Option<PathBuf>,
    /// 同時に動かす仕事の数（書かなければ、この計算機のコアの数）
    #[arg(short, long, value_name = "数")]
    pub jobs: Option<NonZeroUsize>,
    /// 進み具合とまとめを出さない（直すところは出す）
    #[arg(short, long)]
    pub quiet: bool,
}

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub(super) struct DiffArgs {
    /// 前の公表版のフォルダー（公表物のフォルダー、zip、内容のフォルダーでもよい）
    #[arg(value_name = "前")]
    pub old: PathBuf,
    /// 後の公表版のフォルダー（同じ）
    #[arg(value_name = "後")]
    pub new: PathBuf,
    /// JSONで出す
    #[arg(long)]
    pub json: bool,
    /// 決裁する人が読むページ（HTML）を、このファイルに書き出す
    #[arg(long, value_name = "ファイル")]
    pub html: Option<PathBuf>,
    /// 違いがあるとき、終了コードを1にする
    #[arg(long)]
    pub exit_code: bool,
}

/// Arguments of `verify`.
#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// 確かめるフォルダー又はzip
    #[arg(value_name = "場所")]
    pub path: PathBuf,
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|_| String::new())
}
