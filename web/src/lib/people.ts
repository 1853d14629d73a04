import type { Person } from './model';

/** The same, with a person as they are now wherever they stand in it; what holds them not stays the same object. */
export function withPerson<Value>(value: Value, person: Person): Value {
  return replaced(value, person) as Value;
}

function replaced(value: unknown, person: Person): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => replaced(item, person));
    return items.some((item, index) => item !== value[index]) ? items : (value as unknown[]);
  }
  // A status that is over is left out of what the server says.
  if (isPerson(value)) return value.id === person.id ? { ...value, status: null, ...person } : value;
  const entries = Object.entries(value);
  const changed = entries.map(([name, part]) => [name, replaced(part, person)] as const);
  return changed.some(([, part], index) => part !== entries[index]?.[1])
    ? Object.fromEntries(changed)
    : value;
}

export function isPerson(value: unknown): value is Person {
  return typeof value === 'object' && value !== null && 'id' in value && 'username' in value;
}
