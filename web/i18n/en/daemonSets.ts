export const daemonSets = {} as const
