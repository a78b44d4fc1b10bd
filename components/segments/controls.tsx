"use client";

import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

// What is clear from its place in the sentence needs no visible label, and still has one for those who do not see the place.
type Named = { label: string; error?: string | undefined; className?: string };

export const TextBox = ({ label, error, className, ...rest }: Named & Omit<ComponentProps<typeof Input>, "className">) => (
  <Field label={label} hideLabel error={error} className={cn("w-40 min-w-0", className)}>
    <Input placeholder={label} {...rest} />
  </Field>
);

type ChoiceProps<T extends string> = Named & { value: T; options: readonly (readonly [T, string])[]; choose: (value: T) => void };

export const Choice = <T extends string>({ label, error, className, value, options, choose }: ChoiceProps<T>) => (
  <Field label={label} hideLabel error={error} className={cn("min-w-0", className)}>
    <Select
      value={value}
      options={options.map(([name, text]) => ({ value: name, label: text }))}
      onChange={(event) => {
        const chosen = options.find(([name]) => name === event.target.value);
        if (chosen) choose(chosen[0]);
      }}
    />
  </Field>
);
