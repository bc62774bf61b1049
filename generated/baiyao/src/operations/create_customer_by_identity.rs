use crate::types::{IdentityPriority, NewCustomerByIdentity, TargetCustomer};
use crate::{Call, Client, envelopes, errors, members};
use apiloom::{
    Answer, Auth, DecodeError, Effect, Method, Operate, Operation, Repeat, RequestBuilder, dry_run,
    validate,
};

/// The inputs of [`Client::create_customer_by_identity`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CreateCustomerByIdentity {
    /// Whose priority of identities counts, that of the platform or that of the call.
    ///
    /// 身份优先级策略，以系统配置为准还是以请求顺序为准。
    ///
    /// Note: Named in the prose only, without a place or a type.
    /// The related DM Hub takes a parameter of this name in the query, so it stands there.
    ///
    /// Note: 只在说明文字中出现，没有给出位置和类型；同源的 DM Hub 把同名参数放在查询串中，这里照此处理。
    ///
    /// It is inferred, not documented.
    ///
    /// `identityPriorityStrategy` on the wire.
    pub identity_priority_strategy: Option<IdentityPriority>,

    /// How the customer to write to is chosen.
    ///
    /// 目标客户策略，如何选出目标客户。
    ///
    /// Note: Named in the prose only; its place is assumed to be the query.
    ///
    /// Note: 只在说明文字中出现；位置推定为查询串。
    ///
    /// It is inferred, not documented.
    ///
    /// `targetCustomerStrategy` on the wire.
    pub target_customer_strategy: Option<TargetCustomer>,

    /// Whether customers found by several identities are merged into the target before it is written.
    /// Those whose identities clash with the target's stay apart.
    /// Merging cannot be undone by this interface.
    ///
    /// 多个身份找到多个客户时，是否先合并到目标客户再更新字段；身份与目标客户冲突的客户不会合并。接口没有提供撤销合并的办法。
    ///
    /// Note: Named in the prose only; its place is assumed to be the query.
    ///
    /// Note: 只在说明文字中出现；位置推定为查询串。
    ///
    /// It is inferred, not documented.
    ///
    /// `autoMerge` on the wire.
    pub auto_merge: Option<bool>,

    /// `body` on the wire.
    pub body: NewCustomerByIdentity,
}

static OPERATION: Operation = Operation {
    id: "create_customer_by_identity",
    method: Method::POST,
    path: "/openapi/customer/createCustomerByIdentity",
    server: "default",
    auth: Auth::Any(&["header_token"]),
    effect: Effect::Write,
    repeat: Repeat::Never,
    facts: &[],
    judge: &envelopes::standard,
    errors: errors::ERRORS,
    limits: &[],
};

static CHANGES: dry_run::Changes = dry_run::Changes::unknown(members::NEW_CUSTOMER_BY_IDENTITY);

impl Operate for CreateCustomerByIdentity {
    type Output = i64;
    const OPERATION: &'static Operation = &OPERATION;
    const CHANGES: &'static dry_run::Changes = &CHANGES;

    fn validate(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        validate::Validate::check(self, at, found);
    }

    fn encode(&self, request: &mut RequestBuilder) {
        request.query("identityPriorityStrategy", &self.identity_priority_strategy);
        request.query("targetCustomerStrategy", &self.target_customer_strategy);
        request.query("autoMerge", &self.auto_merge);
        request.header_const("Content-Type", "application/json");
        request.body(&self.body);
    }

    fn decode(answer: &Answer<'_>) -> Result<i64, DecodeError> {
        answer.read(&["data"])
    }
}

impl validate::Validate for CreateCustomerByIdentity {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        found.inside(at, &self.body);
    }
}

