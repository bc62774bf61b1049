use apiloom::{Extra, record};

/// The value of an added field as the vendor holds it.
///
/// 返回中的自定义字段值。
///
/// Note: The table marks dictCode and value as required; read as optional.
///
/// Note: 字段表把 dictCode 和 value 标为必填，读取时按可选处理。
///
/// Source: guide CustomerDictDTO.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct KnownCustomerDict {
    /// Tells which of the company's own fields it is, by its code.
    ///
    /// 自定义字段的 code，说明是哪个字段。
    ///
    /// `dictCode` on the wire.
    pub dict_code: Option<String>,

    /// Note on the value, for people.
    ///
    /// 对该值的备注。
    pub remark: Option<String>,

    /// The value as text, whatever the field holds.
    ///
    /// 自定义字段值，无论字段类型都是字符串。
    pub value: Option<String>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

record! {
    KnownCustomerDict as Object keeps extra;
    dict_code: "dictCode";
    remark: "remark";
    value: "value";
}
