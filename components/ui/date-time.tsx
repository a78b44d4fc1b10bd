"use client";

import { type ComponentProps, useEffect, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

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

/** A moment in the time zone of whoever looks at it, which is named. */
export function MomentField({ label, onChoose }: MomentProps) {
  const zone = useOwnZone();
  return (
    <Field label={label} description={zone && `In your time zone, ${zone.replaceAll("_", " ")}`}>
      <Input type="datetime-local" required onValueChange={(typed) => onChoose(typed === "" ? "" : new Date(typed).toISOString())} />
    </Field>
  );
}

/** Known in the browser alone, so nothing is said of it before. */
function useOwnZone(): string | null {
  const [zone, setZone] = useState<string | null>(null);
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return zone;
}
