import { Status } from "@/components/ui/status";
import type { Finding } from "@/lib/templates/schema";

/** What is worth a look before an email is sent; what is well comes last. */
export const Findings = ({ findings }: { findings: readonly Finding[] }) => (
  <section aria-labelledby="findings">
    <h2 id="findings" className="mb-2 text-base">
      Before you send it
    </h2>
    <ul className="grid gap-1.5">
      {[...findings]
        .sort((a, b) => Number(a.tone === "good") - Number(b.tone === "good"))
        .map(({ tone, says }) => (
          <li key={says} className="text-sm">
            <Status tone={tone} className="whitespace-normal [&_svg]:self-start [&_svg]:mt-0.5">
              {says}
            </Status>
          </li>
        ))}
    </ul>
  </section>
);
