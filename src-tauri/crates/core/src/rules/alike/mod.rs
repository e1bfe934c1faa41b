//! Whether two organizations are likely the same one: by name, by website, by mail. Nothing here asks the portal, and nothing
//! here is ever in the way: what is alike is shown, and a person decides.
//!
//! | file | what it says |
//! | --- | --- |
//! | [`core_name`] | what of a name tells it from others: not its case, accents, punctuation or legal form |
//! | [`legal_forms`] | what a legal form is, and where it stands in a name |
//! | [`similarity`] | how alike two names are |
//! | [`domains`] | the domain of a website and of a mail address |
//! | [`shared_domains`] | domains that many share, and that tell nothing |
//! | [`searches`] | what to search a portal for, so that every name that is alike is found |

mod core_name;
mod domains;
mod legal_forms;
mod searches;
mod shared_domains;
mod similarity;

pub(crate) use core_name::CoreName;
pub(crate) use domains::{mail_domains, website_domain};
pub(crate) use searches::name_searches;
pub(crate) use similarity::percent_alike;
