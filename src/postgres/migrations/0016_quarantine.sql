-- Events that their schema refused, as they would have been stored, until they are replayed or too old. `timestamp` is in
-- microseconds; `properties` is text because no other type gives every number back as it was sent.
CREATE TABLE quarantined_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  team_id integer NOT NULL REFERENCES team ON DELETE CASCADE,
  uuid uuid NOT NULL,
  event text COLLATE "C" NOT NULL,
  distinct_id text NOT NULL,
  timestamp bigint NOT NULL,
  properties text NOT NULL,
  errors jsonb NOT NULL,
  bytes integer NOT NULL,
  quarantined_at timestamptz NOT NULL,
  UNIQUE (team_id, uuid)
);

CREATE INDEX quarantined_event_newest ON quarantined_event (team_id, id);

CREATE INDEX quarantined_event_name ON quarantined_event (team_id, event, id);

CREATE INDEX quarantined_event_distinct_id ON quarantined_event (team_id, distinct_id);

CREATE INDEX quarantined_event_age ON quarantined_event (quarantined_at);

CREATE INDEX ingestion_warning_age ON ingestion_warning (timestamp);

DROP INDEX ingestion_warning_recent;

CREATE INDEX ingestion_warning_newest ON ingestion_warning (team_id, type, timestamp DESC);

-- Warnings are kept as samples; how many there were is counted.
CREATE TABLE ingestion_warning_count (
  team_id integer NOT NULL REFERENCES team ON DELETE CASCADE,
  type text NOT NULL,
  hour timestamptz NOT NULL,
  count bigint NOT NULL,
  last_seen_at timestamptz NOT NULL,
  PRIMARY KEY (team_id, type, hour)
);

INSERT INTO ingestion_warning_count (team_id, type, hour, count, last_seen_at)
SELECT team_id, type, date_trunc('hour', timestamp), count(*), max(timestamp) FROM ingestion_warning GROUP BY 1, 2, 3;
