CREATE TABLE "sightings" (
	"project_id" integer NOT NULL,
	"kind" "identity_kind" NOT NULL,
	"value" text collate "C" NOT NULL,
	"day" date NOT NULL,
	"spans" "tstzmultirange" NOT NULL,
	CONSTRAINT "sightings_project_id_kind_value_day_pk" PRIMARY KEY("project_id","kind","value","day")
);
--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "session_minutes" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "sightings" ADD CONSTRAINT "sightings_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sightings" ADD CONSTRAINT "sightings_name_fk" FOREIGN KEY ("project_id","kind","value") REFERENCES "public"."customer_identities"("project_id","kind","value") ON DELETE cascade ON UPDATE no action;