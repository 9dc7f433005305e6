/** What this browser remembers of a choice; browsers can forbid storage, and the page then forgets. */

/** @returns the text under the key; undefined where there is none */
export function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}

/** Keeps a text, where the browser lets it. */
export function remember(key: string, text: string): void {
  try {
    localStorage.setItem(key, text)
  } catch {
    // The choice still holds until the page is closed.
  }
}
