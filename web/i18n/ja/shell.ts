import type { shell as english } from '../en/shell.ts'
import type { Translation } from '../translation.ts'

export const shell = {
  skip: 'コンテンツへスキップ',
  nav: 'ページ',
  placement: '配置',
  daemonSets: 'DaemonSet',
  titles: {
    placement: '配置',
    node: 'ノード {{name}}',
    daemonSets: 'DaemonSet',
    daemonSet: 'DaemonSet {{namespace}}/{{name}}',
    create: 'DaemonSet の作成',
    notFound: 'ページが見つかりません',
  },
  connection: {
    label: '接続',
    connecting: '接続中…',
    live: 'ライブ',
    reconnecting: '最終更新 {{time}}、再接続中',
    neverHeard: 'まだ応答なし、再接続中',
    polling: '{{time}} 時点',
    denied: '{{resources}} へのアクセス権がありません',
    deniedAll: 'このクラスターへのアクセス権がありません',
    signedOut: 'サインアウト済み',
    retry: '今すぐ再試行',
  },
  session: {
    cluster: 'クラスター',
    context: 'コンテキスト',
    user: 'ユーザー',
    server: 'Kubernetes',
    details: 'セッション',
    failed: 'ユーザーとクラスターの情報を取得できません',
    signedOut: 'サインアウトしています',
    signedOutBody:
      'コンソールのアドレスはブラウザーごとに 1 回だけ使用できます。コンソールを実行しているターミナルで、最後に表示されたアドレスを開いてください。',
  },
  demo: {
    banner:
      'これはシミュレーションのクラスターです。実在のものには影響しないので、自由に試せます。自分のクラスターに接続するには <code>{{command}}</code> で起動してください',
    choose: 'コンソールを使うユーザー',
    identity: {
      'cluster-admin': 'クラスター管理者',
      'project-admin': 'プロジェクト myproject の管理者',
      viewer: '閲覧者',
    },
    notChosen: 'ユーザーは切り替わっていません',
  },
  theme: { label: 'テーマ', light: 'ライト', dark: 'ダーク', system: 'システムに従う' },
  language: { label: '言語', en: 'English', ja: '日本語' },
  notFound: {
    title: '{{path}} にページはありません',
    body: 'アドレスが間違っているか、古い可能性があります。',
    home: '配置ページへ',
  },
  fault: {
    title: 'コンソールの障害により、このページは停止しました',
    body: 'クラスターに影響はなく、何も送信されていません。再試行してください。解決しない場合はページを再読み込みしてください。',
    retry: '再試行',
    reload: 'ページを再読み込み',
    details: '報告された内容',
  },
  outdated: {
    title: 'このページの一部を読み込めませんでした',
    body: 'コンソールのサーバーが応答しないか、ページを開いた後に更新されています。ページを再読み込みしてください。',
  },
} satisfies Translation<typeof english>
