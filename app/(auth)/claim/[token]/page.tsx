import type { Metadata } from "next";
import { ClaimForm } from "@/components/accounts/claim-form";
import { DeadLink } from "@/components/accounts/dead-link";
import { DoorTitle } from "@/components/accounts/door";
import { claimWorks } from "@/lib/accounts/links";
import { loadPublic } from "@/lib/web/account";
import { claimAction } from "../../actions";

export const metadata: Metadata = { title: "Your account" };

export default async function ClaimPage({ params }: PageProps<"/claim/[token]">) {
  const { token } = await params;
  if (!(await loadPublic((visitor) => claimWorks(visitor, token)))) {
    return <DeadLink>It was used, or CrowdPower printed a newer one when it started again.</DeadLink>;
  }
  return (
    <>
      <DoorTitle title="Welcome to CrowdPower">
        Yours is the first account of this instance. After it, people join by invitation only.
      </DoorTitle>
      <ClaimForm token={token} claim={claimAction} />
    </>
  );
}
