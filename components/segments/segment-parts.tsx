import type { ComponentProps } from "react";
import { UsedIn } from "@/components/projects/used-in";
import { SegmentFigures } from "@/components/segments/segment-figures";
import { SegmentMoves } from "@/components/segments/segment-moves";
import { SegmentPeople } from "@/components/segments/segment-people";

type Props = ComponentProps<typeof SegmentFigures> &
  ComponentProps<typeof SegmentPeople> &
  Pick<ComponentProps<typeof SegmentMoves>, "moves"> &
  Pick<ComponentProps<typeof UsedIn>, "uses">;

/** Everything that is told of a segment: how large it is, who is in it, who came and went, and what uses it. */
export const SegmentParts = ({ customers, filled, recent, people, project, path, cursor, now, moves, uses }: Props) => (
  <>
    <SegmentFigures customers={customers} filled={filled} recent={recent} />
    <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <SegmentPeople people={people} project={project} path={path} cursor={cursor} now={now} />
      <div className="flex flex-col gap-8">
        <SegmentMoves moves={moves} project={project} now={now} />
        <UsedIn uses={uses} project={project} />
      </div>
    </div>
  </>
);
