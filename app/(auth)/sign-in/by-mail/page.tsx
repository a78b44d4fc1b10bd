import type { Metadata } from "next";
import { Link } from "@/components/ui/link";
import { DoorTitle } from "@/components/accounts/door";
import { AskForLinkForm } from "@/components/accounts/link-forms";
import { Copy } from "@/components/ui/copy";
import { canMailLinks } from "@/lib/accounts/asking";
import { askForLinkAction } from "../../actions";

export const metadata: Metadata = { title: "Sign in with a link" };

export default function ByMailPage() {
  return (
    <>
      <DoorTitle title="Sign in without your password">
        {canMailLinks()
          ? "We email you a link that works once."
          : "This instance does not send email yet. Anyone with access to its machine can create a link there, with your email:"}
      </DoorTitle>
      {canMailLinks() ? (
        <AskForLinkForm ask={askForLinkAction} />
      ) : (
        <Copy shown text="npm run reset-password -- you@example.com" label="Copy the command" />
      )}
      <p className="mt-4 text-soft">
        <Link href="/sign-in" className="underline">
          Sign in with a password
        </Link>
      </p>
    </>
  );
}
