//! The link that brings somebody in: where the endpoint is, which endpoint it is, and the secret that opens.
//!
//! The endpoint prints it for an organisation's first owner, a desk prints it for a colleague or a partner,
//! and a desk reads it from a paste, a click, a QR code or a file: hostile input, so the parser is strict and
//! lives beside the printer. `coexist://join?endpoint=…&pin=…&secret=…&grant=…` for people,
//! `coexist://partner?…` for organisations; parameters that this build does not know are ignored, so that a
//! later release may add some.
//!
//! A link from a desk also carries the space's newest key, closed under the secret: the newcomer reads at
//! once. Whoever has the link can use it once; it is handed on with the same care as a key.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::codec::{Malformed, Reader, Writer};
use crate::roster::{Grant, PartnerGrant};
use crate::seal::{EpochKey, SEAL};
use crate::segment::Signer;

/// A link may not be longer than this many bytes. A usual one has some 500.
pub const MAX_LINK: usize = 4096;

/// An endpoint's address may not be longer than this many bytes.
pub const MAX_ADDRESS: usize = 512;

const PREFIX: &str = "coexist://join";
const PARTNER_PREFIX: &str = "coexist://partner";
const ENDPOINT: &str = "endpoint";
const PIN: &str = "pin";
const SECRET: &str = "secret";
const GRANT: &str = "grant";
const KEY: &str = "key";

/// What an invitation link carries for a person.
#[derive(Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The endpoint's address: `http` or `https`, no slash at the end (see [`endpoint_address`]).
    pub endpoint: String,
    /// The endpoint's public key: another one at that address is not the endpoint that was meant.
    pub pin: [u8; 32],
    /// Seed of the key that the grant names. Whoever has it may join, once.
    pub secret: [u8; 32],
    /// Who invites, to what, until when.
    pub grant: Grant,
    /// The organisation's newest key and its epoch. None when the endpoint invites: it has no key.
    pub key: Option<(u64, EpochKey)>,
}

/// What an invitation link carries for a partner organisation.
#[derive(Clone, PartialEq, Eq)]
pub struct PartnerInvitation {
    /// As [`Invitation::endpoint`].
    pub endpoint: String,
    /// As [`Invitation::pin`].
    pub pin: [u8; 32],
    /// As [`Invitation::secret`].
    pub secret: [u8; 32],
    /// Who invites, to what part, until when.
    pub grant: PartnerGrant,
    /// The organisation that invites, for the partner's eyes.
    pub organisation_name: String,
    /// What the partnership is called, for the partner's eyes.
    pub title: String,
    /// The partnership's newest key and its epoch.
    pub key: (u64, EpochKey),
}

/// Why a text is not an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvitationError {
    /// Longer than [`MAX_LINK`].
    #[error("the link is too long")]
    TooLong,
    /// It does not begin with `coexist://join?`.
    #[error("not an invitation link")]
    NotALink,
    /// The link was cut: this parameter is missing.
    #[error("the link has no {0}")]
    Missing(&'static str),
    /// This parameter stands twice.
    #[error("the link has {0} twice")]
    Repeated(&'static str),
    /// This parameter cannot be read.
    #[error("the link's {0} cannot be read")]
    Malformed(&'static str),
    /// The endpoint's address is not a plain `http` or `https` address.
    #[error("not an endpoint's address")]
    Address,
    /// The secret does not open the grant: the link was put together from two.
    #[error("the secret is another invitation's")]
    OtherSecret,
}

impl Invitation {
    /// The key made from the secret: it signs the joining.
    pub fn signer(&self) -> Signer {
        Signer::from_seed(&self.secret)
    }
}

impl PartnerInvitation {
    /// The key made from the secret: it signs the acceptance.
    pub fn signer(&self) -> Signer {
        Signer::from_seed(&self.secret)
    }

    fn says(&self) -> Vec<u8> {
        let mut w = Writer::default();
        self.grant.write(&mut w);
        w.bytes(self.organisation_name.as_bytes());
        w.bytes(self.title.as_bytes());
        w.0
    }
}

/// Without the secret, which must not reach a log.
impl fmt::Debug for Invitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Invitation").finish_non_exhaustive()
    }
}

/// Without the secret, which must not reach a log.
impl fmt::Debug for PartnerInvitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PartnerInvitation").finish_non_exhaustive()
    }
}

/// The link.
impl fmt::Display for Invitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let grant = self.grant.to_bytes();
        let key = self.key.as_ref().map(|(epoch, key)| close(&self.secret, &grant, *epoch, key));
        write_link(f, PREFIX, &self.endpoint, [&self.pin, &self.secret], &grant, key.as_deref())
    }
}

