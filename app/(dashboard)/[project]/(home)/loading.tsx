import { FiguresSkeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return <FiguresSkeleton />;
}
