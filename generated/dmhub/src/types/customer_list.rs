use super::Customer;
use apiloom::{Extra, IntOrString, Maybe, record, validate};

/// A part of the customers that were found.
///
/// 查询到的客户中的一页。
///
/// Note: The document does not describe the answer; this is what recorded traffic shows.
///
/// Note: 文档没有说明返回结构，此处依据录制的真实返回。
///
/// Source: traffic, inferred.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomerList {
    /// Presumably the customers on all pages.
    ///
    /// 推测为全部页的客户总数。
    ///
    /// It is inferred, not documented.
    pub records: Option<i64>,

    /// The customers themselves.
    ///
    /// 本页的客户。
    ///
    /// It is inferred, not documented.
    pub rows: Vec<Customer>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

record! {
    CustomerList as Object keeps extra;
    records: "records" as Maybe(IntOrString);
    rows: required "rows";
}

impl validate::Validate for CustomerList {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        found.inside(&at.field("rows", "rows"), &self.rows);
    }
}
