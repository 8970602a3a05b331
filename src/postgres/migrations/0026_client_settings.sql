-- Settings that a project keeps for its clients: what SDKs are told, and switches of rooms that other clients manage.
ALTER TABLE team ADD COLUMN client_settings jsonb NOT NULL DEFAULT '{}';
