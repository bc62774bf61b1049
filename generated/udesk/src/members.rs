use apiloom::dry_run;

pub(crate) static CUSTOMER_UPDATE: dry_run::Members =
    dry_run::Members::new(&[dry_run::Member::new("cellphones")
        .merged()
        .deleted_by(&[&[true, false]])
        .kept()]);
