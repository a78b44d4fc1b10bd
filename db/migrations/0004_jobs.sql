CREATE TABLE "engine_functions" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"events" text[] NOT NULL,
	"crons" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engine_pauses" (
	"project_id" integer NOT NULL,
	"function_id" text NOT NULL,
	"paused_at" timestamp with time zone NOT NULL,
	CONSTRAINT "engine_pauses_project_id_function_id_pk" PRIMARY KEY("project_id","function_id")
);
--> statement-breakpoint
DROP INDEX "outbox_project";--> statement-breakpoint
DROP INDEX "engine_calls_lane";--> statement-breakpoint
DROP INDEX "engine_runs_live";--> statement-breakpoint
ALTER TABLE "engine_inbox" ADD COLUMN "project_id" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "engine_timers" ADD COLUMN "project_id" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "engine_inbox_project" ON "engine_inbox" USING btree ("project_id","id");--> statement-breakpoint
CREATE INDEX "engine_runs_project" ON "engine_runs" USING btree ("project_id","id");--> statement-breakpoint
CREATE INDEX "engine_runs_lost" ON "engine_runs" USING btree ("project_id","ended_at") WHERE "engine_runs"."status" in ('failed', 'cancelled');--> statement-breakpoint
CREATE INDEX "engine_timers_project" ON "engine_timers" USING btree ("project_id","at");--> statement-breakpoint
CREATE INDEX "outbox_project" ON "outbox" USING btree ("project_id","id");--> statement-breakpoint
CREATE INDEX "engine_calls_lane" ON "engine_calls" USING btree ("project_id","function_id","slots","id");--> statement-breakpoint
CREATE INDEX "engine_runs_live" ON "engine_runs" USING btree ("project_id","function_id") WHERE "engine_runs"."ended_at" is null;