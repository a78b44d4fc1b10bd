import type { ReactNode } from "react";

/** Colours of the product in a page of one file: text at least 4.5:1, controls 3:1, light and dark. */
const STYLE = `
:root{color-scheme:light dark;--canvas:oklch(.984 .003 200);--panel:#fff;--line:oklch(.905 .007 205);--ink:oklch(.22 .018 230);--soft:oklch(.49 .018 225);--people:oklch(.56 .22 335);--focus:oklch(.55 .14 250)}
@media(prefers-color-scheme:dark){:root{--canvas:oklch(.175 .012 225);--panel:oklch(.215 .013 225);--line:oklch(.3 .014 225);--ink:oklch(.945 .006 210);--soft:oklch(.72 .014 215);--people:oklch(.72 .2 335);--focus:oklch(.74 .14 245)}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px 16px;background:var(--canvas);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{width:100%;max-width:440px;padding:36px 32px;background:var(--panel);border:1px solid var(--line);border-radius:8px}
h1{margin:0 0 12px;font-size:22px;line-height:1.3;font-weight:600}p{margin:0 0 20px;color:var(--soft)}form{margin:0}form+form{margin-top:12px}
button{min-height:44px;padding:0 20px;border:1px solid var(--ink);border-radius:5px;background:var(--ink);color:var(--panel);font:inherit;font-weight:600;cursor:pointer}
button.quiet{background:transparent;color:var(--ink)}button:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
.dot{width:8px;height:8px;margin-top:28px;border-radius:50%;background:var(--people)}.ring{background:none;border:1.5px solid var(--soft)}
`;

/** One dot below what is said: lit in the sender's colour for who gets emails, a ring for who does not. */
const Page = ({ title, lit, brand = null, children }: { title: string; lit: boolean; brand?: string | null; children: ReactNode }) => (
  <html lang="en">
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
      <meta name="referrer" content="no-referrer" />
      <title>{title}</title>
      <style>{STYLE}</style>
    </head>
    <body>
      <main>
        <h1>{title}</h1>
        {children}
        <div className={lit ? "dot" : "dot ring"} {...(lit && brand && { style: { background: brand } })} />
      </main>
    </body>
  </html>
);

type Choosing = { label: string; choice: "unsubscribe" | "unsubscribe_all" | "resubscribe"; quiet?: boolean };

/** The forms post to the address of the page itself, where a mail program's one click goes too. */
const Choice = ({ label, choice, quiet }: Choosing) => (
  <form method="post">
    <input type="hidden" name="choice" value={choice} />
    <button type="submit" {...(quiet && { className: "quiet" })}>
      {label}
    </button>
  </form>
);

type Props = { sender: string; brand: string | null; topic: "all" | "broadcasts"; left: "all" | "broadcasts" | null };

/** What somebody who got an email sees: what they get now, and the few things they can do about it. */
export function LeavingPage({ sender, brand, topic, left }: Props) {
  if (left === "all")
    return (
      <Page title={`You get no more emails from ${sender}`} lit={false}>
        <p>
          This takes effect immediately for the address this email was sent to. Emails you ask for yourself, such as receipts, may still
          reach you.
        </p>
        <Choice label="Subscribe again" choice="resubscribe" quiet />
      </Page>
    );
  if (left === "broadcasts")
    return (
      <Page title={`You get no more newsletters from ${sender}`} lit={false}>
        <p>
          This takes effect immediately, for every email that {sender} sends to many people. Emails about your own activity may still reach
          you; you can stop those, too.
        </p>
        <Choice label="Unsubscribe from everything" choice="unsubscribe_all" />
        <Choice label="Subscribe again" choice="resubscribe" quiet />
      </Page>
    );
  return topic === "broadcasts" ? <OfNewsletter sender={sender} brand={brand} /> : <OfEverything sender={sender} brand={brand} />;
}

const OfEverything = ({ sender, brand }: Pick<Props, "sender" | "brand">) => (
  <Page title={`Emails from ${sender}`} lit brand={brand}>
    <p>You get emails from {sender} at the address this link was sent to. You can stop that here, and subscribe again at any time.</p>
    <Choice label="Unsubscribe" choice="unsubscribe" />
  </Page>
);

const OfNewsletter = ({ sender, brand }: Pick<Props, "sender" | "brand">) => (
  <Page title={`Newsletters from ${sender}`} lit brand={brand}>
    <p>
      This email went to many people at once. Unsubscribing from it unsubscribes you from all of that kind, and you can subscribe again at
      any time.
    </p>
    <Choice label="Unsubscribe from newsletters" choice="unsubscribe" />
    <Choice label="Unsubscribe from everything" choice="unsubscribe_all" quiet />
  </Page>
);

/** The same for every link that is not one of ours, so that it tells nothing. */
export const NoSuchLinkPage = () => (
  <Page title="This link does not work" lit={false}>
    <p>Please open it from the email again, or copy the whole link.</p>
  </Page>
);

export const SomethingFailedPage = () => (
  <Page title="That did not work" lit={false}>
    <p>Something went wrong here, and nothing was changed. Please try again in a minute.</p>
  </Page>
);
