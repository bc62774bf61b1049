use apiloom::record;

/// An attribute that the tenant added to its customers.
///
/// 租户自定义的客户扩展属性。
///
/// Source: customer 根据身份列表创建客户 Body参数.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ExtendAttr {
    /// Technical key of the attribute.
    ///
    /// 属性的技术键名。
    ///
    /// `attrKey` on the wire.
    pub attr_key: String,

    /// Name of the attribute for people.
    ///
    /// 属性的显示名称。
    ///
    /// `attrName` on the wire.
    pub attr_name: Option<String>,

    /// The value as text whatever the attribute holds.
    ///
    /// 属性值，无论属性是什么类型都以字符串传递。
    ///
    /// `attrValue` on the wire.
    pub attr_value: String,
}

/// What [`ExtendAttr`] cannot do without.
#[derive(Clone, Debug, PartialEq)]
pub struct ExtendAttrRequired {
    /// Technical key of the attribute.
    ///
    /// 属性的技术键名。
    ///
    /// `attrKey` on the wire.
    pub attr_key: String,

    /// The value as text whatever the attribute holds.
    ///
    /// 属性值，无论属性是什么类型都以字符串传递。
    ///
    /// `attrValue` on the wire.
    pub attr_value: String,
}

impl ExtendAttr {
    /// Everything that is required; each setter adds a value.
    pub fn new(required: ExtendAttrRequired) -> Self {
        let ExtendAttrRequired {
            attr_key,
            attr_value,
        } = required;
        Self {
            attr_key,
            attr_value,
            attr_name: None,
        }
    }

    /// Name of the attribute for people.
    ///
    /// 属性的显示名称。
    ///
    /// `attrName` on the wire.
    pub fn attr_name(mut self, attr_name: impl Into<String>) -> Self {
        self.attr_name = Some(attr_name.into());
        self
    }
}

record! {
    ExtendAttr as Object;
    attr_key: required "attrKey";
    attr_name: "attrName";
    attr_value: required "attrValue";
}
