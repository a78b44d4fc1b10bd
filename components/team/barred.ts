/** Why something that changes the project is barred, where it is. */
export const barredUnless = (mayEdit: boolean): string | undefined =>
  mayEdit ? undefined : "You can view but not change this: ask an admin for the editor role.";
