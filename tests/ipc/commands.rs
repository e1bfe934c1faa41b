//! Every command answers the main window.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::{CANARIES, Desk};

/// The names in the generated list of commands.
fn declared() -> BTreeSet<String> {
    let text = &orgdesk::contract::files()["commands.ts"];
    text.lines()
        .filter_map(|line| {
            line.trim()
                .split_once(": { request:")
                .map(|(name, _)| name.to_owned())
        })
        .collect()
}

fn form(name: &str) -> Value {
    json!({
        "name": name, "description": "", "parent_organization": "", "skip_default_subscription": false,
        "plans": [{"plan": "pci-basic", "interval": "yearly", "start_date": "2026-09-01", "end_date": "", "partner": null}],
        "details": {"company_name": "Brightwater Dental Ltd", "city": "Bath"},
    })
}

#[test]
fn every_command_answers_the_main_window() {
    let desk = Desk::new();
    let asked = RefCell::new(BTreeSet::new());
    let ask = |command: &str, request: Value| {
        asked.borrow_mut().insert(command.to_owned());
        let answer = desk.call(command, request);
        answer.unwrap_or_else(|error| panic!("{command} failed: {error}"))
    };

    let start = ask("start", Value::Null);
    assert_eq!(start["connections"]["connections"], json!([]));
    ask("first_screen", json!("painted"));
    ask("unsaved", Value::Bool(true));
    ask("zoom", json!("larger"));
    assert_eq!(ask("keyring_check", Value::Null), "ready");
    assert_eq!(ask("practice_enter", Value::Null)["connection"]["practice"], true);

    let discarded = ask("connection_test", desk.test_request());
    ask("connection_discard", discarded["ticket"].clone());
    let connection = desk.connected();
    asked.borrow_mut().insert("connection_save".to_owned());
    ask("connection_open", connection.clone());
    ask(
        "connection_edit",
        json!({"id": connection, "name": "Halden", "colour": "pine"}),
    );
    assert_eq!(
        ask("connections", Value::Null)["connections"][0]["name"],
        "Halden"
    );

    let list = json!({"connection": connection, "search": "", "page": 1, "per_page": 50});
    assert_eq!(ask("organizations_list", list)["total"], 5);
    let id = "5d702bf8-e908-41df-92de-feea0acf2f4e";
    assert_eq!(
        ask(
            "organization_id",
            json!(format!(" {} ", id.replace('-', "").to_uppercase()))
        ),
        id
    );
    assert_eq!(ask("organization_id", json!("Kestrel")), Value::Null);
    let widths = json!({"widths": {"name": 320}});
    ask("column_widths_keep", widths.clone());
    assert_eq!(ask("column_widths", Value::Null), widths);
    assert_eq!(ask("plan_codes", connection.clone()), json!([]));
    let create = json!({"connection": connection, "form": form("Brightwater Dental Bath")});
    assert_eq!(ask("create_check", create.clone())["problems"], json!([]));
    let review = ask("create_review", create);
    let result = ask(
        "create_send",
        json!({"connection": connection, "review": review["review"]}),
    );
    assert_eq!(result["outcome"], "created");
    let id = result["id"].clone();

    let organization = json!({"connection": connection, "id": id});
    let held = ask("organization_get", organization.clone());
    assert_eq!(held["fields"]["city"], "Bath");
    assert_eq!(
        ask("organization_subscriptions", organization)[0]["plan"],
        "pci-basic"
    );
    let mut mine = held["fields"].clone();
    mine["city"] = json!("Bristol");
    let update = json!({"connection": connection, "id": id, "base": held["fields"], "mine": mine});
    assert_eq!(ask("update_check", update.clone())["changed"], json!(["city"]));
    assert_eq!(
        ask("update_carry_over", update.clone())["merged"]["city"],
        "Bristol"
    );
    let review = ask("update_review", update);
    let saved = ask(
        "update_send",
        json!({"connection": connection, "review": review["review"]}),
    );
    assert_eq!(saved["state"], "saved");

    answer_about_what_is_open(&ask, &connection);
    keep_a_draft(&ask, &connection);
    look_through_the_history(&ask, &connection);
    answer_that_it_is_gone(&desk, &connection, &id);
    for command in GONE {
        asked.borrow_mut().insert(command.to_owned());
    }
    assert_eq!(
        desk.call("connection_remove", connection).unwrap()["connections"],
        json!([])
    );
    asked.borrow_mut().insert("connection_remove".to_owned());

    let another = desk.connected();
    assert_eq!(
        ask("connection_remove_leaving_sign_in", another)["connections"],
        json!([])
    );

    ask("close", Value::Null);
    assert_eq!(asked.into_inner(), declared(), "a command without a test here");
}

