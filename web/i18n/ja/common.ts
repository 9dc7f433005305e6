import type { common as english } from '../en/common.ts'
import type { Translation } from '../translation.ts'

export const common = {
  retry: '再試行',
  cancel: 'キャンセル',
  close: '閉じる',
  loading: '読み込み中',
  copy: 'コピー',
  copied: 'コピーしました',
  copyFailed: 'ブラウザーがコピーを許可しませんでした。テキストを選択してコピーしてください。',
  none: 'なし',
  unknown: '不明',
  noYes: { yes: 'はい', no: 'いいえ' },
  resources: {
    namespaces: 'namespace',
    nodes: 'ノード',
    daemonsets: 'DaemonSet',
    controllerrevisions: 'ControllerRevision',
    pods: 'Pod',
  },
  stale: {
    title: '{{resources}} の最終更新: {{time}}。表示内容は古い可能性があります。',
    cluster: '現在 API サーバーから読み取れません。自動的に再試行しています。({{why}})',
    console:
      'コンソールのサーバーが応答しません。自動的に再試行しています。サーバーが動作していることを確認してください。({{why}})',
  },
  denied: {
    title: '{{resources}} を読み取る権限がありません',
    body: 'このページを表示するには、クラスター全体の {{resources}} に対する list と watch の権限が必要です。クラスター管理者に依頼してください。API サーバーの応答: {{why}}',
  },
  unreachable: {
    title: 'クラスターをまだ読み取れません',
    body: '自動的に再試行しています。応答があり次第、このページに表示されます。{{why}}',
  },
  unauthenticated: {
    title: 'API サーバーが認証情報を受け付けません',
    body: '有効期限が切れている可能性があります。kubectl の場合と同じ方法で更新してください。コンソールは自動的に再試行します。API サーバーの応答: {{why}}',
  },
  failure: {
    outcomeUnknown:
      '応答が届く前に接続が切れたため、要求が実行されたかどうかは不明です。このページにはクラスターの現在の状態が表示されます。再試行する前に確認してください。({{message}})',
    unreachable:
      'コンソールのサーバーが応答しません。変更は行われていません。サーバーが動作していることを確認してから再試行してください。({{message}})',
    signedOut:
      'このブラウザーはコンソールからサインアウトしています。コンソールを実行しているターミナルで、最後に表示されたアドレスを開いてください。',
    noAnswer:
      'API サーバーから応答がありませんでした。変更は行われていません。しばらくしてから再試行してください。({{message}})',
    unauthenticated:
      'API サーバーが認証情報を受け付けなくなりました。再度サインインしてから、このページを再読み込みしてください。({{message}})',
    forbidden: 'この操作の権限がありません。API サーバーの応答: {{message}}',
    notFound: 'オブジェクトはすでに存在しません。API サーバーの応答: {{message}}',
    conflict:
      'オブジェクトはその間に変更されたか、置き換えられました。内容を確認してから再試行してください。API サーバーの応答: {{message}}',
    busy: 'API サーバーが混雑しているため、要求は拒否されました。変更は行われていません。しばらくしてから再試行してください。({{message}})',
    refused: 'API サーバーが要求を拒否しました。変更は行われていません。応答: {{message}}',
  },
} satisfies Translation<typeof english>
