//! The app in a real window, driven as a person would: things are found by their role and accessible name, and every
//! wait is for something to be so, never for a time.

#![allow(
    dead_code,
    unused_imports,
    reason = "shared by several test programs, each of which uses a part"
)]

mod axe;
mod bus;
mod desk;
mod does;
mod find;
mod launch;
mod processes;
mod screen;
mod sees;
mod setup;
mod system;
mod window_manager;

pub(crate) use desk::Desk;
pub(crate) use setup::{Keyring, Setup, Theme};
pub(crate) use system::{cannot_run, skip};

/// How long a test may take before its window is taken for stuck.
pub(crate) const LONGEST_TEST: std::time::Duration = std::time::Duration::from_mins(2);
