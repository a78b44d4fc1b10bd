import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Patient } from "@/components/ui/patient";

/** The shape of what is being loaded. It stands still. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden className={cn("block rounded-thing bg-line/60", className)} />
);

const Loading = ({ children }: { children: ReactNode }) => (
  <Patient>
    <div aria-busy="true">
      <p role="status" className="sr-only">
        Loading
      </p>
      {children}
    </div>
  </Patient>
);

const Heading = () => (
  <div className="mb-5">
    <Skeleton className="my-1 h-5 w-40" />
    <Skeleton className="mt-2.5 h-3.5 w-80 max-w-full" />
  </div>
);

const WIDTHS = ["w-48", "w-36", "w-56", "w-40", "w-52", "w-32", "w-44", "w-60"];

/** A list before it is there: its heading, the search, and rows as high as rows are. */
export const ListSkeleton = ({ columns = 4 }: { columns?: number }) => (
  <Loading>
    <Heading />
    <Skeleton className="mb-4 h-control max-w-sm" />
    <div className="h-8 border-line border-b" />
    {WIDTHS.map((width) => (
      <div key={width} className="flex h-row items-center gap-6 border-line border-b">
        <Skeleton className={cn("h-3.5 max-w-full", width)} />
        {Array.from({ length: columns - 1 }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same and never move
          <Skeleton key={i} className="ml-auto h-3.5 w-16 max-sm:hidden" />
        ))}
      </div>
    ))}
  </Loading>
);

/** A page of figures and charts before it is there. */
export const FiguresSkeleton = () => (
  <Loading>
    <Heading />
    <div className="mb-8 grid grid-cols-2 gap-5 border-line border-y py-4 sm:flex sm:gap-10">
      {WIDTHS.slice(0, 5).map((width) => (
        <div key={width} className="flex-1">
          <Skeleton className="h-3 w-16" />
          <Skeleton className="mt-2 h-6 w-20" />
        </div>
      ))}
    </div>
    <div className="grid gap-8 lg:grid-cols-3">
      {WIDTHS.slice(0, 3).map((width) => (
        <Skeleton key={width} className="h-24" />
      ))}
    </div>
  </Loading>
);
