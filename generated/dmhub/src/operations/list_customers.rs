use crate::types::{Customer, CustomerList, Gender, SortOrder};
use crate::{Call, Client, envelopes, errors};
use apiloom::{
    Answer, Auth, Csv, DateTime, DateTimeAs, DecodeError, Effect, Maybe, Method, Operate,
    Operation, OrEmpty, Paged, Plain, Repeat, RequestBuilder, Sentinel, Zone, paging, validate,
};

/// The inputs of [`Client::list_customers`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ListCustomers {
    /// Only customers in this stage, or only those in none.
    ///
    /// 只查询处于该阶段的客户；查询没有阶段的客户时用“空”值。
    pub stage: Option<OrEmpty<String>>,

    /// Only customers who came from here.
    ///
    /// 只查询来自该来源的客户。
    pub source: Option<String>,

    /// Only the customer with this mobile number, in full.
    ///
    /// 只查询使用该手机号的客户。
    ///
    /// Note: The only filter that an integrator found to work.
    ///
    /// Note: 有集成方发现只有这个条件生效。
    pub mobile: Option<String>,

    /// Only customers of this gender, 0 for those of whom it is not known.
    ///
    /// 只查询该性别的客户，0 表示未知。
    pub gender: Option<Gender>,

    /// Ids of customers; written with commas.
    ///
    /// 客户 id 列表，以逗号分开。
    ///
    /// `idList` on the wire.
    pub id_list: Option<Vec<i64>>,

    /// Created at this time or later; in UTC.
    ///
    /// 创建时间的起点，UTC。
    ///
    /// Note: The zone is from a public copy; the text has no offset, unlike the times in answers.
    ///
    /// Note: UTC 依据公开副本；参数不带时区，与返回中的时间格式不同。
    ///
    /// `dateCreatedFrom` on the wire.
    pub date_created_from: Option<DateTime>,

    /// Created before this time; in UTC.
    ///
    /// 创建时间的终点，UTC。
    ///
    /// Note: Whether the bound itself counts is said of lastUpdated only.
    ///
    /// Note: 是否包含边界仅在 lastUpdated 处说明。
    ///
    /// `dateCreatedTo` on the wire.
    pub date_created_to: Option<DateTime>,

    /// Changed at this time or later (inclusive); in UTC.
    ///
    /// 更新时间的起点（包含），UTC。
    ///
    /// `lastUpdatedFrom` on the wire.
    pub last_updated_from: Option<DateTime>,

    /// Changed at this time or earlier (inclusive); in UTC.
    ///
    /// 更新时间的终点（包含），UTC。
    ///
    /// Note: The sister interface that counts customers spells it lastUpdateTo.
    ///
    /// Note: 统计客户数的接口把该参数拼作 lastUpdateTo。
    ///
    /// `lastUpdatedTo` on the wire.
    pub last_updated_to: Option<DateTime>,

    /// Names of the fields to return.
    ///
    /// 要返回的字段名列表。
    pub select: Option<Vec<String>>,

    /// How many customers a page has.
    ///
    /// 每页记录数，默认 20。
    ///
    /// Default: `20`.
    pub rows: Option<i32>,

    /// Number of the page; the first is 1.
    ///
    /// 第几页，从 1 开始。
    ///
    /// Default: `1`.
    pub page: Option<i32>,

    /// Name of the field to sort by.
    ///
    /// 排序的字段，默认 id。
    ///
    /// Default: `id`.
    pub sidx: Option<String>,

    /// Whether the list rises or falls by that field.
    ///
    /// 按该字段升序还是降序排列，默认升序。
    ///
    /// Default: `asc`.
    pub sord: Option<SortOrder>,
}

static OPERATION: Operation = Operation {
    id: "list_customers",
    method: Method::GET,
    path: "/v1/customers",
    server: "default",
    auth: Auth::Any(&["access_token"]),
    effect: Effect::Read,
    repeat: Repeat::Safe,
    facts: &[],
    judge: &envelopes::bare,
    errors: errors::ERRORS,
    limits: &[],
};

impl Operate for ListCustomers {
    type Output = CustomerList;
    const OPERATION: &'static Operation = &OPERATION;

