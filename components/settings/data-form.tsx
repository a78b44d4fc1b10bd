"use client";

import { type Save, SettingsForm } from "@/components/settings/settings-form";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ShownSettings } from "@/lib/projects/schema";

type Props = Pick<ShownSettings, "project" | "mayChange"> & { save: Save };

export const DataForm = ({ project, mayChange, save }: Props) => (
  <SettingsForm save={save} mayChange={mayChange}>
    {(errorOf) => (
      <>
        <Field
          label="Keep events for (days)"
          description="Older ones are removed every night, and calls about older times are rejected. Empty: forever."
          error={errorOf("retentionDays")}
        >
          <Input name="retentionDays" inputMode="numeric" defaultValue={project.retentionDays ?? ""} placeholder="Forever" />
        </Field>
        <Field
          label="A visit ends after (minutes)"
          description="Without activity. Later activity starts a new visit; past visits are split the same way."
          error={errorOf("sessionMinutes")}
        >
          <Input name="sessionMinutes" inputMode="numeric" defaultValue={project.sessionMinutes} required />
        </Field>
        <Field
          label="Smart Sending (days)"
          description="Where Smart Sending is on, nobody gets a second email within this many days, including emails already waiting. Transactional emails always go out. 0 switches it off."
          error={errorOf("smartSendingDays")}
        >
          <Input name="smartSendingDays" inputMode="numeric" defaultValue={project.smartSendingDays} required />
        </Field>
        <div className="flex flex-col gap-1">
          <Checkbox name="storeIps" defaultChecked={project.storeIps} disabled={!mayChange}>
            Keep the IP addresses that calls carry, and those that browsers call from
          </Checkbox>
          <p className="text-soft text-xs">From now on. Addresses that were kept before stay until their events are removed.</p>
        </div>
      </>
    )}
  </SettingsForm>
);