fn keep_a_draft(ask: &dyn Fn(&str, Value) -> Value, connection: &Value) {
    let typed = json!({"kind": "create", "form": form("Half Typed Ltd"), "parent_text": ""});
    let kept = ask(
        "draft_keep",
        json!({"id": null, "connection": connection, "form": typed}),
    );
    let draft = json!({"connection": connection, "id": kept["id"]});
    let last_new = json!({"connection": connection, "which": {"kind": "last_new"}});
    assert_eq!(ask("draft_open", last_new)["form"], typed);
    ask("draft_discard", draft.clone());
    ask("draft_restore", draft);
    assert_eq!(
        ask("drafts", connection.clone())["drafts"][0]["name"],
        "Half Typed Ltd"
    );
    let typed = json!({
        "kind": "connection", "name": "Harbour", "colour": "moss", "address": "https://scan.half",
        "method": "access_token", "username": "",
    });
    ask(
        "draft_keep",
        json!({"id": null, "connection": null, "form": typed}),
    );
    let last = json!({"connection": null, "which": {"kind": "connection"}});
    assert_eq!(ask("draft_open", last)["form"], typed);
    assert_eq!(
        ask("connection_drafts", Value::Null)["drafts"][0]["name"],
        "Harbour"
    );
}

fn look_through_the_history(ask: &dyn Fn(&str, Value) -> Value, connection: &Value) {
    let filter = json!({
        "text": "brightwater bristol", "outcomes": ["done"], "kinds": ["update"], "connection": connection,
        "organization": null, "dates": {"days": "today"}, "practice": false,
    });
    let page = ask("history_list", json!({"filter": filter, "before": null}));
    assert_eq!(page["total"], 1, "{page}");
    let operation = page["rows"][0]["id"].clone();
    let request = json!({"operation": operation, "front": connection});
    assert_eq!(ask("history_get", request)["undo"], "possible");
    assert_eq!(ask("history_undo", operation)["puts_back"], json!(["city"]));
    assert_eq!(ask("history_connections", Value::Null)[0]["id"], *connection);
    let exported = ask("history_export", json!({"filter": filter, "format": "csv"}));
    assert_eq!(exported["operations"], 1);
    let file = std::fs::read_to_string(exported["file"].as_str().unwrap()).unwrap();
    assert!(CANARIES.iter().all(|canary| !file.contains(canary)), "{file}");
    ask("history_export_stop", Value::Null);
    assert_eq!(ask("history_keep_time", Value::Null), "year");
    assert_eq!(ask("history_keep_check", json!("month"))["older"], 0);
    assert_eq!(ask("history_keep", json!("quarter"))["keep"], "quarter");
}

/// Nothing is open here: they say so, and a look finds nothing.
fn answer_about_what_is_open(ask: &impl Fn(&str, Value) -> Value, connection: &Value) {
    let identity = ask("connections", Value::Null)["connections"][0]["identity"].clone();
    let confirmed = json!({"connection": connection, "identity": identity});
    assert_eq!(
        ask("connection_confirm_identity", confirmed)["connection"]["id"],
        *connection
    );
    assert_eq!(ask("operations_open", connection.clone()), json!([]));
    assert_eq!(ask("operations_look", connection.clone())["open"], json!([]));
    assert_eq!(ask("operations_look_elsewhere", connection.clone()), json!([]));
    let one = json!({"connection": connection, "review": "11111111-2222-4333-8444-555555555555"});
    assert_eq!(ask("operation_look", one)["settled"], json!([]));
    let removal = ask("connection_remove_check", connection.clone());
    assert_eq!(removal["open_operations"], 0);
}

/// The commands that go on with something that is not there.
const GONE: [&str; 6] = [
    "connection_one_time_password",
    "create_look_again",
    "create_resolve",
    "update_look_again",
    "operation_adopt",
    "operation_leave",
];

/// These go on with something that is not there: they answer, and say so.
fn answer_that_it_is_gone(desk: &Desk, connection: &Value, id: &Value) {
    let nothing = "11111111-2222-4333-8444-555555555555";
    for (command, request) in [
        (
            "connection_one_time_password",
            json!({"ticket": nothing, "one_time_password": "123456"}),
        ),
        (
            "create_look_again",
            json!({"connection": connection, "review": nothing}),
        ),
        (
            "create_resolve",
            json!({"connection": connection, "review": nothing, "id": id}),
        ),
        (
            "update_look_again",
            json!({"connection": connection, "review": nothing}),
        ),
        (
            "operation_adopt",
            json!({"connection": connection, "review": nothing}),
        ),
        (
            "operation_leave",
            json!({"connection": connection, "review": nothing}),
        ),
    ] {
        let error = desk.call(command, request).unwrap_err();
        assert_eq!(error["kind"], "gone", "{command}: {error}");
    }
}

#[test]
fn a_request_of_another_shape_is_refused_without_a_panic() {
    let desk = Desk::new();
    for request in [Value::Null, json!("text"), json!({"connection": 7}), json!([])] {
        assert!(desk.call("organizations_list", request).is_err());
    }
}
