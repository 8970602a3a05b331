-- 0.current.0
SELECT
    toDate(events.timestamp) AS bucket,
    if((ifNull(nullIf(toString(if(ifNull((tupleElement((
        SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p0:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p1:String}))))
        FROM events AS events
        WHERE ((events.team_id = {p2:Int64}) AND ((events.event = {p3:String}) AND ((events.timestamp >= {p4:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p5:DateTime64(6, 'UTC')}))))
    ), {p6:UInt8}) = tupleElement((
        SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p7:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p8:String}))))
        FROM events AS events
        WHERE ((events.team_id = {p9:Int64}) AND ((events.event = {p10:String}) AND ((events.timestamp >= {p11:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p12:DateTime64(6, 'UTC')}))))
    ), {p13:UInt8})), (isNull(tupleElement((
        SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p14:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p15:String}))))
        FROM events AS events
        WHERE ((events.team_id = {p16:Int64}) AND ((events.event = {p17:String}) AND ((events.timestamp >= {p18:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p19:DateTime64(6, 'UTC')}))))
    ), {p20:UInt8})) AND isNull(tupleElement((
        SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p21:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p22:String}))))
        FROM events AS events
        WHERE ((events.team_id = {p23:Int64}) AND ((events.event = {p24:String}) AND ((events.timestamp >= {p25:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p26:DateTime64(6, 'UTC')}))))
    ), {p27:UInt8})))), if(isNull(toFloat64OrNull(CAST(events.properties.price, {p28:String}))), NULL, {p29:UInt8}), least(floor(((toFloat64OrNull(CAST(events.properties.price, {p30:String})) - tupleElement((
        SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p31:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p32:String}))))
        FROM events AS events
        WHERE ((events.team_id = {p33:Int64}) AND ((events.event = {p34:String}) AND ((events.timestamp >= {p35:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p36:DateTime64(6, 'UTC')}))))
    ), {p37:UInt8})) / ((tupleElement((
        SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p38:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p39:String}))))
        FROM events AS events
        WHERE ((events.team_id = {p40:Int64}) AND ((events.event = {p41:String}) AND ((events.timestamp >= {p42:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p43:DateTime64(6, 'UTC')}))))
    ), {p44:UInt8}) - tupleElement((
        SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p45:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p46:String}))))
        FROM events AS events
        WHERE ((events.team_id = {p47:Int64}) AND ((events.event = {p48:String}) AND ((events.timestamp >= {p49:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p50:DateTime64(6, 'UTC')}))))
    ), {p51:UInt8})) / {p52:UInt8}))), {p53:UInt8}))), {p54:String}), {p55:String}) IN (
        SELECT ranked.value AS value
        FROM
        (
            SELECT
                ifNull(nullIf(toString(if(ifNull((tupleElement((
                    SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p56:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p57:String}))))
                    FROM events AS events
                    WHERE ((events.team_id = {p58:Int64}) AND ((events.event = {p59:String}) AND ((events.timestamp >= {p60:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p61:DateTime64(6, 'UTC')}))))
                ), {p62:UInt8}) = tupleElement((
                    SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p63:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p64:String}))))
                    FROM events AS events
                    WHERE ((events.team_id = {p65:Int64}) AND ((events.event = {p66:String}) AND ((events.timestamp >= {p67:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p68:DateTime64(6, 'UTC')}))))
                ), {p69:UInt8})), (isNull(tupleElement((
                    SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p70:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p71:String}))))
                    FROM events AS events
                    WHERE ((events.team_id = {p72:Int64}) AND ((events.event = {p73:String}) AND ((events.timestamp >= {p74:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p75:DateTime64(6, 'UTC')}))))
                ), {p76:UInt8})) AND isNull(tupleElement((
                    SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p77:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p78:String}))))
                    FROM events AS events
                    WHERE ((events.team_id = {p79:Int64}) AND ((events.event = {p80:String}) AND ((events.timestamp >= {p81:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p82:DateTime64(6, 'UTC')}))))
                ), {p83:UInt8})))), if(isNull(toFloat64OrNull(CAST(events.properties.price, {p84:String}))), NULL, {p85:UInt8}), least(floor(((toFloat64OrNull(CAST(events.properties.price, {p86:String})) - tupleElement((
                    SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p87:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p88:String}))))
                    FROM events AS events
                    WHERE ((events.team_id = {p89:Int64}) AND ((events.event = {p90:String}) AND ((events.timestamp >= {p91:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p92:DateTime64(6, 'UTC')}))))
                ), {p93:UInt8})) / ((tupleElement((
                    SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p94:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p95:String}))))
                    FROM events AS events
                    WHERE ((events.team_id = {p96:Int64}) AND ((events.event = {p97:String}) AND ((events.timestamp >= {p98:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p99:DateTime64(6, 'UTC')}))))
                ), {p100:UInt8}) - tupleElement((
                    SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p101:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p102:String}))))
                    FROM events AS events
                    WHERE ((events.team_id = {p103:Int64}) AND ((events.event = {p104:String}) AND ((events.timestamp >= {p105:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p106:DateTime64(6, 'UTC')}))))
                ), {p107:UInt8})) / {p108:UInt8}))), {p109:UInt8}))), {p110:String}), {p111:String}) AS value,
                count() AS amount
            FROM events AS events
            WHERE ((events.team_id = {p112:Int64}) AND ((events.event = {p113:String}) AND ((events.timestamp >= {p114:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p115:DateTime64(6, 'UTC')}))))
            GROUP BY value
            ORDER BY
                (value = {p116:String}) ASC,
                amount DESC,
                value ASC
            LIMIT {p117:UInt8}
        ) AS ranked
    )), ifNull(nullIf(toString(if(ifNull((tupleElement((
        SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p118:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p119:String}))))
        FROM events AS events
        WHERE ((events.team_id = {p120:Int64}) AND ((events.event = {p121:String}) AND ((events.timestamp >= {p122:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p123:DateTime64(6, 'UTC')}))))
    ), {p124:UInt8}) = tupleElement((
        SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p125:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p126:String}))))
        FROM events AS events
        WHERE ((events.team_id = {p127:Int64}) AND ((events.event = {p128:String}) AND ((events.timestamp >= {p129:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p130:DateTime64(6, 'UTC')}))))
    ), {p131:UInt8})), (isNull(tupleElement((
        SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p132:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p133:String}))))
        FROM events AS events
        WHERE ((events.team_id = {p134:Int64}) AND ((events.event = {p135:String}) AND ((events.timestamp >= {p136:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p137:DateTime64(6, 'UTC')}))))
    ), {p138:UInt8})) AND isNull(tupleElement((
        SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p139:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p140:String}))))
        FROM events AS events
        WHERE ((events.team_id = {p141:Int64}) AND ((events.event = {p142:String}) AND ((events.timestamp >= {p143:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p144:DateTime64(6, 'UTC')}))))
    ), {p145:UInt8})))), if(isNull(toFloat64OrNull(CAST(events.properties.price, {p146:String}))), NULL, {p147:UInt8}), least(floor(((toFloat64OrNull(CAST(events.properties.price, {p148:String})) - tupleElement((
        SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p149:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p150:String}))))
        FROM events AS events
        WHERE ((events.team_id = {p151:Int64}) AND ((events.event = {p152:String}) AND ((events.timestamp >= {p153:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p154:DateTime64(6, 'UTC')}))))
    ), {p155:UInt8})) / ((tupleElement((
        SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p156:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p157:String}))))
        FROM events AS events
        WHERE ((events.team_id = {p158:Int64}) AND ((events.event = {p159:String}) AND ((events.timestamp >= {p160:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p161:DateTime64(6, 'UTC')}))))
    ), {p162:UInt8}) - tupleElement((
        SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p163:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p164:String}))))
        FROM events AS events
        WHERE ((events.team_id = {p165:Int64}) AND ((events.event = {p166:String}) AND ((events.timestamp >= {p167:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p168:DateTime64(6, 'UTC')}))))
    ), {p169:UInt8})) / {p170:UInt8}))), {p171:UInt8}))), {p172:String}), {p173:String}), {p174:String}) AS breakdown,
    count() AS total
