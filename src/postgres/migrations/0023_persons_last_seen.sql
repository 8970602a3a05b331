-- The hour of a person's newest event. In no index, so that writing it leaves the indexes alone.
ALTER TABLE person ADD COLUMN last_seen_at timestamptz;
