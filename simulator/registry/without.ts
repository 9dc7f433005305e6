/** A copy without some fields. @returns the same object where none of them is there */
export function without<T extends object, K extends keyof T>(object: T, ...keys: K[]): Omit<T, K>
export function without(object: object, ...keys: string[]): object {
  if (!keys.some((key) => Object.hasOwn(object, key))) return object
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)))
}
