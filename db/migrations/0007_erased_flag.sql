ALTER TABLE "customers" ADD COLUMN IF NOT EXISTS "is_erased" boolean DEFAULT false NOT NULL;--> statement-breakpoint
DO $$ BEGIN
	IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'customers'::regclass AND attname = 'erased_at' AND NOT attisdropped) THEN
		UPDATE "customers" SET "is_erased" = true WHERE "erased_at" IS NOT NULL;
	END IF;
END $$;--> statement-breakpoint
ALTER TABLE "customers" DROP COLUMN IF EXISTS "erased_at";
