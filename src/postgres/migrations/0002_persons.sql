-- Identity. A person is created by a distinct id and keeps a uuid derived from it; ids seen only without a person
-- profile are noted so that a later person knows its events were stored under another id.
CREATE TABLE person (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  team_id integer NOT NULL REFERENCES team ON DELETE CASCADE,
  uuid uuid NOT NULL,
  properties jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  is_identified boolean NOT NULL DEFAULT false,
  version bigint NOT NULL DEFAULT 0,
  UNIQUE (team_id, uuid)
);

CREATE TABLE person_distinct_id (
  team_id integer NOT NULL REFERENCES team ON DELETE CASCADE,
  distinct_id text NOT NULL,
  person_id bigint NOT NULL REFERENCES person ON DELETE CASCADE,
  version bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (team_id, distinct_id)
);

CREATE INDEX person_distinct_id_person ON person_distinct_id (person_id);

CREATE TABLE personless_distinct_id (
  team_id integer NOT NULL REFERENCES team ON DELETE CASCADE,
  distinct_id text NOT NULL,
  is_merged boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (team_id, distinct_id)
);

CREATE TABLE group_type (
  team_id integer NOT NULL REFERENCES team ON DELETE CASCADE,
  group_type_index smallint NOT NULL CHECK (group_type_index BETWEEN 0 AND 4),
  group_type text NOT NULL,
  PRIMARY KEY (team_id, group_type_index),
  UNIQUE (team_id, group_type)
);

CREATE TABLE groups (
  team_id integer NOT NULL REFERENCES team ON DELETE CASCADE,
  group_type_index smallint NOT NULL,
  group_key text NOT NULL,
  group_properties jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  version bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (team_id, group_type_index, group_key)
);

-- Rows on their way to ClickHouse, written in the transaction that caused them and deleted when they are there. What a
-- crash leaves here is sent again at start; versions make that harmless.
CREATE TABLE clickhouse_outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  target text NOT NULL,
  line text NOT NULL
);

-- How many overrides a project has: queries leave the join out while it is zero.
CREATE TABLE person_override_count (
  team_id integer PRIMARY KEY REFERENCES team ON DELETE CASCADE,
  overrides bigint NOT NULL
);

CREATE TABLE ingestion_warning (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  team_id integer NOT NULL REFERENCES team ON DELETE CASCADE,
  type text NOT NULL,
  details jsonb NOT NULL,
  timestamp timestamptz NOT NULL
);

CREATE INDEX ingestion_warning_recent ON ingestion_warning (team_id, timestamp DESC);
