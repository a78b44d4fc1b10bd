import { Link } from "@/components/ui/link";

export type UsedIn = { kind: string; id: string; name: string; status: string };

/** What sends a template: where a change of it will be seen once it is published there. */
export const TemplateUsage = ({ usage, project }: { usage: UsedIn[]; project: string }) =>
  usage.length === 0 ? null : (
    <p>
      Sent by{" "}
      {usage.map(({ kind, id, name, status }, i) => (
        <span key={id}>
          {i > 0 && ", "}
          <Link href={`/${project}/${kind}s/${id}`} className="underline">
            {name}
          </Link>{" "}
          ({status})
        </span>
      ))}
    </p>
  );
