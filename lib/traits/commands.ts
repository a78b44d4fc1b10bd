import "server-only";
import { and, eq } from "drizzle-orm";
import { traitKeys } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/errors";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";
import { formatsOf } from "@/lib/traits/formats/schema";
import { findTrait } from "@/lib/traits/queries";
import type { UpdateTrait } from "@/lib/traits/schema";

/** Changes what people read for a trait: its label, what it is, and how its values are shown. */
export async function updateTrait(scope: Scope, { key, ...change }: UpdateTrait): Promise<void> {
  requireGrant(scope, "traits:write");
  await inTransaction(scope, async (tx) => {
    const before = await findTrait(tx, key);
    const { label = before.label, description = before.description, format = before.format } = change;
    if (format !== null && format !== before.format && !formatsOf(before.type).includes(format))
      throw new AppError("INVALID_INPUT", `A trait of type ${before.type} is not shown like this.`, { format: ["Choose another format."] });
    const after = { label: label || null, description: description || null, format };
    await tx.db
      .update(traitKeys)
      .set(after)
      .where(and(eq(traitKeys.projectId, tx.projectId), eq(traitKeys.key, key)));
    await record(tx, "trait.updated", key, { before, after: { ...before, ...after } });
  });
}
