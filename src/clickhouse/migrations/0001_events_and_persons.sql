-- One row per event. Hinted keys are those every client sends and every board asks for; they are Nullable because
-- a plain String hint cannot tell absent from empty. What JSON cannot hold exactly lies in the residue column beside it.
-- The key ends in the uuid and not in the timestamp: a retry may carry another sub-second timestamp, and equal uuids of
-- one day must collapse.
CREATE TABLE events (
  uuid UUID,
  event LowCardinality(String),
  properties JSON(
    max_dynamic_paths = 512,
    `$browser` LowCardinality(Nullable(String)),
    `$browser_language` LowCardinality(Nullable(String)),
    `$os` LowCardinality(Nullable(String)),
    `$device_type` LowCardinality(Nullable(String)),
    `$lib` LowCardinality(Nullable(String)),
    `$geoip_country_code` LowCardinality(Nullable(String)),
    `$geoip_city_name` LowCardinality(Nullable(String)),
    `$geoip_country_name` LowCardinality(Nullable(String)),
    `$geoip_continent_code` LowCardinality(Nullable(String)),
    `$geoip_time_zone` LowCardinality(Nullable(String)),
    `$timezone` LowCardinality(Nullable(String)),
    `$event_type` LowCardinality(Nullable(String)),
    `$referring_domain` LowCardinality(Nullable(String)),
    `$host` LowCardinality(Nullable(String)),
    `utm_source` LowCardinality(Nullable(String)),
    `utm_medium` LowCardinality(Nullable(String)),
    `utm_campaign` LowCardinality(Nullable(String)),
    `$current_url` Nullable(String),
    `$pathname` Nullable(String),
    `$referrer` Nullable(String),
    `$session_id` Nullable(String),
    `$window_id` Nullable(String),
    `$device_id` Nullable(String),
    `$el_text` Nullable(String),
    `$group_0` Nullable(String),
    `$group_1` Nullable(String),
    `$group_2` Nullable(String),
    `$group_3` Nullable(String),
    `$group_4` Nullable(String)
  ),
  properties_residue String CODEC(ZSTD(1)),
  timestamp DateTime64(6, 'UTC') CODEC(T64, LZ4),
  team_id Int64,
  distinct_id String CODEC(ZSTD(1)),
  elements_chain String CODEC(ZSTD(1)),
  created_at DateTime64(6, 'UTC') CODEC(T64, ZSTD(1)),
  person_id UUID,
  person_created_at DateTime64(3, 'UTC') CODEC(GCD, ZSTD(1)),
  person_properties JSON(
    max_dynamic_paths = 128,
    `$browser` LowCardinality(Nullable(String)),
    `$os` LowCardinality(Nullable(String)),
    `$geoip_country_code` LowCardinality(Nullable(String)),
    `$device_type` LowCardinality(Nullable(String)),
    `$initial_referring_domain` LowCardinality(Nullable(String)),
    `$initial_utm_source` LowCardinality(Nullable(String))
  ) CODEC(ZSTD(1)),
  person_properties_residue String CODEC(ZSTD(1)),
  person_mode Enum8('full' = 0, 'propertyless' = 1, 'force_upgrade' = 2),
  inserted_at DateTime64(3, 'UTC') DEFAULT now64(3) CODEC(Delta, ZSTD(1)),
  INDEX by_uuid uuid TYPE bloom_filter GRANULARITY 1,
  INDEX by_person person_id TYPE bloom_filter GRANULARITY 1,
  INDEX by_distinct_id distinct_id TYPE bloom_filter GRANULARITY 1,
  INDEX by_timestamp timestamp TYPE minmax GRANULARITY 1,
  INDEX by_inserted_at inserted_at TYPE minmax GRANULARITY 1
) ENGINE = ReplacingMergeTree(inserted_at)
PARTITION BY toYYYYMM(timestamp)
PRIMARY KEY (team_id, toDate(timestamp), event, cityHash64(distinct_id))
ORDER BY (team_id, toDate(timestamp), event, cityHash64(distinct_id), cityHash64(uuid))
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1,
  max_suspicious_broken_parts = 1000000, max_suspicious_broken_parts_bytes = 1000000000000,
  non_replicated_deduplication_window = 1000,
  enable_block_number_column = 1, enable_block_offset_column = 1,
  object_serialization_version = 'v3', object_shared_data_serialization_version = 'advanced';

-- The newest version of a person wins; deleted persons keep a row that hides them.
CREATE TABLE person (
  id UUID,
  team_id Int64,
  created_at DateTime64(3, 'UTC'),
  properties JSON(
    max_dynamic_paths = 128,
    `$browser` LowCardinality(Nullable(String)),
    `$os` LowCardinality(Nullable(String)),
    `$geoip_country_code` LowCardinality(Nullable(String)),
    `$device_type` LowCardinality(Nullable(String)),
    `$initial_referring_domain` LowCardinality(Nullable(String)),
    `$initial_utm_source` LowCardinality(Nullable(String))
  ) CODEC(ZSTD(1)),
  properties_residue String CODEC(ZSTD(1)),
  is_identified Int8,
  is_deleted Int8,
  version UInt64
) ENGINE = ReplacingMergeTree(version)
ORDER BY (team_id, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1,
  max_suspicious_broken_parts = 1000000, max_suspicious_broken_parts_bytes = 1000000000000,
  non_replicated_deduplication_window = 1000,
  object_serialization_version = 'v3', object_shared_data_serialization_version = 'advanced';

-- Which person a distinct id belongs to now: every mapping.
CREATE TABLE person_distinct_id2 (
  team_id Int64,
  distinct_id String,
  person_id UUID,
  is_deleted Int8,
  version Int64
) ENGINE = ReplacingMergeTree(version)
ORDER BY (team_id, distinct_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1,
  max_suspicious_broken_parts = 1000000, max_suspicious_broken_parts_bytes = 1000000000000,
  non_replicated_deduplication_window = 1000;

-- Only the mappings that changed after events were stored under another person id.
CREATE TABLE person_distinct_id_overrides (
  team_id Int64,
  distinct_id String,
  person_id UUID,
  is_deleted Int8,
  version Int64
) ENGINE = ReplacingMergeTree(version)
ORDER BY (team_id, distinct_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1,
  max_suspicious_broken_parts = 1000000, max_suspicious_broken_parts_bytes = 1000000000000,
  non_replicated_deduplication_window = 1000;

CREATE TABLE groups (
  team_id Int64,
  group_type_index UInt8,
  group_key String,
  created_at DateTime64(3, 'UTC'),
  updated_at DateTime64(3, 'UTC'),
  group_properties JSON(max_dynamic_paths = 128) CODEC(ZSTD(1)),
  group_properties_residue String CODEC(ZSTD(1)),
  version UInt64
) ENGINE = ReplacingMergeTree(version)
ORDER BY (team_id, group_type_index, group_key)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1,
  max_suspicious_broken_parts = 1000000, max_suspicious_broken_parts_bytes = 1000000000000,
  non_replicated_deduplication_window = 1000,
  object_serialization_version = 'v3', object_shared_data_serialization_version = 'advanced';

-- Members of cohorts. The version is part of the key: a new computation is written whole before it is switched to.
CREATE TABLE cohort_people (
  team_id Int64,
  cohort_id Int64,
  version UInt64,
  person_id UUID
) ENGINE = ReplacingMergeTree
ORDER BY (team_id, cohort_id, version, person_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1,
  max_suspicious_broken_parts = 1000000, max_suspicious_broken_parts_bytes = 1000000000000,
  non_replicated_deduplication_window = 1000;
