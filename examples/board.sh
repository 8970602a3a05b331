#!/usr/bin/env bash
# Makes a board with one insight and reads its numbers, with nothing but curl.
#   HOGLET_PROJECT_TOKEN=phc_… HOGLET_PERSONAL_API_KEY=phx_… bash examples/board.sh
set -euo pipefail
host=${HOGLET_URL:-http://127.0.0.1:8000}
api="$host/api/projects/@current"
ask() { curl -sf -H "Authorization: Bearer $HOGLET_PERSONAL_API_KEY" -H 'Content-Type: application/json' "$@"; }
id_of() { node -pe 'JSON.parse(require("fs").readFileSync(0, "utf8")).id'; }

curl -sf "$host/capture/" -H 'Content-Type: application/json' \
  -d '{"api_key":"'"$HOGLET_PROJECT_TOKEN"'","event":"signed up","distinct_id":"ada","properties":{"plan":"team"}}' >/dev/null

board=$(ask "$api/dashboards/" -d '{"name":"Sign-ups"}' | id_of)
ask "$api/insights/" -d '{
  "name": "Sign-ups by plan",
  "dashboards": ['"$board"'],
  "query": {
    "kind": "TrendsQuery",
    "series": [{"kind": "EventsNode", "event": "signed up"}],
    "breakdownFilter": {"breakdown": "plan"},
    "dateRange": {"date_from": "-7d"}
  }
}' >/dev/null
ask "$api/dashboards/$board/run_insights/?refresh=blocking&output_format=json"
echo
