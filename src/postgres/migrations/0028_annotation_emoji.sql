-- A sign of its own on a chart; and notes that programs read but nobody wants to see, such as one for each deployment.
ALTER TABLE annotation ADD COLUMN emoji text;
ALTER TABLE annotation ADD COLUMN hidden_in_user_interface boolean;
