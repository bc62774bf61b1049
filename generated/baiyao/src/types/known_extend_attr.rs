use apiloom::{Extra, record};

/// An added attribute as the platform holds it.
///
/// 平台保存的扩展属性。
///
/// Note: The table marks attrKey and attrValue as required; read as optional.
///
/// Note: 表格把 attrKey 和 attrValue 标为必须，读取时按可选处理。
///
/// Source: customer 根据客户id查询单个客户信息 返回结果.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct KnownExtendAttr {
    /// Technical key of the attribute.
    ///
    /// 属性的技术键名。
    ///
    /// `attrKey` on the wire.
    pub attr_key: Option<String>,

    /// Name of the attribute for people.
    ///
    /// 属性的显示名称。
    ///
    /// `attrName` on the wire.
    pub attr_name: Option<String>,

    /// The value as text, whatever the attribute holds.
    ///
    /// 属性值，无论属性是什么类型都是字符串。
    ///
    /// `attrValue` on the wire.
    pub attr_value: Option<String>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

record! {
    KnownExtendAttr as Object keeps extra;
    attr_key: "attrKey";
    attr_name: "attrName";
    attr_value: "attrValue";
}
