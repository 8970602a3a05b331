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
            arraySort(groupUniqArrayArray(members.appearances)) AS appearances
        FROM
        (
            SELECT
                starting.actor AS actor,
                starting.start.1 AS row,
                arraySort(arrayConcat(array({p0:UInt8}), arrayFilter(i -> ((i > {p1:UInt8}) AND (i < {p2:UInt8})), arrayMap(r -> (r - (starting.start.1)), starting.returns)))) AS appearances
            FROM
            (
                SELECT
                    patterns.actor AS actor,
                    arrayJoin(arrayMap(row -> tuple(row), bitPositionsToArray(patterns.starts))) AS start,
                    bitPositionsToArray(patterns.returns) AS returns
                FROM
                (
                    SELECT
                        events.person_id AS actor,
                        groupBitOrIf(bitShiftLeft({p3:UInt64}, (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p4:DateTime64(6, 'UTC')}))), (events.event = {p5:String})) AS starts,
                        groupBitOrIf(bitShiftLeft({p6:UInt64}, (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p7:DateTime64(6, 'UTC')}))), (events.event = {p8:String})) AS returns
                    FROM events AS events
                    WHERE ((events.team_id = {p9:Int64}) AND (((events.timestamp >= {p10:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p11:DateTime64(6, 'UTC')})) AND ((events.event = {p12:String}) OR (events.event = {p13:String}))))
                    GROUP BY actor
                ) AS patterns
            ) AS starting
        ) AS members
        WHERE (members.row = {p14:UInt8})
        GROUP BY actor_id
    ) AS row_members
    ORDER BY appearance_count DESC
) AS source
ORDER BY
    source.appearance_count DESC,
    source.actor_id ASC
LIMIT {p16:UInt8}, {p15:UInt8}
-- p0 = 0
-- p1 = 0
-- p2 = 5
-- p3 = "1"
-- p4 = "2024-03-04 00:00:00.000000"
-- p5 = "$pageview"
-- p6 = "1"
-- p7 = "2024-03-04 00:00:00.000000"
-- p8 = "$pageview"
-- p9 = 1
-- p10 = "2024-03-04 00:00:00.000000"
-- p11 = "2024-03-08 23:59:59.999999"
-- p12 = "$pageview"
-- p13 = "$pageview"
-- p14 = 0
-- p15 = 101
-- p16 = 0

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
                    arraySort(groupUniqArrayArray(members.appearances)) AS appearances
                FROM
                (
                    SELECT
                        starting.actor AS actor,
                        starting.start.1 AS row,
                        arraySort(arrayConcat(array({p2:UInt8}), arrayFilter(i -> ((i > {p3:UInt8}) AND (i < {p4:UInt8})), arrayMap(r -> (r - (starting.start.1)), starting.returns)))) AS appearances
                    FROM
                    (
                        SELECT
                            patterns.actor AS actor,
                            arrayJoin(arrayMap(row -> tuple(row), bitPositionsToArray(patterns.starts))) AS start,
                            bitPositionsToArray(patterns.returns) AS returns
                        FROM
                        (
                            SELECT
                                events.person_id AS actor,
                                groupBitOrIf(bitShiftLeft({p5:UInt64}, (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p6:DateTime64(6, 'UTC')}))), (events.event = {p7:String})) AS starts,
                                groupBitOrIf(bitShiftLeft({p8:UInt64}, (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p9:DateTime64(6, 'UTC')}))), (events.event = {p10:String})) AS returns
                            FROM events AS events
                            WHERE ((events.team_id = {p11:Int64}) AND (((events.timestamp >= {p12:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p13:DateTime64(6, 'UTC')})) AND ((events.event = {p14:String}) OR (events.event = {p15:String}))))
                            GROUP BY actor
                        ) AS patterns
                    ) AS starting
                ) AS members
                WHERE (members.row = {p16:UInt8})
                GROUP BY actor_id
            ) AS row_members
            ORDER BY appearance_count DESC
        ) AS source
        ORDER BY
            source.appearance_count DESC,
            source.actor_id ASC
        LIMIT {p18:UInt8}, {p17:UInt8}
    ) AS page
)))
-- p0 = 1
-- p1 = 0
-- p2 = 0
-- p3 = 0
-- p4 = 5
-- p5 = "1"
-- p6 = "2024-03-04 00:00:00.000000"
-- p7 = "$pageview"
-- p8 = "1"
-- p9 = "2024-03-04 00:00:00.000000"
-- p10 = "$pageview"
-- p11 = 1
-- p12 = "2024-03-04 00:00:00.000000"
-- p13 = "2024-03-08 23:59:59.999999"
-- p14 = "$pageview"
-- p15 = "$pageview"
-- p16 = 0
-- p17 = 101
-- p18 = 0
