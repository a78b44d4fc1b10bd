import "server-only";
import { and, desc, eq, ilike } from "drizzle-orm";
import { type Customer, customers, type Project, projects } from "@/db/schema";
import { env } from "@/lib/env";
import { AppError, notFound } from "@/lib/errors";
import { likePattern } from "@/lib/paging/search";
import { requireGrant, type Scope } from "@/lib/scope";
import { compileDesign } from "@/lib/templates/compile";
import { RenderFailed } from "@/lib/templates/liquid/watched";
import { getTemplate } from "@/lib/templates/queries";
import { type Rendered, renderEmail } from "@/lib/templates/render";
import type { AsCustomer } from "@/lib/templates/schema";
import { valuesFor } from "@/lib/templates/values";

/** Whom a template is shown for when nobody was chosen. */
export const SAMPLE: Pick<Customer, "id" | "publicId" | "email" | "traits"> = {
  id: 0,
  publicId: "cus_sample",
  email: "ada@example.com",
  traits: { first_name: "Ada", last_name: "Lovelace", plan: "pro" },
};

/** A draft as one customer would get it now, by the same way as what is sent. Its link to leave leads nowhere. */
export async function previewTemplate(scope: Scope, { id, customer }: AsCustomer): Promise<Rendered> {
  requireGrant(scope, "templates:read");
  const { draft } = await getTemplate(scope, id);
  const compiled = await compileDesign(draft);
  const known = {
    customer: customer ? await customerOf(scope, customer) : SAMPLE,
    project: await projectOf(scope),
    leaveUrl: `${env().APP_URL}/u/preview`,
    sentAt: scope.clock.now(),
  };
  return renderEmail({ ...compiled, subject: draft.subject }, valuesFor(known)).catch((error: unknown) => {
    if (!(error instanceof RenderFailed)) throw error;
    throw new AppError("INVALID_INPUT", `This email cannot be shown for this person. ${error.message}`);
  });
}

/** A customer by public id. */
export async function customerOf(scope: Scope, publicId: string): Promise<Customer> {
  requireGrant(scope, "customers:read");
  const { projectId, publicId: id } = customers;
  const [customer] = await scope.db
    .select()
    .from(customers)
    .where(and(eq(projectId, scope.projectId), eq(id, publicId)));
  if (!customer) throw notFound("customer");
  return customer;
}

async function projectOf({ db, projectId }: Scope): Promise<Project> {
  const [project] = await db.select().from(projects).where(eq(projects.id, projectId));
  return project!;
}

/** A few customers whose address holds a text, to see a template as one of them. */
export async function peopleToPreview(scope: Scope, q: string): Promise<{ id: string; email: string }[]> {
  requireGrant(scope, "customers:read");
  const { projectId, publicId: id, email, createdAt } = customers;
  const rows = await scope.db
    .select({ id, email })
    .from(customers)
    .where(and(eq(projectId, scope.projectId), ilike(email, likePattern(q))))
    .orderBy(desc(createdAt))
    .limit(8);
  return rows.flatMap(({ id, email }) => (email ? [{ id, email }] : []));
}
