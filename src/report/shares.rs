//! Shares that make up 100 %: weights of basic projects (基本事業比重) and role shares (役割分担比率).
//! Model in; facts, and their parts of the pages, out.

use rust_decimal::Decimal;

use crate::model::fact_id;
use crate::model::policy::{Party, Policy, Project, RoleShare};
use crate::model::quantity::{Quantity, Value};
use crate::report::achieve;
use crate::report::alt;
use crate::report::chart::{Chart, Fill, Segment, ShareBar, Spec};
use crate::report::desk::Desk;
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::ledger::Ledger;
use crate::report::page::{RoleRow, Roles, WeightRow, Weights};
use crate::report::sheet::Sheet;
use crate::report::words;

/// Id of a weight: `h25.52.基本事業の比重.521`.
pub(crate) fn weight_id(sheet: &Sheet<'_>, project: &str) -> String {
    fact_id::below(&sheet.id, &fact_id::weight(sheet.later, Some(project)))
}

/// Id of the sum of the weights.
pub(crate) fn weight_total(sheet: &Sheet<'_>) -> String {
    fact_id::below(&sheet.id, &fact_id::weight(sheet.later, None))
}

/// Id of a role share: `h25.521.役割分担.市.比率`.
pub(crate) fn role_id(sheet: &str, party: Party) -> String {
    fact_id::below(sheet, &fact_id::role(words::party(party)))
}

/// What the weights of a policy are called: 基本事業比重, 小施策間指数.
pub(crate) fn weight_word(sheet: &Sheet<'_>) -> String {
    let own = &sheet.evaluation.levels.project;
    if sheet.later { format!("{own}間指数") } else { format!("{own}比重") }
}

fn role_total(sheet: &str) -> String {
    fact_id::below(sheet, &fact_id::role(fact_id::TOTAL))
}

/// Records the weights of a policy's basic projects, once.
pub(crate) fn record_weights(policy: &Policy, sheet: &Sheet<'_>, ledger: &mut Ledger) {
    let (owner, page, word) = (&sheet.owner, &sheet.page, weight_word(sheet));
    for project in &policy.projects {
        let label = format!("{owner} {word} {}", words::titled("", &project.id));
        let id = weight_id(sheet, &project.id.code);
        let value = Value::Known(Quantity {
            number: project.weight,
            alternative: None,
            note: None,
            standing: crate::model::quantity::Standing::default(),
        });
        ledger.record(Fact::share(id, label, page, &value));
    }
    let shares: Vec<_> = policy.projects.iter().map(|project| project.weight).collect();
    let label = format!("{owner} {word} 合計");
    ledger.record(total(weight_total(sheet), label, page, &shares));
}

/// Records the role shares of a project, once.
pub(crate) fn record_roles(project: &Project, sheet: &Sheet<'_>, ledger: &mut Ledger) {
    let (owner, page) = (&sheet.owner, &sheet.page);
    let note = roles_note(project);
    for RoleShare { party, share, text: _ } in &project.roles {
        let label = format!("{owner} 役割分担比率 {}", words::party(*party));
        let doubtful = share.alternative().is_some();
        let fact = Fact::share(role_id(&sheet.id, *party), label, page, share);
        ledger.record(fact.noted(note.clone().filter(|_| doubtful)));
    }
    let shares: Vec<_> = project.roles.iter().filter_map(|role| role.share.number()).collect();
    let label = format!("{owner} 役割分担比率 合計");
    let fact = total(role_total(&sheet.id), label, page, &shares);
    ledger.record(
        fact.or_else(achieve::sum(other_shares(project).into_iter().map(|(_, share)| share))),
    );
}

/// The note on how the shares were read.
fn roles_note(project: &Project) -> Option<String> {
    let value = |role: &RoleShare| {
        let both = [role.share.number()?, role.share.alternative()?];
        let who = words::party(role.party);
        Some(both.map(|share| format!("{who}は{}", format::share(share))))
    };
    let figures: Vec<_> = project.roles.iter().filter_map(value).collect();
    let doubt = project.roles_reading.as_ref();
    (doubt.is_some() || !figures.is_empty()).then(|| words::reading(doubt, &figures, ""))
}

/// The same, where it speaks of no single share.
pub(crate) fn role_remark(project: &Project) -> Option<String> {
    let doubtful = project.roles.iter().any(|role| role.share.alternative().is_some());
    roles_note(project).filter(|_| !doubtful)
}

