//! An invented city of any size (見本市), the same for the same seed: content to measure with and to print in bulk.
//! Every sentence and figure is made up here, and says so. Goes into benches and tests; knows nothing of Kōhyō.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// How large the city is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    /// 施策
    pub(crate) policies: usize,
    /// 基本事業 of all policies together.
    pub(crate) projects: usize,
    /// Characters of prose on a sheet, about.
    pub(crate) prose: usize,
}

/// A whole year of a city: 41 policies with 200 projects.
pub(crate) const WHOLE: Size = Size { policies: 41, projects: 200, prose: 1500 };

impl Size {
    /// A city with so many sheets, one policy to five projects, as in a whole year.
    #[allow(dead_code, reason = "asked by those that measure only")]
    pub(crate) const fn of(sheets: usize) -> Self {
        let policies = sheets.div_ceil(6);
        Self { policies, projects: sheets - policies, prose: WHOLE.prose }
    }

    /// Digits of a pillar's code: as many as the last one has, so that no two codes are the same.
    fn digits(self) -> usize {
        let pillars = self.policies.div_ceil(UNDER_ONE_PILLAR);
        pillars.to_string().len()
    }
}

/// Policies below one pillar.
const UNDER_ONE_PILLAR: usize = 6;

/// What the sentences are about.
const MATTERS: [&str; 8] = [
    "工業の振興",
    "子育ての支援",
    "地域の防災",
    "図書館の利用",
    "公共交通の維持",
    "水道の更新",
    "農業の担い手",
    "健康づくり",
];

/// Sentences of the prose; the matter stands in for `○`.
const SENTENCES: [&str; 8] = [
    "○について、市民や事業者との意見交換を重ね、計画した取組をおおむね予定どおりに行った（見本）。",
    "○に関わる相談の窓口を一つにまとめたことにより、手続に要する日数を前の年度より短くすることができた（見本）。",
    "一方、○の担い手が減っており、取組を続けるための人材の確保と、費用の見直しが課題となっている（見本）。",
    "近隣の自治体と共同で○の講習会を開き、延べ350人が参加したほか、参加者の8割から役に立ったとの回答を得た（見本）。",
    "国の補助制度の見直しに伴い、○に充てる財源の組替えが必要となったため、対象を絞って支援を行った（見本）。",
    "○の施設は建設から30年を過ぎたものが多く、計画的な修繕により、安全に使える状態を保った（見本）。",
    "情報の発信が十分でなく、○を知らない市民が多いことから、広報紙とウェブサイトの内容を改めた（見本）。",
    "次の年度は、○の目標に届かなかった要因を分析し、効果の高い取組に重点を置いて進める必要がある（見本）。",
];

/// A small generator of numbers (xorshift), so that no crate's version changes the content.
struct Dice(u64);

impl Dice {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (below as u64)).unwrap()
    }

    fn matter(&mut self) -> &'static str {
        MATTERS[self.next(MATTERS.len())]
    }

    /// Prose of about so many characters, as a block of YAML.
    fn prose(&mut self, characters: usize, indent: usize) -> String {
        let (mut text, mut paragraph) = (String::new(), String::new());
        while text.chars().count() + paragraph.chars().count() < characters {
            let sentence = SENTENCES[self.next(SENTENCES.len())];
            paragraph.push_str(&sentence.replace('○', self.matter()));
            if paragraph.chars().count() > 250 {
                writeln!(text, "{}{paragraph}\n", " ".repeat(indent)).unwrap();
                paragraph.clear();
            }
        }
        format!("|\n{text}{}{paragraph}", " ".repeat(indent))
    }

    /// One or two indicators.
    fn indicators(&mut self, code: &str) -> String {
        let mut text = String::from("成果指標:\n");
        let falling = self.next(4) == 0;
        let base = 20 + self.next(900);
        let step = base / 40 + 1;
        let (plan, direction, method) = if falling {
            ([base - step, base - step, base - 2 * step], "減少", "    比べる: 計画÷実績\n")
        } else {
            ([base + step, base + 2 * step, base + 3 * step], "増加", "")
        };
        let now = base + self.next(4 * step);
        let now = if self.next(12) == 0 {
            "未公表".to_owned()
        } else {
            now.saturating_sub(step).to_string()
        };
        let [first, second, third] = plan;
        write!(
            text,
            "  - 指標名: {}に関わる件数（見本{code}）\n    単位: 件\n    望ましい方向: {direction}\n    値の種類: 単年\n{method}    \
             実績: {{ 令和4: {base}, 令和5: {now} }}\n    \
             計画: {{ 令和5: {first}, 令和6: {second}, 令和7: {third} }}\n    最終目標年度: 令和7\n",
            self.matter()
        )
        .unwrap();
        text
    }
}

