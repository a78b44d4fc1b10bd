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
ALTER TABLE "customer_identities" ADD COLUMN "hand_kind" "identity_kind";--> statement-breakpoint
ALTER TABLE "customer_identities" ADD COLUMN "hand_value" text;--> statement-breakpoint
ALTER TABLE "customer_merges" ADD CONSTRAINT "customer_merges_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_merges" ADD CONSTRAINT "customer_merges_customer_fk" FOREIGN KEY ("project_id","customer_id") REFERENCES "public"."customers"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "customer_merges_customer" ON "customer_merges" USING btree ("project_id","customer_id","created_at");