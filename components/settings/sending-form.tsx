"use client";

import { type Save, SettingsForm } from "@/components/settings/settings-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { OWN_COLOUR, type ShownSettings } from "@/lib/projects/schema";

type Props = Pick<ShownSettings, "project" | "mayChange"> & { save: Save };

export const SendingForm = ({ project, mayChange, save }: Props) => (
  <SettingsForm save={save} mayChange={mayChange}>
    {(errorOf) => (
      <>
        <Field label="From name" description="Who your emails are from, as people see it in their inbox." error={errorOf("fromName")}>
          <Input name="fromName" defaultValue={project.fromName ?? ""} placeholder={project.name} />
        </Field>
        <Field label="From address" description="Its domain must be verified with your email provider." error={errorOf("fromAddress")}>
          <Input name="fromAddress" type="email" defaultValue={project.fromAddress ?? ""} placeholder="hello@example.com" />
        </Field>
        <Field label="Reply-to" description="Where replies go. Empty: to the from address." error={errorOf("replyTo")}>
          <Input name="replyTo" type="email" defaultValue={project.replyTo ?? ""} />
        </Field>
        <Field
          label="Postal address"
          description="Shown at the bottom of your emails. Many countries require one in marketing email."
          error={errorOf("postalAddress")}
        >
          <Textarea name="postalAddress" rows={3} defaultValue={project.postalAddress ?? ""} />
        </Field>
        <Field
          label="Brand colour"
          description={`For the dot in your emails and on the unsubscribe page, such as ${OWN_COLOUR}.`}
          error={errorOf("brandColour")}
        >
          <Input
            name="brandColour"
            defaultValue={project.brandColour ?? ""}
            placeholder={OWN_COLOUR}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
      </>
    )}
  </SettingsForm>
);
