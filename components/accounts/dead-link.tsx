import { Link } from "@/components/ui/link";
import { DoorTitle } from "@/components/accounts/door";

/** A link that was used, replaced or is too old. It says nothing of whose it was. */
export const DeadLink = ({ children }: { children: string }) => (
  <>
    <DoorTitle title="This link does not work any more">{children}</DoorTitle>
    <Link href="/sign-in" className="underline">
      Sign in
    </Link>
  </>
);
