//! `kohyo serve`: keeps the site in memory and rebuilds it at each change of the content. Never touches the output.

mod http;
mod inject;
mod lazy;
mod site;
mod watch;
mod words;

use std::future::{Future as _, poll_fn};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;
use std::task::Poll;

use tokio::net::TcpListener;
use tokio::runtime::Builder;

use super::args::ServeArgs;
use crate::cli::run::{FAILED, Outcome};
use crate::cli::say;
use site::Preview;

pub(super) fn run(args: &ServeArgs) -> Outcome {
    let ServeArgs { source, port, host, open, fonts } = args;
    let address = SocketAddr::new(host.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)), *port);
    let preview = Arc::new(Preview::new(source, fonts.as_deref())?);
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| words::no_server(address, &error))?;
    let listener = runtime
        .block_on(TcpListener::bind(address))
        .map_err(|error| words::no_server(address, &error))?;
    let bound = listener.local_addr().unwrap_or(address);
    // Starts watching before the first read of the content, so that no change is missed in between.
    let watch = watch::start(&source.content)?;
    preview.guarded(|| preview.refresh());
    watch.follow(&preview);
    // From here on an interruption ends it in order: whoever reads the address may interrupt at once.
    let mut interrupted = Box::pin(tokio::signal::ctrl_c());
    let listening = poll_fn(|context| Poll::Ready(interrupted.as_mut().poll(context).is_ready()));
    let interrupted_already = runtime.block_on(listening);
    // Who cannot be told where it is may know it.
    let said = say::out(&words::started(bound, &source.content), words::STARTED);
    if let Err(message) = &said {
        say::tell(message);
    }
    if !bound.ip().is_loopback() {
        say::tell(&words::open_to_others(bound.ip()));
    }
    if *open && let Err(error) = open::that_detached(words::url(bound)) {
        say::tell(&words::not_opened(&error));
    }
    let served = runtime.block_on(async {
        if interrupted_already {
            return Ok(());
        }
        tokio::select! {
            ended = http::serve(listener, preview) => ended.map_err(|error| words::no_server(bound, &error)),
            _ = interrupted => Ok(()),
        }
    });
    // Requests that wait for a change must not keep the program alive.
    runtime.shutdown_background();
    served?;
    // Failing to print the closing words is fine; failing to print the address is an error.
    let _ = say::out(words::ENDED, words::ENDED);
    Ok(if said.is_ok() { ExitCode::SUCCESS } else { ExitCode::from(FAILED) })
}
