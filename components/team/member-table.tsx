import { MemberActions } from "@/components/team/member-actions";
import { RoleSelect } from "@/components/team/role-select";
import { Avatar } from "@/components/ui/avatar";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Member } from "@/lib/members/schema";
import { ROLE_WORDS } from "@/lib/projects/schema";
import type { ActionResult } from "@/lib/web/action";

type Act = (said: unknown) => Promise<ActionResult<void>>;
type Props = { members: Member[]; mayManage: boolean; mayMakeOwners: boolean; now: Date } & Record<"setRole" | "remove" | "transfer", Act>;

export const MemberTable = ({ members, mayManage, mayMakeOwners, now, setRole, remove, transfer }: Props) => (
  <div className="mb-8">
    <Table label="Members">
      <TableHead>
        <TableRow>
          <TableHeader>Member</TableHeader>
          <TableHeader>Role</TableHeader>
          <TableHeader className="max-sm:hidden">Last active</TableHeader>
          <TableHeader>
            <span className="sr-only">More</span>
          </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {members.map(({ userId, name, email, role, lastActiveAt, isYou }) => {
          const mayChange = mayManage && (role !== "owner" || mayMakeOwners);
          return (
            <TableRow key={userId}>
              <TableCell>
                <span className="flex items-center gap-2.5 py-1">
                  <Avatar name={name} />
                  <span className="min-w-0">
                    <span className="block truncate">{isYou ? `${name} (you)` : name}</span>
                    <span className="block truncate text-soft text-xs">{email}</span>
                  </span>
                </span>
              </TableCell>
              <TableCell>
                {mayChange ? (
                  <RoleSelect userId={userId} name={name} role={role} mayMakeOwners={mayMakeOwners} setRole={setRole} />
                ) : (
                  ROLE_WORDS[role]
                )}
              </TableCell>
              <TableCell className="text-soft max-sm:hidden">{lastActiveAt ? <Time at={lastActiveAt} now={now} /> : "—"}</TableCell>
              <TableCell className="text-right">
                {mayChange && !isYou && (
                  <MemberActions {...{ userId, name, remove }} {...(mayMakeOwners && role !== "owner" && { transfer })} />
                )}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
    {!mayManage && <p className="mt-3 text-soft">Only admins and owners of this project may change its team.</p>}
  </div>
);
