/**
 * What an exec plugin sees of the server's environment: where programs and homes are, how the network is reached, and
 * what the usual clouds' tools read. Everything else of the server's environment is none of its business; a plugin
 * that needs more gets it by `env` in the kubeconfig.
 */
const names = new Set(
  words(`
    PATH HOME USER LOGNAME SHELL LANG TZ TMPDIR TEMP TMP DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
    SSH_AUTH_SOCK KRB5CCNAME KUBECONFIG HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY SSL_CERT_FILE SSL_CERT_DIR
    SYSTEMROOT SYSTEMDRIVE COMSPEC PATHEXT WINDIR USERPROFILE USERNAME HOMEDRIVE HOMEPATH APPDATA LOCALAPPDATA
    PROGRAMDATA PROGRAMFILES
  `),
)

const prefixes = words(`
  LC_ XDG_ KUBELOGIN_ OIDC_ AWS_ AZURE_ AAD_ ARM_ MSI_ GOOGLE_ CLOUDSDK_ OCI_ DIGITALOCEAN_ IBMCLOUD_ TELEPORT_
  TSH_ VAULT_
`)

function words(text: string): string[] {
  return text.trim().split(/\s+/)
}

/**
 * @param env the server's environment
 * @param own what the kubeconfig sets for the plugin; it wins
 */
export function execEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  own: readonly { readonly name: string; readonly value: string }[],
): Record<string, string> {
  const passed = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && isPassed(name.toUpperCase()) ? [[name, value] as const] : [],
  )
  return Object.fromEntries([...passed, ...own.map(({ name, value }) => [name, value] as const)])
}

function isPassed(name: string): boolean {
  return names.has(name) || prefixes.some((prefix) => name.startsWith(prefix))
}
