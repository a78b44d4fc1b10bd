import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

type Numeric = { numeric?: boolean };

/** Rows of 36 px. It scrolls sideways by itself where it does not fit; `label` names it for who cannot see it. */
export const Table = ({ label, className, ...rest }: ComponentProps<"table"> & { label: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  // biome-ignore lint/a11y/useSemanticElements: a named place that scrolls, not a part of the page's outline
  <div role="region" aria-label={label} tabIndex={0} className="relative w-full overflow-x-auto">
    <table {...rest} className={cn("w-full border-collapse text-left text-sm", className)} />
  </div>
);

export const TableHead = ({ className, ...rest }: ComponentProps<"thead">) => (
  <thead {...rest} className={cn("border-line border-b text-soft", className)} />
);

export const TableBody = (props: ComponentProps<"tbody">) => <tbody {...props} />;

export const TableRow = ({ className, ...rest }: ComponentProps<"tr">) => (
  <tr {...rest} className={cn("relative h-9 border-line border-b last:border-b-0 [tbody_&]:hover:bg-sunk", className)} />
);

export const TableHeader = ({ numeric = false, className, ...rest }: ComponentProps<"th"> & Numeric) => (
  <th
    scope="col"
    {...rest}
    className={cn("h-8 px-3 text-xs whitespace-nowrap voice-label first:pl-0 last:pr-0", numeric && "text-right", className)}
  />
);

export const TableCell = ({ numeric = false, className, ...rest }: ComponentProps<"td"> & Numeric) => (
  <td {...rest} className={cn("px-3 py-1 first:pl-0 last:pr-0", numeric && "text-right tabular-nums", className)} />
);

/** Put it on the link of a row's name: pressing anywhere in the row follows it, and it stays one real link. The keyboard finds it by its name. */
export const rowLink =
  "row-link voice-label outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2";
