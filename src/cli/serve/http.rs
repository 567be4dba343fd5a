//! The preview over HTTP: pages and files from memory, PDFs on request, notice of changes. Answers only to names of
//! this machine and reads no disk, so no path can lead outside.

use std::convert::Infallible;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream::{self, Stream};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use super::inject::{HANDOUTS, OWN, STATUS};
use super::site::{Answer, Preview};
use super::words;
use crate::theme;

pub(super) async fn serve(listener: TcpListener, preview: Arc<Preview>) -> io::Result<()> {
    let app = Router::new()
        .route(&format!("{OWN}changes"), get(changes))
        .fallback(file)
        .layer(middleware::from_fn(own_names_only))
        .with_state(preview);
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        // A connection above the limit waits until another one closes.
        let permit = Arc::clone(&room).acquire_owned().await.map_err(io::Error::other)?;
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let service = TowerToHyperService::new(app.clone());
        tokio::spawn(async move {
            let mut connection = http1::Builder::new();
            connection.timer(TokioTimer::new()).header_read_timeout(HEADERS);
            // A browser that disconnects is no error.
            let _ = connection.serve_connection(TokioIo::new(stream), service).await;
            drop(permit);
        });
    }
}

/// Limit of simultaneous connections.
const CONNECTIONS: usize = 256;

/// How long a connection may take to send a request head, or be idle before one.
const HEADERS: Duration = Duration::from_secs(5);

/// Refuses requests for another host name, so that no web page can read the preview through DNS rebinding.
async fn own_names_only(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    if !host.is_some_and(is_own_name) {
        return (StatusCode::FORBIDDEN, words::WRONG_HOST).into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// `localhost` or a numeric address: names that nobody else can point at this machine.
fn is_own_name(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok()
}

/// Answers once a version newer than the one on the page exists.
async fn changes(
    State(preview): State<Arc<Preview>>,
    uri: Uri,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, (StatusCode, &'static str)> {
    let room = Arc::clone(&preview.waiting).try_acquire_owned();
    let permit = room.map_err(|_| (StatusCode::SERVICE_UNAVAILABLE, words::TOO_MANY))?;
    let shown = uri.query().and_then(|query| query.strip_prefix("from="));
    let from: u64 = shown.and_then(|shown| shown.parse().ok()).unwrap_or(0);
    let versions = preview.versions();
    let told =
        stream::unfold((versions, from, permit), |(mut versions, from, permit)| async move {
            let version = *versions.wait_for(|version| *version != from).await.ok()?;
            let event =
                Event::default().event("change").id(version.to_string()).data(version.to_string());
            Some((Ok(event), (versions, version, permit)))
        });
    Ok(Sse::new(told).keep_alive(KeepAlive::new().interval(Duration::from_secs(20))))
}

async fn file(State(preview): State<Arc<Preview>>, method: Method, uri: Uri) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let path = uri.path();
    let own = path.strip_prefix(OWN);
    if let Some(name) = own.filter(|name| !name.starts_with(HANDOUTS) && *name != STATUS) {
        let files = theme::preview();
        let found = files.get(name).cloned();
        return found.map_or_else(
            || StatusCode::NOT_FOUND.into_response(),
            |bytes| answer(StatusCode::OK, path, bytes),
        );
    }
    let Some(wanted) = decoded(path) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    // PDFs take a while, and the typesetter blocks.
    let asked = Arc::clone(&preview);
    let made = tokio::task::spawn_blocking(move || asked.answer(&wanted)).await;
    match made {
        Ok(Answer::File { path, bytes }) => answer(StatusCode::OK, &path, bytes),
        Ok(Answer::Missing(page)) => answer(StatusCode::NOT_FOUND, "404.html", page),
        Ok(Answer::Moved(to)) => (
            StatusCode::PERMANENT_REDIRECT,
            [(
                header::LOCATION,
                HeaderValue::from_str(&to).unwrap_or(HeaderValue::from_static("/")),
            )],
        )
            .into_response(),
        Ok(Answer::Failed(page)) => answer(StatusCode::INTERNAL_SERVER_ERROR, "x.html", page),
        Err(_) => answer(StatusCode::INTERNAL_SERVER_ERROR, "x.html", preview.fault(path)),
    }
}

/// The path with `%` escapes decoded; `None` when the result is not UTF-8.
fn decoded(path: &str) -> Option<String> {
    let mut plain = Vec::with_capacity(path.len());
    let mut bytes = path.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digits = [bytes.next()?, bytes.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            plain.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            plain.push(byte);
        }
    }
    String::from_utf8(plain).ok()
}

fn answer(status: StatusCode, path: &str, bytes: Vec<u8>) -> Response {
    let kind = match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "pdf" => "application/pdf",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static(kind))];
    (status, kind, Body::from(bytes)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_answered() {
        for own in ["localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080", "192.0.2.1"] {
            assert!(is_own_name(own), "{own}");
        }
        for other in
            ["example.jp", "example.jp:8080", "localhost.example.jp", "", "127.0.0.1.example.jp:80"]
        {
            assert!(!is_own_name(other), "{other}");
        }
    }

    #[test]
    fn paths_are_decoded_or_refused() {
        assert_eq!(decoded("/h25/%E4%B8%80.html").as_deref(), Some("/h25/一.html"));
        assert_eq!(decoded("/%"), None);
        assert_eq!(decoded("/%zz"), None);
        assert_eq!(decoded("/%ff"), None);
    }
}
