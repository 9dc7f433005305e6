import { useEffect, useState } from 'react'

/**
 * Tells what lasts from what passes.
 * @param key what is so; undefined: nothing
 * @returns whether it has been so, without another key between, for that many milliseconds
 */
export function useLasting(key: string | undefined, milliseconds: number): boolean {
  const [lasted, setLasted] = useState<string>()
  useEffect(() => {
    const timer = setTimeout(() => setLasted(key), key === undefined ? 0 : milliseconds)
    return () => clearTimeout(timer)
  }, [key, milliseconds])
  return key !== undefined && lasted === key
}