    fn validate(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        validate::Validate::check(self, at, found);
    }

    fn validate_output(output: &CustomerList, found: &mut validate::Violations) {
        let at = &validate::Place::ROOT;
        found.inside(at, output);
    }

    fn encode(&self, request: &mut RequestBuilder) {
        request.query_as("stage", Maybe(Sentinel(Plain, "_empty")), &self.stage);
        request.query("source", &self.source);
        request.query("mobile", &self.mobile);
        request.query("gender", &self.gender);
        request.query_as("idList", Maybe(Csv(Plain)), &self.id_list);
        request.query_as(
            "dateCreatedFrom",
            Maybe(DateTimeAs::new(&["yyyy-MM-dd'T'HH:mm:ss"], Zone::Offset(0))),
            &self.date_created_from,
        );
        request.query_as(
            "dateCreatedTo",
            Maybe(DateTimeAs::new(&["yyyy-MM-dd'T'HH:mm:ss"], Zone::Offset(0))),
            &self.date_created_to,
        );
        request.query_as(
            "lastUpdatedFrom",
            Maybe(DateTimeAs::new(&["yyyy-MM-dd'T'HH:mm:ss"], Zone::Offset(0))),
            &self.last_updated_from,
        );
        request.query_as(
            "lastUpdatedTo",
            Maybe(DateTimeAs::new(&["yyyy-MM-dd'T'HH:mm:ss"], Zone::Offset(0))),
            &self.last_updated_to,
        );
        request.query_as("select", Maybe(Csv(Plain)), &self.select);
        request.query("rows", &self.rows);
        request.query("page", &self.page);
        request.query("sidx", &self.sidx);
        request.query("sord", &self.sord);
    }

    fn decode(answer: &Answer<'_>) -> Result<CustomerList, DecodeError> {
        answer.read(&[])
    }
}

impl validate::Validate for ListCustomers {
    fn check(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
        if let Some(value) = &self.stage {
            let at = &at.parameter("query", "stage", "stage");
            if let OrEmpty::Value(value) = value {
                found.sentinel(at, value, "_empty");
            }
        }
        if let Some(value) = &self.select {
            found.csv(&at.parameter("query", "select", "select"), value);
        }
    }
}

static PAGING: paging::Paging = paging::Paging {
    size: Some(paging::PageSlot::Query("rows")),
    items: &["rows"],
    total: Some(paging::PagePlace::Body(&["records"])),
    ..paging::Paging::by(paging::PagingStyle::Page {
        slot: paging::PageSlot::Query("page"),
        first: 1,
    })
};

impl Paged for ListCustomers {
    type Item = Customer;
    const PAGING: &'static paging::Paging = &PAGING;

    fn items(answer: &Answer<'_>) -> Result<Vec<Customer>, DecodeError> {
        answer.read(&["rows"])
    }
}

