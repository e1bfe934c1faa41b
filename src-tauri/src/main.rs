//! The app's entry point.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    orgdesk::panics::to_the_log();
    std::process::exit(orgdesk::run());
}
