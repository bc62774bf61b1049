//! Calls to Wefeng.

use std::sync::Arc;

use crate::vendor::wefeng::operations::UpdateExternalContact;
use crate::vendor::wefeng::types::{CustomFieldValue, CustomFieldValueContent, Gender};
use crate::vendor::wefeng::{Call, Client, Settings};
use apiloom::{CodeEnum, CodeRef, Core, Replacement, Transport};

use super::{AnyCall, Connect, answered, literal, refused, said};
use crate::exchange::Given;

const CONTACT: &str = "wm_3b_EAAAhcgXh5DPmcM555t9c_jXQQ";

impl Connect for Client {
    const VENDOR: &'static str = "wefeng";
    const PREFIX: &'static str = "/api/v1";
    const SETTINGS: &'static [&'static str] = &[
        "subdomain",
        "secret",
        "email",
        "timestamp_unit",
        "sign_base",
    ];
    type Settings = Settings;

    fn settings(given: &Given) -> Result<Settings, String> {
        let mut settings = Settings::new(given.setting("subdomain")?, given.setting("secret")?);
        if let Ok(email) = given.setting("email") {
            settings = settings.email(email);
        }
        if let Ok(unit) = given.setting("timestamp_unit") {
            settings = settings.timestamp_unit(choice(unit)?);
        }
        if let Ok(base) = given.setting("sign_base") {
            settings = settings.sign_base(choice(base)?);
        }
        Ok(settings)
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
    const NAME: &str = "update_external_contact";
    vec![
        answered(NAME, update_external_contact, |contact| {
            let fields = contact.custom_field.as_deref().unwrap_or_default();
            format!("{} custom fields", fields.len())
        }),
        answered(
            "update_external_contact.contents",
            contents_of_custom_fields,
            |contact| {
                said(
                    "gender code",
                    contact
                        .gender
                        .as_ref()
                        .map(|gender| gender.code().text().into_owned()),
                )
            },
        ),
        answered(
            "update_external_contact.milliseconds",
            milliseconds,
            |contact| said("age", contact.age),
        ),
        answered(
            "update_external_contact.signed_with_email",
            signed_with_email,
            |contact| said("age", contact.age),
        ),
        refused("update_external_contact.business_error", business_error),
        refused("update_external_contact.contradiction", contradiction),
    ]
}

/// `update_external_contact`
pub fn update_external_contact(client: &Client) -> Call<UpdateExternalContact> {
    let fields = vec![
        field(2485, CustomFieldValueContent::Droplist(2)),
        field(2768, CustomFieldValueContent::Droplist(2)),
        field(2769, CustomFieldValueContent::ChainedDroplist(vec![4, 5])),
        field(2770, CustomFieldValueContent::Droplist(1)),
        field(5827, CustomFieldValueContent::Text("嘿嘿".to_owned())),
    ];
    client
        .update_external_contact(CONTACT, Replacement::With(fields))
        .mobile("13311111111")
        .major_follow_user("wangqingyu")
        .position("马云专用捶腿员")
        .email("149286928@qq.com")
        .age(15)
        .gender(Gender::Male)
        .udesk_customer_id(953_803_726)
        .corp_full_name("阿里巴巴")
        .remark_name("AAAAA")
        .address("444")
        .birthday(literal("2021-08-03"))
        .remark_desc("aaaaa")
        .wx_no("a???")
        .wx_user_flag(false)
}

/// `update_external_contact.contents`
pub fn contents_of_custom_fields(client: &Client) -> Call<UpdateExternalContact> {
    let fields = vec![
        field(3001, CustomFieldValueContent::Date(literal("2021-08-03"))),
        field(
            3002,
            CustomFieldValueContent::Datetime(literal("2021-08-03T12:30:00")),
        ),
        field(3003, CustomFieldValueContent::Number(7)),
        field(3004, CustomFieldValueContent::Numeric(literal("7.25"))),
        field(
            3005,
            CustomFieldValueContent::Phone("13311111111".to_owned()),
        ),
    ];
    client
        .update_external_contact(CONTACT, Replacement::With(fields))
        .wx_user_flag(true)
}

/// `update_external_contact.milliseconds`
pub fn milliseconds(client: &Client) -> Call<UpdateExternalContact> {
    client
        .update_external_contact(CONTACT, Replacement::LeaveOut)
        .age(16)
}

/// `update_external_contact.signed_with_email`
pub fn signed_with_email(client: &Client) -> Call<UpdateExternalContact> {
    client
        .update_external_contact(CONTACT, Replacement::LeaveOut)
        .age(16)
}

/// `update_external_contact.business_error`
pub fn business_error(client: &Client) -> Call<UpdateExternalContact> {
    client
        .update_external_contact(CONTACT, Replacement::LeaveOut)
        .age(15)
}

/// `update_external_contact.contradiction`
pub fn contradiction(client: &Client) -> Call<UpdateExternalContact> {
    client
        .update_external_contact(CONTACT, Replacement::LeaveOut)
        .age(15)
}

/// A custom field whose code is made of its id, as the vendor makes it.
fn field(id: i64, content: CustomFieldValueContent) -> CustomFieldValue {
    CustomFieldValue::new()
        .id(id)
        .field_code(format!("CustomField_{id}"))
        .content(content)
}

fn choice<T: CodeEnum>(code: &str) -> Result<T, String> {
    T::from_code(CodeRef::Text(code)).ok_or_else(|| format!("`{code}` is no {}", T::NAME))
}
