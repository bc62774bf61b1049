use apiloom::{Extra, record};

/// One attribute with its value.
///
/// 一个属性及其值。
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomerAttribute {
    /// Technical key as asked for.
    ///
    /// 请求中的属性键。
    pub attr_key: Option<String>,

    /// Name of the attribute.
    ///
    /// 属性名称。
    ///
    /// Note: The table describes attrName as the key of the attribute once more, presumably a slip.
    ///
    /// Note: 表格把 attrName 也描述为“属性key”，应为笔误。
    pub attr_name: Option<String>,

    /// The value as text.
    ///
    /// 属性值，一律为字符串。
    pub attr_value: Option<String>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

record! {
    CustomerAttribute as Object keeps extra;
    attr_key: "attrKey";
    attr_name: "attrName";
    attr_value: "attrValue";
}
