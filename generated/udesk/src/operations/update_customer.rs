use crate::types::{Customer, CustomerLookup, CustomerUpdate, EmailChange};
use crate::{Call, Client, envelopes, errors, members};
use apiloom::{
    Answer, Auth, CallLimit, CallRate, DecodeError, Effect, Method, Operate, Operation, PairStyle,
    Repeat, Replacement, RequestBuilder, dry_run, validate,
};

/// The inputs of [`Client::update_customer`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UpdateCustomer {
    /// What the customer is found by.
    ///
    /// 用来查找客户的依据。
    ///
    /// Note: The document does not say where type and content go, and its sample leaves them out.
    /// Working code sends them in the query.
    ///
    /// Note: 文档没有说明 type 和 content 放在哪里，示例也没有这两个参数；可用的公开代码放在查询串中。
    ///
    /// Source: integrators, inferred.
    pub lookup: CustomerLookup,

    /// What changes of the customer that was found.
    ///
    /// 要修改的客户信息。
    pub customer: CustomerUpdate,

    /// All further mail addresses of the customer.
    /// An address whose id is not in the list is deleted.
    ///
    /// 客户的全部其他邮箱；当前邮箱的 id 若不在列表中，该邮箱会被删除。
    ///
    /// Note: What leaving the whole list out does is not documented. A remark on it ends in mid-sentence.
    ///
    /// Note: 完全不传该参数时的行为文档未说明；相关注释（“#当id”）不完整。
    ///
    /// What is sent takes the place of what the vendor holds: whatever is not in it is lost.
    /// What becomes of it where it is left out is not documented: the vendor may erase it. Leaving it out is written as `Replacement::LeaveOut`.
    pub other_emails: Replacement<Vec<EmailChange>>,
}

static OPERATION: Operation = Operation {
    id: "update_customer",
    method: Method::PUT,
    path: "/customers/update_customer",
    server: "default",
    auth: Auth::Any(&["v2", "v1", "v1_in_body"]),
    effect: Effect::Write,
    repeat: Repeat::Never,
    facts: &[],
    judge: &envelopes::standard,
    errors: errors::ERRORS,
    limits: &[CallLimit {
        name: "per_interface",
        rate: Some(CallRate {
            calls: 60,
            seconds: 60,
        }),
        concurrent: None,
        each_operation: true,
    }],
};

static CHANGES: dry_run::Changes = dry_run::Changes::merging(dry_run::Members::new(&[
    dry_run::Member::new("customer")
        .inside(&members::CUSTOMER_UPDATE)
        .kept(),
    dry_run::Member::new("other_emails").replaced().uncertain(),
]));

impl Operate for UpdateCustomer {
    type Output = Customer;
    const OPERATION: &'static Operation = &OPERATION;
    const CHANGES: &'static dry_run::Changes = &CHANGES;

    fn validate(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        validate::Validate::check(self, at, found);
    }

    fn encode(&self, request: &mut RequestBuilder) {
        request.query_spread(PairStyle::Repeat, &self.lookup);
        request.body_fields(|e| {
            e.field("customer", &self.customer);
            e.field("other_emails", &self.other_emails);
        });
    }

    fn decode(answer: &Answer<'_>) -> Result<Customer, DecodeError> {
        answer.read(&["customer"])
    }
}

impl validate::Validate for UpdateCustomer {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        found.inside(at, &self.lookup);
        found.inside(&at.field("customer", "customer"), &self.customer);
        found.inside(
            &at.field("other_emails", "other_emails"),
            &self.other_emails,
        );
    }
}

