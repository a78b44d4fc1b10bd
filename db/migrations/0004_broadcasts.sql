CREATE TYPE "public"."broadcast_status" AS ENUM('draft', 'scheduled', 'sending', 'paused', 'sent', 'cancelled');--> statement-breakpoint
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
ALTER TABLE "projects" ADD COLUMN "smart_sending_days" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "unsubscribe_group" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "opens" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "clicks" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "machine_opens" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "machine_clicks" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "first_opened_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "first_clicked_at" timestamp with time zone;--> statement-breakpoint
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
CREATE INDEX "broadcast_recipients_batch" ON "broadcast_recipients" USING btree ("project_id","broadcast_id","batch");--> statement-breakpoint
CREATE INDEX "broadcast_recipients_customer" ON "broadcast_recipients" USING btree ("project_id","customer_id");--> statement-breakpoint
CREATE INDEX "broadcasts_due" ON "broadcasts" USING btree ("scheduled_at") WHERE status = 'scheduled';--> statement-breakpoint
CREATE INDEX "broadcasts_started" ON "broadcasts" USING btree ("project_id","started_at");