/// Every share under the other reading.
fn other_shares(project: &Project) -> Vec<(Party, Decimal)> {
    let share = |role: &RoleShare| {
        Some((role.party, role.share.alternative().or_else(|| role.share.number())?))
    };
    project.roles.iter().filter_map(share).collect()
}

pub(crate) fn total(id: String, label: String, page: &str, shares: &[Decimal]) -> Fact {
    let sum = achieve::sum(shares.iter().copied()).filter(|_| !shares.is_empty());
    let Some(sum) = sum else {
        return Fact::open(id, label, page, "％").undefined();
    };
    let method = shares.iter().map(|share| format::number(*share)).collect::<Vec<_>>().join("＋");
    Fact::computed(id, label, page, "％", (sum, format::share(sum)), method)
}

/// The weights as the policy page shows them.
pub(crate) fn weights(policy: &Policy, sheet: &Sheet<'_>, desk: &mut Desk<'_>) -> Weights {
    let table_number = desk.table();
    let row = |project: &Project| WeightRow {
        code: project.id.code.clone(),
        name: project.id.name.clone(),
        href: format!("{}.html", project.id.code),
        share: desk.show(&weight_id(sheet, &project.id.code)),
    };
    let rows = policy.projects.iter().map(row).collect();
    let total = desk.show(&weight_total(sheet));
    let chart = weights_chart(policy, sheet, &table_number, desk);
    Weights { rows, total, table_number, chart }
}

fn weights_chart(policy: &Policy, sheet: &Sheet<'_>, table: &str, desk: &mut Desk<'_>) -> Chart {
    let own = &sheet.evaluation.levels.project;
    let (id, number) = desk.chart();
    let segment = |project: &Project| Segment {
        share: project.weight,
        label: project.id.code.clone(),
        text: format::share(project.weight),
        fill: Fill::Pale,
    };
    let pair = |project: &Project| (project.id.name.clone(), project.weight);
    let shares: Vec<_> = policy.projects.iter().map(pair).collect();
    let message = match largest(&shares) {
        None => format!("{own}の票なし"),
        Some((_, share)) if shares.len() > 1 && shares.iter().all(|(_, other)| *other == share) => {
            format!("{own}の比重は等しく{}", format::share(share))
        }
        Some((names, share)) => format!("最も比重が大きいのは{}", held(&names, share)),
    };
    let detail = |project: &Project| {
        format!("{}は{}。", words::titled("", &project.id).trim(), format::share(project.weight))
    };
    let details: Vec<_> = policy.projects.iter().map(detail).collect();
    let subject = format!("{}の成果達成への{own}の貢献度（比重）", sheet.owner);
    let segments = policy.projects.iter().map(segment).collect();
    let bars = vec![ShareBar { name: String::new(), segments }];
    Chart {
        id,
        number,
        alt: alt::text("100％の帯グラフ", &subject, &details, &message, table),
        message,
        subtitle: format!("成果達成への{own}の貢献度（{own}比重）、{}", drawn_to(&bars)),
        spec: Spec::Shares { legend: Vec::new(), bars },
    }
}

/// The role shares as the project page shows them.
pub(crate) fn roles(project: &Project, sheet: &Sheet<'_>, desk: &mut Desk<'_>) -> Roles {
    let table_number = desk.table();
    let row = |role: &RoleShare| RoleRow {
        who: words::party(role.party).to_owned(),
        share: desk.show(&role_id(&sheet.id, role.party)),
        text: words::prose("役割の内容", &role.text),
    };
    let rows = project.roles.iter().map(row).collect();
    let total = desk.show(&role_total(&sheet.id));
    let chart = roles_chart(project, sheet, &table_number, desk);
    let notes = role_remark(project).iter().map(|note| desk.note(note)).collect();
    Roles { notes, rows, total, table_number, chart }
}