impl Client {
    /// List customers.
    ///
    /// 查询客户。
    ///
    /// Searches customers and pages through them.
    ///
    /// 按条件查询客户，支持分页和排序。
    ///
    /// Note: An integrator found that only the filter mobile works and that the others are ignored without a word.
    /// Check what comes back.
    ///
    /// Note: 有集成方发现只有 mobile 条件生效，其他条件被静默忽略，请核对返回结果。
    ///
    /// Source: customer 查询客户的API.
    ///
    /// Sends `GET /v1/customers`; it changes nothing.
    ///
    /// The call answers one page; its `items()` and `pages()` read on to the end.
    ///
    /// Note: A page with fewer customers than asked for is the last, also where records is absent.
    ///
    /// Note: 返回数少于每页记录数即为最后一页，records 不存在时同样适用。
    ///
    /// What may be left out is set on the call; [`ListCustomers`] describes it: `stage`, `source`, `mobile`, `gender`, `id_list`, `date_created_from`, `date_created_to`, `last_updated_from`, `last_updated_to`, `select`, `rows`, `page`, `sidx`, `sord`.
    ///
    /// Answers [`CustomerList`](super::super::types::CustomerList).
    /// One page, with how many customers there are in all.
    /// 一页客户，以及客户总数。
    ///
    /// # Errors
    ///
    /// Those that [`Client`](Client#errors) lists; of the vendor's codes, the spec's examples show:
    ///
    /// - `40004`: [`IllegalParameters`](super::super::ErrorCode::IllegalParameters), of [`Kind::Invalid`](super::super::Kind::Invalid)
    /// - `40201`: [`PermissionDenied`](super::super::ErrorCode::PermissionDenied), of [`Kind::Permission`](super::super::Kind::Permission)
    ///
    /// # Examples
    ///
    /// Men who changed within a year · 一年内更新过的男性客户
    ///
    /// ```no_run
    /// # async fn example(client: dmhub::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use dmhub::apiloom::{DateTime, OrEmpty};
    /// use dmhub::types::{Gender, SortOrder};
    ///
    /// let mut items = client
    ///     .list_customers()
    ///     .stage(OrEmpty::Empty)
    ///     .gender(Gender::Male)
    ///     .id_list([3, 4])
    ///     .last_updated_from("2017-01-01T00:00:00Z".parse::<DateTime>()?)
    ///     .last_updated_to("2017-12-31T23:59:59Z".parse::<DateTime>()?)
    ///     .select(["id", "name", "mobile"])
    ///     .rows(10)
    ///     .page(1)
    ///     .sidx("lastUpdated")
    ///     .sord(SortOrder::Desc)
    ///     .items();
    /// while let Some(item) = items.next().await {
    ///     let customer = item?;
    ///     println!("{:?}", customer.id);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// By a mobile number and the day of creation · 按手机号和创建日期查询
    ///
    /// ```no_run
    /// # async fn example(client: dmhub::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use dmhub::apiloom::{DateTime, OrEmpty};
    ///
    /// let mut items = client
    ///     .list_customers()
    ///     .stage(OrEmpty::Value("潜在客户".to_owned()))
    ///     .source("WeChat")
    ///     .mobile("13888888888")
    ///     .date_created_from("2017-06-01T00:00:00Z".parse::<DateTime>()?)
    ///     .date_created_to("2017-06-02T00:00:00Z".parse::<DateTime>()?)
    ///     .items();
    /// while let Some(item) = items.next().await {
    ///     let customer = item?;
    ///     println!("{:?}", customer.id);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Wrong parameters · 参数不合法
    ///
    /// ```no_run
    /// # async fn example(client: dmhub::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use dmhub::types::Gender;
    ///
    /// let result = client
    ///     .list_customers()
    ///     .gender(Gender::Female)
    ///     .rows(10)
    ///     .await;
    /// match result {
    ///     Ok(customer_list) => {
    ///         println!("{:?}", customer_list.records);
    ///     }
    ///     Err(error) if error.code() == Some("40004") => println!("{error}"),
    ///     Err(error) => return Err(error.into()),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// No permission · 权限不足
    ///
    /// ```no_run
    /// # async fn example(client: dmhub::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use dmhub::types::{Gender, SortOrder};
    ///
    /// let result = client
    ///     .list_customers()
    ///     .gender(Gender::Unknown)
    ///     .page(1)
    ///     .sidx("name")
    ///     .sord(SortOrder::Asc)
    ///     .await;
    /// match result {
    ///     Ok(customer_list) => {
    ///         println!("{:?}", customer_list.records);
    ///     }
    ///     Err(error) if error.code() == Some("40201") => println!("{error}"),
    ///     Err(error) => return Err(error.into()),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_customers(&self) -> Call<ListCustomers> {
        self.call(ListCustomers {
            stage: None,
            source: None,
            mobile: None,
            gender: None,
            id_list: None,
            date_created_from: None,
            date_created_to: None,
            last_updated_from: None,
            last_updated_to: None,
            select: None,
            rows: None,
            page: None,
            sidx: None,
            sord: None,
        })
    }
}

impl Call<ListCustomers> {
    /// Only customers in this stage, or only those in none.
    ///
    /// 只查询处于该阶段的客户；查询没有阶段的客户时用“空”值。
    pub fn stage(mut self, stage: impl Into<OrEmpty<String>>) -> Self {
        self.inputs.stage = Some(stage.into());
        self
    }

