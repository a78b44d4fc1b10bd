import { Link } from "@/components/ui/link";
import { barredUnlessAdmin } from "@/components/team/barred";
import { BarredLink } from "@/components/ui/barred-link";
import { Empty } from "@/components/ui/empty";
import { rowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { WebhookState } from "@/components/webhooks/webhook-state";
import type { ShownWebhook } from "@/lib/webhooks/schema";

export function WebhookTable({ webhooks, path, mayChange }: { webhooks: ShownWebhook[]; path: string; mayChange: boolean }) {
  if (webhooks.length === 0)
    return (
      <Empty
        drawing="integrations"
        title="No webhooks yet"
        action={
          <BarredLink variant="primary" href={`${path}/new`} because={barredUnlessAdmin(mayChange)}>
            New webhook
          </BarredLink>
        }
      >
        Add the address of a server, and it is notified the moment something happens here.
      </Empty>
    );
  return (
    <Table label="Webhooks">
      <TableHead>
        <TableRow>
          <TableHeader>Address</TableHeader>
          <TableHeader className="max-md:hidden">Events</TableHeader>
          <TableHeader>Status</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {webhooks.map((webhook) => (
          <TableRow key={webhook.id}>
            <TableCell className="max-w-[44ch]">
              <Link href={`${path}/${webhook.id}`} className={`${rowLink} block truncate`}>
                {webhook.description || webhook.url}
              </Link>
              {webhook.description && <span className="block truncate text-soft text-xs">{webhook.url}</span>}
            </TableCell>
            <TableCell className="max-w-[48ch] truncate text-soft max-md:hidden">{webhook.kinds.join(", ")}</TableCell>
            <TableCell>
              <WebhookState webhook={webhook} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
