import { EmailFrame } from "@/components/messages/email-view";
import { Link } from "@/components/ui/link";

type Props = {
  /** Of which template it is, and how its subject reads for somebody; `template` is null where that was deleted since. */
  email: { subject: string; template: string | null };
  broadcast: { templateId: string; templateVersion: number | null };
  project: string;
  /** Where it is served by itself. */
  frame: string;
};

/** The email of a broadcast, in the version that was fixed when it was scheduled. */
export const SentEmail = ({ email: { subject, template }, broadcast: { templateId, templateVersion }, project, frame }: Props) => (
  <section aria-labelledby="email" className="mt-8">
    <h2 id="email" className="mb-2 text-base">
      The email
    </h2>
    <dl className="mb-3 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[max-content_minmax(0,1fr)]">
      <dt className="text-soft voice-label">Subject</dt>
      <dd className="break-words">{subject}</dd>
      <dt className="text-soft voice-label">Template</dt>
      <dd>
        {template ? (
          <Link href={`/${project}/templates/${templateId}/versions`} className="underline">
            {template}
          </Link>
        ) : (
          "Deleted since"
        )}
        , version {templateVersion}
      </dd>
    </dl>
    <p className="mb-2 text-soft text-sm">As Ada, who is made up, would get it. Its links to unsubscribe lead nowhere.</p>
    <EmailFrame title="The email of this broadcast" src={frame} width={640} />
  </section>
);