/// Writes the content of the city below a folder.
pub(crate) fn write(folder: &Path, size: Size, seed: u64) {
    let mut dice = Dice(seed.max(1));
    let put = |path: &str, text: &str| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put(
        "city.yaml",
        "様式の版: 1\n自治体: { 名称: 見本市, 団体コード: \"000000\", 公式サイト: \"https://example.jp/\" }\n\
         サイト:\n  名称: 見本市の政策評価（見本）\n  説明: 大きさを試すための見本です。市の名称も数値も架空です。\n\
         基準日: 令和7年3月31日\n問い合わせ:\n  - 見本市（架空の市です）\n注記:\n  - 数値と文章は、すべて見本です。\n",
    );
    let mut pillars = String::new();
    let digits = size.digits();
    for pillar in 1..=size.policies.div_ceil(UNDER_ONE_PILLAR) {
        let matter = MATTERS[pillar % MATTERS.len()];
        writeln!(
            pillars,
            "      - {{ コード: \"{pillar:0digits$}\", 名称: {matter}の柱（見本） }}"
        )
        .unwrap();
    }
    put(
        "r6/evaluation.yaml",
        &format!(
            "年度: 令和6\n実績年度: 令和5\n名称: 施策評価（見本）\n階層:\n  - 呼び名: 施策の柱\n    一覧:\n{pillars}  \
             - 呼び名: 施策\n    様式: {{ h25-shisaku: 令和6年度施策評価シート（見本） }}\n    置き場所: policies\n  \
             - 呼び名: 基本事業\n    様式: {{ h25-kihonjigyo: 令和6年度施策評価シート（基本事業の状況、見本） }}\n    \
             置き場所: projects\n"
        ),
    );
    put(
        "handouts/zentai.yaml",
        "件名: 令和6年度施策評価の結果について（見本）\n会議名: 見本会議\n年月日: 令和7年3月31日\n担当課: 見本課\n年度: 令和6\n資料番号: 資料1\n",
    );
    for place in 0..size.policies {
        let pillar = format!("{:0digits$}", place / UNDER_ONE_PILLAR + 1);
        let policy = format!("{pillar}{}", place % UNDER_ONE_PILLAR + 1);
        let extra = usize::from(place < size.projects % size.policies);
        let own: Vec<String> = (1..=size.projects / size.policies + extra)
            .map(|number| format!("{policy}{number}"))
            .collect();
        put(
            &format!("r6/policies/{policy}.yaml"),
            &policy_sheet(&mut dice, &policy, &pillar, &own, size.prose),
        );
        for code in &own {
            put(
                &format!("r6/projects/{code}.yaml"),
                &project_sheet(&mut dice, code, &policy, size.prose),
            );
        }
    }
}

fn policy_sheet(dice: &mut Dice, code: &str, pillar: &str, own: &[String], prose: usize) -> String {
    let matter = dice.matter();
    let mut text = format!(
        "票: {{ コード: \"{code}\", 名称: {matter}（見本）, 上: \"{pillar}\" }}\n\
         担当: {{ 評価責任者: {{ 職名: 見本部長 }}, 評価シート作成者: {{ 職名: 見本課長 }} }}\n\
         目的: {{ 対象: 市民と事業者（見本）, 意図: {matter}が進む（見本）。 }}\n{}",
        dice.indicators(code)
    );
    text.push_str("近隣自治体との成果水準比較:\n  指標名: 人口千人当たりの件数（見本）\n  説明: 見本の説明です。\n  単位: 件\n  年度: [ 令和4, 令和5 ]\n  団体:\n");
    for (place, city) in
        ["見本市", "架空市", "試作市", "例示市", "仮想市", "想定市"].into_iter().enumerate()
    {
        let (now, own) = (20 + dice.next(60), if place == 0 { ", 自団体: はい" } else { "" });
        writeln!(text, "    {city}: {{ 値: [ {}, {now} ]{own} }}", now + dice.next(5)).unwrap();
    }
    write!(
        text,
        "達成度評価結果:\n  取組内容と成果: {}\n  成果を押し上げた要因: {}\n  ギャップの要因: {}\n  これからの課題: {}\n",
        dice.prose(prose / 2, 4),
        dice.prose(prose / 10, 4),
        dice.prose(prose / 10, 4),
        dice.prose(prose / 6, 4)
    )
    .unwrap();
    write!(
        text,
        "各主体に期待する役割:\n  市: {}\n  国・県・他自治体: 記載なし\n  市民・NPO: {}\n  企業・その他: 記載なし\n",
        dice.prose(prose / 15, 4),
        dice.prose(prose / 15, 4)
    )
    .unwrap();
    let whole = 100 / own.len();
    let weight = |(place, code): (usize, &String)| {
        let share = if place == 0 { 100 - whole * (own.len() - 1) } else { whole };
        format!("\"{code}\": {share}")
    };
    let weights: Vec<String> = own.iter().enumerate().map(weight).collect();
    writeln!(
        text,
        "基本事業の比重: {{ {} }}\n出典: 見本市「施策評価シート（見本）」施策{code}",
        weights.join(", ")
    )
    .unwrap();
    text
}

fn project_sheet(dice: &mut Dice, code: &str, policy: &str, prose: usize) -> String {
    let matter = dice.matter();
    format!(
        "票: {{ コード: \"{code}\", 名称: {matter}の推進（見本）, 上: \"{policy}\" }}\n\
         担当: {{ 評価シート作成者: {{ 職名: 見本課長 }}, 施策主管部: 見本部 }}\n\
         目的: {{ 対象: 市民（見本）, 意図: {matter}に取り組む人が増える（見本）。 }}\n{}\
         役割分担:\n  市: {{ 比率: 60, 役割の内容: {} }}\n  国・県・他自治体: {{ 比率: 役割なし, 役割の内容: 役割なし }}\n  \
         市民・NPO: {{ 比率: 40, 役割の内容: {} }}\n  企業・その他: {{ 比率: 役割なし, 役割の内容: 役割なし }}\n\
         出典: 見本市「施策評価シート（見本）」基本事業{code}\n",
        dice.indicators(code),
        quoted(&dice.prose(prose / 3, 0)),
        quoted(&dice.prose(prose / 5, 0)),
    )
}

/// Prose inside brackets: one paragraph in quotes.
fn quoted(block: &str) -> String {
    let lines = block.lines().skip(1).filter(|line| !line.is_empty());
    format!("\"{}\"", lines.collect::<String>())
}
