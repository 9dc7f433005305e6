import type { reasons as english } from '../en/reasons.ts'
import type { Translation } from '../translation.ts'

export const reasons = {
  nodeName:
    'Pod テンプレートの nodeName にノード {{wants}} が指定されているため、他のノードには Pod が作成されません。',
  noLabel: 'ノードには、ノードセレクターが要求するラベル {{label}} がありません。',
  noLabelOn: '{{node}} には、ノードセレクターが要求するラベル {{label}} がありません。',
  otherValue: 'ノードセレクターは {{label}} を要求しますが、ノードの値は {{has}} です。',
  otherValueOn: 'ノードセレクターは {{label}} を要求しますが、{{node}} の値は {{has}} です。',
  noTerms: '必須のノードアフィニティーに条件 (term) がないため、どのノードにも一致しません。',
  oneTerm: '必須のノードアフィニティーが一致しません: {{requirements}}。',
  manyTerms:
    '必須のノードアフィニティーの {{count, number}} 個の条件 (term) はいずれも一致しません: {{terms}}。',
  emptyTerm: '空の条件 (term) はどのノードにも一致しません',
  mismatch: '{{requirement}} が必要ですが、ノードの値は {{has}} です',
  mismatchAbsent: '{{requirement}} が必要ですが、ノードにこのラベルはありません',
  malformed: '{{requirement}} は無効なため、どのノードにも一致しません',
  taint: 'taint {{taint}} は容認されていません。',
  taintOn: '{{node}} の taint {{taint}} は容認されていません。',
  taintNotReady: 'ノードの準備ができていません。taint {{taint}} は容認されていません。',
  taintUnreachable: 'ノードに到達できません。taint {{taint}} は容認されていません。',
  taintCordoned: 'ノードはスケジュール対象外 (cordon) です。taint {{taint}} は容認されていません。',
  taintNetwork: 'ノードのネットワークが利用できません。taint {{taint}} は容認されていません。',
  taintControlPlane: 'ノードはコントロールプレーン専用です。taint {{taint}} は容認されていません。',
  projectHidden:
    'プロジェクトのノードセレクター {{selector}} がノードに一致しないため、OpenShift はこのノードに Pod を作成しません。',
  projectStranded:
    'namespace のノードセレクター {{selector}} が Pod に追加されますが、ノードに一致しないため、Pod は Pending のまま実行されません。',
  projectRejected:
    'Pod はノードを直接指定しますが、namespace のノードセレクター {{selector}} がノードに一致しないため、kubelet が Pod を繰り返し拒否します。',
  projectRefused:
    'namespace のノードセレクター {{selector}} により、API サーバーが Pod を拒否します。',
  fit: {
    resource:
      '{{resource}} が {{requested}} 必要ですが、空きは {{allocatable}} 中 {{free}} のため、Pod は待機します。',
    tooLarge:
      '{{resource}} が {{requested}} 必要ですが、ノードには {{allocatable}} しかないため、Pod は待機のままになります。',
    ending: '削除中の Pod がなくなると、さらに {{ending}} が空きます。',
    pods: 'ノードの Pod 数が {{present, number}} で、上限は {{allocatable, number}} のため、Pod は待機します。',
    podsEnding_other: 'そのうち {{count, number}} 個は削除中です。',
    port: 'ホストポート {{port}} は Pod {{pod}} が使用しているため、Pod は待機します。',
    never: 'この優先度クラスは他の Pod を退去させません。',
    noLowerPriority: 'ノードに優先度のより低い Pod がないため、場所は空けられません。',
    notEnough: '優先度のより低い Pod をすべて退去させても足りません。',
    preempts: '空きがないため、スケジューラーが優先度のより低い Pod を退去させます: {{pods}}。',
    andMore_other: '{{pods}} 他 {{count, number}} 個',
    MemoryPressure: 'ノードのメモリーが逼迫しています。kubelet が Pod を退去させることがあります。',
    DiskPressure:
      'ノードのディスクが逼迫しています。解消するまで kubelet は新しい Pod を拒否し、Pod は削除と作成を繰り返します。',
    PIDPressure:
      'ノードの PID が逼迫しています。解消するまで kubelet は新しい Pod を拒否し、Pod は削除と作成を繰り返します。',
    space: '',
  },
  subject: {
    pods: 'Pod 数',
    port: 'ホストポート {{port}}',
  },
  requirement: {
    In: '{{key}} が ({{values}}) のいずれか',
    NotIn: '{{key}} が ({{values}}) 以外',
    Exists: 'ラベル {{key}} があること',
    DoesNotExist: 'ラベル {{key}} がないこと',
    Gt: '{{key}} が {{values}} より大きいこと',
    Lt: '{{key}} が {{values}} より小さいこと',
    other: '{{key}} {{operator}} ({{values}})',
  },
  short: {
    nodeName: '{{wants}} のみ',
    nodeSelector: '{{label}} なし',
    nodeAffinity: 'ノードアフィニティー',
    taint: 'taint {{taint}}',
    notReady: '準備未完了',
    unreachable: '到達不能',
    cordoned: 'スケジュール対象外',
    network: 'ネットワーク利用不可',
    projectHidden: 'プロジェクトにより除外',
    projectStranded: '待機のまま',
    projectRejected: 'kubelet が拒否',
    projectRefused: '拒否',
    resource: '{{resource}} が {{missing}} 不足',
    missing: '{{missing}} 不足',
    pods: 'Pod 数が上限',
    port: 'ポート {{port}} 使用中',
    preempts_other: 'Pod {{count, number}} 個を退去',
    MemoryPressure: 'メモリー逼迫',
    DiskPressure: 'ディスク逼迫',
    PIDPressure: 'PID 逼迫',
  },
} satisfies Translation<typeof english>
