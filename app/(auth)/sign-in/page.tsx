import type { Metadata } from "next";
import { Link } from "@/components/ui/link";
import { DoorTitle } from "@/components/accounts/door";
import { SignInForm } from "@/components/accounts/sign-in-form";
import { isClaimed } from "@/lib/accounts/queries";
import { loadPublic } from "@/lib/web/account";
import { signInAction } from "../actions";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage() {
  if (!(await loadPublic(isClaimed))) {
    return (
      <DoorTitle title="Nobody is here yet">Open the link that CrowdPower printed when it started: it creates the first account.</DoorTitle>
    );
  }
  return (
    <>
      <DoorTitle title="Sign in" />
      <SignInForm signIn={signInAction} />
      <p className="mt-4 text-soft">
        <Link href="/sign-in/by-mail" className="underline">
          Forgot your password, or sign in with a link
        </Link>
      </p>
    </>
  );
}
