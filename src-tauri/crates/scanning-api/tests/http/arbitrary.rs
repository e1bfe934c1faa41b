//! Any JSON at all: the readers find what they look for or say that it is not there, and never panic.

use proptest::prelude::*;
use scanning_api::{Failure, ListOrganizations, SignIn, SignInFailure, Timeouts, UnknownReason, sign_in};
use serde_json::{Map, Value};

use crate::support::{ID, Server, change, creation, id, json, named};

/// Keys and texts the readers look for, so that their every turn is taken.
const KEYS: &[&str] = &[
    "data",
    "attributes",
    "details",
    "id",
    "uuid",
    "name",
    "organization",
    "organizations",
    "relationships",
    "parent",
    "parent_organization",
    "settings",
    "can_edit_organization",
    "user",
    "username",
    "email",
    "subscription",
    "subscriptions",
    "plan",
    "product",
    "code",
    "errors",
    "error",
    "message",
    "base",
    "source",
    "pointer",
    "field",
    "detail",
    "status",
    "status_text",
    "meta",
    "pagination",
    "total",
    "page",
    "token",
    "otp_session_state",
    "city",
];

fn any_json() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        Just(ID.to_owned()),
        "\\PC{0,12}",
        Just("/data/attributes/name".to_owned())
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text.prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 48, 6, |inner| {
        let key = prop_oneof![9 => prop::sample::select(KEYS).prop_map(str::to_owned), 1 => "\\PC{0,6}"];
        let object = prop::collection::vec((key, inner.clone()), 0..6);
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(Value::from),
            object.prop_map(|pairs| Value::from(pairs.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// That an outcome is one that an answer of that status can have.
fn assert_fits<T>(status: u16, outcome: &Result<T, Failure>) {
    let fits = match outcome {
        Ok(_) => status == 200,
        Err(Failure::Unknown(unknown)) => {
            let of_its_text = [UnknownReason::Unreadable, UnknownReason::Contradictory];
            status == 200 && of_its_text.contains(&unknown.reason)
        }
        Err(Failure::Rejected(rejected)) => {
            let said = &rejected.said;
            let bounded = said
                .fields
                .iter()
                .all(|said| said.words.len() <= 500 && said.field.len() <= 100);
            let message = said.message.as_ref().is_none_or(|text| text.len() <= 500);
            rejected.status == status && bounded && message && said.fields.len() <= 50
        }
        Err(_) => false,
    };
    assert!(fits, "{status}: {}", named(outcome));
}

async fn check(status: u16, body: &Value) {
    let server = Server::answering(vec![json(&format!("{status} So"), &body.to_string())]).await;
    let client = server.client();
    let request = SignIn {
        username: String::new(),
        password: String::new().into(),
        api_key: None,
        otp: None,
    };
    assert_fits(status, &client.create_organization(&creation()).await);
    assert_fits(status, &client.update_organization(id(), &change()).await);
    assert_fits(status, &client.retrieve_organization(id()).await);
    assert_fits(
        status,
        &client.list_organizations(&ListOrganizations::default()).await,
    );
    assert_fits(status, &client.list_subscriptions(id()).await);
    assert_fits(status, &client.current_user().await);
    let signed_in = sign_in(&server.address(), &request, Timeouts::default()).await;
    let signed_in = signed_in.map_err(|failure| match failure {
        SignInFailure::Failed(failure) => failure,
        SignInFailure::Client(error) => panic!("{error}"),
    });
    assert_fits(status, &signed_in);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_json_is_read_or_unreadable_and_any_rejection_is_told_within_bounds(body in any_json()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        for status in [200, 422] {
            runtime.block_on(check(status, &body));
        }
    }
}
