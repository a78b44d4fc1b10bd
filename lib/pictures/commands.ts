import "server-only";
import { createHash } from "node:crypto";
import { pictures } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/errors";
import { encoded } from "@/lib/pictures/encoding";
import { urlOf } from "@/lib/pictures/queries";
import { MAX_UPLOAD, type ShownPicture } from "@/lib/pictures/schema";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

/** Keeps a picture for emails. The same picture again is the same one, at the same address. */
export async function addPicture(scope: Scope, { bytes, name }: { bytes: Buffer; name: string }): Promise<ShownPicture> {
  requireGrant(scope, "templates:write");
  if (bytes.byteLength > MAX_UPLOAD) throw new AppError("TOO_LARGE", "A picture may have 5 MB at most.");
  const picture = await encoded(bytes);
  const hash = createHash("sha256").update(picture.content).digest();
  const { width, height } = picture;
  const called = name.replaceAll("\0", "").trim().slice(0, 120) || "Picture";
  return inTransaction(scope, async (tx) => {
    const [added] = await tx.db
      .insert(pictures)
      .values({ projectId: tx.projectId, hash, name: called, createdAt: tx.clock.now(), ...picture })
      .onConflictDoNothing()
      .returning({ name: pictures.name });
    if (added) await record(tx, "picture.added", hash.toString("hex"), { after: { name: called, width, height } });
    return { url: urlOf(hash), name: called, width, height };
  });
}
