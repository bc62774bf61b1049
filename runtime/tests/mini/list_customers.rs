use apiloom::{
    Answer, Auth, DateAs, DecodeError, Effect, Maybe, Method, Operate, Operation, PairStyle,
    Repeat, RequestBuilder,
};

use super::{Call, Client, Customer, envelope, errors};

/// Lists customers.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ListCustomers {
    /// How many at most.
    pub limit: Option<i32>,
    /// Only those whose name contains this.
    pub search_key: Option<String>,
    /// Only those with one of these labels.
    pub labels: Option<Vec<String>>,
    /// Only those added since.
    pub since: Option<apiloom::Date>,
}

static OPERATION: Operation = Operation {
    id: "list_customers",
    method: Method::GET,
    path: "/customers",
    server: "default",
    auth: Auth::Any(&["v2", "bearer"]),
    effect: Effect::Read,
    repeat: Repeat::Safe,
    facts: &[("action", "ListCustomers")],
    judge: &envelope::standard,
    errors: errors::ERRORS,
    limits: &[],
};

impl Operate for ListCustomers {
    type Output = Vec<Customer>;
    const OPERATION: &'static Operation = &OPERATION;

    fn encode(&self, request: &mut RequestBuilder) {
        request.query("limit", &self.limit);
        request.query("search_key", &self.search_key);
        request.query_styled("labels", PairStyle::Brackets, &self.labels);
        request.query_as("since", Maybe(DateAs(&["yyyyMMdd"])), &self.since);
        request.header_const("X-Action", "ListCustomers");
    }

    fn decode(answer: &Answer<'_>) -> Result<Vec<Customer>, DecodeError> {
        answer.read_or_blank(&["data", "items"])
    }
}

impl Client {
    /// Lists customers.
    pub fn list_customers(&self) -> Call<ListCustomers> {
        self.call(ListCustomers {
            limit: None,
            search_key: None,
            labels: None,
            since: None,
        })
    }
}

impl Call<ListCustomers> {
    /// How many at most.
    pub fn limit(mut self, limit: i32) -> Self {
        self.inputs.limit = Some(limit);
        self
    }

    /// Only those whose name contains this.
    pub fn search_key(mut self, search_key: impl Into<String>) -> Self {
        self.inputs.search_key = Some(search_key.into());
        self
    }

    /// Only those with one of these labels.
    pub fn labels<T: Into<String>>(mut self, labels: impl IntoIterator<Item = T>) -> Self {
        self.inputs.labels = Some(labels.into_iter().map(Into::into).collect());
        self
    }

    /// Only those added since.
    pub fn since(mut self, since: apiloom::Date) -> Self {
        self.inputs.since = Some(since);
        self
    }
}
