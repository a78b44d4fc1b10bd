"use client";

import { Toast as Base } from "@base-ui/react/toast";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { buttonLook } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

const manager = Base.createToastManager();

type Said = { description?: string; undo?: () => void };

/** Tells what was done, for six seconds at least, with a way back where there is one. Failures of a form belong at the form. */
export const toast = (title: string, { description, undo }: Said = {}): string =>
  manager.add({
    title,
    ...(description && { description }),
    timeout: undo ? 8_000 : 6_000,
    ...(undo && { actionProps: { children: "Undo", onClick: undo } }),
  });

/** Around the whole application, once. */
export const Toasts = ({ children }: { children: ReactNode }) => (
  <Base.Provider toastManager={manager}>
    {children}
    <Base.Portal>
      <Base.Viewport className="fixed right-4 bottom-4 z-60 flex w-[min(calc(100vw-32px),22rem)] flex-col gap-2">
        <Shown />
      </Base.Viewport>
    </Base.Portal>
  </Base.Provider>
);

function Shown() {
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      className="rounded-control border border-line bg-panel shadow-float transition duration-appear ease-out data-starting-style:translate-y-1 data-starting-style:opacity-0 data-ending-style:opacity-0"
    >
      <Base.Content className="flex items-start gap-3 py-2 pr-2 pl-3">
        <div className="min-w-0 flex-1 py-1">
          <Base.Title className="text-sm voice-label" />
          <Base.Description className="text-soft" />
        </div>
        <Base.Action className={buttonLook({ size: "small" })} />
        <Base.Close aria-label="Dismiss" className={cn(buttonLook({ variant: "quiet", size: "small" }), "px-1")}>
          <X aria-hidden />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}