/// The link.
impl fmt::Display for PartnerInvitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let grant = self.says();
        let key = close(&self.secret, &grant, self.key.0, &self.key.1);
        write_link(f, PARTNER_PREFIX, &self.endpoint, [&self.pin, &self.secret], &grant, Some(&key))
    }
}

impl FromStr for Invitation {
    type Err = InvitationError;

    /// Reads a link. White space is dropped first: mail programs wrap long lines.
    fn from_str(text: &str) -> Result<Self, InvitationError> {
        let link = Link::read(text, PREFIX)?;
        let bytes = base64url(&link.query, GRANT)?;
        let grant = Grant::from_bytes(&bytes).map_err(|_| InvitationError::Malformed(GRANT))?;
        let secret = link.secret(&grant.invitation)?;
        let key = match base64url(&link.query, KEY) {
            Ok(closed) => Some(reopen(&secret, &bytes, &closed)?),
            Err(InvitationError::Missing(_)) => None,
            Err(e) => return Err(e),
        };
        Ok(Self { endpoint: link.endpoint()?, pin: key32(&link.query, PIN)?, secret, grant, key })
    }
}

impl FromStr for PartnerInvitation {
    type Err = InvitationError;

    /// Reads a link. White space is dropped first: mail programs wrap long lines.
    fn from_str(text: &str) -> Result<Self, InvitationError> {
        let link = Link::read(text, PARTNER_PREFIX)?;
        let bytes = base64url(&link.query, GRANT)?;
        let read = || -> Result<_, Malformed> {
            let mut r = Reader::new(&bytes);
            let grant = PartnerGrant::read(&mut r)?;
            let names = (r.text()?.to_owned(), r.text()?.to_owned());
            r.end()?;
            Ok((grant, names))
        };
        let (grant, (organisation_name, title)) = read().map_err(|_| InvitationError::Malformed(GRANT))?;
        let secret = link.secret(&grant.invitation)?;
        let key = reopen(&secret, &bytes, &base64url(&link.query, KEY)?)?;
        let (endpoint, pin) = (link.endpoint()?, key32(&link.query, PIN)?);
        Ok(Self { endpoint, pin, secret, grant, organisation_name, title, key })
    }
}

/// A link whose beginning and length are right.
struct Link {
    query: String,
}

impl Link {
    fn read(text: &str, prefix: &str) -> Result<Self, InvitationError> {
        if text.len() > MAX_LINK {
            return Err(InvitationError::TooLong);
        }
        let link: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let (start, query) = link.split_once('?').ok_or(InvitationError::NotALink)?;
        // Some systems write a slash after the host when they hand a link over.
        if !start.strip_suffix('/').unwrap_or(start).eq_ignore_ascii_case(prefix) {
            return Err(InvitationError::NotALink);
        }
        Ok(Self { query: query.to_owned() })
    }

    fn endpoint(&self) -> Result<String, InvitationError> {
        endpoint_address(&percent_decoded(parameter(&self.query, ENDPOINT)?)?)
    }

    fn secret(&self, invitation: &[u8; 32]) -> Result<[u8; 32], InvitationError> {
        let secret = key32(&self.query, SECRET)?;
        if Signer::from_seed(&secret).public() == *invitation {
            Ok(secret)
        } else {
            Err(InvitationError::OtherSecret)
        }
    }
}

fn write_link(
    f: &mut fmt::Formatter<'_>,
    prefix: &str,
    endpoint: &str,
    [pin, secret]: [&[u8; 32]; 2],
    grant: &[u8],
    key: Option<&[u8]>,
) -> fmt::Result {
    write!(f, "{prefix}?{ENDPOINT}=")?;
    for byte in endpoint.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            write!(f, "{}", byte as char)?;
        } else {
            write!(f, "%{byte:02X}")?;
        }
    }
    for (name, bytes) in [(PIN, &pin[..]), (SECRET, secret), (GRANT, grant)] {
        write!(f, "&{name}={}", URL_SAFE_NO_PAD.encode(bytes))?;
    }
    key.map_or(Ok(()), |key| write!(f, "&{KEY}={}", URL_SAFE_NO_PAD.encode(key)))
}

/// A space's key as a link carries it: its epoch, then the key closed under the secret, bound to the grant.
fn close(secret: &[u8; 32], grant: &[u8], epoch: u64, key: &EpochKey) -> Vec<u8> {
    let mut w = Writer::default();
    w.uint(epoch);
    let header = [&w.0[..], grant].concat();
    w.raw(&lock(secret).seal(&header, key.to_bytes()));
    w.0
}

