//! How large everything is drawn: as it was chosen on this computer, whichever portal is open.

use serde::Deserialize;
use ts_rs::TS;

use crate::Orgdesk;

/// In percent, as browsers have them. At twice the size everything can still be read and reached; more is for whoever needs it.
const SIZES: [u16; 15] = [
    50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400, 500,
];

/// How large everything is drawn: one of the sizes there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zoom(u16);

/// A change of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ZoomStep {
    /// One size larger.
    Larger,
    /// One size smaller.
    Smaller,
    /// As large as at first.
    AsAtFirst,
}

impl Zoom {
    /// As large as it is where nothing was chosen.
    pub const AT_FIRST: Self = Self(100);

    /// In percent.
    pub fn percent(self) -> u16 {
        self.0
    }

    /// How many times as large as at first.
    pub fn times(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    /// What was kept; where that is none of the sizes, as large as at first: one has to be able to read it.
    pub(crate) fn kept(text: &str) -> Self {
        let percent = text.parse().ok().filter(|percent| SIZES.contains(percent));
        percent.map_or(Self::AT_FIRST, Self)
    }

    /// One step on. At the largest and at the smallest it stays.
    fn by(self, step: ZoomStep) -> Self {
        let next = match step {
            ZoomStep::Larger => SIZES.into_iter().find(|size| *size > self.0),
            ZoomStep::Smaller => SIZES.into_iter().rfind(|size| *size < self.0),
            ZoomStep::AsAtFirst => return Self::AT_FIRST,
        };
        next.map_or(self, Self)
    }
}

impl Orgdesk {
    /// How large everything is. Where that cannot be read, as large as at first.
    pub async fn zoom(&self) -> Zoom {
        let mut zoom = self.zoom.lock().await;
        if zoom.is_none() {
            *zoom = self.kept_zoom().await;
        }
        zoom.unwrap_or(Zoom::AT_FIRST)
    }

    /// Makes everything larger or smaller, and remembers it. Where that cannot be kept, it is so until Orgdesk closes. `show` makes it
    /// so in the window, one change after the other.
    pub async fn change_zoom(&self, step: ZoomStep, show: impl FnOnce(Zoom)) {
        let mut zoom = self.zoom.lock().await;
        if zoom.is_none() {
            *zoom = self.kept_zoom().await;
        }
        let next = zoom.unwrap_or(Zoom::AT_FIRST).by(step);
        *zoom = Some(next);
        show(next);
        if let Err(error) = self.store.keep_zoom(next).await {
            tracing::warn!(%error, "how large everything is could not be kept");
        }
    }

    /// None where it cannot be read now.
    async fn kept_zoom(&self) -> Option<Zoom> {
        self.store.zoom().await.ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_leads_to_the_next_size_and_back_and_none_beyond_the_last() {
        let mut larger = vec![Zoom(SIZES[0])];
        while larger.last() != Some(&larger.last().unwrap().by(ZoomStep::Larger)) {
            larger.push(larger.last().unwrap().by(ZoomStep::Larger));
        }
        assert_eq!(larger, SIZES.map(Zoom));
        for pair in larger.windows(2) {
            assert_eq!(pair[1].by(ZoomStep::Smaller), pair[0]);
        }
        assert_eq!(larger[0].by(ZoomStep::Smaller), larger[0]);
        assert_eq!(Zoom(500).by(ZoomStep::AsAtFirst), Zoom::AT_FIRST);
    }

    #[test]
    fn what_is_kept_and_is_no_size_is_as_large_as_at_first() {
        assert_eq!(Zoom::kept("150"), Zoom(150));
        for text in ["", "0", "151", "5000", "-100", "1.5", "large"] {
            assert_eq!(Zoom::kept(text), Zoom::AT_FIRST, "{text}");
        }
    }
}
