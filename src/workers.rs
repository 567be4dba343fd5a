//! Jobs -> results, on every core, by plain threads. Knows nothing of the jobs.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Stack size in bytes: deep tables recurse deeply, and the default of 2 MiB is too close to the limit.
pub const STACK: usize = 16 << 20;

/// Runs `work` on every job with as many plain threads as rayon would use, and returns the results in job order.
///
/// Each thread is a rayon pool of its own. In the global pool, a worker waiting for part of its document would start
/// other documents meanwhile, and all would be in memory at once.
pub fn on_all_cores<J: Sync, R: Send>(jobs: &[J], work: impl Fn(&J) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let drain = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(job) = jobs.get(index) else {
                break done;
            };
            done.push((index, work(job)));
        }
    };
    let worker = || {
        let _pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
        drain()
    };
    let cores = rayon::current_num_threads();
    let mut done = thread::scope(|scope| {
        let start = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker).ok();
        let threads: Vec<_> = (0..cores.min(jobs.len())).filter_map(start).collect();
        let mut done = Vec::with_capacity(jobs.len());
        for thread in threads {
            done.extend(thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        // Jobs are left only if no thread could be started.
        done.extend(drain());
        done
    });
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

/// A pool with as many threads as rayon would use here; their stacks have room for deep tables, and they take no
/// other work.
///
/// # Errors
/// When threads cannot be started.
#[cfg(feature = "pdf")]
pub fn pool() -> Result<rayon::ThreadPool, rayon::ThreadPoolBuildError> {
    let cores = rayon::current_num_threads();
    rayon::ThreadPoolBuilder::new().num_threads(cores).stack_size(STACK).build()
}

#[cfg(test)]
mod tests {
    use super::on_all_cores;

    #[cfg(feature = "pdf")]
    #[test]
    fn a_pool_has_no_more_threads_than_were_asked_for() {
        for jobs in [1, 3] {
            let asked = rayon::ThreadPoolBuilder::new().num_threads(jobs).build().unwrap();
            let threads = asked.install(|| super::pool().unwrap().current_num_threads());
            assert_eq!(threads, jobs);
        }
    }

    #[test]
    fn results_come_in_the_order_of_the_jobs() {
        let jobs: Vec<u32> = (0..100).collect();
        let doubled: Vec<u32> = jobs.iter().map(|job| job * 2).collect();
        assert_eq!(on_all_cores(&jobs, |job| job * 2), doubled);
        assert!(on_all_cores(&[] as &[u32], |job| job * 2).is_empty());
    }
}
