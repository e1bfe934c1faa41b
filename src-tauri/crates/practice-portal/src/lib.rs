//! Being laid.
mod answer;
mod authorization;
mod clock;
mod connection;
mod cut_body;
mod faults;
mod gate;
mod json_body;
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
pub use target::Target;
