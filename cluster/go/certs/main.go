// Certs writes a certificate authority, and the certificates and keys that one control plane
// needs, into a folder.
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"log"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// The names are what the bootstrap policy of kube-apiserver's RBAC gives rights to.
// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#core-component-roles
var clients = map[string]pkix.Name{
	"admin":                   {CommonName: "admin-cert", Organization: []string{"system:masters"}},
	"kwok":                    {CommonName: "kwok", Organization: []string{"system:masters"}},
	"kube-controller-manager": {CommonName: "system:kube-controller-manager"},
	"kube-scheduler":          {CommonName: "system:kube-scheduler"},
}

// kubernetes.default.svc and the first address of the service range are how Pods would call it.
var serverNames = []string{"localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc"}
var serverIPs = []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback, net.IPv4(10, 96, 0, 1)}

type authority struct {
	dir  string
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: certs FOLDER")
	}
	ca := newAuthority(os.Args[1])
	for file, subject := range clients {
		ca.issue(file, &x509.Certificate{
			Subject:     subject,
			ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth},
		})
	}
	ca.issue("server", &x509.Certificate{
		Subject:     pkix.Name{CommonName: "kube-apiserver"},
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		DNSNames:    serverNames,
		IPAddresses: serverIPs,
	})
	writeServiceAccountKeys(ca.dir)
}

func newAuthority(dir string) authority {
	key := newKey()
	template := completed(&x509.Certificate{
		Subject:               pkix.Name{CommonName: "everynode-test-ca"},
		IsCA:                  true,
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageCertSign,
	})
	der := must(x509.CreateCertificate(rand.Reader, template, template, key.Public(), key))
	write(dir, "ca.crt", "CERTIFICATE", der)
	return authority{dir, must(x509.ParseCertificate(der)), key}
}

func (ca authority) issue(file string, template *x509.Certificate) {
	key := newKey()
	template.KeyUsage = x509.KeyUsageDigitalSignature
	der := must(x509.CreateCertificate(rand.Reader, completed(template), ca.cert, key.Public(), ca.key))
	write(ca.dir, file+".crt", "CERTIFICATE", der)
	write(ca.dir, file+".key", "EC PRIVATE KEY", must(x509.MarshalECPrivateKey(key)))
}

func writeServiceAccountKeys(dir string) {
	key := newKey()
	write(dir, "service-account.key", "EC PRIVATE KEY", must(x509.MarshalECPrivateKey(key)))
	write(dir, "service-account.pub", "PUBLIC KEY", must(x509.MarshalPKIXPublicKey(key.Public())))
}

func completed(template *x509.Certificate) *x509.Certificate {
	template.SerialNumber = must(rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120)))
	template.NotBefore = time.Now().Add(-time.Hour)
	template.NotAfter = time.Now().Add(30 * 24 * time.Hour)
	return template
}

func newKey() *ecdsa.PrivateKey {
	return must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
}

func write(dir, file, kind string, der []byte) {
	block := pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
	if err := os.WriteFile(filepath.Join(dir, file), block, 0o600); err != nil {
		log.Fatal(err)
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}
