import { cn } from "@/components/ui/cn";

/** The shape of what is being loaded. It stands still. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden className={cn("block rounded-thing bg-line/60", className)} />
);
