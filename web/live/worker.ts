/** The worker's entry. */
import { Engine } from './engine.ts'
import { browserEnvironment } from './environment.ts'
import { isShared, servePages } from './servePages.ts'
import type { FromWorker, ToWorker } from './views.ts'

const engine = new Engine(browserEnvironment(), { isOfOnePage: !isShared })
servePages<ToWorker, FromWorker>({ connect: (post) => engine.connect(post) })
addEventListener('online', () => engine.reconnect())
