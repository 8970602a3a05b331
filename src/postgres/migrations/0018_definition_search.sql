-- A search among a hundred thousand names: rare words are found by their trigrams, common ones by walking the names from
-- the shortest on until the page is full.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX event_definition_by_trigram ON event_definition USING gin (lower(name) gin_trgm_ops);
CREATE INDEX event_definition_by_length ON event_definition
  (team_id, length(name), ((last_seen_at AT TIME ZONE 'UTC')::date) DESC NULLS LAST, name);
