import "server-only";
import { newId } from "@/db/ids";
import type { Customer } from "@/db/schema";
import { leavingTokens } from "@/lib/consent/tokens";
import { ALL, BROADCASTS, type Leavable } from "@/lib/consent/topics";
import { env } from "@/lib/env";
import { addressHasher } from "@/lib/keys/data-keys";
import { senderOf } from "@/lib/mail/senders";
import { deliveryHeaders, mailableAddress, type Sender } from "@/lib/messages/headers";
import { viewTokens } from "@/lib/messages/view-tokens";
import type { Email, MessageSource } from "@/lib/messages/schema";
import { projectOf } from "@/lib/projects/queries";
import type { Scope } from "@/lib/scope";
import type { Values } from "@/lib/templates/liquid/engine";
import { RenderFailed } from "@/lib/templates/liquid/watched";
import { type Renderable, renderEmail, renderSource, trackedIn } from "@/lib/templates/render";
import type { VariablePath } from "@/lib/templates/schema";
import { frozen, type Occurrence, valuesFor } from "@/lib/templates/values";
import { tracingTokens } from "@/lib/tracking/tokens";

/**
 * One person's email, written but in nobody's hands yet. Without an email there is a `problem`, or no address to write to. `links` are where
 * those lead that lead each person somewhere else.
 */
export type Letter = {
  id: string;
  address: string | null;
  addressHash: Buffer | null;
  values: Record<string, unknown>;
  warnings: string[];
  email: Email | null;
  problem: string | null;
  links: { place: number; url: string }[];
};

type Reader = Pick<Customer, "id" | "publicId" | "email" | "traits">;

type About = Leavable & {
  version: Renderable & { variables: VariablePath[] };
  event?: Occurrence | undefined;
  /** Somebody else's address: a test goes to who asks for it. */
  to?: string;
  source: MessageSource;
  sourceId: string;
  /** The version as it is kept, if opens and clicks are to be told. */
  tracked?: { templateId: string; version: number } | null;
};

/** Writes a letter. Its id is its own from here on: the link to leave carries it, and so does the provider's key. */
export const writeLetter = async (scope: Scope, { customer, ...about }: About & { customer: Reader }): Promise<Letter> =>
  (await letterWriter(scope, about))(customer);

/** Writes letters of one kind: all that is the same for everybody is looked up once. */
export async function letterWriter(scope: Scope, about: About): Promise<(customer: Reader) => Promise<Letter>> {
  const { db, projectId } = scope;
  const project = await projectOf(scope);
  const [hash, leaving, tracing] = [await addressHasher(db), await leavingTokens(db), await tracingTokens(db)];
  const [from, sentAt] = [await senderOf(scope, project), scope.clock.now()];
  const sender = from && ({ from, replyTo: project.replyTo, slug: project.slug } satisfies Sender);
  const topic = about.broadcast ? BROADCASTS : ALL;
  const { version, event, tracked } = about;
  const { variables: spoken } = version;
  const viewing = spoken.some(([root]) => root === "view_url") ? await viewTokens(db) : null;
  const address = (path: string) => `${env().APP_URL}/${path}`;

  return async (customer) => {
    const id = newId("message");
    const to = mailableAddress(about.to ?? customer.email);
    const addressHash = to ? hash(to) : null;
    const leavable = addressHash && !about.transactional;
    const leaveUrl = leavable
      ? address(`u/${leaving({ projectId, customerId: customer.id, messageId: id, addressHash, topic })}`)
      : undefined;
    const viewUrl = viewing ? address(`v/${viewing({ projectId, messageId: id })}`) : undefined;
    const token = tracked && tracing({ projectId, messageId: id, ...tracked });
    const values = {
      ...frozen(valuesFor({ customer, project, event, leaveUrl, viewUrl, sentAt }), version.variables),
      ...(sender && { sender }),
      ...(leaveUrl && { unsubscribe_url: leaveUrl }),
      ...(token && { click_url: address(`t/c/${token}`), open_url: address(`t/o/${token}`) }),
    };
    const base = { id, address: to, addressHash, values, warnings: [], email: null, problem: null, links: [] };
    if (!to) return base;
    if (!sender) return { ...base, problem: "There is no from address. Set one in the project's settings, or MAIL_FROM." };
    try {
      const { missing, ...rendered } = await renderEmail(version, values, { tracked: Boolean(tracked) });
      const email = { from: sender.from, to, headers: deliveryHeaders({ ...about, sender, leaveUrl }), ...rendered };
      return { ...base, warnings: missing, email, links: tracked ? await ownLinks(version, values) : [] };
    } catch (error) {
      if (!(error instanceof RenderFailed)) throw error;
      return { ...base, problem: `The template could not be rendered for this person: ${error.message}` };
    }
  };
}

/** Where the links lead for this person that lead everybody somewhere else. What is no address on the web leads nowhere. */
async function ownLinks({ html }: Renderable, values: Values): Promise<Letter["links"]> {
  const links: Letter["links"] = [];
  for (const { place, url, varies } of trackedIn(html).links) {
    if (!varies) continue;
    const rendered = (await renderSource(url, "text", values)).trim();
    if (/^https?:\/\//i.test(rendered) && URL.canParse(rendered) && rendered.length <= 4_000) links.push({ place, url: rendered });
  }
  return links;
}
