//! What later stages ask of a page, whatever its kind.

use crate::report::chart::Chart;
use crate::report::page::{Body, Branch, Link};

impl Body {
    /// Link targets whose publication stage the page states; `None` for lists, which may link to any sheet.
    pub(crate) fn staged_links(&self) -> Option<Vec<&str>> {
        Some(match self {
            Self::Home(_) | Self::Year(_) | Self::Indicators(_) => return None,
            Self::Sheet(page) => {
                let sections = page.all_sections();
                let below = sections.iter().flat_map(|section| &section.children);
                let below = below.flat_map(|children| &children.rows).map(|row| &*row.href);
                let rows = sections.iter().flat_map(|section| &section.list);
                let rows = rows.flat_map(|list| &list.rows).map(|row| &*row.href);
                below.chain(rows).chain(hrefs(&page.other_years)).collect()
            }
            Self::Missing(_) => Vec::new(),
        })
    }

    /// Every chart of the page.
    #[must_use]
    pub fn charts(&self) -> Vec<&Chart> {
        match self {
            Self::Home(_) | Self::Missing(_) => Vec::new(),
            Self::Year(page) => page.branches.iter().flat_map(branch_charts).collect(),
            Self::Sheet(page) => {
                let sections = page.all_sections();
                sections
                    .into_iter()
                    .flat_map(|section| {
                        let indicators = section
                            .indicators
                            .iter()
                            .flat_map(|own| own.charts.iter().chain(&own.history.charts));
                        let questions = section.questions.iter().flat_map(|one| &one.chart);
                        indicators.chain(&section.charts).chain(questions)
                    })
                    .collect()
            }
            Self::Indicators(page) => {
                let rows = page.entries.iter().map(|entry| &entry.row);
                rows.flat_map(|row| &row.chart).collect()
            }
        }
    }

    /// Page limit of its form in print.
    #[must_use]
    pub fn pages(&self) -> Option<usize> {
        match self {
            Self::Sheet(page) => page.paper.pages.parse().ok(),
            Self::Home(_) | Self::Year(_) | Self::Indicators(_) | Self::Missing(_) => None,
        }
    }

    /// Name of the print template; `None` for pages that exist on screen only.
    #[must_use]
    pub fn print_template(&self) -> Option<&'static str> {
        match self {
            Self::Home(_) | Self::Year(_) | Self::Indicators(_) | Self::Missing(_) => None,
            Self::Sheet(_) => Some("single"),
        }
    }
}

fn hrefs(links: &[Link]) -> impl Iterator<Item = &str> {
    links.iter().map(|link| link.href.as_str())
}

fn branch_charts(branch: &Branch) -> Vec<&Chart> {
    let below = branch.below.iter().flat_map(branch_charts);
    branch.row.iter().flat_map(|row| &row.chart).chain(below).collect()
}