impl Client {
    /// Update a customer.
    ///
    /// 更新客户。
    ///
    /// Finds a customer by one of six keys and changes it.
    /// Further mail addresses that the call does not list are deleted; phone numbers are not.
    ///
    /// 以六种依据之一查找客户并更新。未列出的其他邮箱会被删除，未列出的手机号则保留。
    ///
    /// Source: guide 更新客户.
    ///
    /// Sends `PUT /customers/update_customer`; it writes, and what is left out stays as it is, but for the fields that say otherwise.
    ///
    /// The argument `other_emails` is a decision.
    /// What is sent takes the place of what the vendor holds: whatever is not in it is lost.
    /// What becomes of it where it is left out is not documented: the vendor may erase it. Leaving it out is written as `Replacement::LeaveOut`.
    ///
    /// Answers [`Customer`](super::super::types::Customer).
    /// The customer after the update.
    /// 更新后的客户。
    ///
    /// # Errors
    ///
    /// Those that [`Client`](Client#errors) lists; of the vendor's codes, the spec's examples show:
    ///
    /// - `2999`
    ///
    /// # Examples
    ///
    /// A customer by its mail address · 按邮箱查找并更新客户
    ///
    /// ```no_run
    /// # async fn example(client: udesk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use udesk::apiloom::Replacement;
    /// use udesk::types::{
    ///     CellphoneChange, CustomFields, CustomerLevel, CustomerLookup, CustomerUpdate, EmailChange,
    /// };
    ///
    /// let call = client.update_customer(
    ///     CustomerLookup::Email("libai@example.com".to_owned()),
    ///     CustomerUpdate::new()
    ///         .email("libai@example.com")
    ///         .nick_name("试试")
    ///         .description("老客户")
    ///         .organization_id(1)
    ///         .is_blocked(false)
    ///         .owner_id(8)
    ///         .owner_group_id(15)
    ///         .level(CustomerLevel::Vip)
    ///         .custom_fields(
    ///             CustomFields::new()
    ///                 .select_field(1, ["0", "1"])
    ///                 .text_field(2, "红色"),
    ///         )
    ///         .tags(["张三", "李四"])
    ///         .change_cellphones([
    ///             CellphoneChange::Change {
    ///                 id: 846,
    ///                 content: "13311114555".to_owned(),
    ///             },
    ///             CellphoneChange::Delete { id: 848 },
    ///             CellphoneChange::Create {
    ///                 content: "13651191111".to_owned(),
    ///             },
    ///         ]),
    ///     Replacement::With(vec![
    ///         EmailChange::Change {
    ///             id: 34,
    ///             content: "a@example.com".to_owned(),
    ///         },
    ///         EmailChange::Create {
    ///             content: "b@example.com".to_owned(),
    ///         },
    ///     ]),
    /// );
    /// println!("{}", call.dry_run()?);
    /// let customer = call.await?;
    /// println!("{:?}", customer.id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// A customer by its id · 按 id 查找并更新客户
    ///
    /// ```no_run
    /// # async fn example(client: udesk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use udesk::apiloom::Replacement;
    /// use udesk::types::{CustomerLevel, CustomerLookup, CustomerUpdate};
    ///
    /// let call = client.update_customer(
    ///     CustomerLookup::Id(953803726),
    ///     CustomerUpdate::new()
    ///         .nick_name("李白")
    ///         .level(CustomerLevel::Normal),
    ///     Replacement::LeaveOut,
    /// );
    /// println!("{}", call.dry_run()?);
    /// let customer = call.await?;
    /// println!("{:?}", customer.id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// A customer by its API token · 按客户令牌查找并更新客户
    ///
    /// ```no_run
    /// # async fn example(client: udesk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use udesk::apiloom::{Replacement, Secret};
    /// use udesk::types::{CustomerLevel, CustomerLookup, CustomerUpdate};
    ///
    /// let call = client.update_customer(
    ///     CustomerLookup::Token(Secret::from("an-example-token")),
    ///     CustomerUpdate::new()
    ///         .nick_name("杜甫")
    ///         .description("新客户")
    ///         .is_blocked(false)
    ///         .level(CustomerLevel::Normal),
    ///     Replacement::LeaveOut,
    /// );
    /// println!("{}", call.dry_run()?);
    /// let customer = call.await?;
    /// println!("{:?}", customer.id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// A customer by its WeChat openid · 按微信 openid 查找并更新客户
    ///
    /// ```no_run
    /// # async fn example(client: udesk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use udesk::apiloom::Replacement;
    /// use udesk::types::{CustomerLevel, CustomerLookup, CustomerUpdate};
    ///
    /// let call = client.update_customer(
    ///     CustomerLookup::WeixinOpenId("o6_bmjrPTlm6_2sgVt7hMZOPfL2M".to_owned()),
    ///     CustomerUpdate::new()
    ///         .nick_name("王维")
    ///         .description("公众号粉丝")
    ///         .is_blocked(false)
    ///         .level(CustomerLevel::Normal),
    ///     Replacement::LeaveOut,
    /// );
    /// println!("{}", call.dry_run()?);
    /// let customer = call.await?;
    /// println!("{:?}", customer.id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// A customer by its Weibo id · 按微博 id 查找并更新客户
    ///
    /// ```no_run
    /// # async fn example(client: udesk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use udesk::apiloom::Replacement;
    /// use udesk::types::{CustomerLevel, CustomerLookup, CustomerUpdate};
    ///
    /// let call = client.update_customer(
    ///     CustomerLookup::WeiboId("1234567890".to_owned()),
    ///     CustomerUpdate::new()
    ///         .nick_name("白居易")
    ///         .description("微博粉丝")
    ///         .is_blocked(false)
    ///         .level(CustomerLevel::Normal),
    ///     Replacement::LeaveOut,
    /// );
    /// println!("{}", call.dry_run()?);
    /// let customer = call.await?;
    /// println!("{:?}", customer.id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// There is no such customer · 客户不存在
    ///
    /// ```no_run
    /// # async fn example(client: udesk::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use udesk::apiloom::Replacement;
    /// use udesk::types::{CustomerLookup, CustomerUpdate};
    ///
    /// let result = client
    ///     .update_customer(
    ///         CustomerLookup::Cellphone("13311114555".to_owned()),
    ///         CustomerUpdate::new().description("老客户"),
    ///         Replacement::LeaveOut,
    ///     )
    ///     .await;
    /// match result {
    ///     Ok(customer) => {
    ///         println!("{:?}", customer.id);
    ///     }
    ///     Err(error) if error.code() == Some("2999") => println!("{error}"),
    ///     Err(error) => return Err(error.into()),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn update_customer(
        &self,
        lookup: CustomerLookup,
        customer: CustomerUpdate,
        other_emails: Replacement<Vec<EmailChange>>,
    ) -> Call<UpdateCustomer> {
        self.call(UpdateCustomer {
            lookup,
            customer,
            other_emails,
        })
    }
}
