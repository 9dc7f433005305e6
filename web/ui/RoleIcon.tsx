import './RoleIcon.css'

interface RoleIconProps {
  readonly role: string
}

const controlPlane = (
  <path d="M2.6 12.8h10.8M3.2 10.6 2.3 4.9l3.1 2.3L8 3.2l2.6 4 3.1-2.3-.9 5.7z" />
)
const infra = <path d="M2.5 3h11v4h-11zM2.5 9h11v4h-11zM4.9 5h.01M4.9 11h.01M8 5h3M8 11h3" />
const gpu = (
  <path d="M4 4h8v8H4zM6.6 6.6h2.8v2.8H6.6zM6 4V1.8M10 4V1.8M6 14.2V12M10 14.2V12M4 6H1.8M4 10H1.8M14.2 6H12M14.2 10H12" />
)
const worker = <path d="M8 1.9l5.3 3v6.2L8 14.1l-5.3-3V4.9zM2.9 5 8 7.9 13.1 5M8 7.9V14" />

/** A node's role as a sign; its name stands beside it. */
export function RoleIcon({ role }: RoleIconProps) {
  return (
    <svg className="en-role-icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      {signOf(role)}
    </svg>
  )
}

function signOf(role: string) {
  if (role === 'control-plane' || role === 'master') return controlPlane
  if (role === 'infra') return infra
  return role.startsWith('gpu') ? gpu : worker
}
