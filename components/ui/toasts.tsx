"use client";

import { Toast as Base } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { useEffect } from "react";
import { buttonLook } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { showToasts, toasts } from "@/components/ui/toast";

/** Where what was done is told: on every page, once. */
export default function Toasts() {
  useEffect(showToasts, []); // after the one of the provider inside, which begins to listen
  return (
    <Base.Provider toastManager={toasts}>
      <Base.Portal>
        <Base.Viewport className="fixed right-4 bottom-[calc(1rem+var(--below,0px))] z-60 flex w-[min(calc(100vw-32px),22rem)] flex-col gap-2">
          <Shown />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function Shown() {
  const { toasts: shown } = Base.useToastManager();
  return shown.map((toast) => (
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
