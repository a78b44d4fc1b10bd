CREATE TYPE "public"."visit_end" AS ENUM('begun', 'done', 'skipped', 'failed', 'left');--> statement-breakpoint
CREATE TYPE "public"."broadcast_status" AS ENUM('draft', 'scheduled', 'sending', 'paused', 'sent', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."delivery_state" AS ENUM('waiting', 'delivered', 'failed');--> statement-breakpoint
CREATE TYPE "public"."integration_status" AS ENUM('connected', 'error', 'paused');--> statement-breakpoint
CREATE TYPE "public"."webhook_status" AS ENUM('on', 'off', 'disabled');--> statement-breakpoint
CREATE TYPE "public"."work_state" AS ENUM('begun', 'later', 'done', 'refused', 'uncertain');--> statement-breakpoint
ALTER TYPE "public"."key_kind" ADD VALUE 'application';--> statement-breakpoint
ALTER TYPE "public"."interest" ADD VALUE 'refresh_on_tag';--> statement-breakpoint
ALTER TYPE "public"."interest" ADD VALUE 'start_on_tag';--> statement-breakpoint
ALTER TYPE "public"."interest" ADD VALUE 'tell_webhooks';--> statement-breakpoint
CREATE TABLE "former_slugs" (
	"slug" text PRIMARY KEY NOT NULL,
	"project_id" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"project_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"email" text,
	"role" "role" NOT NULL,
	"hash" "bytea" NOT NULL,
	"invited_by" uuid,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "invitations_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "invitations_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "customer_merges" (
	"project_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"customer_id" bigint NOT NULL,
	"kind" "identity_kind" NOT NULL,
	"value" text NOT NULL,
	"joined_kind" "identity_kind" NOT NULL,
	"joined_value" text NOT NULL,
	"joined_id" bigint NOT NULL,
	"joined_public_id" uuid NOT NULL,
	"joined_created_at" timestamp with time zone NOT NULL,
	"moved" jsonb NOT NULL,
	"undone_at" timestamp with time zone,
	CONSTRAINT "customer_merges_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "sightings" (
	"project_id" integer NOT NULL,
	"kind" "identity_kind" NOT NULL,
	"value" text collate "C" NOT NULL,
	"day" date NOT NULL,
	"spans" "tstzmultirange" NOT NULL,
	CONSTRAINT "sightings_project_id_kind_value_day_pk" PRIMARY KEY("project_id","kind","value","day")
);
--> statement-breakpoint
CREATE TABLE "customer_tags" (
	"project_id" integer NOT NULL,
	"tag_id" uuid NOT NULL,
	"customer_id" bigint NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "customer_tags_project_id_tag_id_customer_id_pk" PRIMARY KEY("project_id","tag_id","customer_id")
);
--> statement-breakpoint
CREATE TABLE "identity_tags" (
	"project_id" integer NOT NULL,
	"kind" "identity_kind" NOT NULL,
	"value" text collate "C" NOT NULL,
	"tag_id" uuid NOT NULL,
	"is_on" boolean NOT NULL,
	"told_at" timestamp with time zone NOT NULL,
	CONSTRAINT "identity_tags_project_id_kind_value_tag_id_pk" PRIMARY KEY("project_id","kind","value","tag_id")
);
--> statement-breakpoint
CREATE TABLE "tag_changes" (
	"project_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"tag_id" uuid NOT NULL,
	"customer_id" bigint NOT NULL,
	"added" boolean NOT NULL,
	"live" boolean NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "tag_changes_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "tags" (
	"project_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text NOT NULL,
	"colour" text DEFAULT 'ink' NOT NULL,
	"description" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "tags_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "pictures" (
	"project_id" integer NOT NULL,
	"hash" "bytea" NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"content" "bytea" NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "pictures_project_id_hash_pk" PRIMARY KEY("project_id","hash")
);
--> statement-breakpoint
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
ALTER TABLE "templates" DROP CONSTRAINT "templates_name";--> statement-breakpoint
DROP INDEX "outbox_project";--> statement-breakpoint
DROP INDEX "engine_calls_lane";--> statement-breakpoint
DROP INDEX "engine_runs_live";--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "ends_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "last_active_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "reply_to" text;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "session_minutes" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "sender_changed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "smart_sending_days" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "customer_identities" ADD COLUMN "hand_kind" "identity_kind";--> statement-breakpoint
ALTER TABLE "customer_identities" ADD COLUMN "hand_value" text;--> statement-breakpoint
ALTER TABLE "trait_keys" ADD COLUMN "description" text;--> statement-breakpoint
ALTER TABLE "trait_keys" ADD COLUMN "format" text;--> statement-breakpoint
ALTER TABLE "event_names" ADD COLUMN "colour" text DEFAULT 'ink' NOT NULL;--> statement-breakpoint
ALTER TABLE "automation_run_steps" ADD COLUMN "automation_id" uuid;--> statement-breakpoint
ALTER TABLE "automation_run_steps" ADD COLUMN "became" "visit_end";--> statement-breakpoint
UPDATE "automation_run_steps" s SET "automation_id" = r."automation_id", "became" = (case
	when s."detail" ? 'until' then 'begun'
	when s."outcome" like 'Email skipped%' then 'skipped'
	when s."outcome" like 'Email failed%' or s."outcome" like 'Email uncertain%' then 'failed'
	else 'done' end)::visit_end
	FROM "automation_runs" r WHERE r."project_id" = s."project_id" AND r."id" = s."run_id";--> statement-breakpoint
ALTER TABLE "automation_run_steps" ALTER COLUMN "automation_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "automation_run_steps" ALTER COLUMN "became" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "automations" ADD COLUMN "paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "automations" ADD COLUMN "entries_stopped_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "template_versions" ADD COLUMN "published_by" text;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "unsubscribe_group" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "opens" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "clicks" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "machine_opens" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "machine_clicks" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "first_opened_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "first_clicked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "engine_inbox" ADD COLUMN "project_id" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "engine_timers" ADD COLUMN "project_id" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "former_slugs" ADD CONSTRAINT "former_slugs_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_users_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_merges" ADD CONSTRAINT "customer_merges_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_merges" ADD CONSTRAINT "customer_merges_customer_fk" FOREIGN KEY ("project_id","customer_id") REFERENCES "public"."customers"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sightings" ADD CONSTRAINT "sightings_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sightings" ADD CONSTRAINT "sightings_name_fk" FOREIGN KEY ("project_id","kind","value") REFERENCES "public"."customer_identities"("project_id","kind","value") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_tags" ADD CONSTRAINT "customer_tags_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_tags" ADD CONSTRAINT "customer_tags_tag_fk" FOREIGN KEY ("project_id","tag_id") REFERENCES "public"."tags"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_tags" ADD CONSTRAINT "customer_tags_customer_fk" FOREIGN KEY ("project_id","customer_id") REFERENCES "public"."customers"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_tags" ADD CONSTRAINT "identity_tags_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_tags" ADD CONSTRAINT "identity_tags_identity_fk" FOREIGN KEY ("project_id","kind","value") REFERENCES "public"."customer_identities"("project_id","kind","value") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_tags" ADD CONSTRAINT "identity_tags_tag_fk" FOREIGN KEY ("project_id","tag_id") REFERENCES "public"."tags"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tag_changes" ADD CONSTRAINT "tag_changes_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tag_changes" ADD CONSTRAINT "tag_changes_tag_fk" FOREIGN KEY ("project_id","tag_id") REFERENCES "public"."tags"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tag_changes" ADD CONSTRAINT "tag_changes_customer_fk" FOREIGN KEY ("project_id","customer_id") REFERENCES "public"."customers"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tags" ADD CONSTRAINT "tags_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
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
CREATE INDEX "former_slugs_project_id_index" ON "former_slugs" USING btree ("project_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_open" ON "invitations" USING btree ("project_id","email") WHERE accepted_at is null and revoked_at is null;--> statement-breakpoint
CREATE INDEX "invitations_inviter" ON "invitations" USING btree ("invited_by");--> statement-breakpoint
CREATE INDEX "customer_merges_customer" ON "customer_merges" USING btree ("project_id","customer_id","created_at");--> statement-breakpoint
CREATE INDEX "customer_tags_customer" ON "customer_tags" USING btree ("project_id","customer_id");--> statement-breakpoint
CREATE INDEX "identity_tags_tag" ON "identity_tags" USING btree ("project_id","tag_id");--> statement-breakpoint
CREATE INDEX "tag_changes_customer" ON "tag_changes" USING btree ("project_id","customer_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "tags_name" ON "tags" USING btree ("project_id",lower(name)) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "pictures_hash" ON "pictures" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "pictures_newest" ON "pictures" USING btree ("project_id","created_at");--> statement-breakpoint
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
CREATE INDEX "automation_run_steps_counted" ON "automation_run_steps" USING btree ("project_id","automation_id","node_id","became","run_id");--> statement-breakpoint
CREATE UNIQUE INDEX "templates_name" ON "templates" USING btree ("project_id","name") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "audit_newest" ON "audit" USING btree ("project_id","created_at","id");--> statement-breakpoint
CREATE INDEX "audit_verb" ON "audit" USING btree ("project_id","verb","created_at");--> statement-breakpoint
CREATE INDEX "audit_actor" ON "audit" USING btree ("project_id",(coalesce(actor ->> 'userId', actor ->> 'keyId', actor ->> 'name')),"created_at");--> statement-breakpoint
CREATE INDEX "engine_inbox_project" ON "engine_inbox" USING btree ("project_id","id");--> statement-breakpoint
CREATE INDEX "engine_runs_project" ON "engine_runs" USING btree ("project_id","id");--> statement-breakpoint
CREATE INDEX "engine_runs_lost" ON "engine_runs" USING btree ("project_id","ended_at") WHERE "engine_runs"."status" in ('failed', 'cancelled');--> statement-breakpoint
CREATE INDEX "engine_timers_project" ON "engine_timers" USING btree ("project_id","at");--> statement-breakpoint
CREATE INDEX "outbox_project" ON "outbox" USING btree ("project_id","id");--> statement-breakpoint
CREATE INDEX "engine_calls_lane" ON "engine_calls" USING btree ("project_id","function_id","slots","id");--> statement-breakpoint
CREATE INDEX "engine_runs_live" ON "engine_runs" USING btree ("project_id","function_id") WHERE "engine_runs"."ended_at" is null;--> statement-breakpoint
-- A secret key may do what an editor may, and ask to be told of what happens: also one that was made before.
UPDATE "api_keys" SET "grants" = "grants" || '["tags:read", "traits:read", "broadcasts:read", "integrations:read", "members:read", "tags:write", "traits:write", "broadcasts:write", "webhooks:read", "webhooks:write"]'::jsonb WHERE "kind" = 'secret';
