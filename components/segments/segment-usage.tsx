import { Link } from "@/components/ui/link";

export type UsedIn = { id: string; name: string; status: string };

/** What depends on the segment, and so keeps it from being deleted. */
export const SegmentUsage = ({ usage, project }: { usage: UsedIn[]; project: string }) => (
  <section aria-labelledby="usage">
    <h2 id="usage" className="mb-1 text-base">
      Used in
    </h2>
    {usage.length === 0 ? (
      <p className="text-soft">No automation starts or ends with this segment.</p>
    ) : (
      <ul className="flex flex-col gap-1">
        {usage.map(({ id, name, status }) => (
          <li key={id}>
            <Link href={`/${project}/automations/${id}`} className="underline">
              {name}
            </Link>
            <span className="text-soft"> starts or ends with it ({status})</span>
          </li>
        ))}
      </ul>
    )}
  </section>
);
