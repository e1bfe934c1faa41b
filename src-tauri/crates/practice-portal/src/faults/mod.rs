//! What goes wrong, when, and for which request.

mod plan;

pub use plan::{FaultPlan, FaultPlanError};

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use crate::target::Target;

/// One thing that goes wrong with one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The request is done at once and answered this much later, so that a client which gives up has written all the same.
    Latency(Duration),
    /// The request is done; then the connection is closed without a byte.
    LostAnswer,
    /// The request is done; then it is answered with 500.
    ErrorAfterWrite,
    /// The request is done; then it is answered with 503 and `Retry-After: 0`, as by something before the portal that gave up
    /// waiting for it.
    UnavailableAfterWrite,
    /// 503, not done.
    Unavailable {
        /// `Retry-After`, in seconds.
        retry_after: Option<u64>,
    },
    /// 429, not done.
    TooMany {
        /// `Retry-After`, in seconds.
        retry_after: Option<u64>,
    },
    /// The request is done; the answer ends before its `Content-Length` is filled.
    CutBody,
    /// The connection is reset once the head has been read; not done.
    Reset,
    /// The organization this request creates can be retrieved but is not listed until then. Creates only.
    LateVisibility(Until),
    /// A proxy's page in HTML, with 200; not done.
    Html,
    /// The request is done and answered, and with its answer the line goes down: no connection is taken until
    /// [`PracticePortal::come_back`](crate::PracticePortal::come_back).
    Offline,
    /// This status and this body; not done. The content type follows the body's first character.
    Status(u16, String),
}

impl Fault {
    fn name(&self) -> &'static str {
        match self {
            Self::Latency(_) => "latency",
            Self::LostAnswer => "lost-answer",
            Self::ErrorAfterWrite => "error-after-write",
            Self::UnavailableAfterWrite => "unavailable-after-write",
            Self::Unavailable { .. } => "unavailable",
            Self::TooMany { .. } => "too-many",
            Self::CutBody => "cut-body",
            Self::Reset => "reset",
            Self::LateVisibility(_) => "late-visibility",
            Self::Html => "html",
            Self::Offline => "offline",
            Self::Status(..) => "status",
        }
    }
}

/// When a hidden organization is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// After so many list requests have not shown it.
    Requests(u32),
    /// This long after it was created.
    After(Duration),
}

/// The faults of a portal: a queue for tests, and behind it the seeded plan of the options.
///
/// A request takes at most one [`Fault::Latency`], one [`Fault::LateVisibility`] and one of the others.
pub struct Faults(Mutex<Inner>, watch::Sender<u64>);

struct Inner {
    queue: VecDeque<Queued>,
    plan: FaultPlan,
    seen: [u64; Target::COUNT],
    met: BTreeMap<&'static str, u64>,
}

struct Queued {
    wanted: Option<Target>,
    fault: Fault,
    /// How many requests it would fit are let pass first.
    skips: u32,
}

/// What one request meets.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) latency: Option<Duration>,
    pub(crate) late: Option<Until>,
    pub(crate) fault: Option<Fault>,
}

impl Faults {
    pub(crate) fn new(plan: FaultPlan) -> Self {
        let inner = Inner {
            queue: VecDeque::new(),
            plan,
            seen: [0; Target::COUNT],
            met: BTreeMap::new(),
        };
        Self(Mutex::new(inner), watch::Sender::new(0))
    }

    /// Queues a fault for the next request it makes sense for: a lost answer and what is said after the write wait for
    /// a create or an update, a late visibility for a create, the rest take any request.
    pub fn next(&self, fault: Fault) {
        self.queue(None, fault, 0);
    }

    /// Queues a fault for the next request of this kind.
    pub fn next_for(&self, target: Target, fault: Fault) {
        self.queue(Some(target), fault, 0);
    }

    /// Queues a fault for one of the next requests of this kind: the first for 0, the second for 1.
    pub fn nth_for(&self, target: Target, nth: u32, fault: Fault) {
        self.queue(Some(target), fault, nth);
    }

    /// Faults by this plan from here on.
    pub fn plan(&self, plan: FaultPlan) {
        self.inner().plan = plan;
    }

    /// How many queued faults no request has met yet.
    pub fn waiting(&self) -> usize {
        self.inner().queue.len()
    }

    /// How many requests were held so far: done, with the answer kept back by a [`Fault::Latency`].
    pub fn held(&self) -> u64 {
        *self.1.borrow()
    }

    /// Waits until more than so many were held.
    pub async fn holds_more_than(&self, before: u64) {
        // It ends with the portal alone, and that is borrowed here.
        let _ = self.1.subscribe().wait_for(|held| *held > before).await;
    }

    /// A request is done, and its answer is kept back from here on.
    pub(crate) fn holds(&self) {
        self.1.send_modify(|held| *held += 1);
    }

    /// No more faults from here on: empties the queue and ends the plan.
    pub fn clear(&self) {
        let mut inner = self.inner();
        inner.queue.clear();
        inner.plan = FaultPlan::default();
    }

