import "server-only";
import type { Broadcast } from "@/db/schema";
import { segmentsIn } from "@/lib/broadcasts/audience";
import { emailOf, missingAmong } from "@/lib/broadcasts/preview";
import { type Check, type Estimate, isNobody } from "@/lib/broadcasts/schema";
import { AppError } from "@/lib/errors";
import { hasRealSender, senderOf } from "@/lib/mail/senders";
import { getProject } from "@/lib/projects/queries";
import type { Scope } from "@/lib/scope";
import { getTemplate } from "@/lib/templates/queries";
import type { Renderable } from "@/lib/templates/render";

/** Gmail shows no more than this of an email, and hides the way to leave with the rest. */
const CLIPPED_BYTES = 102 * 1024;

const good = (says: string): Check => ({ says, state: "good" });
const warn = (says: string): Check => ({ says, state: "warn" });
const stops = (says: string): Check => ({ says, state: "stops" });

/** What to look at before a broadcast is sent. */
export async function checksOf(scope: Scope, broadcast: Broadcast, { willReceive }: Estimate): Promise<Check[]> {
  const [sender, audience] = [await senderCheck(scope), await audienceCheck(scope, broadcast, willReceive)];
  try {
    return [audience, sender, ...(await emailChecks(scope, broadcast))];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [audience, sender, stops(error.message)];
  }
}

async function senderCheck(scope: Scope): Promise<Check> {
  const from = await senderOf(scope, await getProject(scope));
  if (!from) return stops("There is no address to send from. Set one under Settings, Sending.");
  return (await hasRealSender(scope))
    ? good(`It comes from ${from}.`)
    : warn("Mail stays on this machine: it goes to the mailbox here, and to nobody outside.");
}

async function audienceCheck(scope: Scope, { audience }: Broadcast, willReceive: number): Promise<Check> {
  if (isNobody(audience)) return stops("Nobody was chosen to get it.");
  const filling = (await segmentsIn(scope, audience)).filter(({ filled }) => !filled).map(({ name }) => `“${name}”`);
  if (filling.length > 0)
    return warn(`The rule of ${filling.join(" and ")} is being applied to everyone. Sending begins when that is done.`);
  return willReceive > 0 ? good("Somebody gets it.") : warn("Nobody would get it at this moment.");
}

async function emailChecks(scope: Scope, broadcast: Broadcast): Promise<Check[]> {
  const { name, currentVersion, revision, publishedRevision } = await getTemplate(scope, broadcast.templateId);
  const email = await emailOf(scope, broadcast);
  const published =
    currentVersion === 0
      ? good(`“${name}” is published as it is now when this is sent.`)
      : revision === publishedRevision
        ? good(`The email is “${name}”, version ${currentVersion}.`)
        : warn(`“${name}” has changes that are not published. What is sent is version ${currentVersion}: publish it first to send them.`);
  return [published, leavingCheck(email), sizeCheck(email), await missingCheck(scope, broadcast, email)];
}

const leavingCheck = ({ html }: Renderable): Check =>
  /\b(unsubscribe_url|preferences_url)\b/.test(html)
    ? good("It has a link to unsubscribe.")
    : stops("It has no link to unsubscribe. Put {{ unsubscribe_url }} into the template.");

function sizeCheck({ html }: Renderable): Check {
  const bytes = Buffer.byteLength(html);
  const size = `${Math.ceil(bytes / 1024)} KB`;
  return bytes > CLIPPED_BYTES
    ? warn(`It has ${size}; Gmail shows only the first 102 KB.`)
    : good(`It has ${size}, which every inbox shows whole.`);
}

async function missingCheck(scope: Scope, broadcast: Broadcast, email: Renderable): Promise<Check> {
  const { people, of, variables: lacking } = await missingAmong(scope, broadcast, email);
  if (people === 0) return good("Everything it speaks of is known, or has a word to stand in for it.");
  return warn(
    `${people.toLocaleString("en")} of ${of.toLocaleString("en")} people have no value for ${lacking.join(", ")}, and no word stands in for it.`,
  );
}
