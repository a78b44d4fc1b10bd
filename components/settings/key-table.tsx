import { grantWords } from "@/components/settings/grant-words";
import { RevokeKey } from "@/components/settings/revoke-key";
import { RotateKey } from "@/components/settings/rotate-key";
import { Copy } from "@/components/ui/copy";
import { Status } from "@/components/ui/status";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { KEY_KIND_WORDS, type ShownKey } from "@/lib/projects/schema";
import type { ActionResult } from "@/lib/web/action";

type Made = { id: string; text: string };
type Props = {
  keys: ShownKey[];
  pickable: readonly string[];
  now: Date;
  mayChange: boolean;
  rotate: (said: unknown) => Promise<ActionResult<Made>>;
  revoke: (said: unknown) => Promise<ActionResult<void>>;
};

export const KeyTable = ({ keys, pickable, now, mayChange, rotate, revoke }: Props) => (
  <Table label="API keys">
    <TableHead>
      <TableRow>
        <TableHeader>Name</TableHeader>
        <TableHeader className="hidden sm:table-cell">Kind</TableHeader>
        <TableHeader>Access</TableHeader>
        <TableHeader>Key</TableHeader>
        <TableHeader className="hidden md:table-cell">Created</TableHeader>
        <TableHeader>Last used</TableHeader>
        <TableHeader>
          <span className="sr-only">Replace or end it</span>
        </TableHeader>
      </TableRow>
    </TableHead>
    <TableBody>
      {keys.map(({ id, kind, name, shown, grants, createdAt, lastUsedAt, endsAt }) => (
        <TableRow key={id}>
          <TableCell className="min-w-28">
            {name}
            {endsAt && (
              <span className="flex items-center gap-1 text-soft text-xs">
                <Status tone="waiting">Ends</Status> <Time at={endsAt} now={now} />
              </span>
            )}
          </TableCell>
          <TableCell className="hidden sm:table-cell">{KEY_KIND_WORDS[kind]}</TableCell>
          <TableCell className="min-w-32">
            <May grants={grants} pickable={pickable} />
          </TableCell>
          <TableCell>
            {kind === "public" ? (
              <Copy shown text={shown} label={`Copy ${name}`} />
            ) : (
              <code className="font-mono text-soft text-xs">{shown}</code>
            )}
          </TableCell>
          <TableCell className="hidden md:table-cell">
            <Time at={createdAt} now={now} />
          </TableCell>
          <TableCell>{lastUsedAt ? <Time at={lastUsedAt} now={now} /> : "—"}</TableCell>
          <TableCell className="text-right">
            <span className="inline-flex gap-2">
              <RotateKey id={id} name={name} replaced={endsAt !== null} mayChange={mayChange} rotate={rotate} />
              <RevokeKey id={id} name={name} mayChange={mayChange} revoke={revoke} />
            </span>
          </TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

/** What a key may do, in a word or two, and in full where it is asked. */
const May = ({ grants, pickable }: { grants: readonly string[]; pickable: readonly string[] }) =>
  grants.length === 1 ? (
    scopeWords(grants, pickable)
  ) : (
    <details>
      <summary className="cursor-pointer">{scopeWords(grants, pickable)}</summary>
      <p className="w-72 text-soft text-xs">{grants.map(grantWords).join(", ")}</p>
    </details>
  );

function scopeWords(grants: readonly string[], pickable: readonly string[]): string {
  if (grants.length === 1) return grantWords(grants[0]!);
  if (pickable.every((grant) => grants.includes(grant))) return "Everything";
  if (grants.every((grant) => grant.endsWith(":read"))) return grants.length < 5 ? `See ${grants.length} things` : "Read only";
  return `${grants.length} permissions`;
}
