//! How a list stands in a query or a form.

/// How a list stands in a query or a form.
///
/// An empty list is left out in every style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListStyle {
    /// `a=1&a=2`
    Repeat,
    /// `a=1,2`; an item with a comma is refused.
    Csv,
    /// `a[]=1&a[]=2`
    Brackets,
    /// `a[0]=1&a[1]=2`
    Index0,
    /// `a[1]=1&a[2]=2`
    Index1,
}

impl ListStyle {
    /// The pairs for the items, or what is wrong with them.
    pub(crate) fn pairs(
        self,
        name: &str,
        items: Vec<String>,
    ) -> Result<Vec<(String, String)>, &'static str> {
        if items.is_empty() {
            return Ok(Vec::new());
        }
        if self == Self::Csv {
            if items.iter().any(|item| item.contains(',')) {
                return Err("an item has a comma, which separates the items");
            }
            return Ok(vec![(name.to_owned(), items.join(","))]);
        }
        Ok(items
            .into_iter()
            .enumerate()
            .map(|(index, item)| (self.key(name, index), item))
            .collect())
    }

    fn key(self, name: &str, index: usize) -> String {
        match self {
            Self::Repeat | Self::Csv => name.to_owned(),
            Self::Brackets => format!("{name}[]"),
            Self::Index0 => format!("{name}[{index}]"),
            Self::Index1 => format!("{name}[{}]", index + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style() {
        let pairs = |style: ListStyle| {
            style
                .pairs("a", vec!["1".into(), "2".into()])
                .unwrap()
                .into_iter()
                .map(|(key, value)| format!("{key}={value}"))
                .collect::<Vec<_>>()
                .join("&")
        };
        assert_eq!(pairs(ListStyle::Repeat), "a=1&a=2");
        assert_eq!(pairs(ListStyle::Csv), "a=1,2");
        assert_eq!(pairs(ListStyle::Brackets), "a[]=1&a[]=2");
        assert_eq!(pairs(ListStyle::Index0), "a[0]=1&a[1]=2");
        assert_eq!(pairs(ListStyle::Index1), "a[1]=1&a[2]=2");
        assert!(ListStyle::Csv.pairs("a", vec!["1,2".into()]).is_err());
        assert!(ListStyle::Csv.pairs("a", Vec::new()).unwrap().is_empty());
    }
}
