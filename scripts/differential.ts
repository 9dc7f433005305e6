/**
 * The engine beside Kubernetes' own controller, on more pairs than the tests take:
 * npm run test:differential -- --pairs 200000 --seed 1
 */
import { parseArgs } from 'node:util'
import { run } from './run.ts'

const { values } = parseArgs({
  options: { pairs: { type: 'string', default: '50000' }, seed: { type: 'string' } },
})
const test = 'domain/placement/differential.cluster.test.ts'
const wrong = Object.entries(values).find(([, text]) => !/^[0-9]{1,9}$/.test(text))

if (wrong === undefined) {
  const env = {
    DIFFERENTIAL_PAIRS: values.pairs,
    ...(values.seed === undefined ? {} : { DIFFERENTIAL_SEED: values.seed }),
  }
  process.exitCode = (await run(['vitest', 'run', '--project', 'cluster', test], env)).code
} else {
  console.error(`--${wrong[0]} must be a whole number, not ${JSON.stringify(wrong[1])}`)
  process.exitCode = 1
}
