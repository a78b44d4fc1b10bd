CREATE TYPE "public"."delivery_state" AS ENUM('waiting', 'delivered', 'failed');--> statement-breakpoint
CREATE TYPE "public"."integration_status" AS ENUM('connected', 'error', 'paused');--> statement-breakpoint
CREATE TYPE "public"."webhook_status" AS ENUM('on', 'off', 'disabled');--> statement-breakpoint
CREATE TYPE "public"."work_state" AS ENUM('begun', 'later', 'done', 'refused', 'uncertain');--> statement-breakpoint
ALTER TYPE "public"."interest" ADD VALUE 'tell_webhooks';--> statement-breakpoint
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
ALTER TABLE "projects" ADD COLUMN "reply_to" text;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "sender_changed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "integration_work" ADD CONSTRAINT "integration_work_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "integration_work" ADD CONSTRAINT "integration_work_integration_fk" FOREIGN KEY ("project_id","integration_id") REFERENCES "public"."integrations"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "integrations" ADD CONSTRAINT "integrations_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_fk" FOREIGN KEY ("project_id","webhook_id") REFERENCES "public"."webhooks"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "integration_work_newest" ON "integration_work" USING btree ("project_id","integration_id","id");--> statement-breakpoint
CREATE INDEX "integration_work_age" ON "integration_work" USING btree ("at");--> statement-breakpoint
CREATE INDEX "integrations_id" ON "integrations" USING btree ("id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_newest" ON "webhook_deliveries" USING btree ("project_id","webhook_id","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_customer" ON "webhook_deliveries" USING btree ("project_id","customer");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "webhook_deliveries" USING btree ("due_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_age" ON "webhook_deliveries" USING btree ("created_at");--> statement-breakpoint
-- A secret key may ask to be told of what happens, also one that was made before there were webhooks.
UPDATE "api_keys" SET "grants" = "grants" || '["webhooks:read", "webhooks:write"]'::jsonb WHERE "kind" = 'secret';
