"use client";

import { Field } from "@base-ui/react/field";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { controlLook } from "@/components/ui/control";

/** Text of more than one line. It grows with what is typed. */
export const Textarea = ({ className, rows = 3, ...rest }: ComponentProps<"textarea">) => (
  <Field.Control
    render={<textarea {...rest} rows={rows} className={cn(controlLook, "field-sizing-content min-h-16 py-1.5", className)} />}
  />
);
