/** Why something that changes the project is barred, where it is. */
export const barredUnless = (mayEdit: boolean): string | undefined =>
  mayEdit ? undefined : "You may look and not change: ask an admin to make you an editor.";
