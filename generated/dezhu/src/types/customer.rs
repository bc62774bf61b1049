use apiloom::{BoolCodes, Csv, Extra, IntOrString, Maybe, Plain, record, validate};

/// A customer's own data; every field may be absent.
///
/// 客户信息，所有字段都可能不返回。
///
/// Note: Times are typed date-time in the table, but the sample has the word string.
/// Their format is unknown, and they are read as text.
/// Numbers are read from text as well, since the sample has one of them as text.
///
/// Note: 字段表把时间标为 date-time，示例却是字面值 string，格式未知，因此按文本读取。
/// 示例中有整数以字符串返回，因此整数也接受字符串形式。
///
/// Source: guide BasicCustomerIdentity.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Customer {
    /// Whether the customer is anonymous. On the wire 0 is yes and 1 is no.
    ///
    /// 是否匿名。传输时 0 表示匿名，1 表示非匿名。
    pub anonymous: Option<bool>,

    /// When the customer was blacklisted.
    ///
    /// 客户被加入黑名单的时间。
    ///
    /// `blackTime` on the wire.
    pub black_time: Option<String>,

    /// Whether the customer is on the blacklist. On the wire 1 is yes and 0 is no.
    ///
    /// 是否黑名单。传输时 1 表示是，0 表示否。
    ///
    /// Note: An integer in the table and a text in the sample; either is read.
    ///
    /// Note: 字段表为整数，示例为字符串，两者都能读取。
    pub blacklist: Option<bool>,

    /// Why the record was voided.
    ///
    /// 客户记录作废的原因。
    ///
    /// `cancelReason` on the wire.
    pub cancel_reason: Option<String>,

    /// Note on why the record was voided.
    ///
    /// 对作废的补充说明。
    ///
    /// `cancelRemark` on the wire.
    pub cancel_remark: Option<String>,

    /// When the record was voided.
    ///
    /// 客户记录作废的时间。
    ///
    /// `cancelTime` on the wire.
    pub cancel_time: Option<String>,

    /// When the record was made.
    ///
    /// 客户记录的创建时间。
    ///
    /// `createTime` on the wire.
    pub create_time: Option<String>,

    /// Level of the customer; the codes are not listed.
    ///
    /// 客户等级，取值未列出。
    ///
    /// `customerClass` on the wire.
    pub customer_class: Option<i64>,

    /// Id of the customer's company.
    ///
    /// 公司 ID。
    ///
    /// `customerGroupId` on the wire.
    pub customer_group_id: Option<String>,

    /// Id of the customer that calls use.
    ///
    /// 客户 ID，接口调用使用此值。
    ///
    /// `customerId` on the wire.
    pub customer_id: Option<String>,

    /// Status of the customer; the codes are not listed.
    ///
    /// 客户状态，取值未列出。
    ///
    /// `customerStatus` on the wire.
    pub customer_status: Option<i64>,

    /// Type of the customer; the codes are not listed.
    ///
    /// 客户类型，取值未列出。
    ///
    /// `customerType` on the wire.
    pub customer_type: Option<i64>,

    /// When the record was deleted.
    ///
    /// 客户记录的删除时间。
    ///
    /// `deleteTime` on the wire.
    pub delete_time: Option<String>,

    /// Whether the record is deleted; not to be relied on.
    ///
    /// 记录是否已删除；不宜单独作为依据。
    ///
    /// Note: deleted, isDeleted and deleteTime stand side by side and contradict one another in the sample.
    /// All are kept and none is derived from another.
    ///
    /// Note: deleted、isDeleted、deleteTime 并存，示例中互相矛盾；全部保留，不互相推导。
    pub deleted: Option<bool>,

    /// Free text about the customer.
    ///
    /// 对客户的备注，自由文本。
    ///
    /// Note: Called a description in requests (描述) and a note here (备注); taken for the same.
    ///
    /// Note: 请求中称“描述”，这里称“备注”，视为同一内容。
    pub desc: Option<String>,

    /// Mail address of the customer.
    ///
    /// 客户的邮箱。
    pub email: Option<String>,

    /// Id in the caller's own system.
    ///
    /// 外部系统用户 ID。
    ///
    /// `externalId` on the wire.
    pub external_id: Option<String>,

    /// Number of the database row with up to 64 bits; calls use customerId instead.
    ///
    /// 数据库 ID，64 位整数；接口调用使用的是 customerId。
    pub id: Option<i64>,

    /// Whether the record was declared void.
    ///
    /// 记录是否已作废。
    ///
    /// `isCancel` on the wire.
    pub is_cancel: Option<bool>,

    /// Whether the record is deleted; see the note of deleted.
    ///
    /// 是否删除，参见 deleted 的备注。
    ///
    /// `isDeleted` on the wire.
    pub is_deleted: Option<bool>,

    /// Network address of the customer's device.
    ///
    /// 客户设备的 Mac 地址。
    ///
    /// `macAddress` on the wire.
    pub mac_address: Option<String>,

    /// The customerId that this customer was merged into.
    ///
    /// 该客户被合并后生成的新 customerId。
    ///
    /// `mergeCustomerId` on the wire.
    pub merge_customer_id: Option<String>,

    /// What the contact is called; what requests call the customer.
    ///
    /// 联系人的名称，请求中称为客户名称。
    pub name: Option<String>,

    /// The customerId that holds now.
    ///
    /// 此时的新 customerId。
    ///
    /// `newCustomerId` on the wire.
    pub new_customer_id: Option<String>,

    /// Number of the customer; how it differs from id is not documented.
    ///
    /// 客户编号；与 id 的区别文档没有说明。
    pub number: Option<i64>,

    /// Mobile number in full.
    ///
    /// 完整的手机号。
    pub phone: Option<String>,

    /// Mobile number with digits masked.
    ///
    /// 脱敏手机号。
    ///
    /// `phoneDesensitive` on the wire.
    pub phone_desensitive: Option<String>,

    /// Id of the employee in charge.
    ///
    /// 负责人 id。
    ///
    /// `principalId` on the wire.
    pub principal_id: Option<i64>,

    /// Name of the employee in charge.
    ///
    /// 负责人名称。
    ///
    /// `principalName` on the wire.
    pub principal_name: Option<String>,

    /// Id of the product or channel.
    ///
    /// 产品 ID。
    ///
    /// Note: Called product here and channel where its name stands (productName).
    ///
    /// Note: 这里称“产品ID”，而 productName 称“渠道名称”。
    ///
    /// `productId` on the wire.
    pub product_id: Option<String>,

    /// Code within the channel such as the WeChat openid.
    ///
    /// 渠道 code，例如微信的 openID。
    ///
    /// `productSoleCode` on the wire.
    pub product_sole_code: Option<String>,

    /// Id of the customer's own agent.
    ///
    /// 专属客服 id。
    ///
    /// `staffId` on the wire.
    pub staff_id: Option<i64>,

    /// Tags; one text with ASCII commas on the wire.
    ///
    /// 标签列表，传输时以英文逗号分隔。
    pub tag: Option<Vec<String>>,

    /// Number of a landline, as in requests.
    ///
    /// 联系电话，请求中说明为座机号。
    pub telephone: Option<String>,

    /// Which of the vendor's tenants the customer belongs to.
    ///
    /// 客户所属租户的 ID。
    ///
    /// `tenantId` on the wire.
    pub tenant_id: Option<String>,

    /// Id of the user in a third party's system.
    ///
    /// 第三方系统用户 ID。
    ///
    /// `thirdPartUserId` on the wire.
    pub third_part_user_id: Option<String>,

    /// When the record was last changed.
    ///
    /// 客户记录最近一次修改的时间。
    ///
    /// `updateTime` on the wire.
    pub update_time: Option<String>,

    /// Members that the spec does not name, as they came.
    pub extra: Extra,
}

