import { Link } from "@/components/ui/link";

export type Use = { kind: "automation" | "broadcast" | "segment" | "template"; id: string; name: string; status?: string };
type Props = { uses: readonly Use[]; project: string };

/** What depends on a thing, and so keeps it from being deleted. */
export const UsedIn = (props: Props) => (
  <section aria-labelledby="usage">
    <h2 id="usage" className="mb-1 text-base">
      Used in
    </h2>
    <Uses {...props} />
  </section>
);

/** The same where another heading says it. */
export const Uses = ({ uses, project }: Props) =>
  uses.length === 0 ? (
    <p className="text-soft">Nothing yet.</p>
  ) : (
    <ul className="flex flex-col gap-1">
      {uses.map(({ kind, id, name, status }) => (
        <li key={id} className="break-words">
          <Link href={`/${project}/${kind}s/${id}`} className="underline">
            {name}
          </Link>
          <span className="text-soft">{` ${kind}${status ? `, ${status}` : ""}`}</span>
        </li>
      ))}
    </ul>
  );
