CREATE TYPE "public"."broadcast_status" AS ENUM('draft', 'scheduled', 'sending', 'paused', 'sent', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."delivery_state" AS ENUM('waiting', 'delivered', 'failed');--> statement-breakpoint
CREATE TYPE "public"."integration_status" AS ENUM('connected', 'error', 'paused');--> statement-breakpoint
CREATE TYPE "public"."webhook_status" AS ENUM('on', 'off', 'disabled');--> statement-breakpoint
CREATE TYPE "public"."work_state" AS ENUM('begun', 'later', 'done', 'refused', 'uncertain');--> statement-breakpoint
ALTER TYPE "public"."interest" ADD VALUE 'tell_webhooks';--> statement-breakpoint
CREATE TABLE "broadcast_batches" (
	"project_id" integer NOT NULL,
	"broadcast_id" uuid NOT NULL,
	"batch" integer NOT NULL,
	"generation" integer DEFAULT 1 NOT NULL,
	"letters" "bytea",
	"claimed_at" timestamp with time zone NOT NULL,
	"offered_at" timestamp with time zone,
	"due_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"settled_at" timestamp with time zone,
	"sent" integer DEFAULT 0 NOT NULL,
	"skipped" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"uncertain" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "broadcast_batches_project_id_broadcast_id_batch_pk" PRIMARY KEY("project_id","broadcast_id","batch")
);
--> statement-breakpoint
CREATE TABLE "broadcast_recipients" (
	"project_id" integer NOT NULL,
	"broadcast_id" uuid NOT NULL,
	"customer_id" bigint NOT NULL,
	"batch" integer,
	"reason" text,
	CONSTRAINT "broadcast_recipients_project_id_broadcast_id_customer_id_pk" PRIMARY KEY("project_id","broadcast_id","customer_id")
);
--> statement-breakpoint
CREATE TABLE "broadcasts" (
	"project_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text NOT NULL,
	"status" "broadcast_status" DEFAULT 'draft' NOT NULL,
	"audience" jsonb NOT NULL,
	"template_id" uuid NOT NULL,
	"template_version" integer,
	"tracking" boolean DEFAULT true NOT NULL,
	"smart_sending" boolean DEFAULT true NOT NULL,
	"unsubscribe_group" text,
	"revision" integer DEFAULT 1 NOT NULL,
	"epoch" integer DEFAULT 0 NOT NULL,
	"open_slices" integer[] DEFAULT '{}' NOT NULL,
	"scheduled_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "broadcasts_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "latest_emails" (
	"project_id" integer NOT NULL,
	"address_hash" "bytea" NOT NULL,
	"message_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "latest_emails_project_id_address_hash_pk" PRIMARY KEY("project_id","address_hash")
);
--> statement-breakpoint
CREATE TABLE "message_clicks" (
	"project_id" integer NOT NULL,
	"message_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"clicks" integer DEFAULT 0 NOT NULL,
	"machine_clicks" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "message_clicks_project_id_message_id_place_pk" PRIMARY KEY("project_id","message_id","place")
);
--> statement-breakpoint
CREATE TABLE "message_links" (
	"project_id" integer NOT NULL,
	"message_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"url" text NOT NULL,
	CONSTRAINT "message_links_project_id_message_id_place_pk" PRIMARY KEY("project_id","message_id","place")
);
--> statement-breakpoint
CREATE TABLE "sender_paces" (
	"account" "bytea" PRIMARY KEY NOT NULL,
	"next_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "template_links" (
	"project_id" integer NOT NULL,
	"template_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"place" integer NOT NULL,
	"url" text NOT NULL,
	CONSTRAINT "template_links_project_id_template_id_version_place_pk" PRIMARY KEY("project_id","template_id","version","place")
);
--> statement-breakpoint
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
CREATE TABLE "integration_work" (
	"project_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "integration_work_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"integration_id" uuid NOT NULL,
	"key" text NOT NULL,
	"what" text NOT NULL,
	"state" "work_state" NOT NULL,
	"detail" text,
	"attempts" integer DEFAULT 1 NOT NULL,
	"millis" integer,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "integration_work_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "integration_work_once" UNIQUE("project_id","integration_id","key")
);
--> statement-breakpoint
CREATE TABLE "integrations" (
	"project_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"status" "integration_status" DEFAULT 'connected' NOT NULL,
	"settings" jsonb NOT NULL,
	"secrets" "bytea" NOT NULL,
	"hints" jsonb NOT NULL,
	"last_error" text,
	"last_error_at" timestamp with time zone,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "integrations_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "integrations_kind" UNIQUE("project_id","kind")
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"project_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"webhook_id" uuid NOT NULL,
	"fact" text NOT NULL,
	"kind" text NOT NULL,
	"customer" uuid,
	"payload" text NOT NULL,
	"state" "delivery_state" DEFAULT 'waiting' NOT NULL,
	"attempts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"due_at" timestamp with time zone,
	CONSTRAINT "webhook_deliveries_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "webhook_deliveries_once" UNIQUE("project_id","webhook_id","kind","fact")
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"project_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"url" text NOT NULL,
	"description" text NOT NULL,
	"kinds" jsonb NOT NULL,
	"event_names" jsonb NOT NULL,
	"status" "webhook_status" DEFAULT 'on' NOT NULL,
	"secret" "bytea" NOT NULL,
	"secret_hint" text NOT NULL,
	"previous_secret" "bytea",
	"previous_until" timestamp with time zone,
	"failing_since" timestamp with time zone,
	"disabled_because" text,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "webhooks_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
DROP INDEX "outbox_project";--> statement-breakpoint
DROP INDEX "engine_calls_lane";--> statement-breakpoint
DROP INDEX "engine_runs_live";--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "reply_to" text;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "sender_changed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "smart_sending_days" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "trait_keys" ADD COLUMN "description" text;--> statement-breakpoint
ALTER TABLE "trait_keys" ADD COLUMN "format" text;--> statement-breakpoint
ALTER TABLE "event_names" ADD COLUMN "colour" text DEFAULT 'ink' NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "unsubscribe_group" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "opens" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "clicks" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "machine_opens" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "machine_clicks" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "first_opened_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "first_clicked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "engine_inbox" ADD COLUMN "project_id" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "engine_timers" ADD COLUMN "project_id" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "broadcast_batches" ADD CONSTRAINT "broadcast_batches_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_batches" ADD CONSTRAINT "broadcast_batches_broadcast_fk" FOREIGN KEY ("project_id","broadcast_id") REFERENCES "public"."broadcasts"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_recipients" ADD CONSTRAINT "broadcast_recipients_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_recipients" ADD CONSTRAINT "broadcast_recipients_broadcast_fk" FOREIGN KEY ("project_id","broadcast_id") REFERENCES "public"."broadcasts"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_recipients" ADD CONSTRAINT "broadcast_recipients_customer_fk" FOREIGN KEY ("project_id","customer_id") REFERENCES "public"."customers"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD CONSTRAINT "broadcasts_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD CONSTRAINT "broadcasts_template_fk" FOREIGN KEY ("project_id","template_id") REFERENCES "public"."templates"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "latest_emails" ADD CONSTRAINT "latest_emails_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_clicks" ADD CONSTRAINT "message_clicks_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_clicks" ADD CONSTRAINT "message_clicks_message_fk" FOREIGN KEY ("project_id","message_id") REFERENCES "public"."messages"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_links" ADD CONSTRAINT "message_links_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_links" ADD CONSTRAINT "message_links_message_fk" FOREIGN KEY ("project_id","message_id") REFERENCES "public"."messages"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_links" ADD CONSTRAINT "template_links_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_links" ADD CONSTRAINT "template_links_version_fk" FOREIGN KEY ("project_id","template_id","version") REFERENCES "public"."template_versions"("project_id","template_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "integration_work" ADD CONSTRAINT "integration_work_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "integration_work" ADD CONSTRAINT "integration_work_integration_fk" FOREIGN KEY ("project_id","integration_id") REFERENCES "public"."integrations"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "integrations" ADD CONSTRAINT "integrations_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_fk" FOREIGN KEY ("project_id","webhook_id") REFERENCES "public"."webhooks"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "broadcast_recipients_batch" ON "broadcast_recipients" USING btree ("project_id","broadcast_id","batch");--> statement-breakpoint
CREATE INDEX "broadcast_recipients_customer" ON "broadcast_recipients" USING btree ("project_id","customer_id");--> statement-breakpoint
CREATE INDEX "broadcasts_due" ON "broadcasts" USING btree ("scheduled_at") WHERE status = 'scheduled';--> statement-breakpoint
CREATE INDEX "broadcasts_started" ON "broadcasts" USING btree ("project_id","started_at");--> statement-breakpoint
CREATE INDEX "integration_work_newest" ON "integration_work" USING btree ("project_id","integration_id","id");--> statement-breakpoint
CREATE INDEX "integration_work_age" ON "integration_work" USING btree ("at");--> statement-breakpoint
CREATE INDEX "integrations_id" ON "integrations" USING btree ("id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_newest" ON "webhook_deliveries" USING btree ("project_id","webhook_id","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_customer" ON "webhook_deliveries" USING btree ("project_id","customer");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "webhook_deliveries" USING btree ("due_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_age" ON "webhook_deliveries" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "engine_inbox_project" ON "engine_inbox" USING btree ("project_id","id");--> statement-breakpoint
CREATE INDEX "engine_runs_project" ON "engine_runs" USING btree ("project_id","id");--> statement-breakpoint
CREATE INDEX "engine_runs_lost" ON "engine_runs" USING btree ("project_id","ended_at") WHERE "engine_runs"."status" in ('failed', 'cancelled');--> statement-breakpoint
CREATE INDEX "engine_timers_project" ON "engine_timers" USING btree ("project_id","at");--> statement-breakpoint
CREATE INDEX "outbox_project" ON "outbox" USING btree ("project_id","id");--> statement-breakpoint
CREATE INDEX "engine_calls_lane" ON "engine_calls" USING btree ("project_id","function_id","slots","id");--> statement-breakpoint
CREATE INDEX "engine_runs_live" ON "engine_runs" USING btree ("project_id","function_id") WHERE "engine_runs"."ended_at" is null;