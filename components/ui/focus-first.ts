/** Puts the focus on the first field of a form that something is wrong with. */
export function focusFirst(form: HTMLFormElement, wrong: readonly string[]) {
  const first = [...form.elements].find((element) => wrong.includes(element.getAttribute("name") ?? ""));
  if (first instanceof HTMLElement) first.focus();
}