impl Client {
    /// Create or update a customer by identities.
    ///
    /// 根据身份列表创建客户。
    ///
    /// Finds the customer that the identities point to, or makes one, links the identities that belong to
    /// nobody, merges customers when autoMerge says so, and writes the given fields.
    ///
    /// 按身份寻找目标客户，没有则新建；把尚未关联的身份关联到目标客户；
    /// 按 autoMerge 决定是否合并多个客户；最后把提供的字段更新到目标客户。
    ///
    /// Note: Which identities are unique is set in the console and not by this call.
    /// Defaults of the three strategies are not documented.
    ///
    /// Note: 身份唯一性策略在控制台设置，不能通过接口指定；三个策略参数的默认值文档没有说明。
    ///
    /// Source: customer 根据身份列表创建客户.
    ///
    /// Sends `POST /openapi/customer/createCustomerByIdentity`; it writes, and what becomes of what is left out is not documented.
    /// Needs the permission 客户管理-写.
    ///
    /// What may be left out is set on the call; [`CreateCustomerByIdentity`] describes it: `identity_priority_strategy`, `target_customer_strategy`, `auto_merge`.
    ///
    /// Answers `i64`.
    /// Id of the customer that was made or updated.
    /// 所创建或更新的客户 id。
    ///
    /// # Errors
    ///
    /// Those that [`Client`](Client#errors) lists.
    ///
    /// # Examples
    ///
    /// Two identities in the order of the call · 两个身份，以请求顺序为优先级
    ///
    /// ```no_run
    /// # async fn example(client: baiyao::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use baiyao::apiloom::{Date, Replacement};
    /// use baiyao::types::{
    ///     ExtendAttr, ExtendAttrRequired, Gender, Identity, IdentityPriority, IdentityRequired,
    ///     NewCustomerByIdentity, NewCustomerByIdentityRequired, TargetCustomer,
    /// };
    ///
    /// let call = client
    ///     .create_customer_by_identity(
    ///         NewCustomerByIdentity::new(NewCustomerByIdentityRequired {
    ///             email: "zhangsan@example.com".to_owned(),
    ///             email_verified: true,
    ///             gender: Gender::Male,
    ///             dept_code_list: Replacement::With(vec!["D01".to_owned(), "D02".to_owned()]),
    ///             extend_attr_list: Replacement::With(vec![
    ///                 ExtendAttr::new(ExtendAttrRequired {
    ///                     attr_key: "shoe_size".to_owned(),
    ///                     attr_value: "42".to_owned(),
    ///                 })
    ///                 .attr_name("鞋码"),
    ///                 ExtendAttr::new(ExtendAttrRequired {
    ///                     attr_key: "level".to_owned(),
    ///                     attr_value: "金卡".to_owned(),
    ///                 }),
    ///             ]),
    ///             identity_list: vec![
    ///                 Identity::new(IdentityRequired {
    ///                     identity_type: "mobile".to_owned(),
    ///                     identity_value: "13888888888".to_owned(),
    ///                 }),
    ///                 Identity::new(IdentityRequired {
    ///                     identity_type: "wechat-unionid".to_owned(),
    ///                     identity_value: "obLjYs0NjMcFFTBF9ki3XEMdWluc".to_owned(),
    ///                 }),
    ///             ],
    ///             user_id_list: Replacement::With(vec![11, 12]),
    ///         })
    ///         .app_id("wx477a73a96df0fa6e")
    ///         .birthday("1990-05-01".parse::<Date>()?)
    ///         .province("云南省")
    ///         .city("昆明市")
    ///         .editable(true)
    ///         .is_employee(false)
    ///         .nick_name("小张")
    ///         .open_id("o6_bmjrPTlm6_2sgVt7hMZOPfL2M")
    ///         .source("淘宝")
    ///         .source1("旗舰店")
    ///         .union_id("obLjYs0NjMcFFTBF9ki3XEMdWluc"),
    ///     )
    ///     .identity_priority_strategy(IdentityPriority::Custom)
    ///     .target_customer_strategy(TargetCustomer::IdentityFirst)
    ///     .auto_merge(true);
    /// println!("{}", call.dry_run()?);
    /// let answer = call.await?;
    /// println!("{answer}");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// The platform's own order of identities · 以系统配置的身份优先级为准
    ///
    /// ```no_run
    /// # async fn example(client: baiyao::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use baiyao::apiloom::Replacement;
    /// use baiyao::types::{
    ///     Gender, Identity, IdentityPriority, IdentityRequired, NewCustomerByIdentity,
    ///     NewCustomerByIdentityRequired, TargetCustomer,
    /// };
    ///
    /// let call = client
    ///     .create_customer_by_identity(
    ///         NewCustomerByIdentity::new(NewCustomerByIdentityRequired {
    ///             email: "lisi@example.com".to_owned(),
    ///             email_verified: false,
    ///             gender: Gender::Unknown,
    ///             dept_code_list: Replacement::LeaveOut,
    ///             extend_attr_list: Replacement::LeaveOut,
    ///             identity_list: vec![Identity::new(IdentityRequired {
    ///                 identity_type: "mobile".to_owned(),
    ///                 identity_value: "13866666666".to_owned(),
    ///             })],
    ///             user_id_list: Replacement::LeaveOut,
    ///         })
    ///         .nick_name("小李"),
    ///     )
    ///     .identity_priority_strategy(IdentityPriority::System)
    ///     .target_customer_strategy(TargetCustomer::CustomerFirst)
    ///     .auto_merge(false);
    /// println!("{}", call.dry_run()?);
    /// let answer = call.await?;
    /// println!("{answer}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn create_customer_by_identity(
        &self,
        body: NewCustomerByIdentity,
    ) -> Call<CreateCustomerByIdentity> {
        self.call(CreateCustomerByIdentity {
            body,
            identity_priority_strategy: None,
            target_customer_strategy: None,
            auto_merge: None,
        })
    }
}

