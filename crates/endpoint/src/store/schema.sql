-- The endpoint's tables, level 1. Shipped levels never change: a later level adds its own file.

-- One value a row: the endpoint's own key, its address, when the catalogue was published.
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE organisation (
  space BLOB PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  created INTEGER NOT NULL
) WITHOUT ROWID;

-- Everything kept for desks, in one order. Rows are never changed nor taken away: cursors point into them.
CREATE TABLE item (
  seq INTEGER PRIMARY KEY,
  stream INTEGER NOT NULL,
  -- As in the protocol: roster entry, segment, tray.
  kind INTEGER NOT NULL,
  -- What makes it one and the same thing when it is brought again.
  key BLOB NOT NULL,
  -- The device that wrote a segment.
  author BLOB,
  bytes BLOB NOT NULL,
  -- The running hash of the history up to this row.
  hash BLOB NOT NULL
);
CREATE UNIQUE INDEX item_key ON item (stream, key);
CREATE INDEX item_stream ON item (stream, seq);

-- What is read together: a roster, the segments of a space, the tray of an organisation. `within` is the
-- organisation of a person whose space it is, else empty.
CREATE TABLE stream (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  space BLOB NOT NULL,
  within BLOB NOT NULL
);
CREATE UNIQUE INDEX stream_name ON stream (space, kind, within);

-- What follows is folded from the rosters' entries, for speed.

CREATE TABLE device (
  device BLOB PRIMARY KEY,
  organisation BLOB NOT NULL,
  person BLOB NOT NULL,
  public BLOB NOT NULL,
  role TEXT NOT NULL,
  -- A recovery sheet: it never writes.
  paper INTEGER NOT NULL,
  -- Where in the history its person became an owner, if they are one.
  owner_since INTEGER,
  -- Where in the history it was removed.
  removed INTEGER
) WITHOUT ROWID;
CREATE INDEX device_organisation ON device (organisation);
CREATE INDEX device_person ON device (person);
CREATE UNIQUE INDEX device_public ON device (public);

-- Organisations of partnerships: since and until where in the history.
CREATE TABLE party (
  partnership BLOB NOT NULL,
  organisation BLOB NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER,
  PRIMARY KEY (partnership, organisation)
) WITHOUT ROWID;
CREATE INDEX party_organisation ON party (organisation);

-- What stands of those who left: their last frame in each space. None for a space that is not here.
CREATE TABLE cut (
  space BLOB NOT NULL,
  device BLOB NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (space, device)
) WITHOUT ROWID;

-- How far each device's history in each space is known.
CREATE TABLE chain (
  stream INTEGER NOT NULL,
  device BLOB NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (stream, device)
) WITHOUT ROWID;
CREATE INDEX chain_device ON chain (device);

-- How many bytes of each removed device are set aside.
CREATE TABLE tray (
  device BLOB PRIMARY KEY,
  bytes INTEGER NOT NULL
) WITHOUT ROWID;

-- The beginning of the item that was on its way when a device's link was cut. One a device.
CREATE TABLE spool (
  device BLOB PRIMARY KEY,
  kind INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  stored INTEGER NOT NULL
) WITHOUT ROWID;

-- Tokens by their blake3: who reads this table cannot use one.
CREATE TABLE token (
  hash BLOB PRIMARY KEY,
  device BLOB NOT NULL,
  issued INTEGER NOT NULL,
  expires INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX token_device ON token (device);

-- The catalogue in its order: what the list says of each text, as JSON, and the text.
CREATE TABLE catalogue (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  entry TEXT NOT NULL,
  text TEXT NOT NULL
) WITHOUT ROWID;

PRAGMA user_version = 2;
