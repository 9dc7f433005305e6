/** All tabs of a browser have one session: when one of them chooses who the user is, the others hear of it. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { forgetIdentity } from '../api/session.ts'
import { remember } from './storage.ts'

const key = 'everynode.identity'

/** Tells the other tabs. */
export function announceIdentity(identity: string): void {
  remember(key, `${identity} ${Date.now()}`)
}

/** Follows what another tab has announced. The stream needs no word: all tabs have one worker, or it was ended. */
export function useIdentityNews(): void {
  const queries = useQueryClient()
  useEffect(() => {
    const follow = (event: StorageEvent) => {
      if (event.key === key) void forgetIdentity(queries)
    }
    window.addEventListener('storage', follow)
    return () => window.removeEventListener('storage', follow)
  }, [queries])
}
