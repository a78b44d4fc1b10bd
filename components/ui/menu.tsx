"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Children, type ComponentProps, type ReactElement, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";

const item =
  "flex min-h-7 cursor-pointer items-center gap-2 rounded-thing px-2 py-1 text-sm outline-none select-none data-highlighted:bg-sunk data-disabled:cursor-not-allowed data-disabled:text-soft pointer-coarse:min-h-10 [&_svg]:size-4 [&_svg]:stroke-icon [&_svg]:text-soft";

type Props = {
  /** The button that opens it. */
  trigger: ReactElement<Record<string, unknown>>;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom";
  className?: string;
  children: ReactNode;
};

export const Menu = ({ trigger, align = "start", side = "bottom", className, children }: Props) => (
  <Base.Root>
    <Base.Trigger render={trigger} />
    <Base.Portal>
      <Base.Positioner align={align} side={side} sideOffset={4} className="z-50 outline-none">
        <Base.Popup
          className={cn(
            "max-h-[var(--available-height)] min-w-44 overflow-y-auto rounded-control border border-line bg-panel p-1 shadow-float transition-opacity duration-appear outline-none data-starting-style:opacity-0 data-ending-style:opacity-0",
            className,
          )}
        >
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
);

type ItemProps = Omit<ComponentProps<typeof Base.Item>, "className"> & { danger?: boolean; className?: string };

export const MenuItem = ({ danger = false, className, ...rest }: ItemProps) => (
  <Base.Item {...rest} {...typedAs(rest.children)} className={cn(item, danger && "text-bad [&_svg]:text-bad", className)} />
);

/** By what one types to come to it: its words without the space that parts them from an icon. */
function typedAs(children: ReactNode): { label?: string } {
  const label = Children.toArray(children)
    .filter((part) => typeof part === "string")
    .join("")
    .trim();
  return label === "" ? {} : { label };
}

/** A place to go: give it `render={<Link href=… />}`. */
export const MenuLink = ({ className, ...rest }: Omit<ComponentProps<typeof Base.LinkItem>, "className"> & { className?: string }) => (
  <Base.LinkItem closeOnClick {...rest} className={cn(item, className)} />
);

export const MenuGroup = ({ label, children }: { label: string; children: ReactNode }) => (
  <Base.Group>
    <Base.GroupLabel className="px-2 py-1 text-xs text-soft voice-label">{label}</Base.GroupLabel>
    {children}
  </Base.Group>
);

export const MenuLine = () => <Base.Separator className="my-1 h-px bg-line" />;
