//! Owns: the use cases of the core, with a fake keyring and the practice portal on loopback. What an answer on the wire
//! means is `scanning-api`'s to test; what the window shows is the window tests'.

mod connections;
mod create;
mod create_unknown;
mod support;
mod update;
