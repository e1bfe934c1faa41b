//! The answers that are not data: `201` and `200` without a body, and errors in the shapes the API notes name.

use std::collections::BTreeMap;

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// Why a request is not done. Names and statuses are those of the seed pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// 401, in Devise's shape.
    Unauthorized(&'static str),
    /// 403.
    Forbidden,
    /// 404.
    NotFound,
    /// 413.
    TooLarge,
    /// 422, with what is wrong by field.
    Parameter(Problems),
}

/// What is wrong, by field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Problems(BTreeMap<String, Vec<String>>);

impl Problems {
    pub(crate) fn add(&mut self, field: &str, problem: impl Into<String>) {
        self.0.entry(field.to_owned()).or_default().push(problem.into());
    }

    /// Adds what is wrong inside `field`, naming the keys in the text.
    pub(crate) fn add_all(&mut self, field: &str, inner: Self) {
        for (key, problems) in inner.0 {
            for problem in problems {
                self.add(field, format!("{key} {problem}"));
            }
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// An error if anything was added.
    pub(crate) fn into_result(self) -> Result<(), Refusal> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Refusal::Parameter(self))
        }
    }
}

impl Refusal {
    /// A 422 for one field.
    pub(crate) fn field(field: &str, problem: impl Into<String>) -> Self {
        let mut problems = Problems::default();
        problems.add(field, problem);
        Self::Parameter(problems)
    }

    /// A 422 that is about no field.
    pub(crate) fn parameters() -> Self {
        Self::Parameter(Problems::default())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::Unauthorized(words) => {
                (StatusCode::UNAUTHORIZED, Json(json!({ "error": words }))).into_response()
            }
            Self::Forbidden => error(StatusCode::FORBIDDEN, "Forbidden"),
            Self::NotFound => error(StatusCode::NOT_FOUND, "Record Not Found"),
            Self::TooLarge => error(StatusCode::PAYLOAD_TOO_LARGE, "Payload Too Large"),
            Self::Parameter(Problems(fields)) if fields.is_empty() => {
                error(StatusCode::UNPROCESSABLE_ENTITY, "Parameter Error")
            }
            Self::Parameter(Problems(fields)) => {
                let mut body = error_body(StatusCode::UNPROCESSABLE_ENTITY, "Parameter Error");
                body["errors"] = json!(fields);
                (StatusCode::UNPROCESSABLE_ENTITY, Json(body)).into_response()
            }
        }
    }
}

/// V1's error body.
pub(crate) fn error(status: StatusCode, text: &str) -> Response {
    (status, Json(error_body(status, text))).into_response()
}

/// A page, as a web server in front of the API answers.
pub(crate) fn page(status: StatusCode, title: &str) -> Response {
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><title>{title}</title></head>\
         <body><h1>{title}</h1><hr><p>practice gateway</p></body></html>\n"
    );
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

fn error_body(status: StatusCode, text: &str) -> Value {
    json!({ "status": status.as_u16(), "status_text": text })
}
