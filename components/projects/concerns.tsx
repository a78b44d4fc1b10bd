import { Link } from "@/components/ui/link";
import { Status, type StatusTone } from "@/components/ui/status";
import type { Concern } from "@/lib/projects/schema";

type Words = { tone: StatusTone; what: string; detail: string; path: string; people?: readonly { id: string; name: string }[] };

const NUMBER = new Intl.NumberFormat("en");
const many = (count: number, one: string, more: string) => `${NUMBER.format(count)} ${count === 1 ? one : more}`;
const share = ({ count, of }: { count: number; of: number }) => `${NUMBER.format(count)} of ${NUMBER.format(of)}`;

function wordsFor(concern: Concern): Words {
  switch (concern.kind) {
    case "automation_asks":
      return {
        tone: "paused",
        what: `“${concern.name}” is paused`,
        detail: "It is about to email real people for the first time. Allow it?",
        path: `/automations/${concern.id}`,
      };
    case "broadcast_paused":
      return {
        tone: "paused",
        what: `“${concern.name}” is paused`,
        detail: "Some people have not got it yet. Resume it, or cancel it.",
        path: `/broadcasts/${concern.id}`,
      };
    case "broadcast_waits":
      return {
        tone: "warn",
        what: `“${concern.name}” waits for the provider`,
        detail: "It accepts no emails right now. They are tried again by themselves; the broadcast says why.",
        path: `/broadcasts/${concern.id}`,
      };
    case "bounces":
      return {
        tone: "bad",
        what: `${share(concern)} emails bounced`,
        detail: "In the last 7 days. Above 2 % mail providers begin to refuse your emails. Each says why.",
        path: "/messages?state=bounced",
      };
    case "complaints":
      return {
        tone: "bad",
        what: `${share(concern)} emails were reported as spam`,
        detail: "In the last 7 days. Above 0.1 % mail providers begin to refuse your emails. See which they were.",
        path: "/messages?state=complained",
      };
    case "no_events":
      return {
        tone: "warn",
        what: `No events for ${many(concern.count, "day", "days")}`,
        detail: "There were events before. Check that your website or server still sends them.",
        path: "/start",
      };
    case "no_from_address":
      return {
        tone: "bad",
        what: "No from address",
        detail: "Emails cannot be sent until you set a from address.",
        path: "/settings/sending",
      };
    case "no_postal_address":
      return {
        tone: "warn",
        what: "No postal address",
        detail: "Many countries require one at the bottom of marketing email.",
        path: "/settings/sending",
      };
    case "failed_messages":
      return {
        tone: "bad",
        what: many(concern.count, "email failed", "emails failed"),
        detail: "In the last 24 hours. Each says why.",
        path: "/messages?state=failed",
      };
    case "uncertain_messages":
      return {
        tone: "warn",
        what: many(concern.count, "email may not have been sent", "emails may not have been sent"),
        detail: "In the last 24 hours. The provider never answered, so they are not tried again.",
        path: "/messages?state=uncertain",
      };
    case "failed_runs":
      return {
        tone: "bad",
        what: many(concern.count, "run of an automation failed", "runs of automations failed"),
        detail: "In the last 24 hours. Each says why.",
        path: "/automations",
      };
    case "failed_jobs":
      return {
        tone: "bad",
        what: many(concern.count, "job failed for good", "jobs failed for good"),
        detail: "In the last 24 hours. Each says why, and can be run again.",
        path: "/jobs?status=failed",
      };
    case "rejected_calls":
      return {
        tone: "warn",
        what: many(concern.count, "call was rejected", "calls were rejected"),
        detail: "In the last 24 hours. Each is listed with its reason.",
        path: "/events?outcome=refused",
      };
    case "conflicts":
      return {
        tone: "warn",
        what: many(concern.count, "identity is claimed twice", "identities are claimed twice"),
        detail: "Nobody was merged. A person has to decide:",
        path: `/customers/${concern.people[0]?.id ?? ""}`,
        people: concern.people,
      };
    case "failing_webhooks":
      return {
        tone: "bad",
        what: many(concern.count, "webhook is failing", "webhooks are failing"),
        detail: "Its server has failed for an hour or longer. After three days it is switched off.",
        path: "/integrations/webhooks",
      };
    case "failing_integration":
      return {
        tone: "bad",
        what: `${concern.name} refused something`,
        detail: "Its page says what, and why.",
        path: `/integrations/${concern.integration}`,
      };
    case "mail_stays":
      return {
        tone: "note",
        what: "Mail stays on this machine",
        detail: "Emails go to the built-in mailbox and to nobody else, until a sender is set up.",
        path: "/settings/sending",
      };
  }
}

export const Concerns = ({ project, concerns }: { project: string; concerns: Concern[] }) => (
  <section aria-labelledby="concerns" className="mt-8">
    <h2 id="concerns" className="text-base">
      Needs attention
    </h2>
    {concerns.length === 0 ? (
      <p className="mt-2 text-soft">Nothing needs attention.</p>
    ) : (
      <ul className="mt-2 divide-y divide-line border-line border-y">
        {concerns.map(wordsFor).map(({ tone, what, detail, path, people = [] }) => (
          <li key={`${path} ${what}`} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
            <Link href={`/${project}${path}`} className="underline-offset-4 hover:underline">
              <Status tone={tone}>{what}</Status>
            </Link>
            <span className="text-soft">{detail}</span>
            {people.map(({ id, name }) => (
              <Link key={id} href={`/${project}/customers/${id}`} className="touchable underline underline-offset-4">
                {name}
              </Link>
            ))}
          </li>
        ))}
      </ul>
    )}
  </section>
);
