import type { ComponentProps } from "react";
import { Asking } from "@/components/automations/asking";
import { AutomationFigures } from "@/components/automations/automation-figures";

type Props = ComponentProps<typeof AutomationFigures> & {
  automation: { name: string; liveVersion: number | null };
  /** Whether it waits for somebody's word before it emails anybody. */
  asks: boolean;
} & Pick<ComponentProps<typeof Asking>, "sender" | "allow">;

/** How an automation stands: what it asks, and its figures once it has been live. */
export const AutomationStanding = ({ automation: { name, liveVersion }, asks, sender, allow, ...figures }: Props) => (
  <>
    {asks && <Asking name={name} sender={sender} waiting={figures.tally.inProgress} allow={allow} />}
    {liveVersion !== null && <AutomationFigures {...figures} />}
  </>
);
