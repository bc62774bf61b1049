use crate::types::{CustomerPage, ListedCustomer};
use crate::{Call, Client, envelopes, errors};
use apiloom::{
    Answer, Auth, DateTime, DateTimeAs, DecodeError, Effect, Method, Operate, Operation, Paged,
    Repeat, RequestBuilder, Zone, paging, validate,
};

/// The inputs of [`Client::list_customers`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ListCustomers {
    /// Only customers of this group.
    ///
    /// 只查询该群组中的客户。
    ///
    /// `groupId` on the wire.
    pub group_id: Option<i64>,

    /// Part of a mobile number, nickname or name.
    ///
    /// 关键词，按手机号、昵称、客户名称模糊搜索。
    ///
    /// `searchKey` on the wire.
    pub search_key: Option<String>,

    /// Created at this time or later.
    ///
    /// 创建时间的起点。
    ///
    /// Note: The time zone is not documented; the platform is run in China.
    ///
    /// Note: 文档没有说明时区；平台部署在中国。
    ///
    /// `startTime` on the wire.
    pub start_time: DateTime,

    /// Created at this time or earlier; not before startTime.
    ///
    /// 创建时间的终点，不得早于 startTime。
    ///
    /// Note: The time zone is not documented; the platform is run in China.
    ///
    /// Note: 文档没有说明时区；平台部署在中国。
    ///
    /// `endTime` on the wire.
    pub end_time: DateTime,

    /// Which page, counted from 1.
    ///
    /// 第几页，从 1 开始。
    ///
    /// Note: That the first page is 1 is inferred from the shape of the answer (a MyBatis-Plus page).
    ///
    /// Note: 首页为 1 是根据返回结构（MyBatis-Plus 分页）推定的。
    pub current: i32,

    /// Records on a page; a limit is not documented.
    ///
    /// 每页记录数，上限未说明。
    pub size: i32,
}

/// What [`Client::list_customers`] cannot do without.
#[derive(Clone, Debug, PartialEq)]
pub struct ListCustomersRequired {
    /// Created at this time or later.
    ///
    /// 创建时间的起点。
    ///
    /// Note: The time zone is not documented; the platform is run in China.
    ///
    /// Note: 文档没有说明时区；平台部署在中国。
    ///
    /// `startTime` on the wire.
    pub start_time: DateTime,

    /// Created at this time or earlier; not before startTime.
    ///
    /// 创建时间的终点，不得早于 startTime。
    ///
    /// Note: The time zone is not documented; the platform is run in China.
    ///
    /// Note: 文档没有说明时区；平台部署在中国。
    ///
    /// `endTime` on the wire.
    pub end_time: DateTime,

    /// Which page, counted from 1.
    ///
    /// 第几页，从 1 开始。
    ///
    /// Note: That the first page is 1 is inferred from the shape of the answer (a MyBatis-Plus page).
    ///
    /// Note: 首页为 1 是根据返回结构（MyBatis-Plus 分页）推定的。
    pub current: i32,

    /// Records on a page; a limit is not documented.
    ///
    /// 每页记录数，上限未说明。
    pub size: i32,
}

static OPERATION: Operation = Operation {
    id: "list_customers",
    method: Method::GET,
    path: "/openapi/customer/simpleQuery",
    server: "default",
    auth: Auth::Any(&["header_token"]),
    effect: Effect::Read,
    repeat: Repeat::Safe,
    facts: &[],
    judge: &envelopes::standard,
    errors: errors::ERRORS,
    limits: &[],
};

impl Operate for ListCustomers {
    type Output = CustomerPage;
    const OPERATION: &'static Operation = &OPERATION;

    fn validate(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        validate::Validate::check(self, at, found);
    }

    fn validate_output(output: &CustomerPage, found: &mut validate::Violations) {
        let at = &validate::Place::ROOT;
        let at = &at.within("data");
        found.inside(at, output);
    }

    fn encode(&self, request: &mut RequestBuilder) {
        request.query("groupId", &self.group_id);
        request.query("searchKey", &self.search_key);
        request.query_as(
            "startTime",
            DateTimeAs::new(&["yyyy-MM-dd HH:mm:ss"], Zone::Unknown),
            &self.start_time,
        );
        request.query_as(
            "endTime",
            DateTimeAs::new(&["yyyy-MM-dd HH:mm:ss"], Zone::Unknown),
            &self.end_time,
        );
        request.query("current", &self.current);
        request.query("size", &self.size);
        request.header_const("Content-Type", "application/json");
    }