impl Call<CreateCustomerByIdentity> {
    /// Whose priority of identities counts, that of the platform or that of the call.
    ///
    /// 身份优先级策略，以系统配置为准还是以请求顺序为准。
    ///
    /// Note: Named in the prose only, without a place or a type.
    /// The related DM Hub takes a parameter of this name in the query, so it stands there.
    ///
    /// Note: 只在说明文字中出现，没有给出位置和类型；同源的 DM Hub 把同名参数放在查询串中，这里照此处理。
    ///
    /// It is inferred, not documented.
    ///
    /// `identityPriorityStrategy` on the wire.
    pub fn identity_priority_strategy(
        mut self,
        identity_priority_strategy: IdentityPriority,
    ) -> Self {
        self.inputs.identity_priority_strategy = Some(identity_priority_strategy);
        self
    }

    /// How the customer to write to is chosen.
    ///
    /// 目标客户策略，如何选出目标客户。
    ///
    /// Note: Named in the prose only; its place is assumed to be the query.
    ///
    /// Note: 只在说明文字中出现；位置推定为查询串。
    ///
    /// It is inferred, not documented.
    ///
    /// `targetCustomerStrategy` on the wire.
    pub fn target_customer_strategy(mut self, target_customer_strategy: TargetCustomer) -> Self {
        self.inputs.target_customer_strategy = Some(target_customer_strategy);
        self
    }

    /// Whether customers found by several identities are merged into the target before it is written.
    /// Those whose identities clash with the target's stay apart.
    /// Merging cannot be undone by this interface.
    ///
    /// 多个身份找到多个客户时，是否先合并到目标客户再更新字段；身份与目标客户冲突的客户不会合并。接口没有提供撤销合并的办法。
    ///
    /// Note: Named in the prose only; its place is assumed to be the query.
    ///
    /// Note: 只在说明文字中出现；位置推定为查询串。
    ///
    /// It is inferred, not documented.
    ///
    /// `autoMerge` on the wire.
    pub fn auto_merge(mut self, auto_merge: bool) -> Self {
        self.inputs.auto_merge = Some(auto_merge);
        self
    }
}
