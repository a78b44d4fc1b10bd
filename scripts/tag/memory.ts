/** What could not be stored, or may not be yet: it is remembered until the page is left. */
const unstored = new Map<string, string>();
export let isOpen = false;

/** From now on things are stored on the person's machine; what was remembered so far, too. */
export function openMemory() {
  isOpen = true;
  for (const [key, value] of unstored) remember(key, value);
}

export function recall(key: string): string | null {
  try {
    return unstored.get(key) ?? localStorage.getItem(key);
  } catch {
    return null; // storage is shut
  }
}

export function remember(key: string, value: string) {
  try {
    if (!isOpen) throw 0;
    localStorage.setItem(key, value);
    unstored.delete(key);
  } catch {
    unstored.set(key, value); // not yet allowed, shut, or full
  }
}

export function forget(key: string) {
  unstored.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {}
}

export function keysWith(prefix: string): string[] {
  let stored: string[] = [];
  try {
    stored = Object.keys(localStorage);
  } catch {}
  return [...new Set([...stored, ...unstored.keys()])].filter((key) => key.startsWith(prefix));
}
