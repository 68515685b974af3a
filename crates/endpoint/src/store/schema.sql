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

-- The rosters, each entry as the newcomer signed it, in the order the endpoint gave: position 1, 2, 3 …
CREATE TABLE member (
  organisation BLOB NOT NULL,
  position INTEGER NOT NULL,
  device BLOB NOT NULL UNIQUE,
  public BLOB NOT NULL,
  role TEXT NOT NULL,
  entry BLOB NOT NULL,
  -- Until this point of the history the device fetches its own segments as well: it started again from zero.
  own_until INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (organisation, position)
) WITHOUT ROWID;

-- Tokens by their blake3: who reads this table cannot use one.
CREATE TABLE token (
  hash BLOB PRIMARY KEY,
  device BLOB NOT NULL,
  issued INTEGER NOT NULL,
  expires INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX token_device ON token (device);

-- Everything received, in one order. Rows are never changed nor taken away: cursors point into them.
CREATE TABLE segment (
  seq INTEGER PRIMARY KEY,
  space BLOB NOT NULL,
  device BLOB NOT NULL,
  first INTEGER NOT NULL,
  count INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  -- The running hash of the history up to this row.
  cursor_hash BLOB NOT NULL
);
CREATE UNIQUE INDEX segment_chain ON segment (space, device, first);
CREATE INDEX segment_space ON segment (space, seq);

-- How far each device's history in each space is known, and its hash there.
CREATE TABLE chain (
  space BLOB NOT NULL,
  device BLOB NOT NULL,
  last INTEGER NOT NULL,
  head BLOB NOT NULL,
  PRIMARY KEY (space, device)
) WITHOUT ROWID;

-- The ids that a device mentions, in the order it first did: number `first` and on, sixteen bytes each. Its
-- segments call them by number.
CREATE TABLE name (
  space BLOB NOT NULL,
  device BLOB NOT NULL,
  first INTEGER NOT NULL,
  ids BLOB NOT NULL,
  PRIMARY KEY (space, device, first)
) WITHOUT ROWID;

-- The catalogue in its order: what the list says of each text, as JSON, and the text.
CREATE TABLE item (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  entry TEXT NOT NULL,
  text TEXT NOT NULL
) WITHOUT ROWID;

PRAGMA user_version = 1;
