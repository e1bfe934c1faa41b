//! Whether a body tells of an error, which a status of 2xx may belie.

use serde_json::Value;

use crate::json;

/// What `status` may say in place of a number.
const FAILED: [&str; 5] = ["error", "errors", "fail", "failed", "failure"];

/// Whether a body as a whole is about an error: V1's `{"status":422,…}`, JSON:API's `errors`, or one of the
/// shapes that are common elsewhere (inferred). Only its own keys count, for what it holds may have fields
/// of these names.
pub(crate) fn tells_of_error(body: &Value) -> bool {
    let named = ["errors", "error"].iter().filter_map(|key| body.get(*key));
    named.into_iter().any(says_something)
        || body.get("success").and_then(json::flag) == Some(false)
        || body.get("status").is_some_and(is_failure)
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(all) => all.iter().any(says_something),
        Value::Object(object) => object.values().any(says_something),
        scalar => {
            let is_blank = json::text(scalar).is_none_or(|text| text.trim().is_empty());
            !is_blank && json::flag(scalar) != Some(false)
        }
    }
}

fn is_failure(status: &Value) -> bool {
    let is_word = |text: &str| FAILED.iter().any(|word| word.eq_ignore_ascii_case(text.trim()));
    json::count(status).is_some_and(|status| (400..=599).contains(&status))
        || status.as_str().is_some_and(is_word)
}

#[cfg(test)]
mod tests {
    use super::tells_of_error;

    fn tells(body: &str) -> bool {
        tells_of_error(&serde_json::from_str(body).unwrap())
    }

    #[test]
    fn each_shape_of_an_error_is_known() {
        for body in [
            r#"{"errors":{"name":["is taken"]}}"#,
            r#"{"data":null,"errors":[{"detail":"is taken"}]}"#,
            r#"{"data":[],"errors":["search backend timed out"]}"#,
            r#"{"errors":"is taken"}"#,
            r#"{"error":"is taken"}"#,
            r#"{"error":true}"#,
            r#"{"error":{"code":7}}"#,
            r#"{"success":false}"#,
            r#"{"success":"false","message":"is taken"}"#,
            r#"{"status":422}"#,
            r#"{"status":"500"}"#,
            r#"{"status":"error","message":"is taken"}"#,
            r#"{"status":"Fail"}"#,
            r#"{"status":" failure "}"#,
        ] {
            assert!(tells(body), "{body}");
        }
    }

    #[test]
    fn empty_errors_and_what_lies_deeper_tell_of_none() {
        for body in [
            "null",
            "[]",
            "{}",
            r#"{"errors":[],"error":null}"#,
            r#"{"errors":{},"error":""}"#,
            r#"{"errors":{"name":[]},"error":false}"#,
            r#"{"success":true}"#,
            r#"{"status":200,"status_text":"OK"}"#,
            r#"{"status":"active"}"#,
            r#"{"data":{"attributes":{"name":"Acme","error":"a field","status":"error","success":false}}}"#,
            r#"{"organization":{"name":"Acme","errors":["a field"]}}"#,
            r#"[{"name":"Acme","error":"a field"}]"#,
        ] {
            assert!(!tells(body), "{body}");
        }
    }
}
