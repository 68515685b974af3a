//! The day a file speaks from. "31/7" and "S25" mean the year of that day, so it is never today's by silence:
//! the file is asked first, and the person sees what was answered, and by whom.

use std::path::Path;

use coexist_spreadsheet::reference::said_in;
use coexist_spreadsheet::sheet::Workbook;
use jiff::civil::Date;

use super::{DateSource, ReferenceDate};
use crate::desk::Desk;

/// Guesses it: a cell that says so, the workbook's own properties, the file's time, today.
pub(super) fn guess(desk: &Desk, workbook: &Workbook, path: &Path) -> ReferenceDate {
    let today = desk.today();
    if let Some(said) = said_in(workbook, today) {
        let cell = |source| ReferenceDate {
            sheet: Some(said.sheet.clone()),
            row: Some(said.row),
            text: Some(said.text.clone()),
            ..of(said.date, source)
        };
        return cell(DateSource::Cell);
    }
    // A clock that is ahead tells nothing.
    if let Some(changed) = workbook.modified.filter(|day| *day <= today) {
        return of(changed, DateSource::Properties);
    }
    let written = std::fs::metadata(path).and_then(|m| m.modified()).ok();
    let written = written.and_then(|at| jiff::Timestamp::try_from(at).ok());
    let written = written.map(|at| at.to_zoned(jiff::tz::TimeZone::UTC).date()).filter(|day| *day <= today);
    written.map_or_else(|| of(today, DateSource::Today), |day| of(day, DateSource::FileTime))
}

pub(super) fn of(date: Date, source: DateSource) -> ReferenceDate {
    ReferenceDate { date: date.to_string(), source, sheet: None, row: None, text: None }
}
