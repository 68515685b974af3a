//! Pictures of the window, to be looked at.

use std::path::PathBuf;
use std::{env, fs};

use super::Window;
use crate::program::root;

impl Window {
    /// Saves what the window shows as `NAME.png`, in `COEXIST_SCREENSHOTS` or `target/screenshots`.
    pub async fn picture(&self, name: &str) {
        let folder = env::var_os("COEXIST_SCREENSHOTS").map(PathBuf::from);
        let folder = folder.unwrap_or_else(|| root().join("target/screenshots"));
        fs::create_dir_all(&folder).expect("a folder for pictures");
        let png = self.client.screenshot().await.expect("the window can be pictured");
        assert!(png.starts_with(b"\x89PNG"), "{name}: no picture");
        fs::write(folder.join(format!("{name}.png")), png).expect("a picture can be saved");
    }
}
