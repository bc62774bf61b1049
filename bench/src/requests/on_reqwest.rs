//! The requests as one writes them by hand on reqwest.

use std::sync::Arc;
use std::time::Duration;

use super::Job;
use super::by_hand::{Customer, Envelope};

pub(super) struct Client {
    reqwest: reqwest::Client,
    base: String,
    key: String,
}

type Outcome = Result<Customer, Box<dyn std::error::Error + Send + Sync>>;

impl Client {
    pub(super) fn new(base: &str, key: &str) -> Self {
        Self {
            reqwest: reqwest::Client::builder()
                .timeout(Duration::from_secs(30))
                .build()
                .expect("a client"),
            base: base.to_owned(),
            key: key.to_owned(),
        }
    }

    async fn get_customer(&self, id: i64, fields: &str) -> Outcome {
        let url = format!("{}/customers/{id}", self.base);
        let request = self.reqwest.get(url).query(&[("fields", fields)]);
        self.send(request).await
    }

    async fn create_customer(&self, customer: &Customer) -> Outcome {
        let url = format!("{}/customers", self.base);
        self.send(self.reqwest.post(url).json(customer)).await
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Outcome {
        let request = request
            .header("accept", "application/json")
            .header("x-key", &self.key);
        let response = request.send().await?.error_for_status()?;
        response.json::<Envelope>().await?.customer()
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
