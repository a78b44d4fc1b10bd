"use client";

import NextLink from "next/link";
import { type ComponentProps, useState } from "react";
import { mayLeave } from "@/components/ui/use-leave-warning";

type Props = Omit<ComponentProps<typeof NextLink>, "prefetch">;

/**
 * A way to another page, which is asked for in advance as soon as somebody points at it, touches it or reaches it by keyboard. Asking for
 * all that can be seen, a page of forty links is forty requests, and as many again whenever it is refreshed.
 */
export function Link({ onPointerEnter, onFocus, ...rest }: Props) {
  const [meant, setMeant] = useState(false);
  return (
    <NextLink
      {...rest}
      prefetch={meant ? null : false}
      onNavigate={(event) => !mayLeave() && event.preventDefault()}
      onPointerEnter={(event) => {
        setMeant(true);
        onPointerEnter?.(event);
      }}
      onFocus={(event) => {
        setMeant(true);
        onFocus?.(event);
      }}
    />
  );
}
