//! 役割分担分析 of the form of 2017: shares of the parties in each 小施策, their weights, the share of the city.
//! Model in; facts, and their part of the policy page, out.

use rust_decimal::Decimal;

use crate::model::CodeName;
use crate::model::fact_id::{self, Part};
use crate::model::later::{PolicyLater, RoleLine};
use crate::model::policy::{Party, Policy, RoleShare};
use crate::model::quantity::Value;
use crate::model::sums::{apart, rounding};
use crate::report::achieve;
use crate::report::alt;
use crate::report::chart::{Chart, Segment, ShareBar, Spec};
use crate::report::desk::Desk;
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::ledger::Ledger;
use crate::report::page;
use crate::report::shares;
use crate::report::sheet::Sheet;
use crate::report::words;

/// Id of a party's share in a 小施策: `h29.21.役割分担分析.21-1.市`.
pub(crate) fn role_id(sheet: &str, code: &str, party: Party) -> String {
    fact_id::below(sheet, &fact_id::line(Part::Name(code), words::party(party)))
}

/// Id of 市の役割分担比重: `h29.21.役割分担分析.21-1.市の役割分担比重`; without a code, of their sum.
pub(crate) fn share_id(sheet: &str, code: Option<&str>) -> String {
    fact_id::below(sheet, &fact_id::city_share(code))
}

fn sum_id(sheet: &str, code: &str) -> String {
    fact_id::below(sheet, &fact_id::line(Part::Name(code), fact_id::TOTAL))
}

/// Records the shares, once. The weights themselves are recorded as those of every policy.
pub(crate) fn record(later: &PolicyLater, sheet: &Sheet<'_>, ledger: &mut Ledger) {
    let levels = &sheet.evaluation.levels;
    for line in &later.lines {
        let owner = format!("{}{}", levels.project, line.code);
        for RoleShare { party, share, text: _ } in &line.roles {
            let label = format!("{owner} 役割分担比率 {}", words::party(*party));
            let id = role_id(&sheet.id, &line.code, *party);
            ledger.record(Fact::share(id, label, &sheet.page, share).doubted());
        }
        let numbers: Vec<_> = line.roles.iter().filter_map(|role| role.share.number()).collect();
        let label = format!("{owner} 役割分担比率 合計");
        let id = sum_id(&sheet.id, &line.code);
        ledger.record(shares::total(id, label, &sheet.page, &numbers));
        ledger.record(share(line, &owner, sheet));
    }
    ledger.record(total(later, sheet));
}

/// A×B÷100 of a line.
fn product(line: &RoleLine) -> Option<(Decimal, Decimal)> {
    let city = line.roles.first()?.share.number()?;
    let product = city.checked_mul(line.index)?;
    Some((city, product.checked_div(Decimal::ONE_HUNDRED)?.normalize()))
}

/// Exact where one decimal shows it all, else rounded.
fn printed(value: Decimal) -> ((Decimal, String), String) {
    if value.scale() <= 1 {
        ((value, format::share(value)), String::new())
    } else {
        let rounding = format!("、{}", words::ROUNDING);
        ((format::one_decimal(value), format::percent(value)), rounding)
    }
}

/// What the formula gives where the sheet states something else: `made` is the figure, exact, and its formula;
/// `parts` are the rounded figures in it.
fn differs(
    stated: &Value,
    ((_, text), exact, method): ((Decimal, String), Decimal, String),
    parts: &[Decimal],
) -> Option<String> {
    let number = stated.number()?;
    let margin = rounding(&[parts, &[number]].concat());
    apart(number, exact, margin)
        .then(|| format!("式（{method}）で求めると{text}です。参考（計算値）です。"))
}

fn share(line: &RoleLine, owner: &str, sheet: &Sheet<'_>) -> Fact {
    let id = share_id(&sheet.id, Some(&line.code));
    let label = format!("{owner} 市の役割分担比重");
    let made = product(line).map(|(city, product)| {
        let (figure, rounding) = printed(product);
        let [city, index] = [city, line.index].map(format::number);
        (figure, product, format!("{city}×{index}÷100{rounding}"))
    });
    if let Some(stated) = &line.share {
        let fact = Fact::share(id, label, &sheet.page, stated);
        return fact.noted(made.and_then(|made| differs(stated, made, &[])));
    }
    let Some((figure, _, method)) = made else {
        return Fact::open(id, label, &sheet.page, "％").undefined();
    };
    Fact::computed(id, label, &sheet.page, "％", figure, method)
}

