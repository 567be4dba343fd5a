//! Sentences about handouts (資料).

use crate::terms::place::Span;

messages! {
    /// A level that a year does not have: the closest name, and a folder that has such a level.
    no_level(
        span, written: &str, (near, folder): (Option<&str>, Option<&str>), known: &[&str],
    ) = DanglingReference {
        let cure = words!(match (near, folder) {
            (Some(near), _) => "「{near}」の書き誤りではありませんか。",
            (None, Some(folder)) => "{folder} の票を載せるなら、種類が票の資料に「フォルダー: {folder}」を書き添えてください。",
            (None, None) => "evaluation.yaml の階層の呼び名か置き場所に直してください。",
        });
        let known = known.join("、");
        title "「{written}」という階層がありません"
        here "この階層です"
        remedy "{cure}あるのは {known} です"
    }

    /// An unknown folder that is no year.
    no_folder(span, written: &str, known: &[&str]) = DanglingReference {
        let all = known.join("、");
        let list = words!(match known { [] => "まだ1つもありません", _ => "あるのは {all} です" });
        title "年度のないフォルダー「{written}」がありません"
        here "このフォルダーです"
        remedy "フォルダーの名を直してください（{list}）。年度の票を載せるときは、この項目を消してください"
    }

    /// A year without sheets.
    no_sheet_of_year(span, written: &str) = NothingChosen {
        title "「{written}」の票が1つもありません"
        here "この年度です"
        remedy "年度を直すか、その年度の票を加えてください"
    }

    /// The conditions select no sheet.
    no_sheet_chosen(span) = NothingChosen {
        title "絞り込みに合う票が1つもありません"
        here "この条件です"
        remedy "条件を減らすか、直してください。書いた条件に全て合う票と、その下の階層の票だけを載せます。主管部は、欄の課の名称か職名の始まりの言葉です"
    }

    /// A sheet named by a part of the handout that is not printed.
    sheet_left_out(span, code: &str, filter: Option<Span>) = NothingChosen {
        title "コード「{code}」は、票がないか「絞り込み」に合わないため載りません"
        here "このコードです"
        also filter "絞り込みはここです"
        remedy "このコードを消すか、「絞り込み」を直してください。「一覧」に名称だけがあるものに、票はありません"
    }

    /// A year without an evaluation.
    handout_of_no_year(span, written: &str, known: &[String]) = DanglingReference {
        let all = known.join("、");
        let list = words!(match known { [] => "まだ1つもありません", _ => "あるのは {all} です" });
        title "「{written}」の評価年度がありません"
        here "この年度です"
        remedy "年度を直すか、その年度のフォルダーと evaluation.yaml を加えてください（{list}）"
    }

    /// A number used by two parts.
    duplicate_number(span, number: &str, first: Span) = DuplicateNumber {
        title "資料番号「{number}」が2つあります"
        here "2つめです"
        also first "1つめはここです"
        remedy "会議で指し示すときに取り違えないように、どちらかの資料番号を変えてください"
    }

    /// A part that holds nothing.
    empty_part(span, kind: &str) = NothingChosen {
        title "「{kind}」に載せるものが1つもありません"
        here "この資料です"
        remedy "この資料を消すか、載せるものの条件を直してください"
    }

    /// An item that only parts of the kind 票 have.
    item_of_another_kind(span, item: &str, kind: &str) = UnknownKey {
        title "種類が「{kind}」の資料に、「{item}」は書けません"
        here "ここです"
        remedy "この項目を消してください。「{item}」は、種類が票の資料に書けます"
    }
}
