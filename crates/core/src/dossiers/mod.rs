//! Dossiers: the grid, the board and the page of one partnership.

mod edit;
mod grid;
mod page;
mod types;

pub use edit::{create, delete, move_to, update};
pub use grid::{board, list};
pub use page::get;
pub use types::*;
