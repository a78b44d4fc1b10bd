import "server-only";
import { redirect } from "next/navigation";
import type { z } from "zod";
import type { Account, Visitor } from "@/lib/accounts/account";
import type { Entered } from "@/lib/accounts/sessions";
import { accountFromSession, visitorOf } from "@/lib/auth/people";
import { currentSession, giveCookie, takeCookie } from "@/lib/auth/session";
import { homeOf } from "@/lib/projects/queries";
import { type ActionResult, settled } from "@/lib/web/action";
import { elsewhere } from "@/lib/web/page";
import { parse } from "@/lib/web/parse";

const CHECK = "Please check the highlighted fields.";

type Spec<Who, S extends z.ZodType, T> = { input: S; handle: (who: Who, input: z.output<S>) => Promise<T> };
type Made<T> = (said: unknown) => Promise<ActionResult<T>>;

/** Makes a server action of a signed-in person that belongs to no project: their password, a new project. */
export const accountAction =
  <S extends z.ZodType, T>({ input, handle }: Spec<Account, S, T>): Made<T> =>
  (said) =>
    settled(async () => handle(await accountFromSession(), parse(input, said, CHECK)));

/** Makes a server action for anybody at all. Whatever it does must be harmless in the hands of a stranger. */
export const publicAction =
  <S extends z.ZodType, T>({ input, handle }: Spec<Visitor, S, T>): Made<T> =>
  (said) =>
    settled(async () => handle(await visitorOf(), parse(input, said, CHECK)));

/** Makes a server action by which somebody proves who they are; they are then signed in, and where they belong. */
export const entryAction = <S extends z.ZodType>({ input, handle }: Spec<Visitor, S, Entered>): Made<never> =>
  publicAction({
    input,
    handle: async (visitor, said) => {
      const entered = await handle(visitor, said);
      await giveCookie(entered);
      redirect(entered.to ?? (await homeOf({ db: visitor.db, userId: entered.userId })));
    },
  });

/** After a session was ended: the browser that held it carries nothing on. */
export const forgetBrowser = (): Promise<void> => takeCookie();

/** Runs the reads of a page that belongs to a person and no project. */
export const loadAccount = <T>(read: (account: Account) => Promise<T>): Promise<T> => accountFromSession().then(read).catch(elsewhere);

/** Runs the reads of a page that everybody may see. `userId` is who is signed in, if somebody is. */
export const loadPublic = async <T>(read: (visitor: Visitor, userId: string | null) => Promise<T>): Promise<T> =>
  read(await visitorOf(), (await currentSession())?.userId ?? null);
