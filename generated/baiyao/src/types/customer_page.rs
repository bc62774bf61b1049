use super::ListedCustomer;
use apiloom::{
    DecodeError, Decoder, Encoder, Extra, Fields, Form, Record, Shape, impl_serde, wire_record,
};

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

static SHAPE: Shape = Shape {
    name: "CustomerPage",
    form: Form::Object,
    fields: &["current", "size", "total", "records"],
    aliases: &[],
    required: &[0, 1, 2, 3],
};

impl Fields for CustomerPage {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match index {
            0 => d.read_into(&mut self.current),
            1 => d.read_into(&mut self.size),
            2 => d.read_into(&mut self.total),
            3 => d.read_into(&mut self.records),
            _ => Ok(()),
        }
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.field("current", &self.current);
        e.field("size", &self.size);
        e.field("total", &self.total);
        e.field("records", &self.records);
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }
}

impl Record for CustomerPage {
    fn blank() -> Self {
        Self {
            current: 0,
            size: 0,
            total: 0,
            records: Vec::new(),
            extra: Extra::new(),
        }
    }
}

wire_record!(CustomerPage);

impl_serde!(CustomerPage);
