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
  },
} satisfies Translation<typeof english>
