import { EmailFrame } from "@/components/messages/email-view";
import { Fact, Facts } from "@/components/ui/facts";
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
    <div className="mb-4 max-w-3xl">
      <Facts>
        <Fact name="Subject">{subject}</Fact>
        <Fact name="Template">
          {template ? (
            <Link href={`/${project}/templates/${templateId}/versions`} className="underline">
              {template}
            </Link>
          ) : (
            "Deleted since"
          )}
          , version {templateVersion}
        </Fact>
      </Facts>
    </div>
    <p className="mb-2 text-soft text-sm">Shown for Ada, a made-up customer. Its unsubscribe links lead nowhere.</p>
    <EmailFrame title="The email of this broadcast" src={frame} width={640} />
  </section>
);
