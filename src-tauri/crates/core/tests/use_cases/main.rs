//! Owns: the use cases of the core, with a fake keyring and the practice portal on loopback. What an answer on the wire
//! means is `scanning-api`'s to test; what the window shows is the window tests'.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod alike;
mod another_user;
mod another_users_details;
mod another_users_form;
mod answered;
mod at_the_same_time;
mod broken_off;
mod candidates;
mod carried_out_all_the_same;
mod carry_over;
mod column_widths;
mod connections;
mod connections_changing;
#[cfg(unix)]
mod copied_requests;
mod create;
mod create_details;
mod create_unknown;
mod created_again;
mod created_again_settled;
mod details_cut_off;
mod details_hidden;
mod details_hidden_since;
mod details_ignored;
mod details_missing;
mod details_pressed;
mod details_refused;
mod details_said;
mod details_since;
mod did_not_take;
mod drafts;
mod drafts_discarded;
mod drafts_of_connections;
mod drafts_of_undos;
mod drafts_sent;
mod given_id;
mod history;
mod history_clocks;
mod history_details;
mod history_dropped;
mod history_kept;
mod history_separated;
mod history_undo;
mod hostile;
mod hostile_alike;
mod hostile_lists;
mod hostile_looks;
mod hostile_names;
mod hostile_portal;
mod hostile_sign_in;
mod hostile_ways;
mod journal;
mod loaded_by_another;
mod local_data;
mod looked_elsewhere;
mod looked_meanwhile;
mod looked_slowly;
mod looked_unasked;
mod looks_that_say_nothing;
mod nameless;
mod names_of_every_sort;
mod namesakes;
mod not_forgotten;
mod not_noted;
mod not_seen;
mod not_shown;
mod noted_late;
mod older_ones;
mod open_counts;
mod open_elsewhere;
mod open_unread;
mod put_off;
mod refused_before;
mod refused_in_part;
mod removal;
mod removed_while_open;
#[cfg(unix)]
mod replaced_while_open;
mod said_while_found;
mod same_organization;
mod scripted_portal;
mod seen_only;
mod sent_again;
mod sent_lately;
mod sent_meanwhile;
mod settled;
#[cfg(target_os = "linux")]
mod small_disk;
mod somebody_else_midway;
mod somebody_else_reads;
mod support;
mod taken_away;
mod taken_up;
mod together_of_a_name;
mod two_connections;
mod two_of_a_name;
mod undo_not_shown;
mod undo_put_off;
mod unread;
mod update;
mod update_meanwhile;
mod zoom;
