use super::ListedCustomer;
use apiloom::{Extra, record, validate};

/// A part of the customers that were found.
///
/// 查询到的客户中的一页。
///
/// Source: customer 获取客户列表接口，支持分页.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomerPage {
    /// Number of this page, as it was asked for.
    ///
    /// 当前页码，与请求一致。
    pub current: i32,

    /// How many customers a page holds at most, as it was asked for.
    ///
    /// 每页最多的客户数，与请求一致。
    ///
    /// Note: The table's words also fit the number of customers on this page.
    /// Pages of this shape (MyBatis-Plus) give the size that was asked for, so it is read as that.
    ///
    /// Note: 表格写作“当前页码记录数”，也可理解为本页的实际条数；同样结构的分页（MyBatis-Plus）返回的是请求的每页条数，这里照此理解。
    pub size: i32,

    /// How many customers there are on all pages.
    ///
    /// 全部页的总记录数。
    pub total: i64,

    /// The customers themselves; their order is not documented.
    ///
    /// 本页的客户，排序规则文档没有说明。
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
