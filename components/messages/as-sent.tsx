import { EmailView } from "@/components/messages/email-view";
import { Empty } from "@/components/ui/empty";
import type { Email } from "@/lib/messages/schema";

type Props = { email: Email | null; wasSent: boolean; frame: string };

/** The email of a message as its recipient got it, or why there is none to show. */
export function AsSent({ email, wasSent, frame }: Props) {
  if (!email)
    return (
      <Empty title="There is no email to show">
        {wasSent
          ? "It was sent, but what is needed to show it exactly as it was has changed since."
          : "It was never written, for the reason above, or its recipient was erased."}
      </Empty>
    );
  return (
    <>
      <p className="mb-4 text-soft text-sm">
        Shown as it was sent. What you open or click here is not counted, and its unsubscribe links do nothing.
      </p>
      <EmailView email={email} frame={frame} />
    </>
  );
}
