-- Projects that were deleted: gone from every list at once, their rows in the event store erased when there is time. The
-- number stays here after its project and is never given again. Finished rows stay, as the record of what was done.
CREATE TABLE project_deletion (
  team_id integer PRIMARY KEY,
  created_at timestamptz NOT NULL,
  created_by integer REFERENCES app_user ON DELETE SET NULL,
  attempts integer NOT NULL DEFAULT 0,
  attempted_at timestamptz,
  last_error text,
  delete_verified_at timestamptz
);
