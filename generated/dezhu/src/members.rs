use apiloom::dry_run;

pub(crate) static CUSTOMER_UPDATE: dry_run::Members =
    dry_run::Members::new(&[dry_run::Member::new("customerDictList").undocumented()]).and(&[
        "customerGroupId",
        "customerGroupName",
        "name",
        "email",
        "phone",
        "telephone",
        "externalId",
        "desc",
        "tag",
        "principalEmail",
    ]);
