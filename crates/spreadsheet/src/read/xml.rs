//! The little of XML that spreadsheet parts need: a walk over tags and text, entities resolved.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// One step of the walk. Names are local names: `x:row` and `row` are the same.
#[derive(Debug)]
pub(super) enum Step<'a> {
    /// An opening tag. An empty element gives `Open` and then `Close`.
    Open(&'a str, Attributes<'a>),
    /// Text between tags.
    Text(&'a str),
    /// A closing tag.
    Close(&'a str),
}

/// The attributes of an opening tag, read when asked for.
#[derive(Debug)]
pub(super) struct Attributes<'a>(&'a BytesStart<'a>);

impl Attributes<'_> {
    /// An attribute by its local name, entities resolved.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.0.attributes().with_checks(false).flatten().find_map(|a| {
            let key = a.key.local_name();
            (AsRef::<str>::as_ref(&key) == name)
                .then(|| {
                    a.normalized_value(quick_xml::XmlVersion::Implicit1_0)
                        .map(std::borrow::Cow::into_owned)
                        .ok()
                })
                .flatten()
        })
    }

    /// An attribute that says yes or no.
    pub(super) fn flag(&self, name: &str) -> bool {
        self.get(name).is_some_and(|v| v == "1" || v.eq_ignore_ascii_case("true"))
    }

    /// An attribute read as a number.
    pub(super) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name)?.trim().parse().ok()
    }
}

/// Walks a part and hands each step to `visit` until the end or until `visit` fails.
///
/// # Errors
/// `None` inside when the XML itself is broken; else what `visit` returned.
pub(super) fn walk<E>(xml: &str, mut visit: impl FnMut(Step<'_>) -> Result<(), E>) -> Result<(), Option<E>> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|_| None)? {
            Event::Start(tag) => {
                let name = tag.local_name();
                visit(Step::Open(name.as_ref(), Attributes(&tag))).map_err(Some)?;
            }
            Event::Empty(tag) => {
                let name = tag.local_name();
                visit(Step::Open(name.as_ref(), Attributes(&tag))).map_err(Some)?;
                visit(Step::Close(name.as_ref())).map_err(Some)?;
            }
            Event::End(tag) => visit(Step::Close(tag.local_name().as_ref())).map_err(Some)?,
            Event::Text(text) => visit(Step::Text(&text.xml10_content())).map_err(Some)?,
            Event::CData(text) => visit(Step::Text(&text.xml10_content())).map_err(Some)?,
            Event::GeneralRef(reference) => {
                let resolved = match reference.resolve_char_ref().map_err(|_| None)? {
                    Some(c) => c.to_string(),
                    None => match reference.xml10_content().as_ref() {
                        "amp" => "&".to_owned(),
                        "lt" => "<".to_owned(),
                        "gt" => ">".to_owned(),
                        "quot" => "\"".to_owned(),
                        "apos" => "'".to_owned(),
                        // No other entity is defined in these files: no document type is ever read.
                        _ => String::new(),
                    },
                };
                visit(Step::Text(&resolved)).map_err(Some)?;
            }
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}
