"use client";

import { type ComponentProps, type MouseEvent, useId } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { Tooltip } from "@/components/ui/tooltip";

type Props = ComponentProps<typeof Button> & {
  /** Why it does nothing now, in a sentence; nothing while it works. */
  because: string | undefined;
};

/**
 * A button that may be barred. It is reached all the same, and says why: to who points at it or comes by keyboard, to who listens, and to
 * who presses it.
 */
export function BarredButton({ because, ...rest }: Props) {
  const id = useId();
  const say = (event: MouseEvent) => {
    event.preventDefault();
    toast(because!);
  };
  return (
    <>
      <Tooltip says={because}>
        <Button {...rest} {...(because !== undefined && { "aria-disabled": true, "aria-describedby": id, onClick: say })} />
      </Tooltip>
      <span id={id} hidden>
        {because}
      </span>
    </>
  );
}
