-- The properties by which persons of a project are called, the first that says something; null for those of everybody.
ALTER TABLE team ADD COLUMN person_display_name_properties jsonb;
