//! Rejections and server failures, with the words of each shape and with none.

use scanning_api::{Failure, Said};

use crate::support::{Server, TOKEN, answer, created_when_answered, creation, json, named};

const HTML: &str = "content-type: text/html\r\n";

async fn said(status: &str, body: &str) -> Said {
    let outcome = created_when_answered(json(status, body)).await;
    outcome.unwrap_err().said().unwrap().clone()
}

fn told(said: &Said) -> (Option<&str>, Vec<(&str, &str)>) {
    let fields = said
        .fields
        .iter()
        .map(|said| (said.field.as_str(), said.words.as_str()))
        .collect();
    (said.message.as_deref(), fields)
}

#[tokio::test]
async fn the_named_errors_are_rejections_with_and_without_words() {
    for status in [
        "401 Unauthorized",
        "403 Forbidden",
        "404 Record Not Found",
        "422 Parameter Error",
        "400 Bad",
    ] {
        for body in [
            "",
            r#"{"status":422,"status_text":"No"}"#,
            "<html><title>No</title></html>",
            "No",
        ] {
            let outcome = created_when_answered(json(status, body)).await;
            assert_eq!(named(&outcome), format!("rejected: {}", &status[..3]));
            let failure = outcome.unwrap_err();
            let expected = (!body.is_empty()).then_some("No");
            assert_eq!(
                failure.said().unwrap().message.as_deref(),
                expected,
                "{status} {body}"
            );
            assert_eq!(
                failure.said().unwrap().raw.as_deref(),
                Some(body).filter(|body| !body.is_empty())
            );
        }
    }
}

#[tokio::test]
async fn the_shape_of_v1_is_understood() {
    let said = said(
        "422 Parameter Error",
        r#"{"status":422,"status_text":"Name is taken"}"#,
    )
    .await;
    assert_eq!(told(&said), (Some("Name is taken"), vec![]));
}

#[tokio::test]
async fn errors_as_an_object_of_arrays_or_texts_are_told_by_field() {
    let body = r#"{"status":422,"status_text":"Unprocessable","errors":{"name":["is taken","is short"],
        "organization.zipcode":"is odd","base":["Too many"],"plans":[{"plan":["unknown"]}],"plan":{"code":["bad"]}}}"#;
    let said = said("422 Parameter Error", body).await;
    let fields = vec![
        ("name", "is taken; is short"),
        ("zipcode", "is odd"),
        ("plan.code", "bad"),
    ];
    assert_eq!(told(&said), (Some("Too many"), fields));
}

#[tokio::test]
async fn a_heading_is_told_when_the_errors_are_all_about_fields() {
    let body = r#"{"status_text":"Parameter Error","errors":{"name":["is taken"]}}"#;
    assert_eq!(
        told(&said("422 No", body).await),
        (Some("Parameter Error"), vec![("name", "is taken")])
    );
}

#[tokio::test]
async fn an_object_of_arrays_without_errors_around_it_is_told_by_field() {
    let said = said(
        "422 No",
        r#"{"name":["is taken"],"company_name":["can't be blank"]}"#,
    )
    .await;
    assert_eq!(
        told(&said),
        (
            None,
            vec![("name", "is taken"), ("company_name", "can't be blank")]
        )
    );
}

#[tokio::test]
async fn errors_as_an_array_of_texts_are_told_together() {
    for body in [
        r#"{"errors":["Name is taken","Plan is unknown"]}"#,
        r#"["Name is taken","Plan is unknown"]"#,
    ] {
        assert_eq!(
            told(&said("422 No", body).await),
            (Some("Name is taken; Plan is unknown"), vec![]),
            "{body}"
        );
    }
}

#[tokio::test]
async fn json_api_errors_are_told_by_their_pointer() {
    let body = r#"{"errors":[{"status":"422","title":"Invalid","detail":"is taken","source":{"pointer":"/data/attributes/name"}},
        {"detail":"unknown","source":{"pointer":"/data/attributes/plans/0/plan"}},
        {"title":"Sorry"},{"field":"organization[email]","message":"is odd"}]}"#;
    let fields = vec![
        ("name", "is taken"),
        ("plans.0.plan", "unknown"),
        ("email", "is odd"),
    ];
    assert_eq!(told(&said("422 No", body).await), (Some("Sorry"), fields));
}

