-- Who was invited into an organization and has not come yet. The id is the secret of the link: whoever has it may join.
CREATE TABLE organization_invite (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organization ON DELETE CASCADE,
  target_email text NOT NULL,
  first_name text NOT NULL DEFAULT '',
  level smallint NOT NULL,
  created_by integer REFERENCES app_user ON DELETE SET NULL,
  created_at timestamptz NOT NULL
);

CREATE UNIQUE INDEX organization_invite_email ON organization_invite (organization_id, lower(target_email));
