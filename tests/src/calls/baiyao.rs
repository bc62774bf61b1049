//! Calls to Baiyao.

use std::sync::Arc;

use crate::vendor::baiyao::operations::{
    AddCustomer, AddCustomerRequired, CreateCustomerByIdentity, DeleteCustomer,
    FindCustomerByIdentity, FindCustomerByIdentityRequired, FindCustomerIdByIdentities,
    GetCustomer, GetCustomerAttributes, ListCustomers, ListCustomersRequired,
    UpdateCustomerAttribute, UpdateCustomerAttributeRequired,
};
use crate::vendor::baiyao::types::{
    ExtendAttr, ExtendAttrRequired, Gender, Identity, IdentityPriority, IdentityRequired,
    NewCustomerByIdentity, NewCustomerByIdentityRequired, TargetCustomer,
};
use crate::vendor::baiyao::{Call, Client, Settings};
use apiloom::{CodeEnum, Core, Replacement, Transport};

use super::{AnyCall, Connect, answered, done, literal, refused, said};
use crate::exchange::Given;

const CUSTOMER: i64 = 1_402_859_337_310_482_433;

impl Connect for Client {
    const VENDOR: &'static str = "baiyao";
    const PREFIX: &'static str = "";
    const SETTINGS: &'static [&'static str] = &["token"];
    type Settings = Settings;

    fn settings(given: &Given) -> Result<Settings, String> {
        Ok(Settings::new().token(given.setting("token")?))
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
        answered("add_customer", add_customer, |id| said("id", Some(id))),
        refused("add_customer.business_error", add_customer_again),
        refused("add_customer.html_error", add_customer),
        answered(
            "create_customer_by_identity",
            create_customer_by_identity,
            |id| said("id", Some(id)),
        ),
        done("delete_customer", delete_customer),
        answered(
            "find_customer_by_identity",
            find_customer_by_identity,
            |customer| {
                said(
                    "gender code",
                    customer
                        .gender
                        .as_ref()
                        .map(|gender| gender.code().text().into_owned()),
                )
            },
        ),
        answered(
            "find_customer_id_by_identities",
            find_customer_id_by_identities,
            |id| said("id", Some(id)),
        ),
        answered("get_customer", get_customer, |customer| {
            said("employee", customer.is_employee)
        }),
        answered(
            "get_customer_attributes",
            get_customer_attributes,
            |answer| {
                let found = answer.data.as_deref().unwrap_or_default();
                let attributes = found.iter().filter_map(|one| one.attr_list.as_ref());
                format!("{} attributes", attributes.map(Vec::len).sum::<usize>())
            },
        ),
        answered("list_customers", list_customers, |page| {
            format!("{} customers of {}", page.records.len(), page.total)
        }),
        done("update_customer_attribute", update_customer_attribute),
    ]
}

/// `add_customer`, and `add_customer.html_error`, which sends the same.
pub fn add_customer(client: &Client) -> Call<AddCustomer> {
    client
        .add_customer(AddCustomerRequired {
            name: "张三".to_owned(),
            mobile: "13888888888".to_owned(),
            mobile_verified: true,
            email: "zhangsan@example.com".to_owned(),
            email_verified: false,
            gender: Gender::Male,
        })
        .province("云南省")
        .city("昆明市")
        .district("五华区")
        .group_id(1024)
}

/// `add_customer.business_error`
pub fn add_customer_again(client: &Client) -> Call<AddCustomer> {
    client.add_customer(AddCustomerRequired {
        name: "张三".to_owned(),
        mobile: "13888888888".to_owned(),
        mobile_verified: false,
        email: "zhangsan@example.com".to_owned(),
        email_verified: true,
        gender: Gender::Female,
    })
}

