use crate::{Call, Client, envelopes, errors};
use apiloom::{
    Answer, Auth, DecodeError, Effect, Method, Operate, Operation, Repeat, RequestBuilder, dry_run,
};

/// The inputs of [`Client::update_customer_attribute`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UpdateCustomerAttribute {
    /// Technical key of the attribute such as name.
    ///
    /// 属性的技术键名，例如 name。
    ///
    /// Note: Called attrName here and attrKey elsewhere; both hold the key.
    ///
    /// Note: 这里叫 attrName，其他接口叫 attrKey，都是属性键。
    ///
    /// `attrName` on the wire.
    pub attr_name: String,

    /// The new value as text whatever the attribute holds.
    ///
    /// 新的属性值，一律以字符串传递。
    ///
    /// `attrValue` on the wire.
    pub attr_value: String,

    /// Whose attribute is set, by the platform's own id.
    ///
    /// 要修改的客户在平台中的 id。
    ///
    /// `customerId` on the wire.
    pub customer_id: i64,

    /// true for an attribute that the tenant added, false for one of the platform's own.
    ///
    /// true 表示扩展属性，false 表示系统属性。
    ///
    /// Note: The table has this row twice, word for word; it is one field.
    ///
    /// Note: 表格中此行重复出现且内容相同，视为一个字段。
    ///
    /// `isExtendAttr` on the wire.
    pub is_extend_attr: bool,
}

/// What [`Client::update_customer_attribute`] cannot do without.
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateCustomerAttributeRequired {
    /// Technical key of the attribute such as name.
    ///
    /// 属性的技术键名，例如 name。
    ///
    /// Note: Called attrName here and attrKey elsewhere; both hold the key.
    ///
    /// Note: 这里叫 attrName，其他接口叫 attrKey，都是属性键。
    ///
    /// `attrName` on the wire.
    pub attr_name: String,

    /// The new value as text whatever the attribute holds.
    ///
    /// 新的属性值，一律以字符串传递。
    ///
    /// `attrValue` on the wire.
    pub attr_value: String,

    /// Whose attribute is set, by the platform's own id.
    ///
    /// 要修改的客户在平台中的 id。
    ///
    /// `customerId` on the wire.
    pub customer_id: i64,

    /// true for an attribute that the tenant added, false for one of the platform's own.
    ///
    /// true 表示扩展属性，false 表示系统属性。
    ///
    /// Note: The table has this row twice, word for word; it is one field.
    ///
    /// Note: 表格中此行重复出现且内容相同，视为一个字段。
    ///
    /// `isExtendAttr` on the wire.
    pub is_extend_attr: bool,
}

static OPERATION: Operation = Operation {
    id: "update_customer_attribute",
    method: Method::POST,
    path: "/openapi/customer/updateCustomerAttr",
    server: "default",
    auth: Auth::Any(&["header_token"]),
    effect: Effect::Write,
    repeat: Repeat::Never,
    facts: &[],
    judge: &envelopes::standard,
    errors: errors::ERRORS,
    limits: &[],
};

static CHANGES: dry_run::Changes = dry_run::Changes::merging(dry_run::Members::new(&[]));

impl Operate for UpdateCustomerAttribute {
    type Output = ();
    const OPERATION: &'static Operation = &OPERATION;
    const CHANGES: &'static dry_run::Changes = &CHANGES;

    fn encode(&self, request: &mut RequestBuilder) {
        request.header_const("Content-Type", "application/json");
        request.body_fields(|e| {
            e.field("attrName", &self.attr_name);
            e.field("attrValue", &self.attr_value);
            e.field("customerId", &self.customer_id);
            e.field("isExtendAttr", &self.is_extend_attr);
        });
    }

    fn decode(_: &Answer<'_>) -> Result<(), DecodeError> {
        Ok(())
    }
}

impl Client {
    /// Change one attribute of a customer.
    ///
    /// 更新客户的单个属性信息。
    ///
    /// Sets one attribute, of the platform's or of the tenant's own, and leaves the others alone.
    ///
    /// 更新客户的一个系统属性或扩展属性，其他属性不变。
    ///
    /// Note: Whether an empty text clears an attribute is not documented.
    ///
    /// Note: 传空字符串能否清空属性，文档没有说明。
    ///
    /// Source: customer 更新客户的单个属性信息.
    ///
    /// Sends `POST /openapi/customer/updateCustomerAttr`; it writes, and what is left out stays as it is.
    /// Needs the permission 客户管理-写.
    ///
    /// # Errors
    ///
    /// Those that [`Client`](Client#errors) lists.
    ///
    /// # Examples
    ///
    /// A new name · 修改名称
    ///
    /// ```no_run
    /// # async fn example(client: baiyao::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use baiyao::operations;
    ///
    /// client
    ///     .update_customer_attribute(operations::UpdateCustomerAttributeRequired {
    ///         attr_name: "name".to_owned(),
    ///         attr_value: "李四".to_owned(),
    ///         customer_id: 1402859337310482433,
    ///         is_extend_attr: false,
    ///     })
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn update_customer_attribute(
        &self,
        required: UpdateCustomerAttributeRequired,
    ) -> Call<UpdateCustomerAttribute> {
        let UpdateCustomerAttributeRequired {
            attr_name,
            attr_value,
            customer_id,
            is_extend_attr,
        } = required;
        self.call(UpdateCustomerAttribute {
            attr_name,
            attr_value,
            customer_id,
            is_extend_attr,
        })
    }
}
