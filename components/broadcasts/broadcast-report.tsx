import { Link } from "@/components/ui/link";
import { type AskWhyOfBroadcast, BroadcastCrowd } from "@/components/broadcasts/broadcast-crowd";
import { skipWords } from "@/components/broadcasts/skip-words";
import { KeepFresh } from "@/components/segments/keep-fresh";
import { percent } from "@/components/ui/percent";
import { Stat, Stats } from "@/components/ui/stat";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { type BroadcastCrowd as Places, type BroadcastStatus, PARTS, type PeopleOutcome } from "@/lib/broadcasts/schema";

type Report = { [W in "matched" | "will_receive" | (typeof PARTS)[number] | "sent"]: number } & {
  [W in "opened" | "opened_by_machines_only" | "clicked" | "clicked_by_machines_only" | "unsubscribed"]: number;
} & { skipped: { reason: string; people: number }[]; links: { url: string; people: number; clicks: number }[] };
type Props = {
  report: Report;
  progress: { done: number; of: number; waitsFor: string | null };
  status: BroadcastStatus;
  id: string;
  crowd: Places;
  /** How many customers the project has. */
  total: number;
  peoplePath: string;
  why: AskWhyOfBroadcast;
};

const NUMBER = new Intl.NumberFormat("en");
const shown = (n: number) => NUMBER.format(n);

/** What became of a broadcast: each number opens the people it counts. */
export function BroadcastReport({ report, progress, status, id, crowd, total, peoplePath, why }: Props) {
  const number = (n: number, outcome: PeopleOutcome) =>
    n === 0 ? (
      "0"
    ) : (
      <Link href={`${peoplePath}?outcome=${outcome}`} className="underline">
        {shown(n)}
      </Link>
    );
  const isUnderWay = status === "sending" || status === "paused";
  const part = (n: number) => (report.sent === 0 ? "" : `${percent(n, report.sent)} of sent`);
  const byPeople = (n: number, machines: number) =>
    [part(n), machines > 0 ? `${shown(machines)} by machines only, not counted` : "machines not counted"].filter(Boolean).join(", ");
  const left = report.skipped.reduce((sum, { people }) => sum + people, 0);
  const ofAudience = (
    <>
      of {shown(report.matched)} in the audience
      {left > 0 && (
        <>
          {", "}
          <Link href={`${peoplePath}?outcome=skipped`} className="underline">
            {shown(left)} left out
          </Link>
        </>
      )}
    </>
  );
  return (
    <>
      {(status === "sending" || status === "scheduled") && <KeepFresh seconds={1} />}
      {isUnderWay && <Progress {...progress} paused={status === "paused"} />}
      <Stats>
        <Stat label="Sent" value={number(report.sent, "sent")} hint={ofAudience} />
        <Stat label="Delivered" value={number(report.delivered, "delivered")} hint={part(report.delivered)} />
        <Stat label="Opened" value={number(report.opened, "opened")} hint={byPeople(report.opened, report.opened_by_machines_only)} />
        <Stat label="Clicked" value={number(report.clicked, "clicked")} hint={byPeople(report.clicked, report.clicked_by_machines_only)} />
        <Stat
          label="Unsubscribed"
          value={number(report.unsubscribed, "unsubscribed")}
          hint={["through this email", part(report.unsubscribed)].filter(Boolean).join(", ")}
        />
        <Stat label="Bounced" value={number(report.bounced, "bounced")} hint={part(report.bounced)} />
        <Stat label="Reported as spam" value={number(report.complained, "complained")} hint={part(report.complained)} />
      </Stats>
      <section aria-labelledby="crowd" className="mt-8">
        <h2 id="crowd" className="mb-2 text-base">
          {isUnderWay ? "Who got it, and who is waiting" : "Who got this, and who did not"}
        </h2>
        <BroadcastCrowd {...{ id, crowd, total, peoplePath, why }} cancelled={status === "cancelled"} />
      </section>
      <div className="mt-8 grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-2">
        <Everybody report={report} status={status} peoplePath={peoplePath} />
        <Links links={report.links} />
      </div>
    </>
  );
}

function Progress({ done, of, waitsFor, paused }: { done: number; of: number; waitsFor: string | null; paused: boolean }) {
  return (
    <section aria-label="Progress" className="mb-5">
      <p className="mb-1 flex flex-wrap justify-between gap-2 text-sm">
        <span>
          <span className="text-people tabular-nums">{shown(done)}</span> of {shown(of)} people{paused && ", paused"}
        </span>
        <span className="text-soft tabular-nums">{of === 0 ? 100 : Math.floor((done / of) * 100)} %</span>
      </p>
      <progress
        value={done}
        max={Math.max(of, 1)}
        aria-label="People whose email has gone out"
        className="block h-2 w-full accent-people"
      />
      {waitsFor && (
        <p role="status" className="mt-2 text-sm text-warn">
          Not every email is accepted right now. Retrying: {waitsFor}
        </p>
      )}
    </section>
  );
}

type EverybodyProps = { report: Report; status: BroadcastStatus; peoplePath: string };

const PART_WORDS: Record<(typeof PARTS)[number], string> = {
  delivered: "delivered",
  unreported: "sent, nothing more reported",
  waiting: "still to be sent",
  bounced: "bounced",
  complained: "reported it as spam",
  failed: "failed",
  uncertain: "uncertain: it may have been sent",
};

/** Everybody whom the audience held, each once: got it, did not, and why. */
function Everybody({ report, status, peoplePath }: EverybodyProps) {
  const words = { ...PART_WORDS, ...(status === "cancelled" && { waiting: "not sent, because it was cancelled" }) };
  const lines: [string, number, string][] = [
    ...PARTS.map((part): [string, number, string] => [words[part], report[part], `outcome=${part}`]),
    ...report.skipped.map(({ reason, people }): [string, number, string] => [
      skipWords(reason),
      people,
      `outcome=skipped&reason=${encodeURIComponent(reason)}`,
    ]),
  ];
  return (
    <section aria-labelledby="everybody">
      <h2 id="everybody" className="mb-2 text-base">
        Everybody in the audience
      </h2>
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-y-1 text-sm">
        {lines
          .filter(([, n]) => n > 0)
          .map(([label, n, query]) => (
            <div key={label} className="contents">
              <dt className="text-soft first-letter:uppercase">{label}</dt>
              <dd className="text-right tabular-nums">
                <Link href={`${peoplePath}?${query}`} className="underline">
                  {shown(n)}
                </Link>
              </dd>
            </div>
          ))}
        <dt className="border-line border-t pt-1 voice-label">In the audience</dt>
        <dd className="border-line border-t pt-1 text-right tabular-nums">
          <Link href={peoplePath} className="underline">
            {shown(report.matched)}
          </Link>
        </dd>
      </dl>
    </section>
  );
}

const Links = ({ links }: Pick<Report, "links">) => (
  <section aria-labelledby="links">
    <h2 id="links" className="mb-2 text-base">
      Links
    </h2>
    {links.length === 0 ? (
      <p className="text-soft text-sm">Nobody has clicked a link yet.</p>
    ) : (
      <Table label="Clicked links">
        <TableHead>
          <TableRow>
            <TableHeader>Address</TableHeader>
            <TableHeader numeric>People</TableHeader>
            <TableHeader numeric>Clicks</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {links.map(({ url, people, clicks }) => (
            <TableRow key={url}>
              <TableCell className="max-w-[40ch] truncate font-mono text-xs">{url}</TableCell>
              <TableCell numeric>{shown(people)}</TableCell>
              <TableCell numeric>{shown(clicks)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    )}
  </section>
);
