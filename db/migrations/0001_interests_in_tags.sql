ALTER TYPE "public"."interest" ADD VALUE 'refresh_on_tag';--> statement-breakpoint
ALTER TYPE "public"."interest" ADD VALUE 'start_on_tag';--> statement-breakpoint
-- A secret key may do what an editor may, also what an editor may since the key was made.
UPDATE "api_keys" SET "grants" = "grants" || '["tags:read", "traits:read", "broadcasts:read", "integrations:read", "members:read", "tags:write", "traits:write", "broadcasts:write"]'::jsonb WHERE "kind" = 'secret';
