-- Members of static cohorts, as Postgres lists them.
CREATE TABLE static_cohort_people (
  team_id Int64,
  cohort_id Int64,
  person_id UUID,
  is_deleted Int8,
  version UInt64
) ENGINE = ReplacingMergeTree(version)
ORDER BY (team_id, cohort_id, person_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1,
  max_suspicious_broken_parts = 1000000, max_suspicious_broken_parts_bytes = 1000000000000,
  non_replicated_deduplication_window = 1000;

-- Events erased lately: a late repetition of one of them must not bring it back.
CREATE TABLE deleted_uuid (
  team_id Int64,
  uuid UUID,
  inserted_at DateTime64(3, 'UTC')
) ENGINE = ReplacingMergeTree
ORDER BY (team_id, uuid)
TTL toDateTime(inserted_at) + INTERVAL 30 DAY
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1,
  max_suspicious_broken_parts = 1000000, max_suspicious_broken_parts_bytes = 1000000000000,
  non_replicated_deduplication_window = 1000;