record! {
    Customer as Object keeps extra;
    anonymous: "anonymous" as Maybe(BoolCodes::ints(0, 1));
    black_time: "blackTime";
    blacklist: "blacklist" as Maybe(BoolCodes::ints(1, 0));
    cancel_reason: "cancelReason";
    cancel_remark: "cancelRemark";
    cancel_time: "cancelTime";
    create_time: "createTime";
    customer_class: "customerClass" as Maybe(IntOrString);
    customer_group_id: "customerGroupId";
    customer_id: "customerId";
    customer_status: "customerStatus" as Maybe(IntOrString);
    customer_type: "customerType" as Maybe(IntOrString);
    delete_time: "deleteTime";
    deleted: "deleted";
    desc: "desc";
    email: "email";
    external_id: "externalId";
    id: "id" as Maybe(IntOrString);
    is_cancel: "isCancel";
    is_deleted: "isDeleted";
    mac_address: "macAddress";
    merge_customer_id: "mergeCustomerId";
    name: "name";
    new_customer_id: "newCustomerId";
    number: "number" as Maybe(IntOrString);
    phone: "phone";
    phone_desensitive: "phoneDesensitive";
    principal_id: "principalId" as Maybe(IntOrString);
    principal_name: "principalName";
    product_id: "productId";
    product_sole_code: "productSoleCode";
    staff_id: "staffId" as Maybe(IntOrString);
    tag: "tag" as Maybe(Csv(Plain));
    telephone: "telephone";
    tenant_id: "tenantId";
    third_part_user_id: "thirdPartUserId";
    update_time: "updateTime";
}

impl validate::Validate for Customer {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        if let Some(value) = &self.tag {
            found.csv(&at.field("tag", "tag"), value);
        }
    }
}
