-- What one person did, the newest first, without reading what all others did.
CREATE INDEX activity_log_user ON activity_log (user_id, team_id, place DESC);

-- What hangs on a card, an insight or a board is looked for whenever one of these goes: without an index every row was read for
-- each, and a project takes thousands along.
CREATE INDEX dashboard_tile_text ON dashboard_tile (text_id) WHERE text_id IS NOT NULL;
CREATE INDEX dashboard_tile_button ON dashboard_tile (button_tile_id) WHERE button_tile_id IS NOT NULL;
CREATE INDEX annotation_dashboard ON annotation (dashboard_id) WHERE dashboard_id IS NOT NULL;
CREATE INDEX annotation_insight ON annotation (dashboard_item) WHERE dashboard_item IS NOT NULL;
CREATE INDEX dashboard_snapshot_dashboard ON dashboard_snapshot (dashboard_id);
