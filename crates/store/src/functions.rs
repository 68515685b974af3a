//! SQL functions that queries of `core` may use.

use coexist_domain::Id;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Error};
use unicode_normalization::UnicodeNormalization as _;

pub(crate) fn register(db: &Connection) -> rusqlite::Result<()> {
    let pure =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    db.create_scalar_function("plain", 1, pure, |ctx| Ok(text(ctx).map(plain)))?;
    db.create_scalar_function("id_text", 1, pure, |ctx| {
        Ok(ctx.get_raw(0).as_blob().ok().and_then(Id::from_slice).map(|id| id.to_string()))
    })?;
    db.create_scalar_function("id_blob", 1, pure, |ctx| {
        Ok::<_, Error>(text(ctx).and_then(|t| t.parse::<Id>().ok()).map(|id| id.as_bytes().to_vec()))
    })
}

fn text<'a>(ctx: &'a Context<'_>) -> Option<&'a str> {
    match ctx.get_raw(0) {
        ValueRef::Text(bytes) => std::str::from_utf8(bytes).ok(),
        _ => None,
    }
}

/// Lower case, without accents, ligatures spelt out, one space between words: how people look for a name.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)) {
        match c {
            'œ' | 'Œ' => out.push_str("oe"),
            'æ' | 'Æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            '’' => out.push('\''),
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.extend(c.to_lowercase()),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn names_are_found_however_they_are_typed() {
        assert_eq!(plain("  Électriciens\u{202f}sans   Frontières "), "electriciens sans frontieres");
        assert_eq!(plain("CŒUR d’Afrique"), "coeur d'afrique");
    }
}
