//! Which path is what.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post, put};

use crate::answer::{error, page};
use crate::authorization::authorize;
use crate::gate::gate;
use crate::shared::Shared;
use crate::{organizations, sign_in, user};

pub(crate) fn router(shared: Arc<Shared>) -> Router {
    let api = Router::new()
        .route(
            "/v2/organizations",
            get(organizations::list).post(organizations::create),
        )
        .route(
            "/v2/organizations/{id}",
            put(organizations::update).get(organizations::retrieve),
        )
        .route(
            "/v2/organizations/{id}/subscriptions",
            get(organizations::subscriptions),
        )
        .route(
            "/v2/organizations/{id}/subscriptions/active",
            get(organizations::active_subscriptions),
        )
        .route("/v2/user/me", get(user::me))
        .route_layer(from_fn_with_state(Arc::clone(&shared), authorize))
        .route("/auth/sign_in", post(sign_in::sign_in))
        .method_not_allowed_fallback(|| async {
            error(StatusCode::METHOD_NOT_ALLOWED, "Method Not Allowed")
        });
    let mounted = if shared.prefix.is_empty() {
        api
    } else {
        Router::new().nest(&shared.prefix, api)
    };
    mounted
        .fallback(|| async { page(StatusCode::NOT_FOUND, "404 Not Found") })
        .layer(from_fn_with_state(Arc::clone(&shared), gate))
        .with_state(shared)
}
