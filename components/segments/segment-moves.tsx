import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { Timeline, TimelineItem } from "@/components/ui/timeline";

export type ShownMove = { id: string; customer: { id: string; name: string }; entered: boolean; live: boolean; at: Date };

/** Who came and went, the latest first. */
export const SegmentMoves = ({ moves, project, now }: { moves: ShownMove[]; project: string; now: Date }) => (
  <section aria-labelledby="moves">
    <h2 id="moves" className="mb-1 text-base">
      Entered and left
    </h2>
    {moves.length === 0 ? (
      <p className="text-soft">Nobody yet.</p>
    ) : (
      <Timeline label="Entered and left">
        {moves.map(({ id, customer, entered, live, at }) => (
          <TimelineItem
            key={id}
            mark={entered ? "came" : "went"}
            at={<Time at={at} now={now} />}
            title={
              <>
                <Link href={`/${project}/customers/${customer.id}`} className="underline">
                  {customer.name}
                </Link>
                {entered ? " entered" : " left"}
                {!live && <span className="text-soft"> when the rule was saved</span>}
              </>
            }
          />
        ))}
      </Timeline>
    )}
  </section>
);
