"use client";

import { useState } from "react";
import { LONG, State, type Theme } from "@/components/showcase/state";
import { Avatar } from "@/components/ui/avatar";
import { Bars } from "@/components/ui/bars";
import { Button } from "@/components/ui/button";
import { Swatch } from "@/components/ui/colour";
import { Columns } from "@/components/ui/columns";
import { Crowd, Dots } from "@/components/ui/crowd";
import { Copy } from "@/components/ui/copy";
import { Empty } from "@/components/ui/empty";
import { Json } from "@/components/ui/json";
import { Pagination } from "@/components/ui/pagination";
import { FiguresSkeleton, ListSkeleton } from "@/components/ui/skeleton";
import { Stat, Stats } from "@/components/ui/stat";
import { Status } from "@/components/ui/status";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { TabLinks, Tabs } from "@/components/ui/tabs";
import { Time } from "@/components/ui/time";
import { Timeline, TimelineItem } from "@/components/ui/timeline";

type Props = { theme: Theme };

const NOW = "2026-11-26T12:00:00Z";
const EARLIER = "2026-11-26T11:12:00Z";

export const People = () => (
  <>
    <State says="Avatar">
      <Avatar name="Ada Lovelace" size="small" />
      <Avatar name="Ada Lovelace" />
      <Avatar name="Ada Lovelace" size="large" />
    </State>
    <State says="Status">
      <Status tone="live">Live</Status>
      <Status tone="good">Delivered</Status>
      <Status tone="paused">Paused</Status>
      <Status tone="waiting">Scheduled</Status>
      <Status tone="draft">Draft</Status>
      <Status tone="warn">Late</Status>
      <Status tone="bad">Bounced</Status>
      <Status tone="note">Test</Status>
    </State>
    <State says="Colour of a thing">
      <span className="flex items-center gap-1.5">
        <Swatch colour="good" /> Beans
      </span>
    </State>
  </>
);

const crowd = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({ id: `cus_${from + i}`, name: `Person ${from + i}` }));

export function Everybody({ theme }: Props) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <>
      <Crowd
        label={`60 of 150 match, in ${theme}`}
        groups={[
          { key: "in", words: "matches", says: <p>60 match</p>, lit: true, people: crowd(0, 60) },
          { key: "out", words: "does not match", says: <p className="text-soft">90 do not</p>, lit: false, people: crowd(60, 150) },
        ]}
        open={setOpen}
        current={open}
      />
      <Dots label={`At one step, in ${theme}`} words="is here" lit people={crowd(200, 212)} open={setOpen} current={open} />
    </>
  );
}

const DAYS = Array.from({ length: 14 }, (_, i) => ({ label: `${i + 1} Nov`, value: (i * 37) % 90, before: (i * 23) % 70 }));

export const Figures = ({ theme }: Props) => (
  <>
    <Stats>
      <Stat label="Customers" value="10,312" hint="428 new" people />
      <Stat label="Emails sent" value="1,284" hint="98 % delivered" />
      <Stat label="Revenue" value="—" hint="no charges yet" />
    </Stats>
    <Columns title={`New customers, in ${theme}`} columns={DAYS} by="Day" people />
    <Bars label={`Visits, in ${theme}`} unit="visits" bars={DAYS.map(({ label, value }) => ({ label, count: value }))} />
  </>
);

export const Tables = ({ theme }: Props) => (
  <>
    <Table label={`People, in ${theme}`}>
      <TableHead>
        <TableRow>
          <TableHeader>Name</TableHeader>
          <TableHeader>Status</TableHeader>
          <TableHeader numeric>Orders</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {["Ada Lovelace", "Grace Hopper", LONG].map((name, i) => (
          <TableRow key={name}>
            <TableCell className="max-w-64 truncate">{name}</TableCell>
            <TableCell>
              <Status tone="good">Subscribed</Status>
            </TableCell>
            <TableCell numeric>{1_284 * (i + 1)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
    <Pagination path="/ui" query={{ cursor: "one" }} nextCursor="two" label={`Pages, in ${theme}`} />
    <Tabs
      label={`Parts, in ${theme}`}
      tabs={[
        { value: "one", label: "Timeline", panel: "What happened." },
        { value: "two", label: "Traits", panel: "What is known." },
      ]}
    />
    <TabLinks
      label={`Views, in ${theme}`}
      links={[
        { href: "/ui", label: "Here", current: true },
        { href: "/ui#there", label: "There", current: false },
      ]}
    />
  </>
);

export const Lists = ({ theme }: Props) => (
  <>
    <Timeline label={`Timeline, in ${theme}`}>
      <TimelineItem title="Order Placed" at={<Time at={EARLIER} now={NOW} />} mark="deed">
        <Json value={{ total: 1_999, currency: "EUR" }} label="Properties" />
      </TimelineItem>
      <TimelineItem title="Entered VIP" at={<Time at="2026-11-20T09:00:00Z" now={NOW} />} />
    </Timeline>
    <State says="Id">
      <Copy shown text="cus_01m8ar6xm3f3saeptw6gdxx6c2" label="Copy the id" />
    </State>
    <Json open value={{ name: LONG }} label={`Payload, in ${theme}`} />
  </>
);

export const Emptiness = () => (
  <Empty title="No segments yet" action={<Button variant="primary">New segment</Button>}>
    A segment is everyone for whom a rule is true, at any moment.
  </Empty>
);

export const Loading = () => (
  <>
    <ListSkeleton columns={3} />
    <FiguresSkeleton />
  </>
);
