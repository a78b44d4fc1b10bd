/** Why what only admins and owners change is barred, where it is. */
export const barredUnlessAdmin = (mayChange: boolean): string | undefined =>
  mayChange ? undefined : "You can view but not change this: only admins and owners do.";

/** Why something that changes the project is barred, where it is. */
export const barredUnless = (mayEdit: boolean): string | undefined =>
  mayEdit ? undefined : "You can view but not change this: ask an admin for the editor role.";
