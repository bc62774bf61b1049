use crate::{Call, Client, CustomerInfo};
use apiloom::{
    Answer, Auth, DecodeError, Effect, Method, Operate, Operation, Repeat, RequestBuilder,
    VendorError, Verdict,
};

/// Lists the customers.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ListCustomers {
    pub page: i64,
    pub search_key: Option<String>,
    pub filters: Vec<String>,
}

static OPERATION: Operation = Operation {
    id: "list_customers",
    method: Method::Get,
    path: "/customers/{page}",
    server: "main",
    auth: Auth::Any(&["v2", "v1"]),
    effect: Effect::Read,
    repeat: Repeat::Safe,
    judge,
    errors: &[
        VendorError {
            code: "21002",
            name: "AuthFailed",
            kind: apiloom::Kind::Auth,
            doc: "The signature does not match.",
        },
        VendorError {
            code: "4*",
            name: "",
            kind: apiloom::Kind::Invalid,
            doc: "",
        },
    ],
};

fn judge(answer: &Answer<'_>) -> Verdict {
    let fields = answer.fields::<super::Envelope>();
    if fields.code == Some(0) && answer.status() >= 200 && answer.status() <= 299 {
        return Verdict::Success;
    }
    Verdict::Failure {
        code: fields.code.map(|code| code.to_string()),
        message: fields.message,
        request_id: answer.header("x-request-id").map(ToOwned::to_owned),
    }
}

impl Operate for ListCustomers {
    type Output = Vec<CustomerInfo>;
    const OPERATION: &'static Operation = &OPERATION;

    fn encode(&self, request: &mut RequestBuilder) {
        request.path("page", &self.page);
        request.query("searchKey", &self.search_key);
        request.query_list("filters", apiloom::Style::Brackets, &self.filters);
        request.body_fields(|e| {
            e.field("page", &self.page);
            e.field("filters", &self.filters);
        });
    }

    fn decode(answer: &Answer<'_>) -> Result<Vec<CustomerInfo>, DecodeError> {
        answer.read(&["data", "customers"])
    }
}

impl Client {
    /// Lists the customers.
    ///
    /// # Errors
    ///
    /// The server refuses, or cannot be reached.
    pub fn list_customers(&self, page: i64) -> Call<ListCustomers> {
        self.call(ListCustomers {
            page,
            search_key: None,
            filters: Vec::new(),
        })
    }
}

impl Call<ListCustomers> {
    /// What to look for.
    pub fn search_key(mut self, search_key: impl Into<String>) -> Self {
        self.inputs.search_key = Some(search_key.into());
        self
    }

    /// Only customers that pass all of these.
    pub fn filters<I, T>(mut self, filters: I) -> Self
    where
        I: IntoIterator<Item = T>,
        T: Into<String>,
    {
        self.inputs.filters = filters.into_iter().map(Into::into).collect();
        self
    }
}
