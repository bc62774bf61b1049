//! Calls to DM Hub.

use std::sync::Arc;

use crate::vendor::dmhub::operations::{
    GetAccessToken, GetCustomer, ListCustomers, UpsertCustomer,
};
use crate::vendor::dmhub::types::{
    CustomerIdentity, CustomerUpsert, Gender, IdentityType, SortOrder,
};
use crate::vendor::dmhub::{Call, Client, Settings};
use apiloom::{Code, Core, Json, OrEmpty, Transport};

use super::{AnyCall, Connect, answered, literal, refused, said};
use crate::exchange::Given;

impl Connect for Client {
    const VENDOR: &'static str = "dmhub";
    const PREFIX: &'static str = "";
    const SETTINGS: &'static [&'static str] = &["app_id", "secret"];
    type Settings = Settings;

    fn settings(given: &Given) -> Result<Settings, String> {
        Ok(Settings::new(
            given.setting("app_id")?,
            given.setting("secret")?,
        ))
    }

    fn connect(settings: Settings, transport: Arc<dyn Transport>) -> Self {
        Self::with_transport(settings, transport)
    }

    fn change(self, change: impl FnOnce(Core) -> Core) -> Self {
        self.configure(change)
    }

    fn give_token(&self, token: &str) {
        self.set_access_token(token);
    }
}

/// Every exchange with this vendor.
#[must_use]
pub fn all() -> Vec<AnyCall> {
    vec![
        answered("get_access_token", get_access_token, |answer| {
            format!("a token for {} seconds", answer.expires_in)
        }),
        answered("get_customer", get_customer, |customer| {
            said("e-mail verified", customer.email_verified)
        }),
        refused("get_customer.unknown_id", get_unknown_customer),
        answered("list_customers", list_customers, |list| {
            format!(
                "{} rows, {}",
                list.rows.len(),
                said("records", list.records)
            )
        }),
        answered("list_customers.example", list_men, |list| {
            format!(
                "{} rows, {}",
                list.rows.len(),
                said("records", list.records)
            )
        }),
        refused("list_customers.business_error_int", list_without_permission),
        refused("list_customers.business_error_text", list_women),
        answered("upsert_customer", upsert_customer, |customer| {
            said("id", customer.id)
        }),
    ]
}

/// `get_access_token`
pub fn get_access_token(client: &Client) -> Call<GetAccessToken> {
    client.get_access_token()
}

/// `get_customer`
pub fn get_customer(client: &Client) -> Call<GetCustomer> {
    client.get_customer(12345)
}

/// `get_customer.unknown_id`
pub fn get_unknown_customer(client: &Client) -> Call<GetCustomer> {
    client.get_customer(99999)
}

/// `list_customers`
pub fn list_customers(client: &Client) -> Call<ListCustomers> {
    client
        .list_customers()
        .stage(OrEmpty::Empty)
        .source("线下 - Beacon")
        .mobile("13888888888")
        .gender(Gender::Male)
        .id_list([1, 2, 3, 4])
        .date_created_from(literal("2016-11-11T11:11:11Z"))
        .date_created_to(literal("2016-12-11T11:11:11Z"))
        .last_updated_from(literal("2017-01-01T00:00:00Z"))
        .last_updated_to(literal("2017-12-31T23:59:59Z"))
        .select(["id", "name", "mobile"])
        .rows(10)
        .page(2)
        .sidx("lastUpdated")
        .sord(SortOrder::Desc)
}

/// `list_customers.example`
pub fn list_men(client: &Client) -> Call<ListCustomers> {
    client.list_customers().gender(Gender::Male).rows(10)
}

/// `list_customers.business_error_int`
pub fn list_without_permission(client: &Client) -> Call<ListCustomers> {
    client.list_customers().gender(Gender::Unknown).page(1)
}

/// `list_customers.business_error_text`
pub fn list_women(client: &Client) -> Call<ListCustomers> {
    client.list_customers().gender(Gender::Female).rows(10)
}

/// `upsert_customer`
pub fn upsert_customer(client: &Client) -> Call<UpsertCustomer> {
    let taobao = IdentityType::Other(Code::Text("taobao-account".to_owned()));
    let identities = [
        CustomerIdentity::new(IdentityType::Wechat, "o6_bmjrPTlm6_2sgVt7hMZOPfL2M")
            .identity_name("nickname"),
        CustomerIdentity::new(IdentityType::WechatUnionid, "obLjYs0NjMcFFTBF9ki3XEMdWluc")
            .identity_name("nickname"),
        CustomerIdentity::new(taobao, "user123").identity_name("小明"),
    ];
    let attributes = Json::Object(vec![("attr1".to_owned(), Json::from("金卡"))]);
    let customer = CustomerUpsert::new()
        .name("小明")
        .nick_name("明明")
        .birthday(literal("2016-04-01"))
        .campaign_id("c-9")
        .campaign_name("双十一")
        .city("上海市")
        .company("彩云科技")
        .country("中国")
        .email("xiaoming@example.com")
        .email_verified(true)
        .external_id("wechat-0212893827")
        .gender(Gender::Male)
        .home_address("南京东路1号")
        .industry("零售")
        .mobile("13888888888")
        .mobile_verified(false)
        .postcode("200001")
        .province("上海")
        .remark("老客户")
        .source("线下 - Beacon")
        .street("南京东路")
        .with_member("attr", attributes);
    client.upsert_customer(identities, customer)
}
