import type { adoption as english } from '../en/wizardAdoption.ts'
import type { Translation } from '../translation.ts'

export const adoption = {
  title_other:
    'コントローラーのない {{count, number}} 個の Pod がこれらのラベルを持つため、新しい DaemonSet に引き継がれます。',
  deleted_other: 'そのうち {{count, number}} 個はただちに削除されます。',
  neverUpdated_other:
    'そのうち {{count, number}} 個は最新とみなされ、DaemonSet のテンプレートが変更されるまで古い内容のまま残ります。',
  show: '引き継がれる Pod',
  more_other: '他 {{count, number}} 個',
  onNode: '({{node}}):',
  onNoNode: '(ノードなし):',
  deletedBecause: {
    notWanted: 'このノードは DaemonSet の対象ではないため、ただちに削除',
    ended: 'すでに終了しているため、ただちに削除',
    duplicate: '同じノードの別の Pod が残されるため、ただちに削除',
    noSuchNode: 'ノードが存在しないため、ただちに削除',
  },
  update: {
    none: '維持 (テンプレートは同じ)',
    never: '古い内容のまま維持 (ロールアウトでは置き換えられない)',
    replaced: 'ローリング更新により置き換え',
    removed: 'ローリング更新により削除 (ノードは新しい Pod を受け入れない)',
    byHand: '手動で削除されるまで維持',
    unknown: '維持 (テンプレートが異なる場合は置き換え)',
  },
  podsUnknown:
    'クラスターの Pod をすべて把握できていないため、この DaemonSet に引き継がれる Pod が他にもある可能性があります。',
} satisfies Translation<typeof english>
