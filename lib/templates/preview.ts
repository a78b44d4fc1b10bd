import "server-only";
import { and, desc, eq, ilike } from "drizzle-orm";
import { type Customer, customers, type Project } from "@/db/schema";
import { getCustomer } from "@/lib/customers/queries";
import { env } from "@/lib/env";
import { AppError, notFound } from "@/lib/errors";
import { likePattern } from "@/lib/paging/search";
import { projectOf } from "@/lib/projects/queries";
import { requireGrant, type Scope } from "@/lib/scope";
import { type Compiled, compileDesign, ownText, parsed } from "@/lib/templates/compile";
import { starterOf } from "@/lib/templates/gallery";
import type { Values } from "@/lib/templates/liquid/engine";
import { RenderFailed } from "@/lib/templates/liquid/watched";
import { getTemplate } from "@/lib/templates/queries";
import { type Renderable, type Rendered, renderEmail, renderSubject } from "@/lib/templates/render";
import { type AsCustomer, type Design, type PreviewLine, type PreviewTemplate, SAMPLE_EVENT } from "@/lib/templates/schema";
import { type Occurrence, valuesFor } from "@/lib/templates/values";
import { getVersion } from "@/lib/templates/versions";

export type Reader = Pick<Customer, "id" | "publicId" | "email" | "traits">;

/** Whom a template is shown for when nobody was chosen. */
export const SAMPLE: Reader = {
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
  const compiling = compiledStarters.get(key) ?? compileDesign(design);
  compiledStarters.set(key, compiling);
  compiling.catch(() => compiledStarters.delete(key));
  return compiling;
}

async function seen(scope: Scope, design: Design, compiled: Compiled, { customer, event }: Omit<AsCustomer, "id">): Promise<Seen> {
  const version = { ...compiled, subject: design.subject, text: ownText(design) };
  return { ...(await renderFor(scope, version, customer, event ?? SAMPLE_EVENT)), compiled, design };
}

/** Subjects as Ada would read them, for lists of emails. One that breaks on her stays as it was written. */
export async function exampleSubjects<T extends { subject: string }>(scope: Scope, emails: readonly T[]): Promise<T[]> {
  const values = previewValues(scope, await projectOf(scope), SAMPLE, SAMPLE_EVENT);
  const read = ({ subject }: T) => renderSubject(subject, values).catch(() => subject);
  return Promise.all(emails.map(async (email) => ({ ...email, subject: await read(email) })));
}

/** An email as a customer would get it now, or Ada. A template that breaks on them says so. */
export async function renderFor(scope: Scope, email: Renderable, customer?: string, event?: Occurrence): Promise<Rendered> {
  return shownFor(scope, { customer, event }, (values) => renderEmail(email, values));
}

/** A line of an email as a customer would read it now, or Ada. */
export async function previewLine(scope: Scope, { place, text, customer, event = SAMPLE_EVENT }: PreviewLine): Promise<string> {
  requireGrant(scope, "templates:read");
  parsed(place, text, "text");
  return shownFor(scope, { customer, event }, (values) => renderSubject(text, values));
}

async function shownFor<T>(scope: Scope, { customer, event }: Omit<AsCustomer, "id">, render: (values: Values) => Promise<T>): Promise<T> {
  const reader = customer ? await getCustomer(scope, customer) : SAMPLE;
  return render(previewValues(scope, await projectOf(scope), reader, event)).catch((error: unknown) => {
    if (!(error instanceof RenderFailed)) throw error;
    throw new AppError("INVALID_INPUT", `This email cannot be shown for this person. ${error.message}`);
  });
}

/** What an email that is only looked at may speak of: its links lead nowhere. */
export function previewValues({ clock }: Scope, project: Project, customer: Reader, event?: Occurrence): Values {
  const { APP_URL } = env();
  const links = { leaveUrl: `${APP_URL}/u/preview`, viewUrl: `${APP_URL}/v/preview` };
  return valuesFor({ customer, project, event, ...links, sentAt: clock.now() });
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
