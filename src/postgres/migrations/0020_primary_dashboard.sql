-- The dashboard that a project shows first.
ALTER TABLE team ADD COLUMN primary_dashboard integer REFERENCES dashboard ON DELETE SET NULL;
