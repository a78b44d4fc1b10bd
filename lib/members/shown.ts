import "server-only";
import type { Member } from "@/lib/members/schema";

/** A member as the API shows them. */
export const shownMember = ({ userId, name, email, role, joinedAt, lastActiveAt }: Member) => ({
  id: userId,
  name,
  email,
  role,
  joined_at: joinedAt.toISOString(),
  last_active_at: lastActiveAt?.toISOString() ?? null,
});
