import { Toast as Base } from "@base-ui/react/toast";

/** What `toast` tells is shown by Toasts, wherever it was told. */
export const toasts = Base.createToastManager();

type Said = { description?: string; undo?: () => void };

/** Tells what was done, for six seconds at least, with a way back where there is one. Failures of a form belong at the form. */
export function toast(title: string, { description, undo }: Said = {}): string {
  let isBack = false;
  const back = () => {
    toasts.close(id);
    if (!isBack) undo?.(); // it can be pressed while it goes away
    isBack = true;
  };
  const id: string = toasts.add({
    title,
    ...(description && { description }),
    timeout: undo ? 8_000 : 6_000,
    ...(undo && { actionProps: { children: "Undo", onClick: back } }),
  });
  return id;
}
