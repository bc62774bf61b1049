use apiloom::record;

/// The value of a field that the company added.
///
/// 一个自定义字段的值。
///
/// Source: guide CustomerDictDTO.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomerDict {
    /// Tells which of the company's own fields it is, by its code.
    ///
    /// 自定义字段的 code，说明是哪个字段。
    ///
    /// `dictCode` on the wire.
    pub dict_code: String,

    /// Note on the value, for people.
    ///
    /// 对该值的备注。
    pub remark: Option<String>,

    /// The value as text whatever the field holds.
    ///
    /// 自定义字段值，一律以字符串传递。
    pub value: String,
}

/// What [`CustomerDict`] cannot do without.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomerDictRequired {
    /// Tells which of the company's own fields it is, by its code.
    ///
    /// 自定义字段的 code，说明是哪个字段。
    ///
    /// `dictCode` on the wire.
    pub dict_code: String,

    /// The value as text whatever the field holds.
    ///
    /// 自定义字段值，一律以字符串传递。
    pub value: String,
}

impl CustomerDict {
    /// Everything that is required; each setter adds a value.
    pub fn new(required: CustomerDictRequired) -> Self {
        let CustomerDictRequired { dict_code, value } = required;
        Self {
            dict_code,
            value,
            remark: None,
        }
    }

    /// Note on the value, for people.
    ///
    /// 对该值的备注。
    pub fn remark(mut self, remark: impl Into<String>) -> Self {
        self.remark = Some(remark.into());
        self
    }
}

record! {
    CustomerDict as Object;
    dict_code: required "dictCode";
    remark: "remark";
    value: required "value";
}