/// `create_customer_by_identity`
pub fn create_customer_by_identity(client: &Client) -> Call<CreateCustomerByIdentity> {
    let customer = NewCustomerByIdentity::new(NewCustomerByIdentityRequired {
        email: "zhangsan@example.com".to_owned(),
        email_verified: true,
        gender: Gender::Male,
        identity_list: vec![
            identity("mobile", "13888888888"),
            identity("wechat-unionid", "obLjYs0NjMcFFTBF9ki3XEMdWluc"),
        ],
        dept_code_list: Replacement::With(vec!["D01".to_owned(), "D02".to_owned()]),
        extend_attr_list: Replacement::With(vec![
            attribute("shoe_size", "42").attr_name("鞋码"),
            attribute("level", "金卡"),
        ]),
        user_id_list: Replacement::With(vec![11, 12]),
    })
    .annual_revenue(5_000_000)
    .app_id("wx477a73a96df0fa6e")
    .birthday(literal("1990-05-01"))
    .campaign_id(31)
    .charge_id("u-1001")
    .province("云南省")
    .city("昆明市")
    .district("五华区")
    .company("彩云科技有限公司")
    .create_method("API")
    .editable(true)
    .employee_number(200)
    .group_id(1024)
    .hobby("登山")
    .img("https://example.com/avatars/1.png")
    .industry("零售")
    .is_employee(true)
    .language("zh_CN")
    .location("人民中路1号")
    .nick_name("小张")
    .open_id("o6_bmjrPTlm6_2sgVt7hMZOPfL2M")
    .position("经理")
    .referrer("r-7")
    .referrer_name("李四")
    .remark("老客户")
    .source("淘宝")
    .source1("来源一")
    .source2("来源二")
    .source3("来源三")
    .source4("来源四")
    .source5("来源五")
    .source6("来源六")
    .source7("来源七")
    .source8("来源八")
    .subscribe_source("ADD_SCENE_QR_CODE")
    .union_id("obLjYs0NjMcFFTBF9ki3XEMdWluc")
    .website("https://example.com");
    client
        .create_customer_by_identity(customer)
        .identity_priority_strategy(IdentityPriority::Custom)
        .target_customer_strategy(TargetCustomer::IdentityFirst)
        .auto_merge(true)
}

/// `delete_customer`
pub fn delete_customer(client: &Client) -> Call<DeleteCustomer> {
    client.delete_customer(CUSTOMER)
}

/// `find_customer_by_identity`
pub fn find_customer_by_identity(client: &Client) -> Call<FindCustomerByIdentity> {
    client.find_customer_by_identity(FindCustomerByIdentityRequired {
        identity_type: "taobao-account".to_owned(),
        identity_value: "小明旗舰店".to_owned(),
    })
}

/// `find_customer_id_by_identities`
pub fn find_customer_id_by_identities(client: &Client) -> Call<FindCustomerIdByIdentities> {
    client.find_customer_id_by_identities([
        identity("mobile", "13888888888"),
        identity("taobao-account", "小明旗舰店"),
    ])
}

/// `get_customer`
pub fn get_customer(client: &Client) -> Call<GetCustomer> {
    client.get_customer(CUSTOMER)
}

/// `get_customer_attributes`
pub fn get_customer_attributes(client: &Client) -> Call<GetCustomerAttributes> {
    client.get_customer_attributes(["name", "mobile", "shoe_size"], CUSTOMER)
}

/// `list_customers`
pub fn list_customers(client: &Client) -> Call<ListCustomers> {
    client
        .list_customers(ListCustomersRequired {
            start_time: literal("2020-01-01T00:00:00"),
            end_time: literal("2020-12-31T23:59:59"),
            current: 1,
            size: 2,
        })
        .group_id(12)
        .search_key("张三")
}

/// `update_customer_attribute`
pub fn update_customer_attribute(client: &Client) -> Call<UpdateCustomerAttribute> {
    client.update_customer_attribute(UpdateCustomerAttributeRequired {
        attr_name: "name".to_owned(),
        attr_value: "李四".to_owned(),
        customer_id: CUSTOMER,
        is_extend_attr: false,
    })
}

fn identity(kind: &str, value: &str) -> Identity {
    Identity::new(IdentityRequired {
        identity_type: kind.to_owned(),
        identity_value: value.to_owned(),
    })
}

fn attribute(key: &str, value: &str) -> ExtendAttr {
    ExtendAttr::new(ExtendAttrRequired {
        attr_key: key.to_owned(),
        attr_value: value.to_owned(),
    })
}
