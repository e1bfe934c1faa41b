//! Owns: the app through its commands, with the real list of commands and the real capabilities, without a screen. What
//! a use case does is the core's to test.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod commands;
mod panics;
mod secrets;
mod support;
mod windows;