fn reopen(secret: &[u8; 32], grant: &[u8], closed: &[u8]) -> Result<(u64, EpochKey), InvitationError> {
    let malformed = InvitationError::Malformed(KEY);
    let mut r = Reader::new(closed);
    let epoch = r.uint().map_err(|_| malformed)?;
    let sealed = r.raw(32 + SEAL).map_err(|_| malformed)?;
    r.end().map_err(|_| malformed)?;
    let header = [&closed[..closed.len() - sealed.len()], grant].concat();
    let key = lock(secret).open(&header, sealed).map_err(|_| malformed)?;
    let key = key.try_into().map_err(|_| malformed)?;
    Ok((epoch, EpochKey::from_bytes(key)))
}

fn lock(secret: &[u8; 32]) -> EpochKey {
    EpochKey::from_bytes(blake3::derive_key("coexist invitation 1", secret))
}

/// An endpoint's address without the slash at its end: `http` or `https`, a host, perhaps a port and a path.
/// No user, query or fragment, and nothing that would need escaping.
///
/// # Errors
/// [`InvitationError::Address`].
pub fn endpoint_address(text: &str) -> Result<String, InvitationError> {
    let error = InvitationError::Address;
    let text = text.trim_end_matches('/');
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).ok_or(error)?;
    if text.len() > MAX_ADDRESS {
        return Err(error);
    }
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (host, port) = match authority.strip_prefix('[') {
        Some(v6) => {
            let (host, rest) = v6.split_once(']').ok_or(error)?;
            host.parse::<std::net::Ipv6Addr>().map_err(|_| error)?;
            (host, if rest.is_empty() { None } else { Some(rest.strip_prefix(':').ok_or(error)?) })
        }
        None => match authority.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority, None),
        },
    };
    let named = |b: u8| b.is_ascii_alphanumeric() || b"-.:".contains(&b);
    let in_path = |b: u8| b.is_ascii_alphanumeric() || b"-._~/".contains(&b);
    let port_fits = |p: &str| p.bytes().all(|b| b.is_ascii_digit()) && p.parse::<u16>().is_ok_and(|n| n > 0);
    if host.is_empty()
        || !host.bytes().all(named)
        || !path.bytes().all(in_path)
        || path.split('/').any(|part| part == "..")
        || port.is_some_and(|p| !port_fits(p))
    {
        return Err(error);
    }
    Ok(text.to_owned())
}

fn parameter<'a>(query: &'a str, name: &'static str) -> Result<&'a str, InvitationError> {
    let mut found = query.split('&').filter_map(|p| p.split_once('=')).filter(|(n, _)| *n == name);
    let value = found.next().ok_or(InvitationError::Missing(name))?.1;
    if found.next().is_some() { Err(InvitationError::Repeated(name)) } else { Ok(value) }
}

fn base64url(query: &str, name: &'static str) -> Result<Vec<u8>, InvitationError> {
    URL_SAFE_NO_PAD.decode(parameter(query, name)?).map_err(|_| InvitationError::Malformed(name))
}

fn key32(query: &str, name: &'static str) -> Result<[u8; 32], InvitationError> {
    base64url(query, name)?.try_into().map_err(|_| InvitationError::Malformed(name))
}

fn percent_decoded(text: &str) -> Result<String, InvitationError> {
    let error = InvitationError::Malformed(ENDPOINT);
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut digit = || rest.next().and_then(|b| (b as char).to_digit(16)).ok_or(error);
        bytes.push(if byte == b'%' { (digit()? * 16 + digit()?) as u8 } else { byte });
    }
    String::from_utf8(bytes).map_err(|_| error)
}

#[cfg(test)]
mod tests {
    use coexist_domain::words::{MemberRole, PartyRole};
    use coexist_domain::{Id, SpaceId};
    use proptest::prelude::*;

    use super::*;

    fn invitation(endpoint: &str) -> Invitation {
        let (by, secret) = (Signer::from_seed(&[1; 32]), [9; 32]);
        let organisation = SpaceId(Id::from_bytes([7; 16]));
        let opens = Signer::from_seed(&secret).public();
        let grant = Grant::new(organisation, MemberRole::Owner, opens, 1_800_000_000_000)
            .named("Puits & Cie – Genève", "Awa")
            .sign(&by);
        let key = Some((3, EpochKey::from_bytes([6; 32])));
        Invitation { endpoint: endpoint.to_owned(), pin: by.public(), secret, grant, key }
    }

