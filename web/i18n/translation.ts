/**
 * The shape that a translation of T has: the same keys, any text. Japanese has one plural form, `_other`, so the keys
 * with `_one` fall away.
 */
export type Translation<T> = {
  readonly [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string
    ? string
    : Translation<T[K]>
}
