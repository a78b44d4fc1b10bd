import { serve } from "inngest/next";
import { inngest } from "@/inngest/client";
import { functions } from "@/inngest/functions/registry";
import { usesInngest } from "@/lib/env";

const closed = () => new Response(null, { status: 404 });

/** The door of an Inngest server, for signed calls only. With the built-in engine nobody calls from outside, and there is no door. */
export const { GET, POST, PUT } = usesInngest()
  ? serve({ client: inngest, functions, enableUnauthedSync: false })
  : { GET: closed, POST: closed, PUT: closed };
