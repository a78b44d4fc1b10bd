import { apiDocument } from "@/app/api/v1/document";

/** The same for everybody: it tells what can be asked and nothing of anybody. */
export const GET = () => Response.json(apiDocument(), { headers: { "access-control-allow-origin": "*" } });
