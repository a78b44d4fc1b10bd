import { createElement } from "react";
import { LeavingPage, NoSuchLinkPage, SomethingFailedPage } from "@/components/consent/leaving-page";
import { choose, consentOf, type Standing } from "@/lib/consent/commands";
import { choiceIn } from "@/lib/consent/choice";
import { readBytes } from "@/lib/web/body";
import { documentResponse } from "@/lib/web/document";
import { asRecipient, type Recipient } from "@/lib/web/recipient";

type Context = { params: Promise<{ token: string }> };

/** Shows a page, and changes nothing: mail scanners open every link. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  return answer(await asRecipient((await params).token, consentOf));
}

/** Unsubscribes at once, whoever posts: a mail program's one click (RFC 8058) sends no cookie and follows no redirect. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const body = await readBytes(request, 16 * 1024).catch(() => Buffer.alloc(0));
  return answer(await asRecipient((await params).token, (scope, leaving) => choose(scope, leaving, choiceIn(body, leaving.topic))));
}

const answer = ({ status, data }: Recipient<Standing>) =>
  documentResponse(data ? createElement(LeavingPage, data) : createElement(status === 404 ? NoSuchLinkPage : SomethingFailedPage), status);
