CREATE TYPE "public"."visit_end" AS ENUM('begun', 'done', 'skipped', 'failed', 'left');--> statement-breakpoint
ALTER TYPE "public"."key_kind" ADD VALUE 'application';--> statement-breakpoint
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
ALTER TABLE "templates" DROP CONSTRAINT "templates_name";--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "ends_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "last_active_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "session_minutes" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "customer_identities" ADD COLUMN "hand_kind" "identity_kind";--> statement-breakpoint
ALTER TABLE "customer_identities" ADD COLUMN "hand_value" text;--> statement-breakpoint
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
ALTER TABLE "former_slugs" ADD CONSTRAINT "former_slugs_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_users_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_merges" ADD CONSTRAINT "customer_merges_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_merges" ADD CONSTRAINT "customer_merges_customer_fk" FOREIGN KEY ("project_id","customer_id") REFERENCES "public"."customers"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sightings" ADD CONSTRAINT "sightings_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sightings" ADD CONSTRAINT "sightings_name_fk" FOREIGN KEY ("project_id","kind","value") REFERENCES "public"."customer_identities"("project_id","kind","value") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "former_slugs_project_id_index" ON "former_slugs" USING btree ("project_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_open" ON "invitations" USING btree ("project_id","email") WHERE accepted_at is null and revoked_at is null;--> statement-breakpoint
CREATE INDEX "invitations_inviter" ON "invitations" USING btree ("invited_by");--> statement-breakpoint
CREATE INDEX "customer_merges_customer" ON "customer_merges" USING btree ("project_id","customer_id","created_at");--> statement-breakpoint
CREATE INDEX "pictures_hash" ON "pictures" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "pictures_newest" ON "pictures" USING btree ("project_id","created_at");--> statement-breakpoint
CREATE INDEX "automation_run_steps_counted" ON "automation_run_steps" USING btree ("project_id","automation_id","node_id","became","run_id");--> statement-breakpoint
CREATE UNIQUE INDEX "templates_name" ON "templates" USING btree ("project_id","name") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "audit_newest" ON "audit" USING btree ("project_id","created_at","id");--> statement-breakpoint
CREATE INDEX "audit_verb" ON "audit" USING btree ("project_id","verb","created_at");--> statement-breakpoint
CREATE INDEX "audit_actor" ON "audit" USING btree ("project_id",(coalesce(actor ->> 'userId', actor ->> 'keyId', actor ->> 'name')),"created_at");