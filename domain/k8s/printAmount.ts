/**
 * An amount of a resource for people, in Kubernetes' notation and rounded down: `500m`, `1.5`, `310Mi`, `3.9Gi`.
 * @param amount as in ResourceAmounts: milli for cpu, whole units for all else
 */
export function printAmount(resource: string, amount: number): string {
  if (resource === 'cpu') return printCpu(amount)
  return isInBytes(resource) ? printBytes(amount) : String(amount)
}

function printCpu(milli: number): string {
  return Math.abs(milli) < 1000 && milli !== 0 ? `${milli}m` : String(milli / 1000)
}

function isInBytes(resource: string): boolean {
  return (
    resource === 'memory' || resource === 'ephemeral-storage' || resource.startsWith('hugepages-')
  )
}

const units = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi']

function printBytes(bytes: number): string {
  let value = bytes
  let unit = ''
  for (const larger of units) {
    if (Math.abs(value) < 1024) break
    value /= 1024
    unit = larger
  }
  return `${Math.floor(value * 10) / 10}${unit}`
}
