//! Sentences about what is read and kept but not published (公開: しない).

messages! {
    /// A form of which nothing is published.
    nothing_published(span, form: &str) = HiddenPart {
        title "様式「{form}」には、公表する区画が1つもありません"
        here "この様式です"
        remedy "公表する区画から「公開: しない」を消してください。票の全部を公表しないなら、内容のフォルダーの外に置いてください"
    }

    /// 場合 of a published section depends on an unpublished field.
    condition_of_hidden(span, section: &str, field: &str) = HiddenPart {
        title "公表する区画「{section}」の「場合」に、公表しない欄「{field}」が書かれています"
        here "この欄です"
        remedy "区画があるかどうかで、欄の言葉が分かります。区画にも「公開: しない」と書くか、公表する欄で分けるか、この欄の「公開: しない」を消してください"
    }

    /// The field that names the entries of a list is not published.
    name_of_entries_hidden(span, field: &str) = HiddenPart {
        title "一覧のはじめの欄「{field}」は、公表しないことにできません"
        here "1件ごとの名です"
        remedy "1件ごとの名は、データの所在にも載ります。区画の全部に「公開: しない」と書くか、公表してよい名の欄をはじめに置いてください"
    }

    /// Published figures whose unit is not published.
    unit_hidden(span, field: &str) = HiddenPart {
        title "公表する数の単位の欄「{field}」は、公表しないことにできません"
        here "単位の欄です"
        remedy "単位のない数は読めません。この欄の「公開: しない」を消すか、数の欄にも「公開: しない」と書いてください"
    }

    /// A published sum with an unpublished part.
    sum_with_hidden(span, sum: &str, part: &str) = HiddenPart {
        title "公表する数の検算「{sum}」に、公表しない「{part}」が入っています"
        here "この式です"
        remedy "ほかの数から「{part}」を求められます。式を消すか、左の数にも「公開: しない」と書くか、「{part}」を公表してください"
    }

    /// An unpublished figure that follows from published ones.
    hidden_follows(span, sum: &str, stated: &str) = HiddenPart {
        title "公表しない「{stated}」を、公表する数だけから求められます（{sum}）"
        here "この式です"
        remedy "右の数のどれかにも「公開: しない」と書くか、「{stated}」を公表してください"
    }

    /// Two consecutive columns, only one of which is published.
    column_before_hidden(span, sum: &str) = HiddenPart {
        title "検算「{sum}」の「前の列」で、公表する列と公表しない列が隣り合っています"
        here "この式です"
        remedy "公表する列の数から、公表しない列の数を求められます。式を消すか、行にも「公開: しない」と書くか、列を公表してください"
    }

    /// Compared columns of which only some are published.
    compared_with_hidden(span, [hidden, public]: [&str; 2]) = HiddenPart {
        title "公表しない列「{hidden}」が、公表する列「{public}」との比較に使われます"
        here "この列です"
        remedy "比べた結果や率から、公表しない数の見当が付きます。実績、目標、目安、率、累計、向きと、基準のある区分は、全部を公表するか、全部に「公開: しない」と書いてください。率などの列がなく、実績と目標を比べないなら「比べる: 算出しない」と書くと分けられます"
    }

    /// The same for the method of an indicator or a series.
    method_with_hidden(span, method: &str, [hidden, public]: [&str; 2]) = HiddenPart {
        title "「{method}」では、公表しない列「{hidden}」が、公表する列「{public}」との比較に使われます"
        here "この比べ方です"
        remedy "比べた結果や率から、公表しない数の見当が付きます。「比べる」を様式のとおりにするか、様式の「公開: しない」を改めてください"
    }

    /// A correction that names an unpublished item.
    correction_of_hidden(span, subject: &str, name: &str) = HiddenPart {
        title "訂正の対象「{subject}」が、公表しない「{name}」を指しています"
        here "この訂正です"
        remedy "公表していないものの訂正は、載せられません。この訂正を消してください。公表したものの訂正なら、対象に「公開: しない」のものの名を入れずに書いてください"
    }
}