#[tokio::test]
async fn error_and_message_and_plain_json_text_are_messages() {
    for body in [
        r#"{"error":"Invalid token"}"#,
        r#"{"message":"Invalid token"}"#,
        r#"{"error":"unauthorized","message":"Invalid token"}"#,
        r#"{"error":{"code":7,"message":"Invalid token"}}"#,
        r#"{"errors":"Invalid token"}"#,
        r#""Invalid token""#,
    ] {
        let outcome = created_when_answered(json("401 Unauthorized", body)).await;
        assert_eq!(
            outcome.unwrap_err().said().unwrap().message.as_deref(),
            Some("Invalid token"),
            "{body}"
        );
    }
}

#[tokio::test]
async fn a_page_is_told_by_its_title_whatever_its_content_type() {
    let page =
        "<!doctype html><html><head><title>403 &amp; Forbidden</title></head><body>nginx</body></html>";
    for headers in [HTML, "content-type: application/json\r\n", ""] {
        let outcome = created_when_answered(answer("403 Forbidden", headers, page)).await;
        assert_eq!(
            outcome.unwrap_err().said().unwrap().message.as_deref(),
            Some("403 & Forbidden")
        );
    }
}

#[tokio::test]
async fn words_are_bounded_and_cannot_garble_a_screen() {
    let long = "é".repeat(300);
    let many: Vec<_> = (0..60).map(|n| format!("\"f{n}\":[\"{long}\"]")).collect();
    let body = format!(
        "{{\"message\":\"a\\u001b[31m\\u202eb\\r\\nc {long}\",\"errors\":{{{}}}}}",
        many.join(",")
    );
    let said = said("422 No", &body).await;
    let message = said.message.unwrap();
    assert!(message.starts_with("a[31mb c é"), "{message}");
    assert!(message.len() <= 500);
    assert_eq!(said.fields.len(), 50);
    assert!(said.fields.iter().all(|said| said.words.len() <= 500));
    assert!(said.raw.unwrap().len() <= 4096);
}

#[tokio::test]
async fn failing_servers_leave_a_write_unknown_and_keep_their_words() {
    for status in [500, 501, 502, 503, 504, 520] {
        for body in ["", "<html><title>No</title></html>", r#"{"error":"No"}"#] {
            let outcome = created_when_answered(json(&format!("{status} Failed"), body)).await;
            assert_eq!(named(&outcome), format!("unknown: ServerError({status})"));
            let expected = (!body.is_empty()).then_some("No");
            assert_eq!(
                outcome.unwrap_err().said().unwrap().message.as_deref(),
                expected,
                "{status} {body}"
            );
        }
    }
}

#[tokio::test]
async fn a_408_leaves_a_write_unknown_and_rejects_a_read() {
    let server = Server::answering(vec![json("408 Request Timeout", "")]).await;
    assert_eq!(
        named(&server.client().create_organization(&creation()).await),
        "unknown: RequestTimeout"
    );
    assert_eq!(named(&server.client().current_user().await), "rejected: 408");
}

#[tokio::test]
async fn a_status_without_a_meaning_is_unknown() {
    assert_eq!(
        named(&created_when_answered(json("799 What", "")).await),
        "unknown: UnexpectedStatus(799)"
    );
}

#[tokio::test]
async fn secrets_a_server_repeats_are_masked_in_its_words() {
    let body = r#"{"message":"bad user-token-canary-6f1c","errors":{"key":["api-key-canary-93ab is old"]}}"#;
    let outcome = created_when_answered(json("401 Unauthorized", body)).await;
    let Err(Failure::Rejected(rejected)) = outcome else {
        panic!("rejected")
    };
    assert_eq!(
        told(&rejected.said),
        (Some("bad •••"), vec![("key", "••• is old")])
    );
    assert!(!rejected.said.raw.unwrap().contains("canary"));
}

