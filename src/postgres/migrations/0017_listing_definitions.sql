-- The two orders in which definitions are mostly listed, so that the first page of a hundred thousand is not sorted anew.
CREATE INDEX event_definition_by_day_seen ON event_definition
  (team_id, ((last_seen_at AT TIME ZONE 'UTC')::date) DESC NULLS LAST, name);
CREATE INDEX event_definition_by_seen ON event_definition (team_id, last_seen_at DESC NULLS LAST, name);