fn total(later: &PolicyLater, sheet: &Sheet<'_>) -> Fact {
    let id = share_id(&sheet.id, None);
    let label = format!("{} 市の役割分担比重 合計", sheet.owner);
    let part = |line: &RoleLine| match &line.share {
        Some(stated) => stated.number(),
        None => product(line).map(|(_, product)| product),
    };
    let parts: Option<Vec<Decimal>> = later.lines.iter().map(part).collect();
    let sum = parts.as_ref().and_then(|parts| achieve::sum(parts.iter().copied()));
    let made = parts.as_ref().zip(sum).map(|(parts, sum)| {
        let (figure, rounding) = printed(sum.normalize());
        let said: Vec<_> = parts.iter().copied().map(format::number).collect();
        (figure, sum, format!("{}{rounding}", said.join("＋")))
    });
    if let Some(stated) = &later.share_total {
        let fact = Fact::share(id, label, &sheet.page, stated);
        let parts = parts.as_deref().unwrap_or(&[]);
        return fact.noted(made.and_then(|made| differs(stated, made, parts)));
    }
    let Some((figure, _, method)) = made else {
        return Fact::open(id, label, &sheet.page, "％").undefined();
    };
    Fact::computed(id, label, &sheet.page, "％", figure, method)
}

/// The 小施策 of a line.
fn named<'a>(policy: &'a Policy, line: &RoleLine) -> Option<&'a CodeName> {
    let mut projects = policy.projects.iter();
    let found = projects.find(|project| project.id.code == line.code);
    found.map(|project| &project.id)
}

/// The analysis as the page shows it.
pub(crate) fn build(
    policy: &Policy,
    later: &PolicyLater,
    sheet: &Sheet<'_>,
    desk: &mut Desk<'_>,
) -> page::RoleAnalysis {
    let table_number = desk.table();
    let row = |line: &RoleLine| {
        let name = named(policy, line).map_or_else(String::new, |id| id.name.clone());
        page::RoleLine {
            code: line.code.clone(),
            name,
            href: format!("{}.html", line.code),
            shares: Party::ALL
                .map(|party| desk.show(&role_id(&sheet.id, &line.code, party)))
                .to_vec(),
            sum: desk.show(&sum_id(&sheet.id, &line.code)),
            index: desk.show(&shares::weight_id(sheet, &line.code)),
            share: desk.show(&share_id(&sheet.id, Some(&line.code))),
        }
    };
    let rows: Vec<_> = later.lines.iter().map(row).collect();
    let index = shares::weight_word(sheet);
    let all_computed =
        later.share_total.is_none() && later.lines.iter().all(|line| line.share.is_none());
    let origin = if all_computed {
        "評価シートに値がないため、計算しました。"
    } else {
        ""
    };
    let parties = Party::ALL.map(|party| match party {
        Party::City => format!("{}（A）", words::party(party)),
        _ => words::party(party).to_owned(),
    });
    page::RoleAnalysis {
        parties: parties.to_vec(),
        rows,
        index_total: desk.show(&shares::weight_total(sheet)),
        share_total: desk.show(&share_id(&sheet.id, None)),
        all_computed,
        method: format!("市の役割分担比重は、市の比率（A）×{index}（B）÷100です。{origin}"),
        index_label: index,
        chart: chart(policy, later, sheet, &table_number, desk),
        table_number,
    }
}

fn chart(
    policy: &Policy,
    later: &PolicyLater,
    sheet: &Sheet<'_>,
    table: &str,
    desk: &mut Desk<'_>,
) -> Chart {
    let (id, number) = desk.chart();
    let known = |line: &RoleLine| -> Vec<(Party, Decimal)> {
        let roles = line.roles.iter();
        let shares = roles.filter_map(|role| Some((role.party, role.share.number()?)));
        shares.filter(|(_, share)| !share.is_zero()).collect()
    };
    let bar = |line: &RoleLine| ShareBar {
        name: named(policy, line)
            .map_or_else(|| line.code.clone(), |id| format!("{} {}", id.code, id.name)),
        segments: known(line)
            .into_iter()
            .map(|(party, share)| Segment {
                share,
                label: String::new(),
                text: format::share(share),
                fill: shares::fill(party),
            })
            .collect(),
    };
    let detail = |line: &RoleLine| {
        let shares: Vec<_> = known(line)
            .into_iter()
            .map(|(party, share)| format!("{}{}", words::party(party), format::share(share)))
            .collect();
        format!("{}は{}。", line.code, shares.join("、"))
    };
    let details: Vec<_> = later.lines.iter().map(detail).collect();
    let total = desk.sentence(&share_id(&sheet.id, None));
    let message = format!("市の役割分担比重の合計は{total}");
    let used: Vec<Party> = Party::ALL
        .into_iter()
        .filter(|party| {
            let mut lines = later.lines.iter();
            lines.any(|line| known(line).iter().any(|(other, _)| other == party))
        })
        .collect();
    let levels = &sheet.evaluation.levels;
    let subject = format!("{}の{}ごとの役割分担比率", sheet.owner, levels.project);
    let bars: Vec<ShareBar> = later.lines.iter().map(bar).collect();
    Chart {
        id,
        number,
        alt: alt::text("100％の帯グラフ", &subject, &details, &message, table),
        message,
        subtitle: format!("{}ごとの役割分担比率、{}", levels.project, shares::drawn_to(&bars)),
        spec: Spec::Shares {
            legend: used
                .into_iter()
                .map(|party| (shares::fill(party), words::party(party).to_owned()))
                .collect(),
            bars,
        },
    }
}
