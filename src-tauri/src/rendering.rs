//! How the window draws, chosen before GTK starts, for WebKit reads it once.
//!
//! Without a graphics card accelerated compositing doubles the memory and gains nothing; the DMABUF renderer
//! costs 60 MB more and leaves the window blank with some drivers. What a person has set is never overruled.

/// Chooses, unless the environment has chosen.
#[cfg(target_os = "linux")]
pub(crate) fn choose(safe: bool) {
    if safe || !has_graphics_card() {
        for variable in ["WEBKIT_DISABLE_DMABUF_RENDERER", "WEBKIT_DISABLE_COMPOSITING_MODE"] {
            // Fails only for names that are no names.
            let _ = glib::setenv(variable, "1", false);
        }
    }
}

/// Other systems bring their own webview, which chooses by itself.
#[cfg(not(target_os = "linux"))]
pub(crate) fn choose(_safe: bool) {}

/// The kernel shows each card that can draw as a render node.
#[cfg(target_os = "linux")]
fn has_graphics_card() -> bool {
    let Ok(devices) = std::fs::read_dir("/dev/dri") else { return false };
    devices.flatten().any(|device| device.file_name().as_encoded_bytes().starts_with(b"renderD"))
}
