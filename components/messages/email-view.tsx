import { Tabs } from "@/components/ui/tabs";
import type { Email } from "@/lib/messages/schema";

const source = "overflow-x-auto rounded-thing border border-line bg-sunk p-4 font-mono text-xs whitespace-pre-wrap break-words";

/** One email in full: as it is seen, as text, with every header, and as source. `frame` is where its HTML is served by itself. */
export const EmailView = ({ email, frame }: { email: Email; frame: string }) => (
  <Tabs
    label="Parts of this email"
    tabs={[
      { value: "email", label: "Email", panel: <EmailFrame src={frame} title={`The email “${email.subject}”`} /> },
      { value: "text", label: "Plain text", panel: <pre className={source}>{email.text}</pre> },
      { value: "headers", label: "Headers", panel: <Headers email={email} /> },
      { value: "source", label: "Source", panel: <pre className={source}>{email.html}</pre> },
    ]}
  />
);

/** The sandbox is in the frame's own policy too; links may open beside. */
export const EmailFrame = ({ src, title, width }: { src: string; title: string; width?: number }) => (
  <iframe
    src={src}
    title={title}
    sandbox="allow-popups allow-popups-to-escape-sandbox"
    style={width ? { width, maxWidth: "100%" } : undefined}
    className="h-[70vh] w-full rounded-thing border border-line bg-paper"
  />
);

function Headers({ email: { from, to, subject, headers } }: { email: Email }) {
  const all = Object.entries({ From: from, To: to, Subject: subject, ...headers });
  return (
    <dl className="grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[max-content_minmax(0,1fr)]">
      {all.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-soft voice-label">{name}</dt>
          <dd className="break-all font-mono text-xs leading-5 max-sm:mb-1">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
