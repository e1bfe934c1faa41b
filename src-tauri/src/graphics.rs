//! WebKitGTK's way of drawing, on Linux. Without a render node, or with Nvidia's own driver, its DMA-BUF renderer is
//! slow or blank; with a working GPU it is left alone. What the user has set is never changed.

/// Whether the window is shown only when its page has begun to arrive. A WebKitGTK that has to draw before that waits for half a
/// second, and with it this app's main thread, from which the page comes: one start in three took so much longer.
pub(crate) const WAITS_FOR_PAGE: bool = cfg!(target_os = "linux");

#[cfg(target_os = "linux")]
mod linux {
    use std::path::Path;
    use std::process::Command;

    const SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

    /// Turns the DMA-BUF renderer off where it is known to do harm. To be called first of all, while there is one thread:
    /// the environment belongs to all of them.
    pub(crate) fn prepare() {
        let harmful = std::env::var_os(SWITCH).is_none() && (!has_render_node() || has_nvidia_driver());
        if harmful && let Err(error) = glib::setenv(SWITCH, "1", false) {
            eprintln!("Orgdesk goes on without changing the renderer: {error}");
        }
    }

    /// Starts the app once more with the renderer off. False where it is off already.
    pub(crate) fn start_again_without_dmabuf() -> bool {
        std::env::var_os(SWITCH).is_none()
            && again().is_some_and(|mut again| again.env(SWITCH, "1").spawn().is_ok())
    }

    fn again() -> Option<Command> {
        let mut command = Command::new(std::env::current_exe().ok()?);
        command.args(std::env::args_os().skip(1));
        Some(command)
    }

    fn has_render_node() -> bool {
        std::fs::read_dir("/dev/dri").is_ok_and(|mut nodes| {
            nodes.any(|node| node.is_ok_and(|node| node.file_name().to_string_lossy().starts_with("renderD")))
        })
    }

    fn has_nvidia_driver() -> bool {
        Path::new("/proc/driver/nvidia/version").exists()
    }
}

#[cfg(target_os = "linux")]
pub(crate) use linux::{prepare, start_again_without_dmabuf};

/// Nothing to do on this system.
#[cfg(not(target_os = "linux"))]
pub(crate) fn prepare() {}

/// Nothing to do on this system.
#[cfg(not(target_os = "linux"))]
pub(crate) fn start_again_without_dmabuf() -> bool {
    false
}
