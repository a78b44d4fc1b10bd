import { newId } from "@/db/ids";
import { apiKeys } from "@/db/schema";
import { type Grant, PUBLIC_KEY_GRANTS, SECRET_KEY_GRANTS } from "@/lib/grants";
import { hashKey } from "@/lib/projects/key-text";
import type { Scope } from "@/lib/scope";

type Handler = (request: Request, context: { params: Promise<object> }) => Promise<Response>;
const GRANTS: Record<"secret" | "public", readonly Grant[]> = { secret: SECRET_KEY_GRANTS, public: PUBLIC_KEY_GRANTS };

/** Asks routes of the Core API with a new key of the project; answers the status beside what was said. */
export async function asking({ db, projectId }: Scope, kind: "secret" | "public" = "secret") {
  const key = `${kind === "secret" ? "sk" : "pk"}_${newId("key").slice(4)}`;
  await db.insert(apiKeys).values({ projectId, kind, name: key, hash: hashKey(key), shown: "…", grants: [...GRANTS[kind]] });
  return async (handler: Handler, method: string, path: string, body?: object, params: object = {}) => {
    const headers = { authorization: `Bearer ${key}` };
    const request = new Request(`http://app.test/api/v1${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    const response = await handler(request, { params: Promise.resolve(params) });
    return { status: response.status, ...(await response.json()) };
  };
}
