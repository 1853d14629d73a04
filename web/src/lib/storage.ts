/** Local storage that may be full, refused or damaged: reading then finds nothing, writing then keeps nothing. */
export function load<Value>(key: string, fallback: Value): Value {
  try {
    const kept = localStorage.getItem(key);
    return kept === null ? fallback : (JSON.parse(kept) as Value);
  } catch {
    return fallback;
  }
}

export function save(key: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Nothing to do: what could not be kept is lost with the page.
  }
}
