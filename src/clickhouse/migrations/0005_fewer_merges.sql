-- How many times its largest part a merge must be worth. With the engine's 5 an event was written again four times on its way
-- to a large part, with 12 twice; the parts it leaves meanwhile, a dozen or two, cost a question nothing that could be measured,
-- and their age lowers this number, so that a quiet table is merged as far as before.
ALTER TABLE events MODIFY SETTING merge_selector_base = 12;
ALTER TABLE person MODIFY SETTING merge_selector_base = 12;
