-- What somebody saw on a board before they refreshed it; kept for half an hour.
CREATE TABLE dashboard_snapshot (
  key text PRIMARY KEY,
  dashboard_id integer NOT NULL REFERENCES dashboard ON DELETE CASCADE,
  user_id integer NOT NULL REFERENCES app_user ON DELETE CASCADE,
  snapshot text NOT NULL,
  expires_at timestamptz NOT NULL
);

CREATE INDEX dashboard_snapshot_expiry ON dashboard_snapshot (expires_at);
