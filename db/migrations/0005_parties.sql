-- Waits outlast an update: whom an older version promised to take on alone is a party of one. Each is read as a list of ids from now on.
UPDATE "outbox" SET "ids" = ("ids" - 'runId') || jsonb_build_object('runIds', jsonb_build_array("ids" -> 'runId'))
WHERE "kind" IN ('run/started', 'run/wake') AND "ids" ? 'runId';--> statement-breakpoint
UPDATE "engine_inbox" SET "event" = regexp_replace("event", '"runId":("run_[0-9a-z]+")', '"runIds":[\1]')
WHERE "event" ~ '"name":"run/(started|wake)"' AND "event" ~ '"runId":"';--> statement-breakpoint
UPDATE "engine_runs" SET "events" = regexp_replace("events", '"runId":("run_[0-9a-z]+")', '"runIds":[\1]', 'g')
WHERE "status" = 'live' AND "function_id" = 'crowdpower-advance-run' AND "events" ~ '"runId":"';
