ALTER TABLE "trait_keys" ADD COLUMN "description" text;--> statement-breakpoint
ALTER TABLE "trait_keys" ADD COLUMN "format" text;--> statement-breakpoint
ALTER TABLE "event_names" ADD COLUMN "colour" text DEFAULT 'ink' NOT NULL;