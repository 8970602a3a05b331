-- The uuids of the events that a process is storing now, as `team:uuid`: one row for each group of events. Processes that
-- share the stores look here, so that an event that is sent to two of them at the same moment counts once. Nothing that must
-- survive a crash: a process that lives extends its claims, and those of a dead one run out.
CREATE UNLOGGED TABLE event_claim (
  id uuid PRIMARY KEY,
  keys text[] NOT NULL,
  until timestamptz NOT NULL
);
