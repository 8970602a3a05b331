-- Who changed what. Rows are only ever added.
CREATE TABLE activity_log (
  id uuid PRIMARY KEY,
  -- The order in which things were done, also within a millisecond.
  place bigint GENERATED ALWAYS AS IDENTITY,
  team_id integer NOT NULL REFERENCES team ON DELETE CASCADE,
  user_id integer REFERENCES app_user ON DELETE SET NULL,
  scope text NOT NULL,
  item_id text NOT NULL,
  activity text NOT NULL,
  detail jsonb NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE INDEX activity_log_newest ON activity_log (team_id, scope, place DESC);

CREATE INDEX activity_log_item ON activity_log (team_id, scope, item_id, place DESC);