FROM events AS events
WHERE ((events.team_id = {p175:Int64}) AND ((events.event = {p176:String}) AND ((events.timestamp >= {p177:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p178:DateTime64(6, 'UTC')}))))
GROUP BY
    bucket,
    breakdown
-- p0 = "Nullable(String)"
-- p1 = "Nullable(String)"
-- p2 = 1
-- p3 = "signup"
-- p4 = "2024-03-04 00:00:00.000000"
-- p5 = "2024-03-08 23:59:59.999999"
-- p6 = 1
-- p7 = "Nullable(String)"
-- p8 = "Nullable(String)"
-- p9 = 1
-- p10 = "signup"
-- p11 = "2024-03-04 00:00:00.000000"
-- p12 = "2024-03-08 23:59:59.999999"
-- p13 = 2
-- p14 = "Nullable(String)"
-- p15 = "Nullable(String)"
-- p16 = 1
-- p17 = "signup"
-- p18 = "2024-03-04 00:00:00.000000"
-- p19 = "2024-03-08 23:59:59.999999"
-- p20 = 1
-- p21 = "Nullable(String)"
-- p22 = "Nullable(String)"
-- p23 = 1
-- p24 = "signup"
-- p25 = "2024-03-04 00:00:00.000000"
-- p26 = "2024-03-08 23:59:59.999999"
-- p27 = 2
-- p28 = "Nullable(String)"
-- p29 = 0
-- p30 = "Nullable(String)"
-- p31 = "Nullable(String)"
-- p32 = "Nullable(String)"
-- p33 = 1
-- p34 = "signup"
-- p35 = "2024-03-04 00:00:00.000000"
-- p36 = "2024-03-08 23:59:59.999999"
-- p37 = 1
-- p38 = "Nullable(String)"
-- p39 = "Nullable(String)"
-- p40 = 1
-- p41 = "signup"
-- p42 = "2024-03-04 00:00:00.000000"
-- p43 = "2024-03-08 23:59:59.999999"
-- p44 = 2
-- p45 = "Nullable(String)"
-- p46 = "Nullable(String)"
-- p47 = 1
-- p48 = "signup"
-- p49 = "2024-03-04 00:00:00.000000"
-- p50 = "2024-03-08 23:59:59.999999"
-- p51 = 1
-- p52 = 2
-- p53 = 1
-- p54 = ""
-- p55 = "$$_posthog_breakdown_null_$$"
-- p56 = "Nullable(String)"
-- p57 = "Nullable(String)"
-- p58 = 1
-- p59 = "signup"
-- p60 = "2024-03-04 00:00:00.000000"
-- p61 = "2024-03-08 23:59:59.999999"
-- p62 = 1
-- p63 = "Nullable(String)"
-- p64 = "Nullable(String)"
-- p65 = 1
-- p66 = "signup"
-- p67 = "2024-03-04 00:00:00.000000"
-- p68 = "2024-03-08 23:59:59.999999"
-- p69 = 2
-- p70 = "Nullable(String)"
-- p71 = "Nullable(String)"
-- p72 = 1
-- p73 = "signup"
-- p74 = "2024-03-04 00:00:00.000000"
-- p75 = "2024-03-08 23:59:59.999999"
-- p76 = 1
-- p77 = "Nullable(String)"
-- p78 = "Nullable(String)"
-- p79 = 1
-- p80 = "signup"
-- p81 = "2024-03-04 00:00:00.000000"
-- p82 = "2024-03-08 23:59:59.999999"
-- p83 = 2
-- p84 = "Nullable(String)"
-- p85 = 0
-- p86 = "Nullable(String)"
-- p87 = "Nullable(String)"
-- p88 = "Nullable(String)"
-- p89 = 1
-- p90 = "signup"
-- p91 = "2024-03-04 00:00:00.000000"
-- p92 = "2024-03-08 23:59:59.999999"
-- p93 = 1
-- p94 = "Nullable(String)"
-- p95 = "Nullable(String)"
-- p96 = 1
-- p97 = "signup"
-- p98 = "2024-03-04 00:00:00.000000"
-- p99 = "2024-03-08 23:59:59.999999"
-- p100 = 2
-- p101 = "Nullable(String)"
-- p102 = "Nullable(String)"
-- p103 = 1
-- p104 = "signup"
-- p105 = "2024-03-04 00:00:00.000000"
-- p106 = "2024-03-08 23:59:59.999999"
-- p107 = 1
-- p108 = 2
-- p109 = 1
-- p110 = ""
-- p111 = "$$_posthog_breakdown_null_$$"
-- p112 = 1
-- p113 = "signup"
-- p114 = "2024-03-04 00:00:00.000000"
-- p115 = "2024-03-08 23:59:59.999999"
-- p116 = "$$_posthog_breakdown_null_$$"
-- p117 = 25
-- p118 = "Nullable(String)"
-- p119 = "Nullable(String)"
-- p120 = 1
-- p121 = "signup"
-- p122 = "2024-03-04 00:00:00.000000"
-- p123 = "2024-03-08 23:59:59.999999"
-- p124 = 1
-- p125 = "Nullable(String)"
-- p126 = "Nullable(String)"
-- p127 = 1
-- p128 = "signup"
-- p129 = "2024-03-04 00:00:00.000000"
-- p130 = "2024-03-08 23:59:59.999999"
-- p131 = 2
-- p132 = "Nullable(String)"
-- p133 = "Nullable(String)"
-- p134 = 1
-- p135 = "signup"
-- p136 = "2024-03-04 00:00:00.000000"
-- p137 = "2024-03-08 23:59:59.999999"
-- p138 = 1
-- p139 = "Nullable(String)"
-- p140 = "Nullable(String)"
-- p141 = 1
-- p142 = "signup"
-- p143 = "2024-03-04 00:00:00.000000"
-- p144 = "2024-03-08 23:59:59.999999"
-- p145 = 2
-- p146 = "Nullable(String)"
-- p147 = 0
-- p148 = "Nullable(String)"
-- p149 = "Nullable(String)"
-- p150 = "Nullable(String)"
-- p151 = 1
-- p152 = "signup"
-- p153 = "2024-03-04 00:00:00.000000"
-- p154 = "2024-03-08 23:59:59.999999"
-- p155 = 1
-- p156 = "Nullable(String)"
-- p157 = "Nullable(String)"
-- p158 = 1
-- p159 = "signup"
-- p160 = "2024-03-04 00:00:00.000000"
-- p161 = "2024-03-08 23:59:59.999999"
-- p162 = 2
-- p163 = "Nullable(String)"
-- p164 = "Nullable(String)"
-- p165 = 1
-- p166 = "signup"
-- p167 = "2024-03-04 00:00:00.000000"
-- p168 = "2024-03-08 23:59:59.999999"
-- p169 = 1
-- p170 = 2
-- p171 = 1
-- p172 = ""
-- p173 = "$$_posthog_breakdown_null_$$"
-- p174 = "$$_posthog_breakdown_other_$$"
-- p175 = 1
-- p176 = "signup"
-- p177 = "2024-03-04 00:00:00.000000"
-- p178 = "2024-03-08 23:59:59.999999"

-- extremes.0
SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p0:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p1:String}))))
FROM events AS events
WHERE ((events.team_id = {p2:Int64}) AND ((events.event = {p3:String}) AND ((events.timestamp >= {p4:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p5:DateTime64(6, 'UTC')}))))
-- p0 = "Nullable(String)"
-- p1 = "Nullable(String)"
-- p2 = 1
-- p3 = "signup"
-- p4 = "2024-03-04 00:00:00.000000"
-- p5 = "2024-03-08 23:59:59.999999"