    pub(crate) fn decide(&self, target: Target) -> Verdict {
        let mut inner = self.inner();
        let ordinal = inner.seen[target.index()];
        inner.seen[target.index()] += 1;
        let mut verdict = inner.plan.draw(target, ordinal);
        let queued = inner.take(target);
        verdict.latency = queued.latency.or(verdict.latency);
        verdict.late = queued.late.or(verdict.late);
        verdict.fault = queued.fault.or(verdict.fault);
        inner.count(&verdict);
        verdict
    }

    /// How many requests met which fault so far, by the names a [`FaultPlan`] has for them.
    pub fn met(&self) -> BTreeMap<&'static str, u64> {
        self.inner().met.clone()
    }

    fn queue(&self, wanted: Option<Target>, fault: Fault, skips: u32) {
        self.inner().queue.push_back(Queued { wanted, fault, skips });
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn count(&mut self, verdict: &Verdict) {
        let names = [
            verdict.latency.map(|_| "latency"),
            verdict.late.map(|_| "late-visibility"),
            verdict.fault.as_ref().map(Fault::name),
        ];
        for name in names.into_iter().flatten() {
            *self.met.entry(name).or_default() += 1;
        }
    }

    fn take(&mut self, target: Target) -> Verdict {
        let mut verdict = Verdict::default();
        self.queue.retain_mut(|queued| {
            if !fits(queued.wanted, &queued.fault, target) {
                return true;
            }
            if let Some(left) = queued.skips.checked_sub(1) {
                queued.skips = left;
                return true;
            }
            match &queued.fault {
                Fault::Latency(by) if verdict.latency.is_none() => verdict.latency = Some(*by),
                Fault::LateVisibility(until) if verdict.late.is_none() => verdict.late = Some(*until),
                Fault::Latency(_) | Fault::LateVisibility(_) => return true,
                other if verdict.fault.is_none() => verdict.fault = Some(other.clone()),
                _ => return true,
            }
            false
        });
        verdict
    }
}

fn fits(wanted: Option<Target>, fault: &Fault, target: Target) -> bool {
    let sensible = match (wanted, fault) {
        (_, Fault::LateVisibility(_)) => target == Target::Create,
        (None, Fault::LostAnswer | Fault::ErrorAfterWrite | Fault::UnavailableAfterWrite) => {
            target.is_write()
        }
        _ => true,
    };
    sensible && wanted.is_none_or(|wanted| wanted == Target::Any || wanted == target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_answer_waits_for_a_write() {
        let faults = Faults::new(FaultPlan::default());
        faults.next(Fault::LostAnswer);
        assert_eq!(faults.decide(Target::List), Verdict::default());
        assert_eq!(faults.decide(Target::Update).fault, Some(Fault::LostAnswer));
        assert_eq!(faults.waiting(), 0);
    }

    #[test]
    fn a_fault_for_a_kind_of_request_waits_for_that_kind() {
        let faults = Faults::new(FaultPlan::default());
        faults.next_for(Target::UserMe, Fault::Html);
        assert_eq!(faults.decide(Target::List).fault, None);
        assert_eq!(faults.decide(Target::UserMe).fault, Some(Fault::Html));
    }

    #[test]
    fn queued_faults_of_one_sort_meet_one_request_each_in_order() {
        let faults = Faults::new(FaultPlan::default());
        let slow = Fault::Latency(Duration::from_millis(5));
        for fault in [Fault::TooMany { retry_after: None }, slow, Fault::Reset] {
            faults.next_for(Target::Any, fault);
        }
        let first = faults.decide(Target::Create);
        assert_eq!(first.latency, Some(Duration::from_millis(5)));
        assert_eq!(first.fault, Some(Fault::TooMany { retry_after: None }));
        assert_eq!(faults.decide(Target::List).fault, Some(Fault::Reset));
    }

    #[test]
    fn a_fault_for_the_third_of_a_kind_lets_two_pass() {
        let faults = Faults::new(FaultPlan::default());
        faults.nth_for(Target::Update, 2, Fault::LostAnswer);
        let met: Vec<bool> = [
            Target::Update,
            Target::List,
            Target::Update,
            Target::Update,
            Target::Update,
        ]
        .into_iter()
        .map(|target| faults.decide(target).fault.is_some())
        .collect();
        assert_eq!(met, [false, false, false, true, false]);
        assert_eq!(faults.met(), BTreeMap::from([("lost-answer", 1)]));
    }

    #[test]
    fn clearing_ends_the_queue_and_the_plan() {
        let faults = Faults::new(FaultPlan {
            reset: 1.0,
            ..FaultPlan::default()
        });
        assert_eq!(faults.decide(Target::List).fault, Some(Fault::Reset));
        faults.next(Fault::Html);
        faults.clear();
        assert_eq!(faults.decide(Target::List), Verdict::default());
    }
}
