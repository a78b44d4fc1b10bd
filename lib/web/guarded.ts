import "server-only";
import { scopeFromSession } from "@/lib/auth/people";
import type { Grant } from "@/lib/grants";
import { requireGrant, type Scope } from "@/lib/scope";
import { problem } from "@/lib/web/route";

type Context = { params: Promise<{ project: string }> };

/** Makes a route of the signed-in: proves who is asking and that they may before the first byte of its answer. */
export const guarded =
  (grant: Grant, serve: (scope: Scope, request: Request, project: string) => Response | Promise<Response>) =>
  async (request: Request, { params }: Context): Promise<Response> => {
    try {
      const { project } = await params;
      const scope = await scopeFromSession(project);
      requireGrant(scope, grant);
      return await serve(scope, request, project);
    } catch (error) {
      return problem(error, crypto.randomUUID());
    }
  };
