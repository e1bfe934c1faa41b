//! The practice portal from outside, over real loopback HTTP. What is stored is read from the portal's owner's side.

// Clippy knows a test by its attribute; these are the helpers between them.
#![allow(clippy::unwrap_used, clippy::panic)]

mod access;
mod binary;
mod campaign;
mod client;
mod create;
mod faults;
mod large;
mod list;
mod owner;
mod read;
mod seeds;
mod sign_in;
mod update;
