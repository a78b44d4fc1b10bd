import type { ReactNode } from "react";
import { Status } from "@/components/ui/status";

type Props = {
  /** Whether what is seen is kept, or why it cannot be changed. */
  says: ReactNode;
  people: number;
  /** What the template is called. */
  email: string;
  mailStays: boolean;
  /** What is done next. */
  children: ReactNode;
};

const NUMBER = new Intl.NumberFormat("en");
const howMany = (people: number) => (people === 0 ? "Nobody" : people === 1 ? "1 person" : `${NUMBER.format(people)} people`);

/** The end of a draft, always in sight: whether it is kept, what sending it does, and the way to send it. */
export const SendBar = ({ says, people, email, mailStays, children }: Props) => (
  <div className="bar-below sticky bottom-0 z-10 -mx-4 mt-8 -mb-6 flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-t bg-canvas px-4 py-3 md:-mx-6 md:px-6">
    <div className="mr-auto flex min-w-0 flex-wrap gap-x-4 gap-y-1">
      <p className="text-soft">{says}</p>
      <p className="min-w-0 break-words">
        {howMany(people)} {mailStays ? "would get" : "will get"} {email ? `“${email}”` : "this"}.
      </p>
      {mailStays && (
        <Status tone="warn" className="whitespace-normal">
          Nothing is really sent: mail stays on this machine.
        </Status>
      )}
    </div>
    <div className="ml-auto flex flex-wrap items-center justify-end gap-x-4 gap-y-2">{children}</div>
  </div>
);
