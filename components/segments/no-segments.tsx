import { Empty } from "@/components/ui/empty";

export const NoSegments = ({ q }: { q: string | undefined }) =>
  q ? (
    <Empty title={`No segment is called “${q}”`}>Search for another part of its name.</Empty>
  ) : (
    <Empty title="No segments yet">
      Say what people have in common, and the segment keeps itself: they enter and leave as it becomes true.
    </Empty>
  );
