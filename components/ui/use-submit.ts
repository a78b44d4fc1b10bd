"use client";

import { type FormEvent, startTransition, useActionState } from "react";
import { focusFirst } from "@/components/ui/focus-first";
import type { ActionResult } from "@/lib/web/action";

type Answer = ActionResult<unknown> | { message: string; fields?: Record<string, string[] | undefined> } | null;
type Sent = { form: HTMLFormElement; said: FormData };

/**
 * Sends a form and keeps what was typed; the first field that something is wrong with gets the focus. A form's own `action` would empty its
 * fields after every answer, also after one that says what is wrong with them.
 */
export function useSubmit<T extends Answer>(send: (form: FormData) => Promise<T>) {
  const sent = ({ form, said }: Sent) =>
    send(said).then((answer) => {
      focusFirst(form, wrongIn(answer));
      return answer;
    });
  const [result, run, pending] = useActionState((_: T | null, what: Sent) => sent(what), null);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const form = event.currentTarget;
    startTransition(() => run({ form, said: new FormData(form, submitter) }));
  };
  return { result, pending, onSubmit };
}

const wrongIn = (answer: Answer): string[] => (answer && "fields" in answer ? Object.keys(answer.fields ?? {}) : []);
