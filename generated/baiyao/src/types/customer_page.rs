use super::ListedCustomer;
use apiloom::{Extra, record, validate};

/// One page of customers.
///
/// 一页客户。
///
/// Source: customer 获取客户列表接口，支持分页.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomerPage {
    /// Number of this page.
    ///
    /// 当前页码。
    pub current: i32,

    /// Size of a page.
    ///
    /// 每页记录数。
    pub size: i32,

    /// Records on all pages.
    ///
    /// 全部页的总记录数。
    pub total: i64,

    /// Customers of this page.
    ///
    /// 本页的客户。
    pub records: Vec<ListedCustomer>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

record! {
    CustomerPage as Object keeps extra;
    current: required "current";
    size: required "size";
    total: required "total";
    records: required "records";
}

impl validate::Validate for CustomerPage {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        found.inside(&at.field("records", "records"), &self.records);
    }
}
