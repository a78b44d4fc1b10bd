import "server-only";
import type { Broadcast } from "@/db/schema";
import { segmentsIn } from "@/lib/broadcasts/audience";
import { missingAmong } from "@/lib/broadcasts/preview";
import { type Check, type Estimate, isNobody } from "@/lib/broadcasts/schema";
import { AppError } from "@/lib/errors";
import { hasRealSender, senderOf } from "@/lib/mail/senders";
import { getProject } from "@/lib/projects/queries";
import type { Scope } from "@/lib/scope";
import type { Compiled } from "@/lib/templates/compile";
import { findingsOf, NO_WAY_TO_LEAVE } from "@/lib/templates/findings";
import { previewTemplate } from "@/lib/templates/preview";
import { getTemplate } from "@/lib/templates/queries";

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
  if (!from) return stops("There is no from address. Set one under Settings, Sending.");
  return (await hasRealSender(scope)) ? good(`Sent from ${from}.`) : warn("Nothing is really sent: mail stays in the mailbox here.");
}

async function audienceCheck(scope: Scope, { audience }: Broadcast, willReceive: number): Promise<Check> {
  if (isNobody(audience)) return stops("No audience is chosen yet.");
  const filling = (await segmentsIn(scope, audience)).filter(({ filled }) => !filled).map(({ name }) => `“${name}”`);
  if (filling.length > 0) return warn(`Sending waits until everybody in ${filling.join(" and ")} is found.`);
  return willReceive > 0 ? good("There are people to send it to.") : warn("Nobody would get it as of now.");
}

async function emailChecks(scope: Scope, broadcast: Broadcast): Promise<Check[]> {
  const { templateId, templateVersion } = broadcast;
  const { name, currentVersion, revision, publishedRevision } = await getTemplate(scope, templateId);
  const email = await previewTemplate(scope, { id: templateId, version: (templateVersion ?? currentVersion) || undefined });
  const published =
    currentVersion === 0
      ? good(`“${name}” is not published yet. Sending publishes it as it is.`)
      : revision === publishedRevision
        ? good(`“${name}” is up to date: version ${currentVersion} goes out.`)
        : warn(`“${name}” has unpublished changes. Version ${currentVersion} goes out unless you publish them first.`);
  const found = findingsOf(email).map(({ tone, says }): Check => (says === NO_WAY_TO_LEAVE ? stops(says) : { says, state: tone }));
  return [published, ...found, await missingCheck(scope, broadcast, email.compiled)];
}

async function missingCheck(scope: Scope, broadcast: Broadcast, email: Compiled): Promise<Check> {
  const { people, of, variables: lacking } = await missingAmong(scope, broadcast, email);
  if (people === 0) return good("Every variable has a value or a fallback.");
  return warn(
    `${people.toLocaleString("en")} of ${of.toLocaleString("en")} people have no value for ${lacking.join(", ")}, and there is no fallback.`,
  );
}
