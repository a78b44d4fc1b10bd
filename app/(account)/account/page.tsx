import type { Metadata } from "next";
import { ChangeNameForm, ChangePasswordForm } from "@/components/accounts/account-forms";
import { SessionList } from "@/components/accounts/session-list";
import { SignOutButton } from "@/components/accounts/sign-out-button";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/settings/section";
import { getAccount } from "@/lib/accounts/queries";
import { listSessions } from "@/lib/accounts/sessions";
import { loadAccount } from "@/lib/web/account";
import { changeNameAction, changePasswordAction, endOtherSessionsAction, endSessionAction, signOutAction } from "./actions";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const { person, sessions, now } = await loadAccount(async (account) => ({
    person: await getAccount(account),
    sessions: await listSessions(account),
    now: account.clock.now(),
  }));
  return (
    <>
      <PageHeader title="Account" actions={<SignOutButton signOut={signOutAction} />}>
        {person.email}
      </PageHeader>
      <Section title="Name">
        <ChangeNameForm name={person.name} change={changeNameAction} />
      </Section>
      <Section title="Password" about="A new password ends your sessions everywhere but here.">
        <ChangePasswordForm email={person.email} change={changePasswordAction} />
      </Section>
      <Section title="Sessions" about="Where you are signed in. Sessions end after 30 days without use.">
        <SessionList sessions={sessions} now={now} end={endSessionAction} endOthers={endOtherSessionsAction} />
      </Section>
    </>
  );
}
