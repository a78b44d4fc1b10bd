import type { ReactNode } from "react";
import { Status } from "@/components/ui/status";
import type { Waiting } from "@/lib/projects/schema";

type Props = { rejection: Waiting["rejection"]; long: boolean; children: ReactNode };

const REASONS = [
  "The key: it is the one in the snippet above, sent as “Authorization: Bearer …”.",
  "The address: what sends must reach this machine. A server elsewhere cannot reach 127.0.0.1.",
  "In a browser: an ad blocker, or a content security policy that lacks this address in connect-src.",
  "The program ended before it had sent: wait for its flush.",
];

/** Nothing has come yet; after a while, why that may be. */
export const Silence = ({ rejection, long, children }: Props) => (
  <div className="rounded-thing border border-line bg-panel p-4">
    <Status tone="waiting">Waiting for your first event…</Status>
    {rejection && (
      <p className="mt-2">
        A call came and was rejected{rejection.field ? ` because of “${rejection.field}”` : ""}: {rejection.reason}
      </p>
    )}
    {long && (
      <>
        <p className="mt-3 text-soft">Nothing yet. Common causes:</p>
        <ul className="mt-1 list-disc space-y-1 pl-5 text-soft">
          {REASONS.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </>
    )}
    {children}
  </div>
);