    fn partner() -> PartnerInvitation {
        let (by, secret) = (Signer::from_seed(&[1; 32]), [9; 32]);
        let opens = Signer::from_seed(&secret).public();
        let grant = PartnerGrant::sign(
            &by,
            SpaceId(Id::from_bytes([8; 16])),
            PartyRole::Company,
            opens,
            1_800_000_000_000,
        );
        PartnerInvitation {
            endpoint: "https://coexist.example.org".to_owned(),
            pin: by.public(),
            secret,
            grant,
            organisation_name: "Puits & Cie".to_owned(),
            title: "L’eau à Dapaong".to_owned(),
            key: (1, EpochKey::from_bytes([6; 32])),
        }
    }

    #[test]
    fn a_link_reads_back_also_wrapped_by_a_mail_program() {
        for endpoint in
            ["http://127.0.0.1:8080", "https://coexist.example.org", "https://[2001:db8::1]:8443/a~b/c"]
        {
            let invitation = invitation(endpoint);
            let link = invitation.to_string();
            assert_eq!(link.parse(), Ok(invitation.clone()), "{link}");
            let wrapped: Vec<_> = link.as_bytes().chunks(76).map(String::from_utf8_lossy).collect();
            assert_eq!(format!(" {}\r\n", wrapped.join("\r\n")).parse(), Ok(invitation.clone()));
            assert_eq!(link.replacen("join?", "join/?later=1&", 1).parse(), Ok(invitation));
        }
        let link = partner().to_string();
        assert_eq!(link.parse(), Ok(partner()), "{link}");
        assert_eq!(link.parse::<Invitation>(), Err(InvitationError::NotALink));
    }

    #[test]
    fn the_endpoint_invites_without_a_key_and_nobody_swaps_one() {
        let without = Invitation { key: None, ..invitation("https://coexist.example.org") };
        assert_eq!(without.to_string().parse(), Ok(without.clone()));
        let partner = partner().to_string();
        let (_, key) = partner.rsplit_once("&key=").unwrap();
        let swapped = format!("{without}&key={key}");
        assert_eq!(swapped.parse::<Invitation>(), Err(InvitationError::Malformed("key")));
    }

    #[test]
    fn each_fault_has_its_name() {
        let link = invitation("https://coexist.example.org").to_string();
        let read = |text: &str| text.parse::<Invitation>().unwrap_err();
        assert_eq!(read(&format!("{link}&x={}", "y".repeat(MAX_LINK))), InvitationError::TooLong);
        assert_eq!(read("https://coexist.example.org/join?x"), InvitationError::NotALink);
        assert_eq!(read("coexist://open?secret=x"), InvitationError::NotALink);
        assert_eq!(read(link.split_once("&grant").unwrap().0), InvitationError::Missing("grant"));
        assert_eq!(read(&link[..link.len() - 20]), InvitationError::Malformed("key"));
        assert_eq!(read(&link.replace("grant=", "grant=A")), InvitationError::Malformed("grant"));
        assert_eq!(read(&format!("{link}&pin=AAAA")), InvitationError::Repeated("pin"));
        assert_eq!(read(&link.replace("pin=", "pin=A")), InvitationError::Malformed("pin"));
        assert_eq!(read(&link.replace("%3A", "%3")), InvitationError::Malformed("endpoint"));
        assert_eq!(read(&link.replace("https", "ftp")), InvitationError::Address);
        let mut other = invitation("https://coexist.example.org");
        other.secret = [8; 32];
        assert_eq!(read(&other.to_string()), InvitationError::OtherSecret);
    }

    #[test]
    fn addresses_that_could_mislead_are_refused() {
        for bad in [
            "",
            "http://",
            "https:///x",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "http://a b",
            "https://bank.example@evil.example",
            "https://a.example/?q",
            "https://a.example/#f",
            "https://a.example:0",
            "https://a.example:99999",
            "https://a.example:",
            "https://[::1",
            "https://[::1]8",
            "https://a.example/../b",
            "https://é.example",
            "https://a.example/%2e",
        ] {
            assert_eq!(endpoint_address(bad), Err(InvitationError::Address), "{bad}");
        }
        assert_eq!(endpoint_address("https://a.example/").as_deref(), Ok("https://a.example"));
    }

    #[test]
    fn the_secret_stays_out_of_debug() {
        assert_eq!(format!("{:?}", invitation("http://a.example")), "Invitation { .. }");
        assert_eq!(format!("{:?}", partner()), "PartnerInvitation { .. }");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text: String, at in 0usize..400, to: char) {
            let _ = text.parse::<Invitation>();
            let mut link: Vec<char> = invitation("https://coexist.example.org").to_string().chars().collect();
            let at = at % link.len();
            link[at] = to;
            // One character changed: refused, or a link that still opens its own grant.
            if let Ok(read) = link.iter().collect::<String>().parse::<Invitation>() {
                prop_assert_eq!(read.signer().public(), read.grant.invitation);
            }
        }
    }
}
