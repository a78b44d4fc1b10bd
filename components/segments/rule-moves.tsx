"use client";

import { ArrowDown, ArrowUp, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";

type Action = (() => void) | null;
type Props = { what: string; up: Action; down: Action; remove: () => void };

/** Moving and removing one part of a rule, without a mouse too. */
export const RuleMoves = ({ what, up, down, remove }: Props) => (
  <span className="flex shrink-0">
    <Press label={`Move ${what} up`} action={up} icon={<ArrowUp aria-hidden />} />
    <Press label={`Move ${what} down`} action={down} icon={<ArrowDown aria-hidden />} />
    <Press label={`Remove ${what}`} action={remove} icon={<X aria-hidden />} />
  </span>
);

const Press = ({ label, action, icon }: { label: string; action: Action; icon: ReactNode }) => (
  <Tooltip says={label}>
    <Button variant="quiet" size="icon" aria-label={label} disabled={!action} onClick={action ?? undefined}>
      {icon}
    </Button>
  </Tooltip>
);
