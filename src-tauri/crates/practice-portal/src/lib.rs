//! The practice portal: the documented CG Scanning API V2 as a server on 127.0.0.1, with invented organizations and
//! with faults on demand.
//!
//! It stands behind the app's practice, and it is what clients are tested and measured against. It shares no code with
//! the client in this workspace and does not depend on it: both write the API's keys from the documentation, so that a
//! misspelt key cannot be wrong on both sides and pass.
//!
//! ```
//! # #[tokio::main]
//! # async fn main() -> Result<(), practice_portal::StartError> {
//! use practice_portal::{Fault, Options};
//!
//! let portal = practice_portal::start(Options::default()).await?;
//! assert_eq!(portal.organizations().len(), 250);
//! portal.faults().next(Fault::LostAnswer); // of the next create or update
//! portal.stop().await;
//! # Ok(())
//! # }
//! ```
//!
//! # What is documented
//! - Create and update: keys, types and statuses of their two seed pages. `201` and `200` have no body.
//! - The organization object, `user/me` and sign-in: the vendor's stored examples.
//! - `q[column]=value` with `*`, one active subscription per product of which a second is silently ignored, no
//!   subscription at all without a default plan and without `plans`: the vendor's documentation.
//! - `page`, `per_page`, `pagination` and the error body `{"status","status_text"}`: the vendor's client of API V1.
//!
//! # What is inferred
//! - The paths of list, retrieve and subscriptions; the shape of subscriptions; address and contact fields in `details`.
//! - `errors` by field beside `status_text`; `{"error"}` on 401.
//! - An omitted key keeps its value at update, `""` clears it.
//! - Default plans are subscribed to before those of the request, so of one product the default wins.
//! - When details count as incomplete.
//!
//! # What is invented
//! - 422 for a description of more than 1,000 characters and for a country of more than 100, 413 for a body over 1 MiB,
//!   at most 100 organizations a page.
//! - 422 for keys and search columns that are not documented, for `null`, and for list filters of which too little is
//!   known: a real portal may be kinder, and a client should not count on it.
//! - The plan codes `pci-plus`, `vrms-standard`, `vrms-plus` and `pentest-yearly`.
//! - Names need not be unique, since nothing says that they must.
//!
//! # Code map
//! `portal` is the owner's side. A request passes `connection` (which can hang up, or not be there: `line`), `gate` (the log and the faults),
//! `authorization`, and one file of `organizations`, `user` or `sign_in`. `store` holds the organizations, `sample`
//! invents them.

mod answer;
mod authorization;
mod clock;
mod connection;
mod cut_body;
mod faults;
mod gate;
mod json_body;
mod line;
mod options;
mod organizations;
mod portal;
mod random;
mod requests;
mod routes;
mod sample;
mod shared;
mod sign_in;
mod store;
mod target;
mod user;

pub use faults::{Fault, FaultPlan, FaultPlanError, Faults, Until};
pub use options::{Options, Scheme, StartError};
pub use portal::{PracticePortal, start};
pub use requests::SeenRequest;
pub use store::stored::{Access, StoredOrganization, StoredSubscription};
pub use store::writes::{By, DoneWrite, FieldChange};
pub use target::Target;
