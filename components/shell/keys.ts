/** What the keyboard does by single keys. They can be switched off (WCAG 2.1.4), for who speaks to the machine or has a heavy hand. */
const SWITCH = "crowdpower.single-keys";

export const hasSingleKeys = (): boolean => localStorage.getItem(SWITCH) !== "off";
export const setSingleKeys = (on: boolean) => (on ? localStorage.removeItem(SWITCH) : localStorage.setItem(SWITCH, "off"));

/** Nothing may take a key from somebody who writes, chooses, or answers a dialog. */
export function isBusy(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true], [role=textbox]")) return true;
  return document.querySelector("[role=dialog]:not([aria-modal=false]), [role=alertdialog], [role=menu], [role=listbox]") !== null; // a toast asks nothing
}

/** The links of a list's rows, in the order they stand in. */
const rowLinks = () => [...document.querySelectorAll<HTMLAnchorElement>("main tbody tr a.row-link")];

/** Puts the focus on the next row, or the one before; from outside of the rows on the first. */
export function moveInRows(by: 1 | -1) {
  const links = rowLinks();
  const here = links.findIndex((link) => link.closest("tr")?.contains(document.activeElement));
  const next = links[here === -1 ? 0 : Math.min(links.length - 1, Math.max(0, here + by))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

/** Chooses the row that has the focus, or takes it out of the choice. */
export function chooseRow() {
  document.activeElement?.closest("main tbody tr")?.querySelector<HTMLElement>("[role=checkbox], input[type=checkbox]")?.click();
}

/** Where one looks for something in the list at hand; whether there is such a place. */
export function goToSearch(): boolean {
  const box = document.querySelector<HTMLInputElement>("main input[type=search]");
  box?.focus();
  box?.select();
  return box !== null;
}
