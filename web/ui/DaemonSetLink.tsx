import { Link } from 'react-router'

interface DaemonSetLinkProps {
  readonly namespace: string
  readonly name: string
}

/** A DaemonSet's full name, which leads to its page. */
export function DaemonSetLink({ namespace, name }: DaemonSetLinkProps) {
  return (
    <Link to={`/daemonsets/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`}>
      <span className="en-subtle">{namespace}/</span>
      {name}
    </Link>
  )
}
