import "server-only";
import { isbot } from "isbot";

/** Mail services fetch pictures for a person who opens an email at that moment. */
const IMAGE_PROXY = /GoogleImageProxy|YahooMailProxy|ggpht\.com/i;
/** Apple's Mail Privacy Protection fetches every picture in advance, and says nothing else of itself. */
const PREFETCHER = /^Mozilla\/5\.0$/;
/** Nobody reads an email and chooses a link in less. */
const TOO_FAST_MILLIS = 2_000;

export type Visit = { method: string; userAgent: string | null; at: Date };

/** Whether an email's picture was fetched by a program of its own accord. */
export function opensByItself({ method, userAgent }: Visit): boolean {
  if (userAgent !== null && IMAGE_PROXY.test(userAgent)) return method === "HEAD";
  return isProgram({ method, userAgent });
}

/** Whether a link was followed by a program: scanners do as soon as an email arrives. */
export const followsByItself = ({ at, ...visit }: Visit, sentAt: Date | null): boolean =>
  isProgram(visit) || (sentAt !== null && at.getTime() - sentAt.getTime() < TOO_FAST_MILLIS);

const isProgram = ({ method, userAgent }: Omit<Visit, "at">): boolean =>
  method === "HEAD" || userAgent === null || userAgent === "" || PREFETCHER.test(userAgent) || isbot(userAgent);
