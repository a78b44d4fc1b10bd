CREATE TYPE "public"."visit_end" AS ENUM('begun', 'done', 'skipped', 'failed', 'left');--> statement-breakpoint
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
ALTER TABLE "pictures" ADD CONSTRAINT "pictures_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pictures_hash" ON "pictures" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "pictures_newest" ON "pictures" USING btree ("project_id","created_at");--> statement-breakpoint
CREATE INDEX "automation_run_steps_counted" ON "automation_run_steps" USING btree ("project_id","automation_id","node_id","became","run_id");--> statement-breakpoint
CREATE UNIQUE INDEX "templates_name" ON "templates" USING btree ("project_id","name") WHERE deleted_at is null;