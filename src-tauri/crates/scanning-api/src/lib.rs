//! A client for the CG Scanning API V2 of the Clone Guard Security Scanning portal: organizations, the
//! current user, sign-in.
//!
//! The crate knows HTTP, the wire shapes, the headers one is known by, and what an answer, or its
//! absence, means. It knows nothing of any app around it, so that anyone can write another client with
//! it; `examples/list.rs` is one.
//!
//! ```no_run
//! use scanning_api::{Client, CreateOrganization, Credentials, Failure, PortalAddress, Plan, Timeouts, find_portal};
//!
//! # async fn example(user_token: secrecy::SecretString) -> Result<(), Box<dyn std::error::Error>> {
//! let address = PortalAddress::parse("https://portal.example.com")?;
//! let found = find_portal(&address, &user_token, None, Timeouts::default()).await?;
//! let credentials = Credentials { user_token, api_key: None, scheme: found.scheme };
//! let client = Client::prepared(found.address, credentials, Timeouts::default()).await?;
//!
//! let request = CreateOrganization::new("Acme Ltd")?.plan(Plan::new("pci-basic"));
//! match client.create_organization(&request).await {
//!     Ok(_) => println!("created"),
//!     Err(Failure::NotSent(_)) => println!("nothing was sent: try again"),
//!     Err(Failure::Refused(later)) => println!("try again in {:?}", later.retry_after),
//!     Err(Failure::Rejected(no)) => println!("the portal says no: {:?}", no.said.message),
//!     Err(Failure::Unknown(_)) => println!("it may exist now: list by that name, do not send it again"),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # What it does on the wire
//!
//! - One method, one request, one [`Outcome`]. Nothing is retried ([`backoff`] helps those who may), no
//!   redirect is followed, and no secret reaches another origin than the one it was given for.
//! - Encryption is the system's own, with the system's trust store on every platform, private
//!   authorities included. There is no switch for ignoring certificate errors.
//! - The system's proxy is used, except for this computer itself.
//! - HTTP/1.1. Answers may be packed with gzip; [`MAX_BODY`] is the most that is read of one, unpacked.
//! - Each write has a connection of its own, so that one which an idle server is just closing cannot
//!   leave a write's outcome unknown.
//!
//! # What an answer means
//!
//! | what came back | outcome |
//! | --- | --- |
//! | no connection: name, refusal, encryption, proxy, connect time-out | [`Failure::NotSent`] |
//! | 2xx that holds what was asked for; for a write also no body | *done* |
//! | 2xx that is cut, too large or unreadable, or whose body tells of an error | [`Failure::Unknown`] |
//! | 429; 503 with `Retry-After` to a read | [`Failure::Refused`] |
//! | 408 to a write | [`Failure::Unknown`] |
//! | any other 4xx | [`Failure::Rejected`] |
//! | 304, 305, 307, 308; any redirect of a read | [`Failure::Rejected`] |
//! | any other redirect of a write | [`Failure::Unknown`] |
//! | any other 5xx | [`Failure::Unknown`] |
//! | a time-out or break once the connection stood | [`Failure::Unknown`] |
//!
//! # Where the facts come from
//!
//! The vendor's two published pages, of create and update, are the contract ("seed page"). What else the
//! vendor has written, or its 2021 client of API V1 did, is marked so; the rest is marked *inferred*, and
//! read leniently.

mod address;
pub mod backoff;
mod client;
mod create;
mod credentials;
mod current_user;
mod find;
mod json;
mod list;
mod organization;
mod outcome;
mod preview;
mod retrieve;
mod said;
mod scrub;
mod sign_in;
mod subscriptions;
mod transport;
mod update;

pub use address::{AddressError, PortalAddress};
pub use client::{Client, ClientError, Timeouts};
pub use create::{BuildError, CreateOrganization, Created, Interval, Plan};
pub use credentials::{AuthScheme, Credentials};
pub use current_user::{CurrentUser, UserOrganization};
pub use find::{FindFailure, FoundPortal, Tried, find_portal};
pub use list::{ListOrganizations, OrganizationPage};
pub use organization::{Organization, OrganizationField, OrganizationFields, OrganizationId, Parent};
pub use outcome::{
    Answer, Failure, NotSent, NotSentReason, Outcome, Refused, Rejected, Unknown, UnknownReason,
};
pub use preview::RequestPreview;
pub use said::{FieldSaid, Said};
pub use scrub::{MASK, Scrub, is_invisible, is_seen};
pub use sign_in::{OneTimePassword, SignIn, SignInAnswer, SignInFailure, sign_in};
pub use subscriptions::Subscription;
pub use transport::MAX_BODY;
pub use update::UpdateOrganization;
