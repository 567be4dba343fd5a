//! Values by fiscal year, few of each: a sorted list, where a tree would take ten times the room.

use std::ops::RangeToInclusive;

use crate::terms::year::FiscalYear;

/// Values by year, earliest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByYear<T>(Vec<(FiscalYear, T)>);

impl<T> Default for ByYear<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> ByYear<T> {
    /// The value of a year.
    #[must_use]
    pub fn get(&self, year: &FiscalYear) -> Option<&T> {
        let (_, value) = self.iter().find(|(of, _)| *of == year)?;
        Some(value)
    }

    /// Whether there is a value of a year.
    #[must_use]
    pub fn contains_key(&self, year: &FiscalYear) -> bool {
        self.get(year).is_some()
    }

    /// Sets the value of a year.
    pub fn insert(&mut self, year: FiscalYear, value: T) {
        match self.0.binary_search_by_key(&year, |(of, _)| *of) {
            Ok(place) => self.0[place].1 = value,
            Err(place) => self.0.insert(place, (year, value)),
        }
    }

    /// Years and values.
    pub fn iter(&self) -> Iter<'_, T> {
        self.0.iter().map(|(year, value)| (year, value))
    }

    /// The years.
    #[must_use]
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &FiscalYear> + Clone {
        self.0.iter().map(|(year, _)| year)
    }

    /// Years and values until a year, that one included.
    pub fn range(
        &self,
        RangeToInclusive { end }: RangeToInclusive<FiscalYear>,
    ) -> impl Iterator<Item = (&FiscalYear, &T)> {
        self.iter().take_while(move |(year, _)| **year <= end)
    }

    /// The values.
    #[must_use]
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &T> + Clone {
        self.0.iter().map(|(_, value)| value)
    }

    /// True when there is no value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Years and values, earliest first.
pub type Iter<'a, T> = std::iter::Map<
    std::slice::Iter<'a, (FiscalYear, T)>,
    fn(&'a (FiscalYear, T)) -> (&'a FiscalYear, &'a T),
>;

impl<'a, T> IntoIterator for &'a ByYear<T> {
    type Item = (&'a FiscalYear, &'a T);
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Of a year that comes twice, the last value holds.
impl<T> FromIterator<(FiscalYear, T)> for ByYear<T> {
    fn from_iter<I: IntoIterator<Item = (FiscalYear, T)>>(entries: I) -> Self {
        let mut list = Self::default();
        for (year, value) in entries {
            list.insert(year, value);
        }
        list.0.shrink_to_fit();
        list
    }
}

impl<T, const N: usize> From<[(FiscalYear, T); N]> for ByYear<T> {
    fn from(entries: [(FiscalYear, T); N]) -> Self {
        entries.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_in_the_order_of_their_years() {
        let year = FiscalYear;
        let mut list = ByYear::from([(year(2014), "b"), (year(2012), "a"), (year(2014), "c")]);
        list.insert(year(2013), "d");
        let all: Vec<_> = list.iter().map(|(year, value)| (year.0, *value)).collect();
        assert_eq!(all, [(2012, "a"), (2013, "d"), (2014, "c")]);
        assert_eq!(list.get(&year(2013)), Some(&"d"));
        assert!(!list.contains_key(&year(2015)));
    }
}
