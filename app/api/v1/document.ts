import { API } from "@/app/api/v1/map";
import { env } from "@/lib/env";
import { describeApi } from "@/lib/web/openapi";

let document: ReturnType<typeof describeApi> | undefined;

/** The OpenAPI document of this instance, made once: it takes 70 ms of a core, and whoever comes along may ask for it. */
export function apiDocument() {
  document ??= describeApi(API, env().APP_URL);
  return document;
}
