import type { Metadata } from "next";
import { DeadLink } from "@/components/accounts/dead-link";
import { DoorTitle } from "@/components/accounts/door";
import { ResetPasswordForm } from "@/components/accounts/link-forms";
import { lookAtLink } from "@/lib/accounts/links";
import { loadPublic } from "@/lib/web/account";
import { resetPasswordAction } from "../../actions";

export const metadata: Metadata = { title: "New password" };

export default async function ResetPasswordPage({ params }: PageProps<"/reset-password/[token]">) {
  const { token } = await params;
  const person = await loadPublic((visitor) => lookAtLink(visitor, "reset_password", token));
  if (!person) return <DeadLink>It works once and expires after an hour. Ask for a new one.</DeadLink>;
  return (
    <>
      <DoorTitle title="Choose a new password">{`For ${person.email}. All your other sessions end.`}</DoorTitle>
      <ResetPasswordForm token={token} email={person.email} reset={resetPasswordAction} />
    </>
  );
}
