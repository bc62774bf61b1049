use apiloom::{Extra, record};

/// One of the attributes that were asked for.
///
/// 所请求的一个属性及其值。
///
/// Source: customer 查询客户的指定属性信息 返回结果.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomerAttribute {
    /// Technical key as asked for.
    ///
    /// 请求中的属性键。
    ///
    /// `attrKey` on the wire.
    pub attr_key: Option<String>,

    /// The attribute's name for people, presumably; see the note.
    ///
    /// 属性的显示名称（推定，见备注）。
    ///
    /// Note: The table describes attrName as the key of the attribute once more, presumably a slip.
    ///
    /// Note: 表格把 attrName 也描述为“属性key”，应为笔误。
    ///
    /// It is inferred, not documented.
    ///
    /// `attrName` on the wire.
    pub attr_name: Option<String>,

    /// What the customer has there as text.
    ///
    /// 客户的属性值，一律为字符串。
    ///
    /// `attrValue` on the wire.
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
