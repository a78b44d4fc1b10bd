import { serve } from "inngest/next";
import { inngest } from "@/inngest/client";
import { functions } from "@/inngest/registry";
import { usesInngest } from "@/lib/env";
import { withPassingOn } from "@/lib/web/afterwards";

const closed = () => new Response(null, { status: 404 });

/** The door of an Inngest server, for signed calls only. With the built-in engine nobody calls from outside, and there is no door. */
const served = usesInngest() ? serve({ client: inngest, functions, enableUnauthedSync: false }) : undefined;

export const GET = served?.GET ?? closed;
export const PUT = served?.PUT ?? closed;
export const POST = served ? withPassingOn(served.POST) : closed;
