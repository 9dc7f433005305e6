import type { states as english } from '../en/states.ts'

export const states = {
  name: {
    ready: '準備完了',
    starting: '起動中',
    pending: '保留中',
    failing: '失敗',
    missing: 'Pod なし',
    terminating: '終了中',
    misscheduled: '対象外で実行',
    notTargeted: '対象外',
    outdated: '旧リビジョン',
  },
  meaning: {
    ready: '実行対象で、Pod は準備完了です',
    starting: 'Pod はノードに割り当て済みで、準備中です。問題はありません',
    pending: 'Pod はこのノードへの割り当てを待っています',
    failing: 'イメージ、クラッシュ、退避、または拒否による失敗です',
    missing: '実行対象ですが、Pod がありません',
    terminating: '唯一の Pod が削除されています',
    misscheduled: '実行対象ではないノードに Pod があります',
    notTargeted: '実行対象ではなく、Pod もありません',
    outdated: '古いリビジョンの Pod です。どの状態にも角の印が付きます',
  },
  cell: '{{node}} の {{daemonSet}}: {{state}}',
  withOutdated: '{{state}}、旧リビジョン',
  legendNote:
    'タイルは判定を表し、ここで Pod を実行すべきことを示します。記号は Pod の状態です。タイルがない場所は実行対象ではありません。',
  loading: '読み込み中',
} satisfies typeof english
