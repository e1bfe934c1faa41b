//! Another client in a few lines: lists the organizations whose name begins as the argument says.
//!
//! ```sh
//! ORGDESK_PORTAL=https://portal.example.com ORGDESK_USER_TOKEN=… ORGDESK_API_KEY=… \
//!     cargo run -p scanning-api --example list -- Acme
//! ```
#![allow(clippy::print_stdout)]

use std::env;
use std::error::Error;

use scanning_api::{Client, Credentials, ListOrganizations, PortalAddress, Timeouts, find_portal};
use secrecy::SecretString;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = PortalAddress::parse(&env::var("ORGDESK_PORTAL")?)?;
    let user_token = SecretString::from(env::var("ORGDESK_USER_TOKEN")?);
    let api_key = env::var("ORGDESK_API_KEY").ok().map(SecretString::from);

    let found = find_portal(&address, &user_token, api_key.as_ref(), Timeouts::default()).await?;
    println!("{} as {}", found.address, found.user.username);

    let credentials = Credentials {
        user_token,
        api_key,
        scheme: found.scheme,
    };
    let client = Client::prepared(found.address, credentials, Timeouts::default()).await?;
    let name = env::args().nth(1).map(|begin| format!("{begin}*"));
    let page = client
        .list_organizations(&ListOrganizations {
            name,
            ..Default::default()
        })
        .await?
        .value;
    for organization in &page.organizations {
        println!("{}  {}", organization.id, organization.fields.name);
    }
    if let Some(total) = page.total {
        println!("{} of {total}", page.organizations.len());
    }
    Ok(())
}
