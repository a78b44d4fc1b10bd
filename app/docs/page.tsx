import type { Metadata } from "next";
import Link from "next/link";
import { Sample } from "@/components/docs/sample";
import { PageHeader } from "@/components/ui/page-header";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "The first event" };

export default function FirstEventPage() {
  const host = env().APP_URL;
  return (
    <div className="flex max-w-[68ch] flex-col gap-4">
      <PageHeader title="The first event">
        Tell CrowdPower what somebody did. It finds or makes the customer, and everything else follows from there.
      </PageHeader>
      <Sample
        title="A shell"
        code={`curl ${host}/beacon/events -H 'Authorization: Bearer pk_…' \\\n  -d '{"email":"ada@example.com","action":"Signed Up","properties":{"plan":"pro"}}'`}
      />
      <Sample
        title="Node, with Segment's own SDK"
        code={`import { Analytics } from "@segment/analytics-node";\n\nconst analytics = new Analytics({ writeKey: "pk_…", host: "${host}" });\nanalytics.identify({ userId: "42", traits: { email: "ada@example.com", plan: "pro" } });\nanalytics.track({ userId: "42", event: "Signed Up" });`}
      />
      <p>
        Your key is in the project under Settings, API keys. A public key only tells; it reads nothing, so it may stand in a website.
        Answered means kept: what was acknowledged is never lost, and a call with the same message id counts once.
      </p>
      <p>
        Look under Events: what you sent appears within a second, also when it was refused, with the reason. All that a program can ask is
        in the{" "}
        <Link href="/docs/api" className="underline underline-offset-2">
          API reference
        </Link>
        .
      </p>
    </div>
  );
}
