import { type FormEvent, useState, useTransition } from "react";
import { focusFirst } from "@/components/ui/focus-first";
import { useAlive } from "@/components/ui/use-alive";
import type { ActionResult } from "@/lib/web/action";

type Said = Record<string, FormDataEntryValue>;

/**
 * A form that an action reads. What was typed stays when something is wrong with it, the first wrong field gets the focus,
 * and what is wrong with no field in particular is `message`. Until the page has come alive it is `pending`, so that nobody submits
 * it too early; its `method` must be post, or what was typed would then end up in an address.
 */
export function useForm<T>(act: (said: Said) => Promise<ActionResult<T>>, done?: (data: T, form: HTMLFormElement) => void) {
  const [acting, start] = useTransition();
  const alive = useAlive();
  const [result, setResult] = useState<ActionResult<T> | null>(null);
  const failed = result?.ok === false ? result : null;

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const submitted = event.currentTarget;
    start(async () => {
      const answer = await act(Object.fromEntries(new FormData(submitted, submitterOf(event))));
      setResult(answer);
      if (answer.ok) done?.(answer.data, submitted);
      else focusFirst(submitted, Object.keys(answer.fields ?? {}));
    });
  };

  return {
    onSubmit,
    pending: acting || !alive,
    data: result?.ok ? result.data : undefined,
    errorOf: (field: string) => failed?.fields?.[field]?.[0],
    message: failed && Object.keys(failed.fields ?? {}).length === 0 ? failed.message : null,
  };
}

/** The button that was pressed, whose name and value are part of what is said. */
const submitterOf = ({ nativeEvent }: FormEvent) =>
  nativeEvent instanceof SubmitEvent && nativeEvent.submitter instanceof HTMLElement ? nativeEvent.submitter : null;
