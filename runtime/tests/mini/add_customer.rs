use apiloom::{
    Answer, Auth, DecodeError, Effect, Method, Operate, Operation, Repeat, RequestBuilder, Secret,
};

use super::{Call, Client, Customer, Gender, envelope, errors};

/// Adds a customer.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AddCustomer {
    /// The group that the customer joins.
    pub group: String,
    /// The full name.
    pub name: String,
    /// The first password.
    pub password: Secret,
    /// As the customer says.
    pub gender: Option<Gender>,
    /// Labels.
    pub tags: Option<Vec<String>>,
}

/// What [`Client::add_customer`] cannot do without.
#[derive(Clone, Debug)]
pub struct AddCustomerRequired {
    /// The group that the customer joins.
    pub group: String,
    /// The full name.
    pub name: String,
    /// The first password.
    pub password: Secret,
}

static OPERATION: Operation = Operation {
    id: "add_customer",
    method: Method::POST,
    path: "/groups/{group}/customers",
    server: "default",
    auth: Auth::Any(&["v2", "v1", "bearer"]),
    effect: Effect::Write,
    repeat: Repeat::Never,
    facts: &[],
    judge: &envelope::standard,
    errors: errors::ERRORS,
    limits: &[],
};

impl Operate for AddCustomer {
    type Output = Customer;
    const OPERATION: &'static Operation = &OPERATION;

    fn encode(&self, request: &mut RequestBuilder) {
        request.path("group", &self.group);
        request.body_fields(|e| {
            e.field("name", &self.name);
            e.field("password", &self.password);
            e.field("gender", &self.gender);
            e.field("tags", &self.tags);
        });
    }

    fn decode(answer: &Answer<'_>) -> Result<Customer, DecodeError> {
        answer.read(&["customer"])
    }
}

impl Client {
    /// Adds a customer.
    pub fn add_customer(&self, required: AddCustomerRequired) -> Call<AddCustomer> {
        let AddCustomerRequired {
            group,
            name,
            password,
        } = required;
        self.call(AddCustomer {
            group,
            name,
            password,
            gender: None,
            tags: None,
        })
    }
}

impl Call<AddCustomer> {
    /// As the customer says.
    pub fn gender(mut self, gender: Gender) -> Self {
        self.inputs.gender = Some(gender);
        self
    }

    /// Labels.
    pub fn tags<T: Into<String>>(mut self, tags: impl IntoIterator<Item = T>) -> Self {
        self.inputs.tags = Some(tags.into_iter().map(Into::into).collect());
        self
    }
}