fn roles_chart(project: &Project, sheet: &Sheet<'_>, table: &str, desk: &mut Desk<'_>) -> Chart {
    let (id, number) = desk.chart();
    let known: Vec<_> = project
        .roles
        .iter()
        .filter_map(|role| Some((role.party, role.share.number()?)))
        .filter(|(_, share)| !share.is_zero())
        .collect();
    let segment = |(party, share): &(Party, Decimal)| Segment {
        share: *share,
        label: String::new(),
        text: format::share(*share),
        fill: fill(*party),
    };
    let detail = |role: &RoleShare| {
        let share = role.share.number().map(format::share);
        Some(format!("{}は{}。", words::party(role.party), share?))
    };
    let details: Vec<_> = project.roles.iter().filter_map(detail).collect();
    let message = roles_message(project, &known);
    let subject = format!("{}の役割分担比率", sheet.owner);
    let segments = known.iter().map(segment).collect();
    let bars = vec![ShareBar { name: String::new(), segments }];
    Chart {
        id,
        number,
        alt: alt::text("100％の帯グラフ", &subject, &details, &message, table),
        message,
        subtitle: format!("役割分担比率、{}", drawn_to(&bars)),
        spec: Spec::Shares {
            legend: known
                .iter()
                .map(|(party, _)| (fill(*party), words::party(*party).to_owned()))
                .collect(),
            bars,
        },
    }
}

fn roles_message(project: &Project, known: &[(Party, Decimal)]) -> String {
    let top = |shares: &[(Party, Decimal)]| {
        let pair = |(party, share): &(Party, Decimal)| (words::party(*party).to_owned(), *share);
        largest(&shares.iter().map(pair).collect::<Vec<_>>())
    };
    let Some((names, share)) = top(known) else {
        let mut reasons = project.roles.iter().map(|role| role.share.reason());
        return match reasons.next().flatten() {
            Some(first) if reasons.all(|reason| reason == Some(first)) => {
                format!("役割分担比率は{}", first.word())
            }
            _ => "役割分担比率の示された主体なし".to_owned(),
        };
    };
    let others = match top(&other_shares(project)) {
        Some((others, other)) if (&others, other) != (&names, share) => {
            format!("（別の読み方では{}）", held(&others, other))
        }
        _ => String::new(),
    };
    if known.len() > 1 && known.iter().all(|(_, other)| *other == share) {
        format!("{}の比率は等しく{}{others}", names.join("と"), format::share(share))
    } else {
        format!("最も比率が大きいのは{}{others}", held(&names, share))
    }
}

/// What the bars of a chart of shares are drawn to: 100 ％, and a remainder stays empty. Shares that make up more are
/// drawn to their own sum, which is said then.
pub(crate) fn drawn_to(bars: &[ShareBar]) -> String {
    let over = bars.iter().find_map(more_than_whole);
    match (over, bars.len()) {
        (None, _) => "合計100％に対する割合".to_owned(),
        (Some(total), 1) => format!("合計{}に対する割合", format::share(total)),
        (Some(_), _) => {
            "合計100％に対する割合。合計が100％を超える帯は、その合計に対する割合".to_owned()
        }
    }
}

/// The sum of a bar that makes up more than 100 ％.
pub(crate) fn more_than_whole(bar: &ShareBar) -> Option<Decimal> {
    let total = achieve::sum(bar.segments.iter().map(|segment| segment.share));
    total.filter(|total| *total > Decimal::ONE_HUNDRED)
}

/// The largest share with the names of all that have it.
pub(crate) fn largest(shares: &[(String, Decimal)]) -> Option<(Vec<String>, Decimal)> {
    let top = shares.iter().map(|(_, share)| *share).max()?;
    let names = shares.iter().filter(|(_, share)| *share == top).map(|(name, _)| name.clone());
    Some((names.collect(), top))
}

/// Who holds a share; several hold it each.
pub(crate) fn held(names: &[String], share: Decimal) -> String {
    match names {
        [name] => format!("{name}の{}", format::share(share)),
        _ => format!("{}で、それぞれ{}", names.join("と"), format::share(share)),
    }
}

/// How the segment of a party is filled.
pub(crate) fn fill(party: Party) -> Fill {
    match party {
        Party::City => Fill::Solid,
        Party::Governments => Fill::Tint,
        Party::Citizens => Fill::Hatch,
        Party::Business => Fill::White,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_are_named_together() {
        let share = |name: &str, share: i64| (name.to_owned(), Decimal::from(share));
        let shares = [share("あ", 30), share("い", 40), share("う", 40)];
        let (names, top) = largest(&shares).unwrap();
        assert_eq!(held(&names, top), "いとうで、それぞれ40％");
        assert_eq!(largest(&[]), None);
    }
}
