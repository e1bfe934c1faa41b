//! An answer that ends before it is whole.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use http_body_util::BodyExt;
use hyper::body::{Body as HttpBody, Frame};

/// What is promised for an answer that has no body of its own.
const PROMISED: usize = 64;

/// The same status and headers, the full `Content-Length`, half of the body, and then the end of the connection.
pub(crate) async fn cut(response: Response) -> Response {
    let (mut head, body) = response.into_parts();
    let whole = body
        .collect()
        .await
        .map(http_body_util::Collected::to_bytes)
        .unwrap_or_default();
    let (half, promised) = if whole.is_empty() {
        (Bytes::from_static(b"{\"data\":"), PROMISED)
    } else {
        (whole.slice(..whole.len() / 2), whole.len())
    };
    head.headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(promised));
    Response::from_parts(
        head,
        Body::new(CutBody {
            half: Some(half),
            flushed: false,
        }),
    )
}

struct CutBody {
    half: Option<Bytes>,
    flushed: bool,
}

impl HttpBody for CutBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(half) = self.half.take() {
            return Poll::Ready(Some(Ok(Frame::data(half))));
        }
        // The server writes out what it has when a body has nothing to give; without the pause it would drop it.
        if !self.flushed {
            self.flushed = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into())))
    }
}
