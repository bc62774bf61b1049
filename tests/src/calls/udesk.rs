//! Calls to Udesk.

use std::sync::Arc;

use crate::vendor::udesk::operations::{LogInOperation, UpdateCustomer};
use crate::vendor::udesk::types::{
    CellphoneChange, CustomFields, CustomerLevel, CustomerLookup, CustomerUpdate, EmailChange,
};
use crate::vendor::udesk::{Call, Client, Settings, SettingsRequired};
use apiloom::{Core, Replacement, Transport};

use super::{AnyCall, Connect, answered, refused, said};
use crate::exchange::Given;

impl Connect for Client {
    const VENDOR: &'static str = "udesk";
    const PREFIX: &'static str = "/open_api_v1";
    const SETTINGS: &'static [&'static str] = &["subdomain", "email", "token"];
    type Settings = Settings;

    fn settings(given: &Given) -> Result<Settings, String> {
        Ok(Settings::new(SettingsRequired {
            subdomain: given.setting("subdomain")?.into(),
            email: given.setting("email")?.into(),
        })
        .token(given.setting("token")?))
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
        answered("log_in", log_in, |answer| {
            format!(
                "a token of {} characters",
                answer.open_api_auth_token.expose().len()
            )
        }),
        answered("update_customer", update_customer, |customer| {
            let phones = customer.cellphones.as_deref().unwrap_or_default();
            format!("{} phones", phones.len())
        }),
        answered("update_customer.signed_v1", signed_v1, |customer| {
            said("e-mail", customer.email.as_ref())
        }),
        answered(
            "update_customer.signed_v1_in_body",
            signed_v1_in_body,
            |customer| said("e-mail", customer.email.as_ref()),
        ),
        refused("update_customer.business_error", business_error),
    ]
}

/// `log_in`
pub fn log_in(client: &Client) -> Call<LogInOperation> {
    client.log_in("admin@udesk.cn", "made-up password")
}

/// `update_customer`
pub fn update_customer(client: &Client) -> Call<UpdateCustomer> {
    let customer = CustomerUpdate::new()
        .email("23432@wre.com")
        .nick_name("试试")
        .description("米哦啊")
        .organization_id(1)
        .is_blocked(false)
        .owner_id(8)
        .owner_group_id(15)
        .level(CustomerLevel::Vip)
        .custom_fields(
            CustomFields::new()
                .select_field(1, ["0", "1"])
                .text_field(2, "string"),
        )
        .tags(["575675675", "张三", "李四"])
        .change_cellphones([
            CellphoneChange::Change {
                id: 846,
                content: "13311114555".to_owned(),
            },
            CellphoneChange::Change {
                id: 847,
                content: "13455667789".to_owned(),
            },
            CellphoneChange::Delete { id: 848 },
            CellphoneChange::Create {
                content: "13651191111".to_owned(),
            },
        ]);
    let emails = vec![
        EmailChange::Change {
            id: 34,
            content: "22343r@werr.com".to_owned(),
        },
        EmailChange::Change {
            id: 233,
            content: "23423553fg@fvgt.com".to_owned(),
        },
        EmailChange::Create {
            content: "333@email.com".to_owned(),
        },
    ];
    let lookup = CustomerLookup::Email("23432@wre.com".to_owned());
    client.update_customer(lookup, customer, Replacement::With(emails))
}

/// `update_customer.signed_v1`
pub fn signed_v1(client: &Client) -> Call<UpdateCustomer> {
    client
        .update_customer(
            CustomerLookup::Id(953_803_726),
            CustomerUpdate::new()
                .nick_name("李白")
                .level(CustomerLevel::Normal),
            Replacement::LeaveOut,
        )
        .with_scheme("v1")
}

/// `update_customer.signed_v1_in_body`
pub fn signed_v1_in_body(client: &Client) -> Call<UpdateCustomer> {
    client
        .update_customer(
            CustomerLookup::WeixinOpenId("o6_bmjrPTlm6_2sgVt7hMZOPfL2M".to_owned()),
            CustomerUpdate::new()
                .email("libai@example.com")
                .nick_name("李白"),
            Replacement::With(Vec::new()),
        )
        .with_scheme("v1_in_body")
}

/// `update_customer.business_error`
pub fn business_error(client: &Client) -> Call<UpdateCustomer> {
    client.update_customer(
        CustomerLookup::Cellphone("13311114555".to_owned()),
        CustomerUpdate::new().description("米哦啊"),
        Replacement::LeaveOut,
    )
}
