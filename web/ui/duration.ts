const minute = 60
const hour = 60 * minute
const day = 24 * hour

const steps = [
  { from: 2 * day, unit: 'day', seconds: day },
  { from: hour, unit: 'hour', seconds: hour },
  { from: minute, unit: 'minute', seconds: minute },
  { from: -Infinity, unit: 'second', seconds: 1 },
] as const

/** One formatter a language and unit: making one costs more than using it a thousand times. */
const formatters = new Map<string, Intl.NumberFormat>()

/**
 * How long something has lasted, in one unit: 34 min, 5 days.
 * @param ms negative where two clocks differ; counts as 0
 * @param language BCP 47
 */
export function formatDuration(ms: number, language: string): string {
  const seconds = Math.max(0, ms / 1000)
  const { unit, seconds: size } = steps.find(({ from }) => seconds >= from) ?? steps[3]
  const key = `${language} ${unit}`
  const formatter =
    formatters.get(key) ??
    new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' })
  formatters.set(key, formatter)
  return formatter.format(Math.floor(seconds / size))
}

/** The time of day, with the date where it is another day than now. */
export function formatTime(at: number, now: number, language: string): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString()
  return new Intl.DateTimeFormat(
    language,
    isToday
      ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
      : { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  ).format(at)
}

/** Date and time to the second, for tooltips. */
export function formatExactTime(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'long' }).format(at)
}

/** The time of day to the second: 09:41:12. */
export function formatClock(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(at)
}
