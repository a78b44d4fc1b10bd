"use client";

import { type Save, SettingsForm } from "@/components/settings/settings-form";
import { Combobox } from "@/components/ui/combobox";
import { Copy } from "@/components/ui/copy";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ShownSettings } from "@/lib/projects/schema";

type Props = Pick<ShownSettings, "project" | "timeZones" | "currencies" | "mayChange"> & { save: Save };

const choices = (values: string[]) => values.map((value) => ({ value, label: value.replaceAll("_", " ") }));

export const GeneralForm = ({ project, timeZones, currencies, mayChange, save }: Props) => (
  <SettingsForm save={save} mayChange={mayChange}>
    {(errorOf) => (
      <>
        <Field label="Name" error={errorOf("name")}>
          <Input name="name" defaultValue={project.name} required />
        </Field>
        <Field
          label="Address"
          description="The first part of every page's address. Links to the current one keep working."
          error={errorOf("slug")}
        >
          <Input name="slug" defaultValue={project.slug} autoComplete="off" spellCheck={false} required />
        </Field>
        <Field
          label="Time zone"
          description="In which pages tell the time, and what “today” and anniversaries mean in rules, unless a customer's own is known."
          error={errorOf("timeZone")}
        >
          <Combobox name="timeZone" defaultValue={project.timeZone} options={choices(timeZones)} />
        </Field>
        <Field label="Currency" description="Used for charges without one. Totals are kept per currency." error={errorOf("currency")}>
          <Combobox name="currency" defaultValue={project.currency} options={choices(currencies)} />
        </Field>
        <p className="text-soft text-xs">
          Project id <Copy shown text={project.publicId} label="Copy the project id" />
        </p>
      </>
    )}
  </SettingsForm>
);
