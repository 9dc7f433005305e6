import { common } from './en/common.ts'
import { daemonSets } from './en/daemonSets.ts'
import { node } from './en/node.ts'
import { placement } from './en/placement.ts'
import { reasons } from './en/reasons.ts'
import { shell } from './en/shell.ts'
import { states } from './en/states.ts'
import { wizard } from './en/wizard.ts'

export const english = { common, shell, node, daemonSets, placement, states, wizard, reasons }
