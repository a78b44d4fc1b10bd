import { cn } from "@/components/ui/cn";

/** The shape of what is being loaded. It stands still. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden className={cn("block rounded-thing bg-line/60", className)} />
);

/** A page whose rows are on their way. */
export const PageSkeleton = ({ rows = 8 }: { rows?: number }) => (
  <div role="status" aria-label="Loading">
    <Skeleton className="mb-6 h-6 w-44" />
    {Array.from({ length: rows }, (_, row) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: rows without content are all alike
      <Skeleton key={row} className="mb-3 h-6 w-full opacity-60" />
    ))}
  </div>
);
