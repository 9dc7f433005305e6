import type { project as english } from '../en/wizardProject.ts'
import type { Translation } from '../translation.ts'

export const project = {
  title: 'namespace (プロジェクト) のノードセレクター',
  help: 'Namespace は、独自のノードセレクターをすべての Pod に追加できます。テンプレートには表示されません。',
  flavour: 'クラスターでの扱い',
  guess: '推測: {{flavour}}',
  flavours: {
    openshift: 'OpenShift',
    podNodeSelector: 'アドミッションプラグイン PodNodeSelector',
    none: '影響なし',
  },
  because: {
    setByHand:
      'このブラウザーで、このクラスターについて手動で選択されています。グリッドにも適用されます。',
    openShiftGroups: 'クラスターが {{groups}} を提供しているため、このように推測しました。',
    otherOpenShiftGroups:
      'クラスターは {{groups}} を提供していますが、OpenShift のプロジェクトは提供していません。プラグイン PodNodeSelector が有効かどうかは API からは分かりません。',
    noOpenShiftGroups:
      'クラスターは OpenShift の API グループを提供していません。プラグイン PodNodeSelector が有効かどうかは API からは分からないため、有効な場合は選択してください。',
    groupsUnknown:
      'クラスターの API グループを確認できていないため、OpenShift である可能性があります。',
  },
  annotation:
    'Namespace {{namespace}} は {{selector}} を要求しています (アノテーション {{annotation}})。',
  emptyAnnotation:
    'Namespace {{namespace}} にノードセレクターはありません。アノテーション {{annotation}} が空のため、デフォルトも適用されません。',
  default: 'Namespace に指定がないため、クラスターのデフォルト {{selector}} が適用されます。',
  noDefault: 'Namespace にもクラスターにもノードセレクターはありません。',
  defaultUnknown: {
    reading: 'Namespace に指定はありません。クラスターのデフォルトを読み込んでいます。',
    known: 'Namespace に指定はありません。クラスターのデフォルトを読み込んでいます。',
    forbidden:
      'Namespace に指定がなく、クラスターのデフォルトを読み取る権限もありません (get schedulers.config.openshift.io cluster)。マップはデフォルトがないものとして表示されます。',
    failed:
      'Namespace に指定がなく、クラスターのデフォルトを読み取れませんでした。マップはデフォルトがないものとして表示されます。',
    plugin:
      'Namespace に指定がないため、プラグインの設定にあるデフォルトが適用されますが、API からは分かりません。マップはデフォルトがないものとして表示されます。',
  },
  namespaceUnknown:
    'Namespace {{namespace}} を読み取れないため、ノードセレクターは不明です。マップはセレクターがないものとして表示されます。',
  effects: {
    projectHidden_other:
      '{{count, number}} ノードがこのセレクターにより除外されます。OpenShift はこれらのノードに Pod を作成せず、数にも含めません。',
    projectStranded_other:
      '{{count, number}} ノードの Pod は Pending のまま実行されません。セレクターが Pod に追加されますが、ノードに一致しません。',
    projectRejected_other: '{{count, number}} ノードの Pod は kubelet に繰り返し拒否されます。',
    projectRefused_other: '{{count, number}} ノードの Pod は API サーバーに拒否されます。',
  },
  unreadable: 'アドミッションプラグインがセレクターを解釈できません: {{message}}',
  conflict:
    'セレクターは {{project}} を要求しますが、下書きのノードセレクターは {{template}} を要求しています。',
  freeNamespace: '次のコマンドで、この namespace のすべての Pod に対するセレクターを空にできます:',
  addToDraft: '下書きのノードセレクターに {{labels}} を追加',
} satisfies Translation<typeof english>
