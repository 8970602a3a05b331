-- The order in which a person got its distinct ids.
ALTER TABLE person_distinct_id ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY;

CREATE INDEX person_newest ON person (team_id, created_at DESC, uuid DESC);

-- The events of a deleted person: hidden from every read at once, erased when there is time. `cutoff` only grows while
-- the row is open; what arrives later belongs to a new person. Finished rows stay, as the record of what was done.
CREATE TABLE person_deletion (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  team_id integer NOT NULL REFERENCES team ON DELETE CASCADE,
  person_uuid uuid NOT NULL,
  distinct_ids text[] NOT NULL,
  cutoff timestamptz(3) NOT NULL,
  created_at timestamptz NOT NULL,
  created_by integer REFERENCES app_user ON DELETE SET NULL,
  months_total integer NOT NULL DEFAULT 0,
  months_done integer NOT NULL DEFAULT 0,
  events_deleted bigint NOT NULL DEFAULT 0,
  attempts integer NOT NULL DEFAULT 0,
  attempted_at timestamptz,
  last_error text,
  delete_verified_at timestamptz
);

CREATE UNIQUE INDEX person_deletion_open ON person_deletion (team_id, person_uuid) WHERE delete_verified_at IS NULL;

-- Versions of what was deleted, by distinct id and by person uuid: what is made anew under one of these keys must carry a
-- higher version, or the event store would keep the deleted row.
CREATE TABLE deleted_identity (
  team_id integer NOT NULL REFERENCES team ON DELETE CASCADE,
  key text NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (team_id, key)
);

ALTER TABLE group_type
  ADD COLUMN name_singular text,
  ADD COLUMN name_plural text,
  ADD COLUMN detail_dashboard integer,
  ADD COLUMN default_columns text[],
  ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();

CREATE INDEX groups_newest ON groups (team_id, group_type_index, created_at DESC, group_key DESC);
