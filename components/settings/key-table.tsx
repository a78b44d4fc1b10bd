import { RevokeKey } from "@/components/settings/revoke-key";
import { Copy } from "@/components/ui/copy";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { KeyKind } from "@/lib/projects/schema";
import type { ActionResult } from "@/lib/web/action";

type Key = { id: string; kind: KeyKind; name: string; shown: string; createdAt: Date; lastUsedAt: Date | null };
type Props = { keys: Key[]; now: Date; mayChange: boolean; revoke: (said: unknown) => Promise<ActionResult<void>> };

export const KeyTable = ({ keys, now, mayChange, revoke }: Props) => (
  <Table label="API keys">
    <TableHead>
      <TableRow>
        <TableHeader>Name</TableHeader>
        <TableHeader>Kind</TableHeader>
        <TableHeader>Key</TableHeader>
        <TableHeader>Created</TableHeader>
        <TableHeader>Last used</TableHeader>
        <TableHeader>
          <span className="sr-only">End it</span>
        </TableHeader>
      </TableRow>
    </TableHead>
    <TableBody>
      {keys.map(({ id, kind, name, shown, createdAt, lastUsedAt }) => (
        <TableRow key={id}>
          <TableCell>{name}</TableCell>
          <TableCell>{kind === "public" ? "Public" : "Secret"}</TableCell>
          <TableCell>
            {kind === "public" ? (
              <Copy shown text={shown} label={`Copy ${name}`} />
            ) : (
              <code className="font-mono text-soft text-xs">{shown}</code>
            )}
          </TableCell>
          <TableCell>
            <Time at={createdAt} now={now} />
          </TableCell>
          <TableCell>{lastUsedAt ? <Time at={lastUsedAt} now={now} /> : "—"}</TableCell>
          <TableCell className="text-right">
            <RevokeKey id={id} name={name} mayChange={mayChange} revoke={revoke} />
          </TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
