CREATE TYPE "public"."link_purpose" AS ENUM('claim', 'sign_in', 'reset_password');--> statement-breakpoint
CREATE TYPE "public"."key_kind" AS ENUM('public', 'secret');--> statement-breakpoint
CREATE TYPE "public"."role" AS ENUM('viewer', 'editor', 'admin', 'owner');--> statement-breakpoint
CREATE TYPE "public"."identity_kind" AS ENUM('user_id', 'anonymous_id', 'email');--> statement-breakpoint
CREATE TYPE "public"."automation_status" AS ENUM('draft', 'live', 'paused', 'archived');--> statement-breakpoint
CREATE TYPE "public"."run_status" AS ENUM('active', 'waiting', 'done', 'exited', 'failed');--> statement-breakpoint
CREATE TYPE "public"."channel" AS ENUM('email', 'sms', 'push', 'chat');--> statement-breakpoint
CREATE TYPE "public"."message_source" AS ENUM('automation', 'broadcast', 'api', 'test');--> statement-breakpoint
CREATE TYPE "public"."message_state" AS ENUM('claimed', 'skipped', 'failed', 'uncertain', 'sent', 'delivered', 'bounced', 'complained');--> statement-breakpoint
CREATE TYPE "public"."interest" AS ENUM('refresh_on_event', 'refresh_on_trait', 'refresh_on_customer', 'refresh_on_seen', 'start_on_event');--> statement-breakpoint
CREATE TYPE "public"."engine_run_status" AS ENUM('live', 'completed', 'failed', 'cancelled');--> statement-breakpoint
CREATE TABLE "attempts" (
	"subject" "bytea" PRIMARY KEY NOT NULL,
	"recent" timestamp with time zone[] NOT NULL,
	"last_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "data_keys" (
	"purpose" text NOT NULL,
	"version" integer NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "data_keys_purpose_version_pk" PRIMARY KEY("purpose","version")
);
--> statement-breakpoint
CREATE TABLE "one_time_links" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"purpose" "link_purpose" NOT NULL,
	"user_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"session_version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"project_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"kind" "key_kind" NOT NULL,
	"name" text NOT NULL,
	"hash" "bytea" NOT NULL,
	"shown" text NOT NULL,
	"sealed" "bytea",
	"grants" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "api_keys_hash_unique" UNIQUE("hash"),
	CONSTRAINT "api_keys_projectId_name_unique" UNIQUE("project_id","name")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"project_id" integer NOT NULL,
	"user_id" uuid NOT NULL,
	"role" "role" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "members_project_id_user_id_pk" PRIMARY KEY("project_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "projects_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"public_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"from_name" text,
	"from_address" text,
	"postal_address" text,
	"store_ips" boolean DEFAULT false NOT NULL,
	"retention_days" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "projects_publicId_unique" UNIQUE("public_id"),
	CONSTRAINT "projects_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "customer_identities" (
	"project_id" integer NOT NULL,
	"kind" "identity_kind" NOT NULL,
	"value" text collate "C" NOT NULL,
	"customer_id" bigint NOT NULL,
	"standing" smallint DEFAULT 9 NOT NULL,
	"claimed_at" timestamp with time zone NOT NULL,
	"call_id" text NOT NULL,
	"claimant_kind" "identity_kind",
	"claimant_value" text,
	"traits" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"trait_times" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"first_seen_at" timestamp with time zone,
	"last_seen_at" timestamp with time zone,
	CONSTRAINT "customer_identities_project_id_kind_value_pk" PRIMARY KEY("project_id","kind","value")
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"project_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "customers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"public_id" uuid NOT NULL,
	"email" text,
	"email_hash" "bytea",
	"traits" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"trait_times" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"name" text GENERATED ALWAYS AS (coalesce(nullif(btrim(coalesce(traits ->> 'first_name', '') || ' ' || coalesce(traits ->> 'last_name', '')), ''), traits ->> 'name')) STORED,
	"family_name" text GENERATED ALWAYS AS (traits ->> 'last_name') STORED,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "customers_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "customers_publicId_unique" UNIQUE("public_id")
);
--> statement-breakpoint
CREATE TABLE "identity_aliases" (
	"project_id" integer NOT NULL,
	"previous_id" text NOT NULL,
	"user_id" text NOT NULL,
	CONSTRAINT "identity_aliases_project_id_previous_id_user_id_pk" PRIMARY KEY("project_id","previous_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "identity_conflicts" (
	"project_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" "identity_kind" NOT NULL,
	"value" text NOT NULL,
	"claimant_kind" "identity_kind" NOT NULL,
	"claimant_value" text NOT NULL,
	"holder_id" bigint NOT NULL,
	"claimant_id" bigint NOT NULL,
	"resolved_at" timestamp with time zone,
	CONSTRAINT "identity_conflicts_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "identity_conflicts_once" UNIQUE("project_id","kind","value","claimant_kind","claimant_value")
);
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"project_id" integer NOT NULL,
	"address_hash" "bytea" NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "suppressions_project_id_address_hash_pk" PRIMARY KEY("project_id","address_hash")
);
--> statement-breakpoint
CREATE TABLE "trait_keys" (
	"project_id" integer NOT NULL,
	"key" text NOT NULL,
	"type" text NOT NULL,
	"label" text,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "trait_keys_project_id_key_pk" PRIMARY KEY("project_id","key")
);
--> statement-breakpoint
CREATE TABLE "unsubscribes" (
	"project_id" integer NOT NULL,
	"address_hash" "bytea" NOT NULL,
	"topic" text NOT NULL,
	"source" text NOT NULL,
	"message_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "unsubscribes_project_id_address_hash_topic_pk" PRIMARY KEY("project_id","address_hash","topic")
);
--> statement-breakpoint
CREATE TABLE "event_names" (
	"project_id" integer NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "event_names_project_id_name_pk" PRIMARY KEY("project_id","name")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"project_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" bigint NOT NULL,
	"kind" smallint NOT NULL,
	"source" smallint NOT NULL,
	"name" text NOT NULL,
	"properties" jsonb NOT NULL,
	"context" jsonb,
	"user_id" text,
	"anonymous_id" text,
	"email" text,
	"occurred_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "events_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "rejections" (
	"project_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"source" smallint NOT NULL,
	"field" text,
	"reason" text NOT NULL,
	"payload" jsonb,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rejections_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "segment_changes" (
	"project_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"segment_id" uuid NOT NULL,
	"customer_id" bigint NOT NULL,
	"entered" boolean NOT NULL,
	"live" boolean NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "segment_changes_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "segment_customers" (
	"project_id" integer NOT NULL,
	"segment_id" uuid NOT NULL,
	"customer_id" bigint NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "segment_customers_project_id_segment_id_customer_id_pk" PRIMARY KEY("project_id","segment_id","customer_id")
);
--> statement-breakpoint
CREATE TABLE "segment_due" (
	"project_id" integer NOT NULL,
	"segment_id" uuid NOT NULL,
	"customer_id" bigint NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	CONSTRAINT "segment_due_project_id_segment_id_customer_id_pk" PRIMARY KEY("project_id","segment_id","customer_id")
);
--> statement-breakpoint
CREATE TABLE "segments" (
	"project_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"rule" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"filled_version" integer DEFAULT 0 NOT NULL,
	"filled_at" timestamp with time zone,
	"size" integer DEFAULT 0 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "segments_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "automation_run_steps" (
	"project_id" integer NOT NULL,
	"run_id" uuid NOT NULL,
	"visit" integer NOT NULL,
	"node_id" text NOT NULL,
	"outcome" text NOT NULL,
	"detail" jsonb,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "automation_run_steps_project_id_run_id_visit_pk" PRIMARY KEY("project_id","run_id","visit")
);
--> statement-breakpoint
CREATE TABLE "automation_runs" (
	"project_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"automation_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"customer_id" bigint NOT NULL,
	"entry_key" text NOT NULL,
	"trigger" jsonb NOT NULL,
	"status" "run_status" DEFAULT 'active' NOT NULL,
	"node_id" text,
	"visit" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"ended_at" timestamp with time zone,
	"ended_because" text,
	CONSTRAINT "automation_runs_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "automation_runs_entry" UNIQUE("project_id","automation_id","customer_id","entry_key")
);
--> statement-breakpoint
CREATE TABLE "automation_versions" (
	"project_id" integer NOT NULL,
	"automation_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"flow" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "automation_versions_project_id_automation_id_version_pk" PRIMARY KEY("project_id","automation_id","version")
);
--> statement-breakpoint
CREATE TABLE "automations" (
	"project_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text NOT NULL,
	"status" "automation_status" DEFAULT 'draft' NOT NULL,
	"draft" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"live_version" integer,
	"live_revision" integer,
	"asks_before_sending" boolean DEFAULT false NOT NULL,
	"paused_because" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "automations_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "automations_name" UNIQUE("project_id","name")
);
--> statement-breakpoint
CREATE TABLE "template_versions" (
	"project_id" integer NOT NULL,
	"template_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"design" jsonb NOT NULL,
	"html" text NOT NULL,
	"variables" jsonb NOT NULL,
	"required" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "template_versions_project_id_template_id_version_pk" PRIMARY KEY("project_id","template_id","version")
);
--> statement-breakpoint
CREATE TABLE "templates" (
	"project_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"draft" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"published_revision" integer,
	"current_version" integer DEFAULT 0 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "templates_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "templates_name" UNIQUE("project_id","name")
);
--> statement-breakpoint
CREATE TABLE "mailbox" (
	"project_id" integer NOT NULL,
	"message_id" uuid NOT NULL,
	"email" json NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mailbox_project_id_message_id_pk" PRIMARY KEY("project_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "message_contents" (
	"project_id" integer NOT NULL,
	"message_id" uuid NOT NULL,
	"sender" text NOT NULL,
	"headers" json NOT NULL,
	"html" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "message_contents_project_id_message_id_pk" PRIMARY KEY("project_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"project_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"channel" "channel" NOT NULL,
	"source" "message_source" NOT NULL,
	"source_id" text NOT NULL,
	"place" text NOT NULL,
	"customer_id" bigint,
	"template_id" uuid,
	"template_version" integer,
	"transactional" boolean DEFAULT false NOT NULL,
	"state" "message_state" NOT NULL,
	"reason" text,
	"address" text,
	"address_hash" "bytea",
	"subject" text,
	"values" jsonb,
	"sha256" "bytea",
	"provider" text,
	"provider_id" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone,
	"offered_at" timestamp with time zone,
	"warnings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"sent_at" timestamp with time zone,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "messages_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "messages_once" UNIQUE("project_id","source","source_id","place","customer_id")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" integer NOT NULL,
	"kind" text NOT NULL,
	"ids" jsonb NOT NULL,
	"start_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"project_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor" jsonb NOT NULL,
	"verb" text NOT NULL,
	"subject_id" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	CONSTRAINT "audit_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "listeners" (
	"project_id" integer NOT NULL,
	"interest" "interest" NOT NULL,
	"key" text NOT NULL,
	"listener_id" text NOT NULL,
	CONSTRAINT "listeners_project_id_interest_key_listener_id_pk" PRIMARY KEY("project_id","interest","key","listener_id")
);
--> statement-breakpoint
CREATE TABLE "engine_calls" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "engine_calls_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"run_id" uuid NOT NULL,
	"step_id" text NOT NULL,
	"function_id" text NOT NULL,
	"project_id" integer NOT NULL,
	"slots" text[] NOT NULL,
	"attempt" integer NOT NULL,
	"epoch" bigint DEFAULT 0 NOT NULL,
	"claims" integer DEFAULT 0 NOT NULL,
	"ready_at" timestamp with time zone NOT NULL,
	CONSTRAINT "engine_calls_step" UNIQUE("run_id","step_id")
);
--> statement-breakpoint
CREATE TABLE "engine_inbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "engine_inbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engine_leader" (
	"id" integer PRIMARY KEY NOT NULL,
	"epoch" bigint NOT NULL,
	"holder" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engine_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"function_id" text NOT NULL,
	"project_id" integer NOT NULL,
	"event_id" text NOT NULL,
	"events" text NOT NULL,
	"slots" text[] NOT NULL,
	"status" "engine_run_status" DEFAULT 'live' NOT NULL,
	"parent_run_id" uuid,
	"parent_step_id" text,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"result" text,
	CONSTRAINT "engine_runs_event" UNIQUE("function_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "engine_steps" (
	"run_id" uuid NOT NULL,
	"step_id" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "engine_steps_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"op" text NOT NULL,
	"result" text NOT NULL,
	"took_millis" integer NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "engine_steps_run_id_step_id_pk" PRIMARY KEY("run_id","step_id")
);
--> statement-breakpoint
CREATE TABLE "engine_throttles" (
	"key" text PRIMARY KEY NOT NULL,
	"arrival" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engine_timers" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "engine_timers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"function_id" text NOT NULL,
	"run_id" uuid,
	"step_id" text,
	"at" timestamp with time zone NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"event_name" text,
	"match_path" text,
	"match_key" text,
	"hold_key" text,
	"payload" text,
	CONSTRAINT "engine_timers_step" UNIQUE("run_id","step_id"),
	CONSTRAINT "engine_timers_hold" UNIQUE("hold_key")
);
--> statement-breakpoint
ALTER TABLE "one_time_links" ADD CONSTRAINT "one_time_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_identities" ADD CONSTRAINT "customer_identities_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_identities" ADD CONSTRAINT "customer_identities_customer_fk" FOREIGN KEY ("project_id","customer_id") REFERENCES "public"."customers"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_aliases" ADD CONSTRAINT "identity_aliases_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_conflicts" ADD CONSTRAINT "identity_conflicts_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_conflicts" ADD CONSTRAINT "identity_conflicts_holder_fk" FOREIGN KEY ("project_id","holder_id") REFERENCES "public"."customers"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_conflicts" ADD CONSTRAINT "identity_conflicts_claimant_fk" FOREIGN KEY ("project_id","claimant_id") REFERENCES "public"."customers"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trait_keys" ADD CONSTRAINT "trait_keys_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unsubscribes" ADD CONSTRAINT "unsubscribes_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_names" ADD CONSTRAINT "event_names_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_customer_fk" FOREIGN KEY ("project_id","customer_id") REFERENCES "public"."customers"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rejections" ADD CONSTRAINT "rejections_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment_changes" ADD CONSTRAINT "segment_changes_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment_changes" ADD CONSTRAINT "segment_changes_segment_fk" FOREIGN KEY ("project_id","segment_id") REFERENCES "public"."segments"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment_changes" ADD CONSTRAINT "segment_changes_customer_fk" FOREIGN KEY ("project_id","customer_id") REFERENCES "public"."customers"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment_customers" ADD CONSTRAINT "segment_customers_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment_customers" ADD CONSTRAINT "segment_customers_segment_fk" FOREIGN KEY ("project_id","segment_id") REFERENCES "public"."segments"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment_customers" ADD CONSTRAINT "segment_customers_customer_fk" FOREIGN KEY ("project_id","customer_id") REFERENCES "public"."customers"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment_due" ADD CONSTRAINT "segment_due_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment_due" ADD CONSTRAINT "segment_due_segment_fk" FOREIGN KEY ("project_id","segment_id") REFERENCES "public"."segments"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment_due" ADD CONSTRAINT "segment_due_customer_fk" FOREIGN KEY ("project_id","customer_id") REFERENCES "public"."customers"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segments" ADD CONSTRAINT "segments_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "automation_run_steps" ADD CONSTRAINT "automation_run_steps_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "automation_run_steps" ADD CONSTRAINT "automation_run_steps_run_fk" FOREIGN KEY ("project_id","run_id") REFERENCES "public"."automation_runs"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "automation_runs" ADD CONSTRAINT "automation_runs_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "automation_runs" ADD CONSTRAINT "automation_runs_version_fk" FOREIGN KEY ("project_id","automation_id","version") REFERENCES "public"."automation_versions"("project_id","automation_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "automation_runs" ADD CONSTRAINT "automation_runs_customer_fk" FOREIGN KEY ("project_id","customer_id") REFERENCES "public"."customers"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "automation_versions" ADD CONSTRAINT "automation_versions_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "automation_versions" ADD CONSTRAINT "automation_versions_automation_fk" FOREIGN KEY ("project_id","automation_id") REFERENCES "public"."automations"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "automations" ADD CONSTRAINT "automations_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_versions" ADD CONSTRAINT "template_versions_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_versions" ADD CONSTRAINT "template_versions_template_fk" FOREIGN KEY ("project_id","template_id") REFERENCES "public"."templates"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailbox" ADD CONSTRAINT "mailbox_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailbox" ADD CONSTRAINT "mailbox_message_fk" FOREIGN KEY ("project_id","message_id") REFERENCES "public"."messages"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_contents" ADD CONSTRAINT "message_contents_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_contents" ADD CONSTRAINT "message_contents_message_fk" FOREIGN KEY ("project_id","message_id") REFERENCES "public"."messages"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_customer_fk" FOREIGN KEY ("project_id","customer_id") REFERENCES "public"."customers"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listeners" ADD CONSTRAINT "listeners_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attempts_last_at_index" ON "attempts" USING btree ("last_at");--> statement-breakpoint
CREATE INDEX "one_time_links_user_id_index" ON "one_time_links" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user_id_index" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "members_user_id_index" ON "members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "customer_identities_customer" ON "customer_identities" USING btree ("project_id","customer_id");--> statement-breakpoint
CREATE INDEX "customers_project_created" ON "customers" USING btree ("project_id","created_at","id");--> statement-breakpoint
CREATE INDEX "customers_project_email_hash" ON "customers" USING btree ("project_id","email_hash");--> statement-breakpoint
CREATE INDEX "customers_name" ON "customers" USING btree ("project_id",(left(lower(name), 100) collate "C"),"id");--> statement-breakpoint
CREATE INDEX "customers_family_name" ON "customers" USING btree ("project_id",(left(lower(family_name), 100) collate "C"),"id");--> statement-breakpoint
CREATE INDEX "identity_conflicts_holder" ON "identity_conflicts" USING btree ("project_id","holder_id");--> statement-breakpoint
CREATE INDEX "identity_conflicts_claimant" ON "identity_conflicts" USING btree ("project_id","claimant_id");--> statement-breakpoint
CREATE INDEX "events_of_customer" ON "events" USING btree ("project_id","customer_id","name","occurred_at");--> statement-breakpoint
CREATE INDEX "events_of_name" ON "events" USING btree ("project_id","name","occurred_at","customer_id");--> statement-breakpoint
CREATE INDEX "events_received" ON "events" USING btree ("project_id","received_at","id");--> statement-breakpoint
CREATE INDEX "rejections_received" ON "rejections" USING btree ("project_id","received_at");--> statement-breakpoint
CREATE INDEX "segment_changes_segment" ON "segment_changes" USING btree ("project_id","segment_id","at");--> statement-breakpoint
CREATE INDEX "segment_changes_customer" ON "segment_changes" USING btree ("project_id","customer_id","at");--> statement-breakpoint
CREATE INDEX "segment_customers_customer" ON "segment_customers" USING btree ("project_id","customer_id");--> statement-breakpoint
CREATE INDEX "segment_due_at" ON "segment_due" USING btree ("due_at","project_id");--> statement-breakpoint
CREATE UNIQUE INDEX "segments_name" ON "segments" USING btree ("project_id","name") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "automation_runs_where" ON "automation_runs" USING btree ("project_id","automation_id","status","node_id");--> statement-breakpoint
CREATE INDEX "automation_runs_customer" ON "automation_runs" USING btree ("project_id","customer_id");--> statement-breakpoint
CREATE INDEX "automation_runs_due" ON "automation_runs" USING btree ("due_at") WHERE status in ('active', 'waiting');--> statement-breakpoint
CREATE UNIQUE INDEX "templates_one_default" ON "templates" USING btree ("project_id") WHERE is_default;--> statement-breakpoint
CREATE INDEX "mailbox_newest" ON "mailbox" USING btree ("project_id","received_at","message_id");--> statement-breakpoint
CREATE INDEX "messages_newest" ON "messages" USING btree ("project_id","created_at","id");--> statement-breakpoint
CREATE INDEX "messages_customer" ON "messages" USING btree ("project_id","customer_id","created_at");--> statement-breakpoint
CREATE INDEX "messages_due" ON "messages" USING btree ("project_id","due_at") WHERE state = 'claimed';--> statement-breakpoint
CREATE INDEX "outbox_project" ON "outbox" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit" USING btree ("project_id","subject_id","created_at");--> statement-breakpoint
CREATE INDEX "engine_calls_lane" ON "engine_calls" USING btree ("project_id","function_id","id");--> statement-breakpoint
CREATE INDEX "engine_runs_live" ON "engine_runs" USING btree ("function_id") WHERE "engine_runs"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "engine_runs_ended" ON "engine_runs" USING btree ("ended_at") WHERE "engine_runs"."ended_at" is not null;--> statement-breakpoint
CREATE INDEX "engine_timers_at" ON "engine_timers" USING btree ("at");--> statement-breakpoint
CREATE INDEX "engine_timers_match" ON "engine_timers" USING btree ("match_key") WHERE "engine_timers"."match_key" is not null;