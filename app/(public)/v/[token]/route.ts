import { createElement } from "react";
import { NoSuchLinkPage } from "@/components/consent/leaving-page";
import { documentResponse } from "@/lib/web/document";
import { viewInBrowser } from "@/lib/web/viewing";

/** An email as it was sent, for whoever cannot read it well where they got it. */
export async function GET(_: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  return (await viewInBrowser((await params).token)) ?? documentResponse(createElement(NoSuchLinkPage), 404);
}
