import type { Metadata } from "next";
import { DeadLink } from "@/components/accounts/dead-link";
import { DoorTitle } from "@/components/accounts/door";
import { UseLinkForm } from "@/components/accounts/link-forms";
import { lookAtLink } from "@/lib/accounts/links";
import { loadPublic } from "@/lib/web/account";
import { useLinkAction } from "../../actions";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInLinkPage({ params }: PageProps<"/sign-in/[token]">) {
  const { token } = await params;
  const person = await loadPublic((visitor) => lookAtLink(visitor, "sign_in", token));
  if (!person) return <DeadLink>It works once and expires after an hour. Ask for a new one.</DeadLink>;
  return (
    <>
      <DoorTitle title={`Welcome back, ${person.name}`}>{`You sign in as ${person.email}.`}</DoorTitle>
      <UseLinkForm token={token} signIn={useLinkAction} />
    </>
  );
}
