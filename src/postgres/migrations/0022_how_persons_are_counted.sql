-- Whether active users are counted by the ids they were sent under, and how queries are computed where they do not say.
ALTER TABLE team ADD COLUMN aggregate_users_by_distinct_id boolean NOT NULL DEFAULT false;
ALTER TABLE team ADD COLUMN modifiers jsonb;
