use apiloom::{
    DecodeError, Decoder, Encoder, Extra, Fields, Form, Record, Shape, impl_serde, wire_record,
};
use std::collections::BTreeMap;

/// Fields that the company added, by wire key.
/// A choice holds the indexes of its options as text, also for a single choice.
///
/// 自定义字段，以字段名为键。选择类字段的值是选项序号（字符串）的列表，单选也是列表。
///
/// Note: The vendor's ticket interface writes such choices as one text like 0,3; this one takes a list.
///
/// Note: 该厂商的工单接口把同样的选择写成逗号分隔的字符串（如 0,3），本接口使用列表。
///
/// Source: guide 请求参数说明.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct CustomFields {
    /// Members `SelectField_{number}`, by number.
    pub select_field: BTreeMap<i64, Vec<String>>,

    /// Members `TextField_{number}`, by number.
    pub text_field: BTreeMap<i64, String>,

    /// Members that follow none of the patterns, as they came.
    pub extra: Extra,
}

impl CustomFields {
    /// No members yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the member `SelectField_{number}`.
    pub fn select_field(
        mut self,
        key: i64,
        value: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.select_field
            .insert(key, value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds the member `TextField_{number}`.
    pub fn text_field(mut self, key: i64, value: impl Into<String>) -> Self {
        self.text_field.insert(key, value.into());
        self
    }
}

static SHAPE: Shape = Shape::new("CustomFields", Form::Object, &[], &[]);

impl Fields for CustomFields {
    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn read_field(&mut self, _index: usize, _d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        Ok(())
    }

    fn read_other(&mut self, key: &str, d: &mut Decoder<'_>) -> Result<bool, DecodeError> {
        Ok(d.keyed(key, "SelectField_", "", &mut self.select_field)?
            || d.keyed(key, "TextField_", "", &mut self.text_field)?)
    }

    fn write_fields(&self, e: &mut Encoder) {
        e.keyed("SelectField_", "", &self.select_field);
        e.keyed("TextField_", "", &self.text_field);
        e.extra(&self.extra);
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.extra)
    }
}

impl Record for CustomFields {
    fn blank() -> Self {
        Self {
            select_field: BTreeMap::new(),
            text_field: BTreeMap::new(),
            extra: Extra::new(),
        }
    }
}

wire_record!(CustomFields);

impl_serde!(CustomFields);
