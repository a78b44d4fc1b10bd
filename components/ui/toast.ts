import { Toast as Base } from "@base-ui/react/toast";

/** What `toast` tells is shown by Toasts, wherever it was told. */
export const toasts = Base.createToastManager();

/** Told before Toasts was there: its script comes after the page is of use. */
const waiting = new Map<string, Parameters<typeof toasts.add>[0]>();
let isThere = false;
let told = 0;

/** Toasts is there: what waits for it is shown. */
export function showToasts() {
  isThere = true;
  for (const options of waiting.values()) toasts.add(options);
  waiting.clear();
}

export function closeToast(id: string) {
  waiting.delete(id);
  toasts.close(id);
}

/** Slow readers, in milliseconds. */
const MILLIS_A_LETTER = 100;

type Said = { description?: string; undo?: () => void };

/** Tells what was done, for as long as it takes to read it, with a way back where there is one. Failures of a form belong at the form. */
export function toast(title: string, { description = "", undo }: Said = {}): string {
  const id = `told-${++told}`;
  let isBack = false;
  const back = () => {
    closeToast(id);
    if (!isBack) undo?.(); // it can be pressed while it goes away
    isBack = true;
  };
  const options = {
    id,
    title,
    ...(description && { description }),
    timeout: Math.max(undo ? 8_000 : 6_000, description.length * MILLIS_A_LETTER),
    ...(undo && { actionProps: { children: "Undo", onClick: back } }),
  };
  if (isThere) toasts.add(options);
  else waiting.set(id, options);
  return id;
}
