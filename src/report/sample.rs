//! For tests: policy 52 of 盛岡市 with its four basic projects and the plan, figures in full, prose in
//! short.

use rust_decimal::Decimal;

use crate::model::by_year::ByYear;
use crate::model::indicator::{Direction, Indicator, Kind, Method, Terms};
use crate::model::plan::{Cost, Kpi, Plan, Section};
use crate::model::policy::{
    Columns, ComparedCity, Comparison, Evaluation, Finding, Levels, Party, Person, Policy, Post,
    Project, RoleShare,
};
use crate::model::quantity::{Conversion, Quantity, Reading, Value};
use crate::model::rounding::Rounding;
use crate::model::{City, CodeName, Model, People, Text};
use crate::terms::reason::Missing;
use crate::terms::year::{Date, FiscalYear};

/// The day of the sample.
pub(crate) fn as_of() -> Date {
    Date::parse("令和8年11月21日").unwrap()
}

/// A stated value.
pub(crate) fn known(number: i64) -> Value {
    Value::Known(Quantity {
        number: Decimal::from(number),
        alternative: None,
        note: None,
        standing: crate::model::quantity::Standing::default(),
    })
}

fn either(number: i64, other: i64) -> Value {
    let alternative = (number != other).then(|| Decimal::from(other));
    Value::Known(Quantity {
        number: Decimal::from(number),
        alternative,
        note: None,
        standing: crate::model::quantity::Standing::default(),
    })
}

fn tenth(unit: &str) -> Conversion {
    Conversion { unit: unit.to_owned(), factor: Decimal::new(1, 1) }
}

fn by_year<const N: usize>(values: [(i16, Value); N]) -> ByYear<Value> {
    values.into_iter().map(|(year, value)| (FiscalYear(year), value)).collect()
}

fn code(code: &str, name: &str) -> CodeName {
    CodeName { code: code.to_owned(), name: name.to_owned() }
}

fn prose(text: &str) -> Text {
    Text::Prose(text.to_owned())
}

/// The whole sample.
pub(crate) fn model() -> Model {
    Model {
        city: City {
            name: "盛岡市".to_owned(),
            code: "032018".to_owned(),
            home: "https://www.city.morioka.iwate.jp/".to_owned(),
            site_name: "盛岡市の政策評価".to_owned(),
            lead: "施策と基本事業の評価を載せています。地域再生計画も読めます。".to_owned(),
            as_of: as_of(),
            contact: vec!["盛岡市".to_owned()],
            about: vec!["盛岡市の公式の公表物ではありません。".to_owned()],
            address: None,
            announcements: Vec::new(),
            effects: Vec::new(),
            people: People { names: true, extensions: false },
            publisher: None,
            author: None,
            licence: None,
            rounding: Rounding::default(),
        },
        years: vec![evaluation()],
        declared: Vec::new(),
        plans: vec![plan()],
        stages: crate::model::stage::Stages::default(),
        identities: crate::model::identity::Identities::default(),
        handouts: Vec::new(),
        texts: Vec::new(),
    }
}

fn evaluation() -> Evaluation {
    Evaluation {
        dir: "h25".to_owned(),
        year: FiscalYear(2013),
        result_year: FiscalYear(2012),
        name: "施策達成度評価".to_owned(),
        policy_form: "平成25年度施策達成度評価シート(24年度実績評価)".to_owned(),
        project_form: "平成25年度施策達成度評価シート(24年度実績評価・基本事業の状況)".to_owned(),
        columns: Columns::Form,
        grading: None,
        rounding: Rounding::default(),
        levels: Levels {
            pillar: "施策の柱".to_owned(),
            policy: "施策".to_owned(),
            project: "基本事業".to_owned(),
        },
        pillars: vec![code("5", "活力ある産業の振興")],
        policies: vec![policy()],
    }
}

fn author() -> (Post, Person) {
    let (title, name) = ("商工観光部次長".to_owned(), Some("佐々木 東".to_owned()));
    let extension = None;
    (Post::Author, Person::Named { title, name, extension })
}

