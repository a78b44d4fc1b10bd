import type { ComponentProps } from "react";
import { SegmentFigures } from "@/components/segments/segment-figures";
import { SegmentMoves } from "@/components/segments/segment-moves";
import { SegmentPeople } from "@/components/segments/segment-people";
import { SegmentUsage } from "@/components/segments/segment-usage";

type Props = ComponentProps<typeof SegmentFigures> &
  ComponentProps<typeof SegmentPeople> &
  Pick<ComponentProps<typeof SegmentMoves>, "moves"> &
  Pick<ComponentProps<typeof SegmentUsage>, "usage">;

/** Everything that is told of a segment: how large it is, who is in it, who came and went, and what uses it. */
export const SegmentParts = ({ customers, filled, recent, people, project, path, cursor, now, moves, usage }: Props) => (
  <>
    <SegmentFigures customers={customers} filled={filled} recent={recent} />
    <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <SegmentPeople people={people} project={project} path={path} cursor={cursor} now={now} />
      <div className="flex flex-col gap-8">
        <SegmentMoves moves={moves} project={project} now={now} />
        <SegmentUsage usage={usage} project={project} />
      </div>
    </div>
  </>
);
