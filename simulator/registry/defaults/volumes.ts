/** Defaults of volumes (pkg/apis/core/v1/defaults.go). */
import { fieldRef, resourceFieldRef } from './containers.ts'
import { all, fill, inField, inItems, type Defaults } from './defaulting.ts'
import { quantityField } from './quantities.ts'

const readableFiles = fill({ defaultMode: 0o644 })
const downwardItems = inItems('items', all(fieldRef, resourceFieldRef))

export const volumeDefaults: Defaults = all(
  (volume) => (Object.keys(volume).length > 1 ? volume : { ...volume, emptyDir: {} }),
  inField('emptyDir', quantityField('sizeLimit')),
  inField('hostPath', (path) => (path['type'] === undefined ? { ...path, type: '' } : path)),
  inField('secret', readableFiles),
  inField('configMap', readableFiles),
  inField('downwardAPI', all(readableFiles, downwardItems)),
  inField(
    'projected',
    all(
      readableFiles,
      inItems(
        'sources',
        all(
          inField('downwardAPI', downwardItems),
          inField('serviceAccountToken', fill({ expirationSeconds: 3600 })),
        ),
      ),
    ),
  ),
)
