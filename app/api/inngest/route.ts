import { serve } from "inngest/next";
import { inngest, onInngest } from "@/inngest/client";
import { functions } from "@/inngest/functions/registry";

const closed = () => new Response(null, { status: 404 });

/** The door of an Inngest server, for signed calls only. With the built-in engine nobody calls from outside, and there is no door. */
export const { GET, POST, PUT } = onInngest
  ? serve({ client: inngest, functions, enableUnauthedSync: false })
  : { GET: closed, POST: closed, PUT: closed };
