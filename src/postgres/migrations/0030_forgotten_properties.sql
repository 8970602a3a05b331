-- Properties whose definition was deleted before the table was there: what events held under their names is not known either.
INSERT INTO forgotten_property (team_id, name, type, group_type_index)
SELECT DISTINCT team_id, property, 1, -1 FROM event_property AS e
WHERE NOT EXISTS (SELECT FROM property_definition AS p
  WHERE (p.team_id, p.name, p.type, p.group_type_index) = (e.team_id, e.property, 1, -1))
ON CONFLICT DO NOTHING;