/// What each letter of a token may be written as, or have behind it.
const DISGUISES: [&str; 6] = ["\u{1}", "\u{202e}", "\u{2066}", "\u{200b}", "\u{feff}", "\u{ad}"];

fn disguised(by: impl Fn(char) -> String) -> String {
    TOKEN.chars().map(by).collect()
}

#[tokio::test]
async fn a_token_is_masked_in_every_place_whatever_stands_between_its_letters() {
    for between in DISGUISES {
        let token = disguised(|c| format!("{c}{between}"));
        let escaped = disguised(|c| format!("{c}\\u{:04x}", between.chars().next().unwrap() as u32));
        for token in [token.as_str(), escaped.as_str()] {
            // JSON has no bare control characters: such a body is told as plain text.
            let body = format!(r#"{{"message":"bad {token}","errors":{{"name":["{token} is old"]}}}}"#);
            let said = said("422 No", &body).await;
            let is_json = !(token.contains('\u{1}'));
            if is_json {
                assert_eq!(told(&said).1, vec![("name", "••• is old")], "{between:?}");
                assert_eq!(said.message.as_deref(), Some("bad •••"), "{between:?}");
            }
            let raw = said.raw.unwrap();
            assert_eq!(raw.matches("•••").count(), 2, "{raw}");
            assert!(!raw.contains("canary") && !raw.contains('k'), "{raw}");
        }
        let plain = said("422 No", &format!("bad {token}")).await;
        assert_eq!(plain.message.unwrap().trim(), "bad •••", "{between:?}");
    }
}

#[tokio::test]
async fn a_token_is_masked_however_it_is_encoded() {
    let json = disguised(|c| format!("\\u{:04x}", c as u32));
    let url = disguised(|c| format!("%{:02X}", c as u32));
    let html = disguised(|c| format!("&#{};", c as u32));
    for token in [&json, &url, &html] {
        let said = said("422 No", &format!(r#"{{"message":"bad {token}"}}"#)).await;
        assert_eq!(said.message.as_deref(), Some("bad •••"), "{token}");
        assert_eq!(said.raw.as_deref(), Some(r#"{"message":"bad •••"}"#), "{token}");
    }
}

#[tokio::test]
async fn no_part_of_a_token_is_left_where_the_text_is_cut() {
    for missing in [1, 10, TOKEN.len() - 1] {
        let filler = "\u{1}".repeat(64 * 1024 + missing - TOKEN.len());
        let plain = said("422 No", &format!("{filler}{TOKEN}{filler}")).await;
        assert_eq!(
            (plain.message, plain.raw.as_deref()),
            (None, Some("")),
            "{missing}"
        );
        let filler = "\\u0001".repeat(12_000);
        let filler = &filler[..64 * 1024 + missing - TOKEN.len() - 12];
        let json = said("422 No", &format!("{{\"errors\":[\"{filler}{TOKEN}\"]}}")).await;
        assert!(!json.raw.unwrap().contains("user"), "{missing}");
        let filler = "\u{200b}".repeat((64 * 1024 + missing - TOKEN.len()) / 3);
        let filler = format!("{filler}{}", "-".repeat((64 * 1024 + missing - TOKEN.len()) % 3));
        let body = format!(r#"{{"errors":{{"name":["{filler}{TOKEN}"],"base":["{filler}{TOKEN}"]}}}}"#);
        let said = said("422 No", &body).await;
        let all = format!("{:?} {:?}", said.message, said.fields);
        assert!(!all.contains("us"), "{missing}: {all}");
    }
}

#[tokio::test]
async fn an_error_s_own_text_holds_no_body_and_no_address() {
    let outcome = created_when_answered(json("422 No", r#"{"message":"customer Jansen"}"#)).await;
    let failure = outcome.unwrap_err();
    assert_eq!(failure.to_string(), "the portal rejected the request (422)");
    let body = r#"{"data":"customer Jansen"}"#;
    let failure = created_when_answered(json("500 No", body)).await.unwrap_err();
    assert!(!format!("{failure:?} {failure}").contains("Jansen"));
}
