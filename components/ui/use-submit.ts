"use client";

import { type FormEvent, startTransition, useActionState } from "react";

/**
 * Sends a form and keeps what was typed. A form's own `action` would empty its fields after every answer, also after one that
 * says what is wrong with them.
 */
export function useSubmit<T>(send: (form: FormData) => Promise<T>) {
  const [result, run, pending] = useActionState((_: T | null, form: FormData) => send(form), null);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const form = new FormData(event.currentTarget, submitter);
    startTransition(() => run(form));
  };
  return { result, pending, onSubmit };
}
