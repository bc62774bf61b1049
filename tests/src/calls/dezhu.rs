//! Calls to Dezhu.

use std::sync::Arc;

use crate::vendor::dezhu::operations::UpdateCustomer;
use crate::vendor::dezhu::types::{CustomerDict, CustomerDictRequired, CustomerUpdate};
use crate::vendor::dezhu::{Call, Client, Settings, SettingsRequired, SignHook};
use apiloom::{Core, Transport, f};

use super::{AnyCall, Connect, answered, refused, said};
use crate::exchange::Given;

/// The secret of the signer that the exchanges bring along; the vendor's own algorithm is unknown.
pub const SIGNING_SECRET: &str = "made-up-secret";

impl Connect for Client {
    const VENDOR: &'static str = "dezhu";
    const PREFIX: &'static str = "";
    const SETTINGS: &'static [&'static str] = &["domain", "app_id"];
    type Settings = Settings;

    fn settings(given: &Given) -> Result<Settings, String> {
        let sign = SignHook::new(|input| {
            let base = f::join(&[input.app_id, input.timestamp, SIGNING_SECRET], "&");
            Ok(f::hex(&f::sha256(&base)))
        });
        let required = SettingsRequired {
            domain: given.setting("domain")?.into(),
            app_id: given.setting("app_id")?.into(),
        };
        Ok(Settings::new(required, sign))
    }

    fn connect(settings: Settings, transport: Arc<dyn Transport>) -> Self {
        Self::with_transport(settings, transport)
    }

    fn change(self, change: impl FnOnce(Core) -> Core) -> Self {
        self.configure(change)
    }
}

/// Every exchange with this vendor.
#[must_use]
pub fn all() -> Vec<AnyCall> {
    vec![
        answered("update_customer", update_customer, |detail| {
            let customer = detail.customer.as_ref();
            said(
                "anonymous",
                customer.and_then(|customer| customer.anonymous),
            )
        }),
        answered("update_customer.chinese", chinese, |detail| {
            said("staff", detail.staff_name.as_ref())
        }),
        refused("update_customer.business_error", business_error),
    ]
}

/// `update_customer`
pub fn update_customer(client: &Client) -> Call<UpdateCustomer> {
    let customer = CustomerUpdate::new()
        .customer_dict_list([dict("1", "1").remark("1")])
        .customer_group_id("1")
        .customer_group_name("1")
        .name("1")
        .email("1")
        .phone("1")
        .telephone("1")
        .external_id("1")
        .desc("1")
        .tag(["1"])
        .principal_email("1");
    client.update_customer("1", customer)
}

/// `update_customer.chinese`
pub fn chinese(client: &Client) -> Call<UpdateCustomer> {
    let customer = CustomerUpdate::new()
        .customer_dict_list([dict("industry", "零售").remark("行业"), dict("size", "200")])
        .customer_group_id("G-17")
        .customer_group_name("彩云科技")
        .name("王五")
        .email("wangwu@example.com")
        .phone("13800138000")
        .telephone("0871-65350000")
        .external_id("crm/88 1")
        .desc("重要客户\n每月回访")
        .tag(["老客户", "VIP"])
        .principal_email("zhaoliu@example.com");
    client.update_customer("客户/9527 a", customer)
}

/// `update_customer.business_error`
pub fn business_error(client: &Client) -> Call<UpdateCustomer> {
    client.update_customer("1", CustomerUpdate::new().name("王五"))
}

fn dict(code: &str, value: &str) -> CustomerDict {
    CustomerDict::new(CustomerDictRequired {
        dict_code: code.to_owned(),
        value: value.to_owned(),
    })
}
