-- The log and what it adds up to. Folded tables are made from the registry (schema.rs), not here.

-- A unit of sharing. `lamport`, `have` and `state` are kept up to date by every commit; `epoch` is the newest key that
-- its roster speaks of, which is the only one to seal with.
CREATE TABLE log_space (
    idx     INTEGER PRIMARY KEY,
    id      BLOB NOT NULL UNIQUE,
    kind    TEXT NOT NULL,
    hidden  INTEGER NOT NULL DEFAULT 0,
    epoch   INTEGER NOT NULL DEFAULT 0,
    lamport INTEGER NOT NULL DEFAULT 0,
    have    BLOB NOT NULL,
    state   BLOB NOT NULL
) STRICT;

-- Devices this desk has met, itself first.
CREATE TABLE log_device (
    idx    INTEGER PRIMARY KEY,
    id     BLOB NOT NULL UNIQUE,
    public BLOB NOT NULL,
    person BLOB,
    name   TEXT NOT NULL
) STRICT;

-- How far each device's history is folded in each space, and what it had seen by then.
CREATE TABLE log_chain (
    space  INTEGER NOT NULL,
    device INTEGER NOT NULL,
    seq    INTEGER NOT NULL,
    hash   BLOB NOT NULL,
    knows  BLOB NOT NULL,
    PRIMARY KEY (space, device)
) STRICT, WITHOUT ROWID;

-- What a frame had newly seen, for the few frames that had: the join up to a frame is all it depends on.
CREATE TABLE log_news (
    space  INTEGER NOT NULL,
    device INTEGER NOT NULL,
    seq    INTEGER NOT NULL,
    news   BLOB NOT NULL,
    PRIMARY KEY (space, device, seq)
) STRICT, WITHOUT ROWID;

-- The keys of sealed spaces that this desk holds, also of spaces it has not met yet.
CREATE TABLE log_key (
    space BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    key   BLOB NOT NULL,
    PRIMARY KEY (space, epoch)
) STRICT, WITHOUT ROWID;

-- This device's frames that no segment holds yet.
CREATE TABLE log_frame (
    space  INTEGER NOT NULL,
    seq    INTEGER NOT NULL,
    hash   BLOB NOT NULL,
    body   BLOB NOT NULL,
    PRIMARY KEY (space, seq)
) STRICT, WITHOUT ROWID;

-- The salt of the segment being filled.
CREATE TABLE log_open (
    space INTEGER PRIMARY KEY,
    salt  BLOB NOT NULL
) STRICT;

-- Closed segments, ours and others', as they travel. `learned`: when this desk first had it, in milliseconds
-- since the Unix epoch. `kept`: the endpoint has said that it holds it.
CREATE TABLE log_segment (
    idx     INTEGER PRIMARY KEY,
    space   INTEGER NOT NULL,
    device  INTEGER NOT NULL,
    first   INTEGER NOT NULL,
    count   INTEGER NOT NULL,
    learned INTEGER NOT NULL,
    kept    INTEGER NOT NULL,
    bytes   BLOB NOT NULL,
    UNIQUE (space, device, first)
) STRICT;
CREATE INDEX log_segment_unkept ON log_segment (space) WHERE kept = 0;

-- The ids that a device mentions in a space, in the order it first did: number `first` and on, sixteen bytes each.
-- Its segments call them by number.
CREATE TABLE log_name (
    space  INTEGER NOT NULL,
    device INTEGER NOT NULL,
    first  INTEGER NOT NULL,
    ids    BLOB NOT NULL,
    PRIMARY KEY (space, device, first)
) STRICT, WITHOUT ROWID;

-- Segments that wait for something they depend on.
CREATE TABLE log_waiting (
    idx     INTEGER PRIMARY KEY,
    learned INTEGER NOT NULL,
    bytes   BLOB NOT NULL UNIQUE
) STRICT;

-- Records of kinds that this build does not know (state.rs); those it knows are rows of their own tables.
CREATE TABLE record (
    space   INTEGER NOT NULL,
    id      BLOB NOT NULL,
    entity  INTEGER NOT NULL,
    state   BLOB NOT NULL,
    PRIMARY KEY (space, id, entity)
) STRICT, WITHOUT ROWID;

-- Long actions that span several frames; `input` is what is needed to continue one that was interrupted.
CREATE TABLE action (
    id      BLOB PRIMARY KEY,
    space   INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    input   BLOB NOT NULL,
    started INTEGER NOT NULL,
    first   INTEGER,
    last    INTEGER
) STRICT, WITHOUT ROWID;

-- What is only this computer's: device key, settings, drafts, cursors.
CREATE TABLE local (
    key   TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
