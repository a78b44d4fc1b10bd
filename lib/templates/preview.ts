import "server-only";
import { and, desc, eq, ilike } from "drizzle-orm";
import { type Customer, customers, type Project, projects } from "@/db/schema";
import { env } from "@/lib/env";
import { AppError, notFound } from "@/lib/errors";
import { likePattern } from "@/lib/paging/search";
import { requireGrant, type Scope } from "@/lib/scope";
import { type Compiled, compileDesign, ownText } from "@/lib/templates/compile";
import { starterOf } from "@/lib/templates/gallery";
import { RenderFailed } from "@/lib/templates/liquid/watched";
import { getTemplate } from "@/lib/templates/queries";
import { type Rendered, renderEmail } from "@/lib/templates/render";
import { type AsCustomer, type Design, type PreviewTemplate, SAMPLE_EVENT } from "@/lib/templates/schema";
import { valuesFor } from "@/lib/templates/values";
import { getVersion } from "@/lib/templates/versions";

/** Whom a template is shown for when nobody was chosen. */
export const SAMPLE: Pick<Customer, "id" | "publicId" | "email" | "traits"> = {
  id: 0,
  publicId: "cus_sample",
  email: "ada@example.com",
  traits: { first_name: "Ada", last_name: "Lovelace", plan: "pro" },
};

/** An email with all that compiling knows of it. */
export type Seen = Rendered & { compiled: Compiled; design: Design };

/** A draft, or a published version, as one customer would get it now, by the same way as what is sent. Its link to leave leads nowhere. */
export async function previewTemplate(scope: Scope, { id, version, ...whom }: PreviewTemplate): Promise<Seen> {
  requireGrant(scope, "templates:read");
  if (version !== undefined) {
    const { design, ...compiled } = await getVersion(scope, { id, version });
    return seen(scope, design, compiled, whom);
  }
  const { draft } = await getTemplate(scope, id);
  return seen(scope, draft, await compileDesign(draft), whom);
}

/** One of the gallery, as Ada would get it. */
export async function previewStarter(scope: Scope, key: string): Promise<Seen> {
  requireGrant(scope, "templates:read");
  const starter = starterOf(key);
  if (!starter) throw notFound("template");
  return seen(scope, starter.design, await compiledStarter(key, starter.design), {});
}

/** The gallery never changes while the process runs; however many look at once, each is compiled once. */
const compiledStarters = new Map<string, Promise<Compiled>>();

function compiledStarter(key: string, design: Design): Promise<Compiled> {
  const known = compiledStarters.get(key);
  if (known) return known;
  const compiling = compileDesign(design);
  compiledStarters.set(key, compiling);
  compiling.catch(() => compiledStarters.delete(key));
  return compiling;
}

async function seen(scope: Scope, design: Design, compiled: Compiled, { customer, event }: Omit<AsCustomer, "id">): Promise<Seen> {
  const known = {
    customer: customer ? await customerOf(scope, customer) : SAMPLE,
    project: await projectOf(scope),
    event: event ?? SAMPLE_EVENT,
    leaveUrl: `${env().APP_URL}/u/preview`,
    viewUrl: `${env().APP_URL}/v/preview`,
    sentAt: scope.clock.now(),
  };
  const version = { ...compiled, subject: design.subject, text: ownText(design) };
  const rendered = await renderEmail(version, valuesFor(known)).catch((error: unknown) => {
    if (!(error instanceof RenderFailed)) throw error;
    throw new AppError("INVALID_INPUT", `This email cannot be shown for this person. ${error.message}`);
  });
  return { ...rendered, compiled, design };
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