fn policy() -> Policy {
    let stale = Quantity {
        number: Decimal::from(10415),
        alternative: None,
        note: Some("平成22年度の値と同じです。".to_owned()),
        standing: crate::model::quantity::Standing::default(),
    };
    Policy {
        id: code("52", "まちに活力を与える工業の振興"),
        pillar: code("5", "活力ある産業の振興"),
        people: vec![author()],
        target: prose("製造業者"),
        intent: prose("製品出荷額等が増加する。"),
        indicators: vec![Indicator {
            key: "製造品出荷額等".to_owned(),
            name: "製造品出荷額等".to_owned(),
            identity: None,
            former: None,
            unit: "千万円".to_owned(),
            conversion: Some(tenth("億円")),
            direction: Direction::Up,
            kind: Kind::Flow,
            method: Method::Ratio,
            actual: by_year([(2011, known(10415)), (2012, Value::Known(stale))]),
            plan: by_year([2012, 2013, 2014].map(|year| (year, known(19750)))),
            part: None,
            terms: Terms::default(),
            changes: crate::model::change::Changes::default(),
            final_year: Some(FiscalYear(2014)),
            reading: None,
            notes: Vec::new(),
        }],
        comparison: Some(comparison()),
        findings: vec![
            (Finding::Results, prose("産学官連携の強化を図った。")),
            (Finding::Drivers, Text::Missing(Missing::Blank)),
        ],
        roles: vec![(Party::City, prose("施策を推進する。"))],
        projects: projects(),
        notes: vec!["「製品出荷額等」は、原典の表記のままです。".to_owned()],
        corrections: Vec::new(),
        published: None,
        source: "盛岡市「施策達成度評価シート」施策52".to_owned(),
        later: None,
    }
}

fn comparison() -> Comparison {
    let cities = [
        ("盛岡市", 10415, 20910),
        ("青森市", 9921, 8862),
        ("秋田市", 29180, 27479),
        ("仙台市", 96320, 49816),
        ("山形市", 19075, 19683),
        ("福島市", 68817, 67095),
    ];
    Comparison {
        name: "製造品出荷額等".to_owned(),
        note: "東北各県の県庁所在都市の22年度製造品出荷額".to_owned(),
        unit: "千万円".to_owned(),
        conversion: Some(tenth("億円")),
        now: FiscalYear(2010),
        prev: FiscalYear(2009),
        cities: cities
            .map(|(name, now, prev)| ComparedCity {
                name: name.to_owned(),
                paper_name: if name == "盛岡市" { "本市" } else { name }.to_owned(),
                own: name == "盛岡市",
                now: known(now),
                prev: known(prev),
                note: None,
            })
            .to_vec(),
    }
}

fn projects() -> Vec<Project> {
    let share = |text: i64| {
        if text == 0 { Value::Missing(Missing::Blank) } else { known(text) }
    };
    let roles = |[city, governments, business]: [Value; 3]| {
        let citizens = Value::Missing(Missing::Blank);
        let shares = [city, governments, citizens, business];
        let role = |(party, share)| RoleShare { party, share, text: prose("役割です。") };
        Party::ALL.into_iter().zip(shares).map(role).collect::<Vec<_>>()
    };
    let make = |(id, name), weight, unit: &str, actual: [i64; 2], plan: [i64; 3], roles| Project {
        id: code(id, name),
        weight: Decimal::from(weight),
        people: vec![author()],
        target: prose("対象です。"),
        intent: prose("意図です。"),
        indicators: vec![indicator(unit, actual, plan)],
        roles,
        roles_reading: None,
        notes: Vec::new(),
        corrections: Vec::new(),
        published: None,
        source: format!("盛岡市「施策達成度評価シート」基本事業{id}"),
        later: None,
    };
    let doubtful = roles([either(30, 40), known(30), either(40, 30)]);
    let of =
        |city, governments, business| roles([share(city), share(governments), share(business)]);
    vec![
        make(("521", "産学官連携の強化"), 30, "件", [35, 37], [35, 37, 39], doubtful),
        make(("522", "工場集団化の推進"), 25, "社", [0, 1], [1, 1, 2], of(50, 0, 50)),
        make(("523", "起業家の支援"), 20, "人（社）", [65, 75], [72, 82, 92], of(35, 30, 35)),
        make(
            ("524", "中小企業の経営力の強化"),
            25,
            "人",
            [1100, 1392],
            [1072, 1367, 1460],
            of(40, 0, 60),
        ),
    ]
}