    fn decode(answer: &Answer<'_>) -> Result<CustomerPage, DecodeError> {
        answer.read(&["data"])
    }
}

impl validate::Validate for ListCustomers {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        if self.end_time < self.start_time {
            found.broken(
                at,
                "times_in_order",
                validate::Severity::Error,
                validate::Message::new(
                    "endTime must not be before startTime.",
                    "endTime 不能早于 startTime。",
                ),
            );
        }
    }
}

static PAGING: paging::Paging = paging::Paging {
    size: Some(paging::PageSlot::Query("size")),
    items: &["data", "records"],
    page: Some(paging::PagePlace::Body(&["data", "current"])),
    total: Some(paging::PagePlace::Body(&["data", "total"])),
    ..paging::Paging::by(paging::PagingStyle::Page {
        slot: paging::PageSlot::Query("current"),
        first: 1,
    })
};

impl Paged for ListCustomers {
    type Item = ListedCustomer;
    const PAGING: &'static paging::Paging = &PAGING;

    fn items(answer: &Answer<'_>) -> Result<Vec<ListedCustomer>, DecodeError> {
        answer.read(&["data", "records"])
    }
}

impl Client {
    /// List customers.
    ///
    /// 获取客户列表接口，支持分页。
    ///
    /// Pages through the customers that were created within a span of time.
    ///
    /// 按创建时间区间分页查询当前租户的客户。
    ///
    /// Source: customer 获取客户列表接口，支持分页.
    ///
    /// Sends `GET /openapi/customer/simpleQuery`; it changes nothing.
    /// Needs the permission 客户管理-读.
    ///
    /// The call answers one page; its `items()` and `pages()` read on to the end.
    ///
    /// Rule: endTime must not be before startTime. endTime 不能早于 startTime。
    ///
    /// What may be left out is set on the call; [`ListCustomers`] describes it: `group_id`, `search_key`.
    ///
    /// Answers [`CustomerPage`](super::super::types::CustomerPage).
    /// One page, with how many customers there are in all.
    /// 一页客户及总记录数。
    ///
    /// # Errors
    ///
    /// Those that [`Client`](Client#errors) lists.
    ///
    /// # Examples
    ///
    /// The first page of a year · 一年内客户的第一页
    ///
    /// ```no_run
    /// # async fn example(client: baiyao::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use baiyao::apiloom::DateTime;
    /// use baiyao::operations;
    ///
    /// let mut items = client
    ///     .list_customers(operations::ListCustomersRequired {
    ///         start_time: "2020-01-01T00:00:00".parse::<DateTime>()?,
    ///         end_time: "2020-12-31T23:59:59".parse::<DateTime>()?,
    ///         current: 1,
    ///         size: 2,
    ///     })
    ///     .group_id(12)
    ///     .search_key("张三")
    ///     .items();
    /// while let Some(item) = items.next().await {
    ///     let listed_customer = item?;
    ///     println!("{:?}", listed_customer.app_id);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_customers(&self, required: ListCustomersRequired) -> Call<ListCustomers> {
        let ListCustomersRequired {
            start_time,
            end_time,
            current,
            size,
        } = required;
        self.call(ListCustomers {
            start_time,
            end_time,
            current,
            size,
            group_id: None,
            search_key: None,
        })
    }
}

impl Call<ListCustomers> {
    /// Only customers of this group.
    ///
    /// 只查询该群组中的客户。
    ///
    /// `groupId` on the wire.
    pub fn group_id(mut self, group_id: i64) -> Self {
        self.inputs.group_id = Some(group_id);
        self
    }

    /// Part of a mobile number, nickname or name.
    ///
    /// 关键词，按手机号、昵称、客户名称模糊搜索。
    ///
    /// `searchKey` on the wire.
    pub fn search_key(mut self, search_key: impl Into<String>) -> Self {
        self.inputs.search_key = Some(search_key.into());
        self
    }
}
