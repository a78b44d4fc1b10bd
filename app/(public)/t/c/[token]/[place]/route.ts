import { createElement } from "react";
import { NoSuchLinkPage } from "@/components/consent/leaving-page";
import { documentResponse } from "@/lib/web/document";
import { onward } from "@/lib/web/tracking";

type Context = { params: Promise<{ token: string; place: string }> };

/** A link in an email leads on to where it goes, by its place in a list of ours: no address can be put into it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { token, place } = await params;
  return (await onward(request, token, place)) ?? documentResponse(createElement(NoSuchLinkPage), 404);
}
