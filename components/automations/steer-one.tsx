"use client";

import { type Steer, SteerBar } from "@/components/automations/steer-bar";

/** Leads one person on or out, from the page of their way. */
export const SteerOne = ({ steer, runId }: { steer: Steer; runId: string }) => (
  <SteerBar steer={steer} runIds={[runId]} done={() => undefined} />
);
