//! The requests as one writes them by hand on hyper-util's client.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use apiloom::Bytes;
use apiloom::http::Request;
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client as Hyper;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

use super::Job;

#[derive(Deserialize)]
pub(super) struct Envelope {
    pub(super) code: i64,
    #[serde(default)]
    message: Option<String>,
    data: Option<Customer>,
}

#[derive(Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Customer {
    pub(super) id: i64,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    discount: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    active: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tags: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<Address>,
}

#[derive(Deserialize, Serialize)]
struct Address {
    #[serde(skip_serializing_if = "Option::is_none")]
    street: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    city: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    postcode: Option<String>,
}

impl Envelope {
    pub(super) fn customer(self) -> Result<Customer, Box<dyn Error + Send + Sync>> {
        match self.data {
            Some(customer) if self.code == 0 => Ok(customer),
            _ => Err(self.message.unwrap_or_default().into()),
        }
    }
}

impl Customer {
    pub(super) fn new(id: i64) -> Self {
        Self {
            id,
            name: "Zoë Müller".to_owned(),
            email: Some("zoe@shop.example".to_owned()),
            phone: Some("+86 138 0000 0000".to_owned()),
            points: Some(1_200),
            discount: Some(0.15),
            active: Some(true),
            tags: Some(vec!["new".to_owned(), "newsletter".to_owned()]),
            ..Self::default()
        }
    }
}

pub(super) struct Client {
    hyper: Hyper<HttpConnector, Full<Bytes>>,
    base: String,
    key: String,
}

impl Client {
    pub(super) fn new(base: &str, key: &str) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.set_nodelay(true);
        Self {
            hyper: Hyper::builder(TokioExecutor::new())
                .pool_timer(TokioTimer::new())
                .build(tcp),
            base: base.to_owned(),
            key: key.to_owned(),
        }
    }

    async fn get_customer(
        &self,
        id: i64,
        fields: &str,
    ) -> Result<Customer, Box<dyn Error + Send + Sync>> {
        let fields = utf8_percent_encode(fields, NON_ALPHANUMERIC);
        let url = format!("{}/customers/{id}?fields={fields}", self.base);
        let request = Request::get(url)
            .header("accept", "application/json")
            .header("x-key", &self.key)
            .body(Full::default())?;
        self.send(request).await
    }

    async fn create_customer(
        &self,
        customer: &Customer,
    ) -> Result<Customer, Box<dyn Error + Send + Sync>> {
        let body = serde_json::to_vec(customer)?;
        let request = Request::post(format!("{}/customers", self.base))
            .header("accept", "application/json")
            .header("content-type", "application/json")
            .header("x-key", &self.key)
            .body(Full::from(body))?;
        self.send(request).await
    }

    async fn send(
        &self,
        request: Request<Full<Bytes>>,
    ) -> Result<Customer, Box<dyn Error + Send + Sync>> {
        let answer = async {
            let response = self.hyper.request(request).await?;
            let status = response.status();
            let body = response.into_body().collect().await?.to_bytes();
            Ok::<_, Box<dyn Error + Send + Sync>>((status, body))
        };
        let (status, body) = tokio::time::timeout(Duration::from_secs(30), answer).await??;
        if !status.is_success() {
            return Err(format!("status {status}").into());
        }
        serde_json::from_slice::<Envelope>(&body)?.customer()
    }
}

/// The id in the answer.
pub(super) async fn call(client: Arc<Client>, job: Job, id: i64) -> i64 {
    let answer = match job {
        Job::Read => client.get_customer(id, "name,email, tags").await,
        Job::Write => client.create_customer(&Customer::new(id)).await,
    };
    answer.expect("the server answers well").id
}
