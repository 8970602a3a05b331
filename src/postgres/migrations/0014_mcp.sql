-- The project that an agent's key works on after `switch-project`; the transport itself remembers nothing.
CREATE TABLE mcp_active_project (
  key_id text PRIMARY KEY REFERENCES personal_api_key ON DELETE CASCADE,
  organization_id text NOT NULL,
  project_id integer REFERENCES team ON DELETE CASCADE,
  updated_at timestamptz NOT NULL
);
