-- actors
SELECT
    source.actor_id AS actor_id,
    source.appearances AS c1
FROM
(
    SELECT
        row_members.actor_id AS actor_id,
        row_members.appearances AS appearances,
        length(row_members.appearances) AS appearance_count
    FROM
    (
        SELECT
            members.actor AS actor_id,
            any(members.appearances) AS appearances
        FROM
        (
            SELECT
                starting.actor AS actor,
                tupleElement(starting.start, {p0:UInt8}) AS row,
                arraySort(arrayConcat(array({p1:UInt8}), arrayFilter(i -> ((i > {p2:UInt8}) AND (i < {p3:UInt8})), arrayMap(r -> (r - tupleElement(starting.start, {p4:UInt8})), starting.returns)))) AS appearances
            FROM
            (
                SELECT
                    actors.actor AS actor,
                    arrayJoin(actors.starts) AS start,
                    actors.returns AS returns
                FROM
                (
                    SELECT
                        events.person_id AS actor,
                        arrayMap(row -> tuple(row), bitPositionsToArray(groupBitOrIf(bitShiftLeft({p5:UInt64}, dateDiff({p6:String}, toDate({p7:DateTime64(6, 'UTC')}), toDate(events.timestamp))), (events.event = {p8:String})))) AS starts,
                        bitPositionsToArray(groupBitOrIf(bitShiftLeft({p9:UInt64}, dateDiff({p10:String}, toDate({p11:DateTime64(6, 'UTC')}), toDate(events.timestamp))), (events.event = {p12:String}))) AS returns
                    FROM events AS events
                    WHERE ((events.team_id = {p13:Int64}) AND (((events.timestamp >= {p14:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p15:DateTime64(6, 'UTC')})) AND ((events.event = {p16:String}) OR (events.event = {p17:String}))))
                    GROUP BY actor
                ) AS actors
            ) AS starting
        ) AS members
        WHERE (members.row = {p18:UInt8})
        GROUP BY actor_id
    ) AS row_members
    ORDER BY appearance_count DESC
) AS source
ORDER BY source.appearance_count DESC
LIMIT {p20:UInt8}, {p19:UInt8}
-- p0 = 1
-- p1 = 0
-- p2 = 0
-- p3 = 5
-- p4 = 1
-- p5 = "1"
-- p6 = "day"
-- p7 = "2024-03-04 00:00:00.000000"
-- p8 = "$pageview"
-- p9 = "1"
-- p10 = "day"
-- p11 = "2024-03-04 00:00:00.000000"
-- p12 = "$pageview"
-- p13 = 1
-- p14 = "2024-03-04 00:00:00.000000"
-- p15 = "2024-03-08 23:59:59.999999"
-- p16 = "$pageview"
-- p17 = "$pageview"
-- p18 = 0
-- p19 = 101
-- p20 = 0

-- about
SELECT persons.id AS actor_id
FROM person AS persons
FINAL
WHERE (((persons.team_id = {p0:Int64}) AND (persons.is_deleted = {p1:Int64})) AND (persons.id IN (
    SELECT page.actor_id AS actor_id
    FROM
    (
        SELECT
            source.actor_id AS actor_id,
            source.appearances AS c1
        FROM
        (
            SELECT
                row_members.actor_id AS actor_id,
                row_members.appearances AS appearances,
                length(row_members.appearances) AS appearance_count
            FROM
            (
                SELECT
                    members.actor AS actor_id,
                    any(members.appearances) AS appearances
                FROM
                (
                    SELECT
                        starting.actor AS actor,
                        tupleElement(starting.start, {p2:UInt8}) AS row,
                        arraySort(arrayConcat(array({p3:UInt8}), arrayFilter(i -> ((i > {p4:UInt8}) AND (i < {p5:UInt8})), arrayMap(r -> (r - tupleElement(starting.start, {p6:UInt8})), starting.returns)))) AS appearances
                    FROM
                    (
                        SELECT
                            actors.actor AS actor,
                            arrayJoin(actors.starts) AS start,
                            actors.returns AS returns
                        FROM
                        (
                            SELECT
                                events.person_id AS actor,
                                arrayMap(row -> tuple(row), bitPositionsToArray(groupBitOrIf(bitShiftLeft({p7:UInt64}, dateDiff({p8:String}, toDate({p9:DateTime64(6, 'UTC')}), toDate(events.timestamp))), (events.event = {p10:String})))) AS starts,
                                bitPositionsToArray(groupBitOrIf(bitShiftLeft({p11:UInt64}, dateDiff({p12:String}, toDate({p13:DateTime64(6, 'UTC')}), toDate(events.timestamp))), (events.event = {p14:String}))) AS returns
                            FROM events AS events
                            WHERE ((events.team_id = {p15:Int64}) AND (((events.timestamp >= {p16:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p17:DateTime64(6, 'UTC')})) AND ((events.event = {p18:String}) OR (events.event = {p19:String}))))
                            GROUP BY actor
                        ) AS actors
                    ) AS starting
                ) AS members
                WHERE (members.row = {p20:UInt8})
                GROUP BY actor_id
            ) AS row_members
            ORDER BY appearance_count DESC
        ) AS source
        ORDER BY source.appearance_count DESC
        LIMIT {p22:UInt8}, {p21:UInt8}
    ) AS page
)))
-- p0 = 1
-- p1 = 0
-- p2 = 1
-- p3 = 0
-- p4 = 0
-- p5 = 5
-- p6 = 1
-- p7 = "1"
-- p8 = "day"
-- p9 = "2024-03-04 00:00:00.000000"
-- p10 = "$pageview"
-- p11 = "1"
-- p12 = "day"
-- p13 = "2024-03-04 00:00:00.000000"
-- p14 = "$pageview"
-- p15 = 1
-- p16 = "2024-03-04 00:00:00.000000"
-- p17 = "2024-03-08 23:59:59.999999"
-- p18 = "$pageview"
-- p19 = "$pageview"
-- p20 = 0
-- p21 = 101
-- p22 = 0
