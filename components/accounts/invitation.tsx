import { Link } from "@/components/ui/link";
import { DoorTitle } from "@/components/accounts/door";
import { AcceptForm, JoinForm, SignInToJoinForm, SwitchForm } from "@/components/accounts/invitation-forms";
import type { ShownInvitation } from "@/lib/members/schema";
import { ROLE_WORDS } from "@/lib/projects/schema";
import type { ActionResult } from "@/lib/web/action";

type Act = (said: unknown) => Promise<ActionResult<never>>;
type You = { email: string; isRight: boolean; isMember: boolean };
type Props = ShownInvitation & { slug: string; you: You | null; token: string } & Record<"accept" | "signIn" | "join" | "change", Act>;

/** What an invitation is to, from whom and as what; and the one way in for whoever looks at it. */
export const Invitation = (props: Props) => {
  const { project, inviter, role } = props;
  return (
    <>
      <DoorTitle title={`Work on ${project}`}>
        {`${inviter ?? "Somebody"} invites you as ${ROLE_WORDS[role].toLowerCase()}${props.email ? `: ${props.email}` : ""}.`}
      </DoorTitle>
      <Way {...props} />
    </>
  );
};

function Way({ slug, project, email, hasAccount, you, token, accept, signIn, join, change }: Props) {
  if (you?.isMember) {
    return (
      <p>
        You are a member of this project already. <Link href={`/${slug}`}>Go to {project}</Link>
      </p>
    );
  }
  if (you && !you.isRight) return <SwitchForm token={token} act={change} asked={email ?? ""} present={you.email} />;
  if (you) return <AcceptForm token={token} act={accept} project={project} present={you.email} />;
  if (hasAccount) {
    return (
      <>
        <SignInToJoinForm token={token} act={signIn} email={email} project={project} />
        <p className="mt-4 text-soft">
          {email ? (
            <>
              Forgot your password? <Link href="/sign-in/by-mail">Sign in with a link</Link>, then open the invitation again.
            </>
          ) : (
            <Link href={`/invite/${token}`}>I have no account yet</Link>
          )}
        </p>
      </>
    );
  }
  return (
    <>
      <JoinForm token={token} act={join} email={email} project={project} />
      {!email && (
        <p className="mt-4 text-soft">
          <Link href={`/invite/${token}?account=yes`}>I have an account</Link>
        </p>
      )}
    </>
  );
}
