-- Properties that belong together, described once and used by several events.
CREATE TABLE schema_property_group (
  id uuid PRIMARY KEY,
  team_id integer NOT NULL REFERENCES team ON DELETE CASCADE,
  name text NOT NULL,
  description text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  created_by integer REFERENCES app_user ON DELETE SET NULL,
  UNIQUE (team_id, name)
);

CREATE TABLE schema_property_group_property (
  id uuid PRIMARY KEY,
  property_group_id uuid NOT NULL REFERENCES schema_property_group ON DELETE CASCADE,
  name text COLLATE "C" NOT NULL,
  property_type text NOT NULL,
  is_required boolean NOT NULL DEFAULT false,
  is_optional_in_types boolean NOT NULL DEFAULT false,
  description text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (property_group_id, name)
);

-- An event's schema is the union of the groups that are linked to it.
CREATE TABLE event_schema (
  id uuid PRIMARY KEY,
  event_definition_id uuid NOT NULL REFERENCES event_definition ON DELETE CASCADE,
  property_group_id uuid NOT NULL REFERENCES schema_property_group ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (event_definition_id, property_group_id)
);

CREATE INDEX event_schema_group ON event_schema (property_group_id);

-- How many answers of a day were about an event.
CREATE TABLE event_usage (
  team_id integer NOT NULL REFERENCES team ON DELETE CASCADE,
  event text COLLATE "C" NOT NULL,
  day date NOT NULL,
  count integer NOT NULL,
  PRIMARY KEY (team_id, event, day)
);
