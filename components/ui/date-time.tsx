"use client";

import { type ComponentProps, useEffect, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { momentIn } from "@/components/ui/time";
import { useTimeZone } from "@/components/ui/time-zone";

type Props = Omit<ComponentProps<typeof Input>, "type">;

/** A day, as 2026-11-26. The browser's own calendar speaks the person's language and works without a mouse and without a script. */
export const DateInput = (props: Props) => <Input {...props} type="date" />;

/** A time of a day, as 09:30. */
export const TimeInput = (props: Props) => <Input {...props} type="time" />;

type MomentProps = {
  label: string;
  /** Is told the moment as ISO 8601, and nothing while none is chosen. */
  onChoose: (at: string) => void;
};

/** A moment in the time zone of whoever looks at it, which is named; and in the project's where that is another. */
export function MomentField({ label, onChoose }: MomentProps) {
  const [own, theirs] = [useOwnZone(), useTimeZone()];
  const [at, setAt] = useState("");
  const choose = (typed: string) => {
    const moment = typed === "" ? "" : new Date(typed).toISOString();
    setAt(moment);
    onChoose(moment);
  };
  return (
    <Field
      label={label}
      description={
        own && (
          <>
            In your time zone, {named(own)}.
            {own !== theirs && ` In the project’s, ${named(theirs)}${at && `: ${momentIn(theirs).format(new Date(at))}`}.`}
          </>
        )
      }
    >
      <Input type="datetime-local" required onValueChange={choose} />
    </Field>
  );
}

const named = (zone: string) => zone.replaceAll("_", " ");

/** Known in the browser alone, so nothing is said of it before. */
function useOwnZone(): string | null {
  const [zone, setZone] = useState<string | null>(null);
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return zone;
}