    /// Only customers who came from here.
    ///
    /// 只查询来自该来源的客户。
    pub fn source(mut self, source: impl Into<String>) -> Self {
        self.inputs.source = Some(source.into());
        self
    }

    /// Only the customer with this mobile number, in full.
    ///
    /// 只查询使用该手机号的客户。
    ///
    /// Note: The only filter that an integrator found to work.
    ///
    /// Note: 有集成方发现只有这个条件生效。
    pub fn mobile(mut self, mobile: impl Into<String>) -> Self {
        self.inputs.mobile = Some(mobile.into());
        self
    }

    /// Only customers of this gender, 0 for those of whom it is not known.
    ///
    /// 只查询该性别的客户，0 表示未知。
    pub fn gender(mut self, gender: Gender) -> Self {
        self.inputs.gender = Some(gender);
        self
    }

    /// Ids of customers; written with commas.
    ///
    /// 客户 id 列表，以逗号分开。
    ///
    /// `idList` on the wire.
    pub fn id_list(mut self, id_list: impl IntoIterator<Item = i64>) -> Self {
        self.inputs.id_list = Some(id_list.into_iter().collect());
        self
    }

    /// Created at this time or later; in UTC.
    ///
    /// 创建时间的起点，UTC。
    ///
    /// Note: The zone is from a public copy; the text has no offset, unlike the times in answers.
    ///
    /// Note: UTC 依据公开副本；参数不带时区，与返回中的时间格式不同。
    ///
    /// `dateCreatedFrom` on the wire.
    pub fn date_created_from(mut self, date_created_from: DateTime) -> Self {
        self.inputs.date_created_from = Some(date_created_from);
        self
    }

    /// Created before this time; in UTC.
    ///
    /// 创建时间的终点，UTC。
    ///
    /// Note: Whether the bound itself counts is said of lastUpdated only.
    ///
    /// Note: 是否包含边界仅在 lastUpdated 处说明。
    ///
    /// `dateCreatedTo` on the wire.
    pub fn date_created_to(mut self, date_created_to: DateTime) -> Self {
        self.inputs.date_created_to = Some(date_created_to);
        self
    }

    /// Changed at this time or later (inclusive); in UTC.
    ///
    /// 更新时间的起点（包含），UTC。
    ///
    /// `lastUpdatedFrom` on the wire.
    pub fn last_updated_from(mut self, last_updated_from: DateTime) -> Self {
        self.inputs.last_updated_from = Some(last_updated_from);
        self
    }

    /// Changed at this time or earlier (inclusive); in UTC.
    ///
    /// 更新时间的终点（包含），UTC。
    ///
    /// Note: The sister interface that counts customers spells it lastUpdateTo.
    ///
    /// Note: 统计客户数的接口把该参数拼作 lastUpdateTo。
    ///
    /// `lastUpdatedTo` on the wire.
    pub fn last_updated_to(mut self, last_updated_to: DateTime) -> Self {
        self.inputs.last_updated_to = Some(last_updated_to);
        self
    }

    /// Names of the fields to return.
    ///
    /// 要返回的字段名列表。
    pub fn select(mut self, select: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.inputs.select = Some(select.into_iter().map(Into::into).collect());
        self
    }

    /// How many customers a page has.
    ///
    /// 每页记录数，默认 20。
    ///
    /// Default: `20`.
    pub fn rows(mut self, rows: i32) -> Self {
        self.inputs.rows = Some(rows);
        self
    }

    /// Number of the page; the first is 1.
    ///
    /// 第几页，从 1 开始。
    ///
    /// Default: `1`.
    pub fn page(mut self, page: i32) -> Self {
        self.inputs.page = Some(page);
        self
    }

    /// Name of the field to sort by.
    ///
    /// 排序的字段，默认 id。
    ///
    /// Default: `id`.
    pub fn sidx(mut self, sidx: impl Into<String>) -> Self {
        self.inputs.sidx = Some(sidx.into());
        self
    }

    /// Whether the list rises or falls by that field.
    ///
    /// 按该字段升序还是降序排列，默认升序。
    ///
    /// Default: `asc`.
    pub fn sord(mut self, sord: SortOrder) -> Self {
        self.inputs.sord = Some(sord);
        self
    }
}
