//! Calls to Dezhu.

use std::sync::Arc;

use crate::vendor::dezhu::operations::UpdateCustomer;
use crate::vendor::dezhu::types::{CustomerDict, CustomerDictRequired, CustomerUpdate};
use crate::vendor::dezhu::{Call, Client, Settings, SettingsRequired, SignHook};
use apiloom::{Core, Replacement, Transport, f};

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
    let fields = Replacement::With(vec![dict("1", "1").remark("1")]);
    let tags = Replacement::With(vec!["1".to_owned()]);
    let customer = CustomerUpdate::new(fields, tags)
        .customer_group_id("1")
        .customer_group_name("1")
        .name("1")
        .email("1")
        .phone("1")
        .telephone("1")
        .external_id("1")
        .desc("1")
        .principal_email("1");
    client.update_customer("1", customer)
}

/// `update_customer.chinese`
pub fn chinese(client: &Client) -> Call<UpdateCustomer> {
    let fields = vec![dict("industry", "零售").remark("行业"), dict("size", "200")];
    let tags = vec!["老客户".to_owned(), "VIP".to_owned()];
    let customer = CustomerUpdate::new(Replacement::With(fields), Replacement::With(tags))
        .customer_group_id("G-17")
        .customer_group_name("彩云科技")
        .name("王五")
        .email("wangwu@example.com")
        .phone("13800138000")
        .telephone("0871-65350000")
        .external_id("crm/88 1")
        .desc("重要客户\n每月回访")
        .principal_email("zhaoliu@example.com");
    client.update_customer("客户/9527 a", customer)
}

/// `update_customer.business_error`
pub fn business_error(client: &Client) -> Call<UpdateCustomer> {
    let customer = CustomerUpdate::new(Replacement::LeaveOut, Replacement::LeaveOut).name("王五");
    client.update_customer("1", customer)
}

fn dict(code: &str, value: &str) -> CustomerDict {
    CustomerDict::new(CustomerDictRequired {
        dict_code: code.to_owned(),
        value: value.to_owned(),
    })
}
