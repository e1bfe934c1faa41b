//! Connections: taken, served, and hung up on when a fault says so.
//!
//! `axum::serve` always answers. A lost answer is a connection that closes without one, so the accept loop is our own.

use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tower::ServiceExt;

use crate::shared::Shared;

/// Put into a response's extensions: the connection ends instead of carrying it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum HangUp {
    #[error("closed without an answer")]
    Close,
    #[error("reset")]
    Reset,
}

impl HangUp {
    pub(crate) fn into_response(self) -> Response {
        let mut response = Response::default();
        response.extensions_mut().insert(self);
        response
    }
}

/// Serves until it is dropped, and ends all its connections then. While the line is down it takes none.
pub(crate) async fn serve(
    mut listener: TcpListener,
    local: SocketAddr,
    router: Router,
    shared: Arc<Shared>,
    keeps_open: bool,
) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => { connections.spawn(converse(stream, router.clone(), shared.line.goes_down(), keeps_open)); }
                // Out of file handles, most likely: some come back as connections end.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
            () = shared.line.goes_down() => listener = shared.line.stay_down(listener, local).await,
        }
    }
}

/// Answers on one connection, once where it is not to be kept open. When the line goes down, it ends with the answer it is at.
async fn converse(stream: TcpStream, router: Router, line_down: impl Future<Output = ()>, keeps_open: bool) {
    // A delayed small answer would be measured as the client's slowness.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| answer(router.clone(), request));
    let mut connection = http1::Builder::new()
        .keep_alive(keeps_open)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection_end = Pin::new(&mut connection);
    let ended = tokio::select! {
        // First, so that the answer with which the line goes down is the last one.
        biased;
        () = line_down => {
            connection_end.as_mut().graceful_shutdown();
            connection_end.await
        }
        ended = connection_end.as_mut() => ended,
    };
    if ended.is_err_and(|error| is_reset(&error)) {
        let _ = connection.into_parts().io.into_inner().set_zero_linger();
    }
}

async fn answer(router: Router, request: hyper::Request<Incoming>) -> Result<Response, HangUp> {
    let Ok(response) = router.oneshot(request.map(Body::new)).await;
    match response.extensions().get::<HangUp>() {
        Some(hang_up) => Err(*hang_up),
        None => Ok(response),
    }
}

fn is_reset(error: &hyper::Error) -> bool {
    let cause = std::error::Error::source(error).and_then(|cause| cause.downcast_ref::<HangUp>());
    cause == Some(&HangUp::Reset)
}
