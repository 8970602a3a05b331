-- Whether every value that came was a text, a number, a boolean or null. Such a property is read in half the time of one
-- that may hold lists and objects. False where it is not known: of properties that were there before this column, and of
-- those whose definition was deleted and made again.
ALTER TABLE property_definition ADD COLUMN only_scalars boolean NOT NULL DEFAULT false;

-- Whose definition was deleted: what they held until then is forgotten.
CREATE TABLE forgotten_property (
  team_id integer NOT NULL REFERENCES team ON DELETE CASCADE,
  name text COLLATE "C" NOT NULL,
  type smallint NOT NULL,
  group_type_index smallint NOT NULL,
  PRIMARY KEY (team_id, name, type, group_type_index)
);
