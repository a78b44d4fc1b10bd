import { API } from "@/app/api/v1/map";
import { env } from "@/lib/env";
import { describeApi } from "@/lib/web/openapi";

/** The same for everybody: it tells what can be asked and nothing of anybody. */
export const GET = () => Response.json(describeApi(API, env().APP_URL), { headers: { "access-control-allow-origin": "*" } });
