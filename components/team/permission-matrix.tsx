import { Check } from "lucide-react";
import { grantWords } from "@/components/settings/grant-words";
import { Section } from "@/components/settings/section";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { ROLE_WORDS, ROLES, type Role } from "@/lib/projects/schema";

/** The table of permissions that every door asks, as it is. */
export const PermissionMatrix = ({ permissions }: { permissions: readonly { grant: string; least: Role }[] }) => (
  <Section title="What each role may do">
    <details>
      <summary className="cursor-pointer underline">Show every permission</summary>
      <div className="mt-3 max-w-[44rem]">
        <Table label="Permissions by role">
          <TableHead>
            <TableRow>
              <TableHeader>Permission</TableHeader>
              {ROLES.map((role) => (
                <TableHeader key={role} className="text-center">
                  {ROLE_WORDS[role]}
                </TableHeader>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {permissions.map(({ grant, least }) => (
              <TableRow key={grant}>
                <TableCell>{grantWords(grant)}</TableCell>
                {ROLES.map((role) => (
                  <TableCell key={role} className="text-center">
                    {ROLES.indexOf(role) >= ROLES.indexOf(least) ? (
                      <>
                        <Check aria-hidden className="inline size-4 stroke-icon" />
                        <span className="sr-only">yes</span>
                      </>
                    ) : (
                      <span className="sr-only">no</span>
                    )}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </details>
  </Section>
);
