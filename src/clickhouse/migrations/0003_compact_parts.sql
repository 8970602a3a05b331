-- In a wide part every path of the properties has files of its own, some six hundred in all, and making files is most of
-- what merging small parts costs. Up to this size, about 130,000 events, a part keeps all its columns in one file.
ALTER TABLE events MODIFY SETTING min_bytes_for_wide_part = 134217728;
ALTER TABLE person MODIFY SETTING min_bytes_for_wide_part = 134217728;