/// Actual of 2011 and 2012, plan of 2012 to 2014; the other reading swaps the two of 2012.
fn indicator(unit: &str, actual: [i64; 2], plan: [i64; 3]) -> Indicator {
    let text = |text: &str| text.to_owned();
    Indicator {
        key: "共同研究により製品化された新技術等累計件数".to_owned(),
        name: "共同研究により製品化された新技術等累計件数".to_owned(),
        identity: None,
        former: None,
        unit: unit.to_owned(),
        conversion: None,
        direction: Direction::Up,
        kind: Kind::Cumulative,
        method: Method::Ratio,
        actual: by_year([(2011, known(actual[0])), (2012, either(actual[1], plan[0]))]),
        plan: by_year([
            (2012, either(plan[0], actual[1])),
            (2013, known(plan[1])),
            (2014, known(plan[2])),
        ]),
        part: None,
        terms: Terms::default(),
        changes: crate::model::change::Changes::default(),
        final_year: Some(FiscalYear(2014)),
        reading: Some(Reading {
            matter: text("列の順序を確定できません。"),
            reason: text("計画が等差になるため"),
            confidence: text("中から高"),
        }),
        notes: Vec::new(),
    }
}

fn plan() -> Plan {
    let kpi = |name: &str, unit: &str, base, [first, second, third]: [i64; 3]| {
        let unpublished = |year| (year, Value::Missing(Missing::NotPublished));
        Kpi {
            name: name.to_owned(),
            unit: unit.to_owned(),
            base: known(base),
            increments: by_year([
                (2019, known(first)),
                (2020, known(second)),
                (2021, known(third)),
            ]),
            total: known(first + second + third),
            actual: by_year([2019, 2020, 2021].map(unpublished)),
            notes: Vec::new(),
        }
    };
    let section = |heading: &str, text: &str, children| Section {
        heading: heading.to_owned(),
        text: text.to_owned(),
        kpi_table: heading == "【数値目標】",
        children,
    };
    let targets = section("【数値目標】", "", Vec::new());
    Plan {
        code: "healthtech".to_owned(),
        name: "地域に根付いた「盛岡ヘルステック・クラスター」形成促進事業計画".to_owned(),
        short: "盛岡ヘルステック・クラスター".to_owned(),
        author: "盛岡市".to_owned(),
        area: "盛岡市の全域".to_owned(),
        project: "形成促進事業".to_owned(),
        grant: "地方創生推進交付金（内閣府）".to_owned(),
        grant_code: "A3007".to_owned(),
        cost: Cost {
            value: known(87520),
            unit: "千円".to_owned(),
            conversion: Some(tenth("万円")),
        },
        from: "地域再生計画の認定の日".to_owned(),
        until: Date::parse("平成34年3月31日").unwrap(),
        kpis: vec![
            kpi("就職者数", "人", 4, [5, 8, 12]),
            kpi("企業数", "社", 16, [5, 5, 5]),
            kpi("共同開発の件数", "件", 5, [2, 4, 4]),
            kpi("海外取引にかかる売上高", "千円", 8500, [30000, 80000, 150_000]),
        ],
        reviews: Vec::new(),
        reviews_to_come: Vec::new(),
        sections: vec![
            section("1 地域再生計画の名称", "形成促進事業計画", Vec::new()),
            section("2 目標", "", vec![section("2-1 将来像", "将来像です。", vec![targets])]),
        ],
        notes: Vec::new(),
        corrections: Vec::new(),
        published: None,
        source: "盛岡市「地域再生計画」".to_owned(),
    }
}
