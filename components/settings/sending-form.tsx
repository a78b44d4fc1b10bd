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
        <Field
          label="From address"
          description="It must be of a domain that your mail provider has verified."
          error={errorOf("fromAddress")}
        >
          <Input name="fromAddress" type="email" defaultValue={project.fromAddress ?? ""} placeholder="hello@example.com" />
        </Field>
        <Field label="Reply-to" description="Where answers go. Left empty, to the from address." error={errorOf("replyTo")}>
          <Input name="replyTo" type="email" defaultValue={project.replyTo ?? ""} />
        </Field>
        <Field
          label="Postal address"
          description="It stands at the foot of your emails. Many countries ask for one in marketing mail."
          error={errorOf("postalAddress")}
        >
          <Textarea name="postalAddress" rows={3} defaultValue={project.postalAddress ?? ""} />
        </Field>
        <Field
          label="Brand colour"
          description={`Of the one dot in your emails and on the page where people unsubscribe, such as ${OWN_COLOUR}.`}
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
