-- Rules by which paths of a project are shown: [{alias, regex, order?}].
ALTER TABLE team ADD COLUMN path_cleaning_filters jsonb NOT NULL DEFAULT '[]';
