-- The newest of a project, whatever they are about.
CREATE INDEX activity_log_all ON activity_log (team_id, place DESC);
