ALTER TABLE property_definition
  ADD COLUMN verified_at timestamptz,
  ADD COLUMN verified_by integer REFERENCES app_user ON DELETE SET NULL;
