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
CREATE INDEX "customer_tags_customer" ON "customer_tags" USING btree ("project_id","customer_id");--> statement-breakpoint
CREATE INDEX "identity_tags_tag" ON "identity_tags" USING btree ("project_id","tag_id");--> statement-breakpoint
CREATE INDEX "tag_changes_customer" ON "tag_changes" USING btree ("project_id","customer_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "tags_name" ON "tags" USING btree ("project_id",lower(name)) WHERE deleted_at is null;