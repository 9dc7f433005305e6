import { common } from './ja/common.ts'
import { daemonSets } from './ja/daemonSets.ts'
import { node } from './ja/node.ts'
import { placement } from './ja/placement.ts'
import { reasons } from './ja/reasons.ts'
import { shell } from './ja/shell.ts'
import { states } from './ja/states.ts'
import { wizard } from './ja/wizard.ts'

export const japanese = { common, shell, node, daemonSets, placement, states, wizard, reasons }
