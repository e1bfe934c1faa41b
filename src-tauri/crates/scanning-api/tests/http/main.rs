//! Owns what HTTP means: every way a request can go, told apart against a real server on this computer
//! that is scripted byte by byte, so that resets, cut bodies and endless answers are what they are.
//!
//! What the readers make of odd JSON is tested beside them, in `src`; what a write means for the app, in
//! the core.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod arbitrary;
mod bounds;
mod breaks;
mod child;
mod errors;
mod find;
mod headers;
mod later;
mod lists;
mod preview;
mod proxy;
mod reads;
mod redirects;
mod sign_in;
mod support;
mod timeouts;
mod tls;
mod writes;
